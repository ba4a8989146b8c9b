//! A browser that looks at a board: keeps its stream open across restarts, applies what it hears with the
//! same rule as the page, and remembers what it was told.

mod watched;

pub use watched::{Watched, all_ended, all_heard, all_opened, open, open_all, open_all_stalled};

use crate::Outcome;
use crate::http::Caller;
use crate::work::{View, read_board};
use db::oracle::Told;
use domain::events::{Cursor, Frame};
use domain::pipeline::board::News;
use domain::pipeline::{Board, Card};
use domain::{ActId, PipelineId};
use http_body_util::BodyExt;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

/// The server speaks every 15 seconds; after this much silence the page opens the stream anew.
const SILENCE: Duration = Duration::from_secs(40);

/// Frames are the same bytes for everybody, so each is read once for all screens.
#[derive(Clone, Default)]
pub struct Reader(Arc<Mutex<HashMap<Box<str>, Arc<Frame>>>>);

impl Reader {
    fn read(&self, text: &str) -> Option<Arc<Frame>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(frame) = known.get(text) {
            return Some(frame.clone());
        }
        if known.len() > 2_000 {
            known.clear();
        }
        let frame = Arc::new(serde_json::from_str::<Frame>(text).ok()?);
        known.insert(text.into(), frame.clone());
        Some(frame)
    }
}

pub struct Screen {
    number: usize,
    stream: Caller,
    /// A stream holds its connection; pages are read over another.
    pages: Caller,
    reader: Reader,
    pipeline: PipelineId,
    board: Board,
    began: Cursor,
    heard: Cursor,
    acts: HashSet<ActId>,
    /// Until it is, its stream is open and not read.
    awake: watch::Receiver<bool>,
    /// When each act was heard, for measuring.
    times: Option<Vec<(ActId, Instant)>>,
    /// Places in the feed up to which a fresh reading stands for what was not told, and from where.
    covered: Vec<(Cursor, Cursor)>,
    /// Frames that were told again, or out of their order.
    repeated: usize,
    resyncs: usize,
    byes: usize,
    /// The server said when to come back.
    retries: usize,
    unreadable: usize,
}

impl Screen {
    fn of(number: usize, caller: &Caller, view: &View, reader: &Reader) -> Self {
        Self {
            number,
            stream: caller.signed_in(number),
            pages: caller.signed_in(number),
            reader: reader.clone(),
            pipeline: view.pipeline.id,
            board: view.board.clone(),
            began: view.cursor,
            heard: view.cursor,
            acts: HashSet::new(),
            times: None,
            awake: watch::channel(true).1,
            covered: vec![],
            repeated: 0,
            resyncs: 0,
            byes: 0,
            retries: 0,
            unreadable: 0,
        }
    }

    async fn look(
        mut self,
        mut stop: watch::Receiver<bool>,
        hears: watch::Sender<Cursor>,
        opens: watch::Sender<usize>,
        ends: watch::Sender<usize>,
    ) -> Outcome<Self> {
        while !*stop.borrow() {
            tokio::select! {
                _ = stop.wait_for(|it| *it) => break,
                cut = self.listen(&hears, &opens) => cut?,
            }
            ends.send_replace(*opens.borrow());
            // Not at the same instant in every browser.
            let pause = Duration::from_millis(rand::random_range(100..1_200));
            tokio::select! {
                _ = stop.wait_for(|it| *it) => break,
                () = sleep(pause) => {}
            }
        }
        Ok(self)
    }

    /// From the opening of the stream to its end, however that comes.
    async fn listen(&mut self, hears: &watch::Sender<Cursor>, opens: &watch::Sender<usize>) -> Outcome {
        let by_header = self.number % 2 == 1;
        let Ok(mut body) = self.stream.listen(&self.heard.to_string(), by_header).await else {
            return Ok(());
        };
        opens.send_modify(|it| *it += 1);
        // Nobody is left to wake it: then it sleeps on.
        if self.awake.wait_for(|it| *it).await.is_err() {
            std::future::pending::<()>().await;
        }
        self.stream.widen();
        let mut waiting = Vec::new();
        while let Ok(Some(Ok(piece))) = timeout(SILENCE, body.frame()).await {
            let Ok(data) = piece.into_data() else { continue };
            waiting.extend_from_slice(&data);
            while let Some(end) = waiting.windows(2).position(|it| it == b"\n\n") {
                let event: Vec<u8> = waiting.drain(..end + 2).collect();
                self.hear(&String::from_utf8_lossy(&event)).await?;
                hears.send_if_modified(|it| std::mem::replace(it, self.heard) != self.heard);
            }
        }
        Ok(())
    }

    async fn hear(&mut self, event: &str) -> Outcome {
        let (mut kind, mut data) = ("", "");
        for line in event.lines() {
            match line.split_once(':') {
                Some(("event", it)) => kind = it.trim_start(),
                Some(("data", it)) => data = it.trim_start(),
                Some(("retry", _)) => self.retries += 1,
                _ => {}
            }
        }
        match kind {
            "frame" => match self.reader.read(data) {
                Some(frame) => self.apply(&frame),
                None => self.unreadable += 1,
            },
            "beat" => self.heard = data.parse().map_or(self.heard, |it: Cursor| it.max(self.heard)),
            "resync" => self.read_again(data.parse().unwrap_or_default()).await?,
            "bye" => self.byes += 1,
            _ => {}
        }
        Ok(())
    }

    fn apply(&mut self, frame: &Frame) {
        if frame.cursor <= self.heard {
            self.repeated += 1;
        }
        self.heard = self.heard.max(frame.cursor);
        for event in &frame.events {
            if let Some(act) = event.act {
                self.acts.insert(act);
                if let Some(times) = &mut self.times {
                    times.push((act, Instant::now()));
                }
            }
            if let Some(card) = &event.card {
                self.board.apply(News::Card(Box::new(card.clone())));
            }
        }
        for totals in frame.totals.iter().filter(|it| it.pipeline == self.pipeline) {
            self.board.apply(News::Totals(totals.stages.clone()));
        }
    }

    /// Too much was missed to be told one by one: the page reads itself again.
    async fn read_again(&mut self, place: Cursor) -> Outcome {
        self.resyncs += 1;
        // The page asks again until it is answered; a server that is just stopping will be back.
        let begun = Instant::now();
        let view = loop {
            match read_board(&mut self.pages, self.pipeline).await {
                Ok(view) => break view,
                Err(error) if begun.elapsed() > Duration::from_secs(30) => return Err(error),
                Err(_) => sleep(Duration::from_millis(200)).await,
            }
        };
        self.covered.push((self.heard, place.max(view.cursor)));
        self.heard = place;
        self.board = view.board;
        Ok(())
    }

    pub fn heard_acts(&self) -> &HashSet<ActId> {
        &self.acts
    }

    pub fn times(self) -> Vec<(ActId, Instant)> {
        self.times.unwrap_or_default()
    }

    pub const fn byes(&self) -> usize {
        self.byes
    }

    pub const fn retries(&self) -> usize {
        self.retries
    }

    pub const fn resyncs(&self) -> usize {
        self.resyncs
    }

    /// Frames that should not have come: told twice, or not readable.
    pub const fn wrong_frames(&self) -> usize {
        self.repeated + self.unreadable
    }

    /// How many of these events it neither heard nor read in a fresh page.
    pub fn missed(&self, told: &[Told]) -> usize {
        let covered = |place: Cursor| self.covered.iter().any(|(from, to)| *from < place && place <= *to);
        let knows = |it: &&Told| it.act.is_none_or(|act| self.acts.contains(&act)) || covered(it.cursor);
        told.iter().filter(|it| it.cursor > self.began).filter(|it| !knows(it)).count()
    }

    /// Columns that show something else than the database has. `cards` in the order of their columns.
    pub fn wrong_columns(&self, cards: &[Card]) -> usize {
        let mut wrong = 0;
        for column in &self.board.columns {
            let there: Vec<_> = cards.iter().filter(|it| it.stage == column.stage).collect();
            let shown = column.cards.iter().zip(&there).all(|(a, b)| (a.id, a.version) == (b.id, b.version));
            let whole = if column.complete {
                column.cards.len() == there.len()
            } else {
                column.cards.len() <= there.len()
            };
            let counted = usize::try_from(column.totals.count).is_ok_and(|it| it == there.len());
            wrong += usize::from(!(shown && whole && counted));
        }
        wrong
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn act(number: u128) -> ActId {
        ActId(Uuid::from_u128(number))
    }

    fn told(seq: i64) -> Told {
        let act = act(u128::try_from(seq).expect("small"));
        Told { cursor: Cursor { xid: 1, seq }, act: Some(act), deal: None }
    }

    fn screen() -> Screen {
        Screen {
            number: 0,
            stream: Caller::new([([127, 0, 0, 1], 1).into()], 0, String::new()),
            pages: Caller::new([([127, 0, 0, 1], 1).into()], 0, String::new()),
            reader: Reader::default(),
            pipeline: PipelineId(Uuid::nil()),
            board: Board {
                pipeline: PipelineId(Uuid::nil()),
                today: chrono::NaiveDate::default(),
                columns: vec![],
                closed: vec![],
                heard: std::collections::BTreeMap::new(),
                below: std::collections::BTreeMap::new(),
            },
            began: Cursor { xid: 1, seq: 2 },
            heard: Cursor { xid: 1, seq: 2 },
            acts: HashSet::new(),
            times: None,
            awake: watch::channel(true).1,
            covered: vec![],
            repeated: 0,
            resyncs: 0,
            byes: 0,
            retries: 0,
            unreadable: 0,
        }
    }

    #[test]
    fn an_event_that_was_neither_heard_nor_read_anew_is_missed() {
        let feed: Vec<_> = (1..=6).map(told).collect();
        let mut screen = screen();
        screen.acts.extend([act(3), act(6)]);
        assert_eq!(screen.missed(&feed), 2, "what was there when the page began is no news");
        screen.covered.push((Cursor { xid: 1, seq: 3 }, Cursor { xid: 1, seq: 4 }));
        assert_eq!(screen.missed(&feed), 1);
    }

    #[test]
    fn a_frame_that_comes_again_is_noticed() {
        let mut screen = screen();
        let frame = |seq| Frame { cursor: Cursor { xid: 1, seq }, events: vec![], totals: vec![] };
        for seq in [3, 5, 5, 4] {
            screen.apply(&frame(seq));
        }
        assert_eq!((screen.wrong_frames(), screen.heard.seq), (2, 5));
    }

    #[tokio::test]
    async fn goodbyes_and_unreadable_frames_are_counted() {
        let mut screen = screen();
        screen.hear("event: bye\ndata: \nretry: 1000\n\n").await.expect("heard");
        screen.hear("event: frame\ndata: nonsense\n\n").await.expect("heard");
        screen.hear("event: beat\ndata: 1-9\n\n").await.expect("heard");
        assert_eq!((screen.byes(), screen.retries(), screen.wrong_frames(), screen.heard.seq), (1, 1, 1, 9));
    }
}
