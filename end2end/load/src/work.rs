//! What members do all day, as orders to the server: move deals, edit them, make new ones.

use crate::Outcome;
use crate::http::{Answer, Caller, NoAnswer};
use domain::events::Cursor;
use domain::pipeline::{Board, Card, Filter, Move, NewDeal, Pipeline, StageKind};
use domain::{ActId, DealId, MemberId, PipelineId, StageId};
use hyper::StatusCode;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

/// A board as its page first has it.
#[derive(Clone, Debug, Deserialize)]
pub struct View {
    pub pipeline: Pipeline,
    pub board: Board,
    pub cursor: Cursor,
}

impl View {
    pub fn open_stages(&self) -> Vec<StageId> {
        self.pipeline.stages.iter().filter(|it| it.kind == StageKind::Open).map(|it| it.id).collect()
    }
}

pub async fn read_board(caller: &mut Caller, pipeline: PipelineId) -> Outcome<View> {
    let asked = json!({ "pipeline": pipeline, "filter": Filter::default() });
    let answer = caller.order("pipeline/board", &asked).await.map_err(|NoAnswer| "no answer to a board")?;
    if !answer.status.is_success() {
        return Err(format!("a board is refused: {}", said(&answer)).into());
    }
    Ok(serde_json::from_slice(&answer.body)?)
}

/// A deal as somebody last saw it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub deal: DealId,
    pub version: i32,
    pub stage: StageId,
    pub owner: Option<MemberId>,
}

impl Seen {
    pub fn of(card: &Card) -> Self {
        Self { deal: card.id, version: card.version, stage: card.stage, owner: card.owner }
    }

    /// The wish to put it at the top of another stage.
    pub fn wish(&self, to: StageId) -> Move {
        Move {
            act: ActId(Uuid::now_v7()),
            deal: self.deal,
            version: self.version,
            from: self.stage,
            to,
            above: None,
            below: None,
            closing: None,
            undo: false,
        }
    }

    /// The same in a stage other than the one it is in: below one of these deals if any stands there.
    pub fn any_wish(&self, stages: &[StageId], known: &[Self]) -> Move {
        let others: Vec<_> = stages.iter().filter(|it| **it != self.stage).collect();
        let to = *others[rand::random_range(0..others.len())];
        let tries = (0..8).map(|_| &known[rand::random_range(0..known.len())]);
        let neighbour = tries.into_iter().find(|it| it.stage == to);
        Move { above: neighbour.map(|it| it.deal), ..self.wish(to) }
    }
}

/// How an order ended.
#[derive(Debug)]
pub enum Told {
    Done(Seen),
    /// Somebody was faster; this is how it stands now.
    Overtaken(Seen),
    /// The server said no, or broke.
    Refused(String),
    /// Nothing came back.
    Unknown,
}

pub async fn move_deal(caller: &mut Caller, wish: &Move) -> Told {
    match caller.order("pipeline/move_deal", &json!({ "wish": wish })).await {
        Err(NoAnswer) => Told::Unknown,
        Ok(answer) if answer.status.is_success() => match serde_json::from_slice::<Card>(&answer.body) {
            Ok(card) => Told::Done(Seen::of(&card)),
            Err(error) => Told::Refused(format!("a card that cannot be read: {error}")),
        },
        Ok(answer) => overtaken(&answer),
    }
}

/// Writes a next step, of which every one is different, over the version that was seen.
pub async fn edit_deal(caller: &mut Caller, seen: &Seen, next_step: &str) -> Told {
    let (deal, version) = (seen.deal.to_string(), seen.version.to_string());
    let owner = seen.owner.map(|it| it.to_string()).unwrap_or_default();
    let form = [
        ("deal", deal.as_str()),
        ("version", &version),
        ("form[name]", "부하 시험"),
        ("form[account]", ""),
        ("form[person]", ""),
        ("form[amount]", "1,250만"),
        ("form[currency]", "KRW"),
        ("form[probability]", ""),
        ("form[expected_close]", ""),
        ("form[owner]", &owner),
        ("form[next_step]", next_step),
        ("form[next_step_due]", ""),
        ("form[about]", ""),
    ];
    match caller.send_form("pipeline/edit_deal", &form).await {
        Err(NoAnswer) => Told::Unknown,
        Ok(answer) if answer.status.is_success() => Told::Done(Seen { version: seen.version + 1, ..*seen }),
        Ok(answer) => overtaken(&answer),
    }
}

/// Makes a deal whose id was minted here, so that it can be sent again.
pub async fn create_deal(caller: &mut Caller, pipeline: PipelineId, id: DealId) -> Told {
    let form = NewDeal {
        id: id.to_string(),
        pipeline: pipeline.to_string(),
        name: format!("부하 {}", &id.to_string()[24..]),
        amount: "300만".to_owned(),
        ..NewDeal::default()
    };
    let form = serde_json::to_value(form).unwrap_or_default();
    let fields: Vec<(String, String)> = form
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (format!("form[{name}]"), value.as_str().unwrap_or_default().to_owned()))
        .collect();
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    match caller.send_form("pipeline/create_deal", &fields).await {
        Err(NoAnswer) => Told::Unknown,
        Ok(answer) if answer.status.is_success() || answer.status.is_redirection() => {
            Told::Done(Seen { deal: id, version: 1, stage: StageId(Uuid::nil()), owner: None })
        }
        Ok(answer) => Told::Refused(said(&answer)),
    }
}

/// A conflict brings the card as it is now.
fn overtaken(answer: &Answer) -> Told {
    #[derive(Deserialize)]
    enum Error {
        Changed { card: Card },
    }
    match serde_json::from_slice(&answer.body) {
        Ok(Error::Changed { card }) if answer.status == StatusCode::CONFLICT => {
            Told::Overtaken(Seen::of(&card))
        }
        _ => Told::Refused(said(answer)),
    }
}

fn said(answer: &Answer) -> String {
    let body: String = String::from_utf8_lossy(&answer.body).chars().take(300).collect();
    format!("{} {body}", answer.status)
}
