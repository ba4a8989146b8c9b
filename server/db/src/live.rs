//! The feed that carries every act to the screens: read in `(xid, seq)` order below the oldest
//! transaction that still runs, so that nothing is missed and nothing comes twice.
//!
//! These functions serve the process itself, across workspaces; whoever sends a frame on must look
//! whom it is for.

use crate::pipeline::{cards_of, totals_of};
use crate::{Db, Result};
use domain::events::{Cursor, Event, Frame, PipelineTotals, Topic};
use domain::pipeline::Card;
use domain::{AccountId, ActId, DealId, LeadId, MemberId, PersonId, WorkspaceId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many events one reading takes: enough to keep up, few enough to stay quick.
pub const BATCH: i64 = 500;

/// A line of the feed, as it was written.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    xid: String,
    seq: i64,
    workspace_id: WorkspaceId,
    topic: String,
    deal_id: Option<DealId>,
    account_id: Option<AccountId>,
    person_id: Option<PersonId>,
    lead_id: Option<LeadId>,
    by_id: Option<MemberId>,
    act_id: Option<ActId>,
}

impl Entry {
    pub fn cursor(&self) -> Cursor {
        // PostgreSQL writes an xid8 as digits; anything else would be another program's table.
        Cursor { xid: self.xid.parse().unwrap_or_default(), seq: self.seq }
    }

    pub const fn workspace(&self) -> WorkspaceId {
        self.workspace_id
    }
}

/// The newest place that everybody can have heard: where a new listener starts. The very beginning while the
/// first events are still above the horizon, which a long write anywhere in the cluster holds down.
pub async fn newest(db: &Db) -> Result<Cursor> {
    let newest: Option<(String, i64)> = sqlx::query_as(
        "select xid::text, seq from outbox
         where xid < pg_snapshot_xmin(pg_current_snapshot())
         order by outbox.xid desc, seq desc
         limit 1",
    )
    .fetch_optional(db.pool())
    .await?;
    let cursor = |(xid, seq): (String, i64)| Cursor { xid: xid.parse().unwrap_or_default(), seq };
    Ok(newest.map(cursor).unwrap_or_default())
}

/// What follows a place in the feed, oldest first: everybody's, or one workspace's.
pub async fn read(db: &Db, after: Cursor, of: Option<WorkspaceId>, limit: i64) -> Result<Vec<Entry>> {
    Ok(sqlx::query_as(
        "select xid::text, seq, workspace_id, topic, deal_id, account_id, person_id, lead_id, by_id, act_id
         from outbox
         where (outbox.xid, seq) > ($1::text::xid8, $2)
             and outbox.xid < pg_snapshot_xmin(pg_current_snapshot())
             and ($3::uuid is null or workspace_id = $3)
         order by outbox.xid, seq
         limit $4",
    )
    .bind(after.xid.to_string())
    .bind(after.seq)
    .bind(of)
    .bind(limit)
    .fetch_all(db.pool())
    .await?)
}

/// Is this place still in the feed? If not, what came after it cannot be told in full.
pub async fn is_known(db: &Db, cursor: Cursor) -> Result<bool> {
    Ok(sqlx::query_scalar("select exists (select from outbox where xid = $1::text::xid8 and seq = $2)")
        .bind(cursor.xid.to_string())
        .bind(cursor.seq)
        .fetch_one(db.pool())
        .await?)
}

/// Makes one frame per workspace of these entries: the deals as they are now, and what the pipelines
/// they touch come to. An empty slice makes none.
pub async fn frames(db: &Db, entries: &[Entry]) -> Result<Vec<(WorkspaceId, Frame)>> {
    let mut workspaces: BTreeMap<WorkspaceId, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|it| Topic::of_code(&it.topic).is_some()) {
        workspaces.entry(entry.workspace_id).or_default().push(entry);
    }
    let mut frames = Vec::with_capacity(workspaces.len());
    for (workspace, entries) in workspaces {
        frames.push((workspace, frame(db, workspace, &entries).await?));
    }
    Ok(frames)
}

async fn frame(db: &Db, workspace: WorkspaceId, entries: &[&Entry]) -> Result<Frame> {
    let deals: BTreeSet<DealId> = entries.iter().filter_map(|it| it.deal_id).collect();
    let deals: Vec<_> = deals.into_iter().collect();
    let cards = if deals.is_empty() { vec![] } else { cards_of(db, workspace, &deals).await? };
    let cards: HashMap<DealId, Card> = cards.into_iter().map(|it| (it.id, it)).collect();
    let mut totals = Vec::new();
    if !cards.is_empty() {
        let today = crate::team::today_at(db, workspace).await?;
        for pipeline in cards.values().map(|it| it.pipeline).collect::<BTreeSet<_>>() {
            totals
                .push(PipelineTotals { pipeline, stages: totals_of(db, workspace, pipeline, today).await? });
        }
    }
    let event = |entry: &&Entry| Event {
        topic: Topic::of_code(&entry.topic).unwrap_or(Topic::Process),
        by: entry.by_id,
        act: entry.act_id,
        deal: entry.deal_id,
        account: entry.account_id,
        person: entry.person_id,
        lead: entry.lead_id,
        card: entry.deal_id.and_then(|deal| cards.get(&deal).cloned()),
    };
    let cursor = entries.iter().map(|it| it.cursor()).max().unwrap_or_default();
    Ok(Frame { cursor, events: entries.iter().map(event).collect(), totals })
}

/// Forgets what is older than a day, but never the newest line.
pub async fn prune(db: &Db) -> Result<u64> {
    let done = sqlx::query(
        "delete from outbox
         where at < now() - interval '1 day'
             and (xid, seq) < (select xid, seq from outbox order by xid desc, seq desc limit 1)",
    )
    .execute(db.pool())
    .await?;
    Ok(done.rows_affected())
}
