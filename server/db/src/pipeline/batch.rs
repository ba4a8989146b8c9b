//! Several deals worked in one go. Each is judged and written as if it were the only one, with its own line of history
//! and its own event; who is refused, or was changed meanwhile, holds nobody else up.

mod moves;
mod owners;
mod tags;
mod undo;

pub use undo::undo_batch;

use super::cards::cards_of;
use crate::{Act, Actor, Db, Error, Result, accounts};
use chrono::NaiveDate;
use domain::pipeline::batch::{Batch, Fate, Line, Picked, Report, Work};
use domain::{ActId, DealId, MemberId, text};

/// So many deals are one transaction: the live feed waits for the oldest that still runs. A batch that was cut off
/// between two is sent again, and goes on where it stopped.
const TOGETHER: usize = 50;

/// What would become of each deal. Nothing is written.
pub async fn weigh_batch(db: &Db, actor: &Actor, batch: &Batch, today: NaiveDate) -> Result<Report> {
    let job = Job::of(db, actor, batch).await?;
    let mut tx = db.begin().await?;
    let mut report = Report::default();
    for picked in &batch.deals {
        let fate = job.weigh(&mut tx, actor, batch.act, picked, today).await?;
        report.lines.push(Line { deal: picked.deal, fate });
    }
    tx.rollback().await?;
    answered(report)
}

/// Does it to each deal that may, and answers what became of all of them. The same batch is done once.
pub async fn work_batch(db: &Db, actor: &Actor, batch: &Batch, today: NaiveDate) -> Result<Report> {
    let job = Job::of(db, actor, batch).await?;
    let mut report = Report::default();
    let mut before = None;
    for together in batch.deals.chunks(TOGETHER) {
        let mut tx = db.begin().await?;
        lock(&mut tx, actor, together.iter().map(|it| it.deal)).await?;
        for picked in together {
            let fate = job.work(&mut tx, actor, batch.act, picked, before, today).await?;
            before = if fate.passes() { Some(picked.deal) } else { before };
            report.lines.push(Line { deal: picked.deal, fate });
        }
        db.commit(tx).await?;
    }
    with_cards(db, actor, report).await
}

/// What a batch does, checked as far as it is the same for all deals.
enum Job {
    Move(moves::Going),
    Give { owner: MemberId, name: String },
    Tag { name: String },
}

impl Job {
    async fn of(db: &Db, actor: &Actor, batch: &Batch) -> Result<Self> {
        batch.check()?;
        Ok(match &batch.work {
            Work::Move { to, slot, closing } => {
                Self::Move(moves::Going { to: *to, slot: *slot, closing: closing.clone() })
            }
            Work::Give { owner } => {
                accounts::may_own(db, actor, Some(*owner)).await?;
                Self::Give { owner: *owner, name: owners::name(db, actor, *owner).await? }
            }
            Work::Tag { name } => Self::Tag { name: text::name("name", name)? },
        })
    }

    async fn weigh(
        &self,
        tx: &mut Act,
        actor: &Actor,
        batch: ActId,
        picked: &Picked,
        today: NaiveDate,
    ) -> Result<Fate> {
        match self {
            Self::Move(going) => going.weigh(tx, actor, batch, picked, today).await,
            Self::Give { owner, .. } => owners::weigh(tx, actor, batch, picked, *owner).await,
            Self::Tag { name } => tags::weigh(tx, actor, batch, picked, name).await,
        }
    }

    /// `before` is the deal of the batch that was done last: the next one stands below it.
    async fn work(
        &self,
        tx: &mut Act,
        actor: &Actor,
        batch: ActId,
        picked: &Picked,
        before: Option<DealId>,
        today: NaiveDate,
    ) -> Result<Fate> {
        match self {
            Self::Move(going) => going.work(tx, actor, batch, picked, before, today).await,
            Self::Give { owner, name } => owners::work(tx, actor, batch, picked, (*owner, name)).await,
            Self::Tag { name } => tags::work(tx, actor, batch, picked, name).await,
        }
    }
}

/// Holds the deals still until the act ends, in one order for everybody, so that two batches wait for each other
/// rather than each for the other.
async fn lock(tx: &mut Act, actor: &Actor, deals: impl Iterator<Item = DealId>) -> Result<()> {
    let deals: Vec<_> = deals.map(|it| it.0).collect();
    sqlx::query(
        "select from deal where workspace_id = $1 and id = any ($2) and deleted_at is null
         order by id for no key update",
    )
    .bind(actor.workspace())
    .bind(deals)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Where nothing may be touched, nothing is told about single deals either.
fn answered(report: Report) -> Result<Report> {
    match report.refusal() {
        Some(Fate::Refused(refusal)) => Err(refusal.clone().into()),
        Some(_) => Err(Error::NotFound),
        None => Ok(report),
    }
}

async fn with_cards(db: &Db, actor: &Actor, report: Report) -> Result<Report> {
    let mut report = answered(report)?;
    let shown = report.lines.iter().filter(|it| it.fate.passes() || it.fate == Fate::Changed);
    let deals: Vec<_> = shown.map(|it| it.deal).collect();
    report.cards = cards_of(db, actor.workspace(), &deals).await?;
    Ok(report)
}
