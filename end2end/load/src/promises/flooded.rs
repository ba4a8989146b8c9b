//! T15, T21: whoever floods the public form, or sends so slowly that it never ends, gets in up to a limit, is shown out,
//! and is felt on nobody's board.

use super::Stage;
use super::movers::{Movers, Pace};
use crate::Outcome;
use crate::http::{Caller, NoAnswer};
use crate::report::{Sorted, time};
use chrono::{TimeDelta, Utc};
use db::web_forms::Hosted;
use domain::WebFormId;
use domain::web_forms::WebFormForm;
use hyper::StatusCode;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

/// Each sends the next as soon as the last is answered.
const SENDERS: usize = 16;
/// `Caller` spreads over as many.
const ADDRESSES: usize = 4;
/// What is promised: one address sends so many at once, and waits so long for each after that.
const AT_ONCE: usize = 20;
const THEN_EACH: Duration = Duration::from_secs(6);
/// How long a member looks at the board without a flood, to compare with.
const QUIET: Duration = Duration::from_secs(2);
const PACE: Pace = Pace::Apart(60, 160);
/// The server gives half a minute to a head, and to what follows it.
const SHOWN_OUT: Duration = Duration::from_secs(45);

pub async fn prove(stage: &mut Stage) -> Outcome {
    let (_, view) = stage.pipeline(400).await?;
    let (form, hosted, key) = public_form(stage).await?;
    let movers = Movers::start(&stage.admin, &view, PACE);
    let before = look_at_the_board(&mut stage.admin.signed_in(1), QUIET).await;

    let (door, slow) = (stage.places[0].address(), stage.size.dawdlers);
    let mut dawdlers = JoinSet::new();
    for number in 0..slow {
        dawdlers.spawn(dawdle(door, key.clone(), number % 2 == 0));
    }
    let flood = Flood::begin(&stage.admin, &hosted, &key);
    let lasting = stage.size.flood_time;
    let during = look_at_the_board(&mut stage.admin.signed_in(1), lasting).await;
    let (sent, taken) = flood.end().await;
    let ledger = movers.stop().await?;
    let mut shown_out = 0;
    while let Ok(Some(ended)) = timeout(SHOWN_OUT, dawdlers.join_next()).await {
        shown_out += usize::from(ended?);
    }

    let counts = db::web_forms::one(&stage.oracle, &stage.actor, form, Utc::now()).await?.kept.counts;
    let stored = usize::try_from(counts.entries + counts.caught)?;
    let waits = usize::try_from(lasting.as_secs() / THEN_EACH.as_secs())? + 2;
    let most = ADDRESSES * (AT_ONCE + waits);
    let report = &mut stage.report;
    let counted = format!("{sent} sent, {taken} thanked for, {stored} on record, at most {most} may be");
    let bounded = stored == taken && (1..=most).contains(&stored) && sent > most * 2;
    report.check(
        "T15 a flood is let in up to its limit, and what is thanked for is on record",
        bounded,
        &counted,
    );
    let (looks, refused) = (during.took.len(), before.refused + during.refused);
    let counted = format!("{looks} boards read meanwhile, {refused} refused");
    report.check("T15 T21 who works here is served meanwhile", looks > 0 && refused == 0, &counted);
    let counted = format!("{shown_out} of {slow} within {} s", SHOWN_OUT.as_secs());
    report.check("T21 who sends without an end is shown out", shown_out == slow, &counted);
    let (before, during) = (Sorted::of(before.took), Sorted::of(during.took));
    report.told("a board without a flood, p99", &time(before.percentile(99)));
    report.told("a board in the flood, p99", &time(during.percentile(99)));
    stage.settle("T15", &ledger).await
}

async fn public_form(stage: &Stage) -> Outcome<(WebFormId, Hosted, String)> {
    let typed = WebFormForm {
        name: "T15".into(),
        language: "ko".into(),
        heading: "T15".into(),
        meaning: "demo_requested".into(),
        privacy: "1년 동안 보관해요.".into(),
        thanks: "고마워요.".into(),
        on: "true".into(),
        ..Default::default()
    };
    let form = typed.check().map_err(|problems| format!("no form: {problems:?}"))?;
    let id = db::web_forms::make(&stage.oracle, &stage.actor, None, &form).await?;
    let key = db::web_forms::one(&stage.oracle, &stage.actor, id, Utc::now()).await?.kept.key;
    let hosted = db::web_forms::hosted(&stage.oracle, &key).await?.ok_or("the form is not there")?;
    Ok((id, hosted, key))
}

/// What a member saw who read the board again and again.
struct Looks {
    took: Vec<Duration>,
    refused: usize,
}

async fn look_at_the_board(member: &mut Caller, lasting: Duration) -> Looks {
    let (begun, mut looks) = (Instant::now(), Looks { took: vec![], refused: 0 });
    while begun.elapsed() < lasting {
        let asked = Instant::now();
        match member.get("/pipeline", "br").await {
            Ok(answer) if answer.status.is_success() => looks.took.push(asked.elapsed()),
            _ => looks.refused += 1,
        }
        sleep(Duration::from_millis(20)).await;
    }
    looks
}

/// Robots that have read the page a minute ago, and send under a new name each time.
struct Flood {
    senders: JoinSet<usize>,
    sent: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Flood {
    fn begin(member: &Caller, hosted: &Hosted, key: &str) -> Self {
        let (sent, over) = (Arc::<AtomicUsize>::default(), Arc::<AtomicBool>::default());
        let mut senders = JoinSet::new();
        for number in 0..SENDERS {
            let (caller, hosted) = (member.stranger(number), hosted.clone());
            senders.spawn(pour(caller, hosted, format!("/f/{key}"), sent.clone(), over.clone()));
        }
        Self { senders, sent, over }
    }

    /// How many were sent, and how many of them were thanked for.
    async fn end(self) -> (usize, usize) {
        self.over.store(true, Relaxed);
        let taken = self.senders.join_all().await;
        (self.sent.load(Relaxed), taken.into_iter().sum())
    }
}

async fn pour(
    mut robot: Caller,
    hosted: Hosted,
    address: String,
    sent: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
) -> usize {
    let mut taken = 0;
    while !over.load(Relaxed) {
        let number = sent.fetch_add(1, Relaxed);
        let stamp = hosted.stamp(Utc::now() - TimeDelta::minutes(1));
        let (name, email) = (format!("로봇 {number}"), format!("robot{number}@flood.example"));
        let form = [("name", name.as_str()), ("email", &email), ("privacy", "true"), ("stamp", &stamp)];
        match robot.send_page(&address, &form).await {
            Ok(answer) if answer.status == StatusCode::OK => taken += 1,
            Ok(_) => {}
            Err(NoAnswer) => sleep(Duration::from_millis(50)).await,
        }
    }
    taken
}

/// Sends a letter a second, of a head or of what follows it, until the server has enough. Did it?
async fn dawdle(door: SocketAddr, key: String, never_done_with_its_head: bool) -> bool {
    let Ok(mut line) = TcpStream::connect(door).await else { return true };
    let head = format!("POST /f/{key} HTTP/1.1\r\nhost: {door}\r\norigin: http://{door}\r\n");
    let rest = "content-type: application/x-www-form-urlencoded\r\ncontent-length: 50000\r\n\r\n";
    let begin = if never_done_with_its_head { format!("{head}x-slow: ") } else { format!("{head}{rest}") };
    if line.write_all(begin.as_bytes()).await.is_err() {
        return true;
    }
    let mut said = [0; 1024];
    loop {
        // An answer, or the end of the line.
        if timeout(Duration::from_secs(1), line.read(&mut said)).await.is_ok() {
            return true;
        }
        if line.write_all(b"x").await.is_err() {
            return true;
        }
    }
}
