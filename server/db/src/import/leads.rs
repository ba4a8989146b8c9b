//! The leads of a marketing team's file, each with the touch that brought it on the day that the file says. Whoever is a
//! lead already, or stands in the file twice, gets one more touch.

use super::arrivals::{Arrival, grant_mql};
use super::members::NewMembers;
use super::{Run, Taken};
use crate::leads::{arrive_within, touched_again};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::import::{BadRow, Becoming, LeadRow, SourceKey, becoming};
use domain::leads::{LeadFields, Origin, Reach, TouchFields};
use domain::team::Role;
use domain::{ActId, LeadId, MemberId};
use std::collections::{HashMap, HashSet};

/// So many that are dealt out by the rules of routing are one act: others arrive between them.
const ROUTED_AT_ONCE: usize = 50;

/// A row that is not there yet, and what becomes of it.
pub(super) struct New {
    pub act: ActId,
    /// The first touch of a lead of its own, or one more of that lead.
    pub same_as: Option<LeadId>,
    pub becoming: Becoming,
    pub at: DateTime<Utc>,
    pub owner: Option<MemberId>,
    pub row: LeadRow,
}

impl New {
    pub fn lead(&self) -> LeadId {
        self.same_as.unwrap_or(LeadId(self.act.0))
    }

    fn fields(&self) -> (LeadFields, TouchFields) {
        let row = &self.row;
        let fields = LeadFields {
            name: row.name.clone(),
            company: row.company.clone(),
            title: row.title.clone(),
            email: row.email.clone(),
            phone: row.phone.clone(),
            about: row.about.clone(),
            origin: Origin::Inbound,
            motion: Origin::Inbound.motion(),
            source: row.source.clone(),
            owner: self.owner,
        };
        (fields, row.touch.clone())
    }
}

impl Run {
    /// Notes which leads another file says became customers, before the leads themselves are taken.
    pub fn expect_customers(&mut self, keys: impl Iterator<Item = SourceKey>) {
        self.customers.extend(keys.map(|it| it.text));
    }
}

/// Takes in a chunk of a file of leads. `keep_old_open`: those of long ago are to be worked like any other.
pub async fn take_leads(
    db: &Db,
    actor: &Actor,
    run: &mut Run,
    rows: Vec<(u64, LeadRow)>,
    keep_old_open: bool,
) -> Result<Taken> {
    let mut taken = Taken::default();
    let mut keyed: Vec<(String, LeadRow)> = Vec::with_capacity(rows.len());
    for (at, row) in rows {
        match run.seen.key(row.key.clone()) {
            Ok(key) => keyed.push((key, row)),
            Err(problem) => taken.bad.push(BadRow { row: at, problems: vec![problem] }),
        }
    }
    let here = there_already(db, actor, keyed.iter().map(|it| SourceKey::act(&it.0))).await?;
    run.arrivals.look_up(db, actor, keyed.iter().map(|it| &it.1)).await?;

    let (mut owners, mut new) = (NewMembers::default(), Vec::new());
    for (key, row) in keyed {
        let act = SourceKey::act(&key);
        if here.contains(&act) {
            taken.tally.known += 1;
            continue;
        }
        let becoming = becoming(row.came, run.customers.contains(&key), run.today(), keep_old_open);
        let reach = Reach::of(row.email.as_deref(), row.phone.as_deref());
        let same_as = run.arrivals.same(&reach);
        let it = New {
            act,
            same_as,
            becoming,
            at: row.came.map_or(run.now, |day| run.zone.start_of(day)),
            owner: row.owner.as_deref().map(|it| owners.find_or_add(run, it, Role::Sdr)),
            row,
        };
        run.arrivals.note(key, reach, Arrival { lead: it.lead(), came: it.row.came });
        run.created.leads += u64::from(same_as.is_none());
        run.created.old_leads += u64::from(same_as.is_none() && becoming == Becoming::GivenUp);
        new.push(it);
    }
    taken.tally.bad = u64::try_from(taken.bad.len()).unwrap_or(u64::MAX);
    taken.tally.new = u64::try_from(new.len()).unwrap_or(u64::MAX);
    if run.writes() && !new.is_empty() {
        write(db, actor, run.now, &owners, &new).await?;
    }
    owners.learn(run);
    Ok(taken)
}

/// Those whose rows were taken in before.
async fn there_already(db: &Db, actor: &Actor, acts: impl Iterator<Item = ActId>) -> Result<HashSet<ActId>> {
    let found = sqlx::query_scalar("select id from lead_touch where workspace_id = $1 and id = any ($2)")
        .bind(actor.workspace())
        .bind(acts.map(|it| it.0).collect::<Vec<_>>())
        .fetch_all(db.pool())
        .await?;
    Ok(found.into_iter().collect())
}

/// Those that nobody has to work are written together; the others arrive as everybody does, by the rules of routing;
/// and further touches come after the leads that they are of.
async fn write(db: &Db, actor: &Actor, now: DateTime<Utc>, owners: &NewMembers, new: &[New]) -> Result<()> {
    let (first, again): (Vec<_>, Vec<_>) = new.iter().partition(|it| it.same_as.is_none());
    let (open, done): (Vec<_>, Vec<_>) = first.into_iter().partition(|it| it.becoming == Becoming::Open);
    let mut tx = db.begin().await?;
    owners.write(&mut tx, actor).await?;
    super::arrivals::write(&mut tx, actor, &done, now).await?;
    grant(&mut tx, actor, &done, now).await?;
    db.commit(tx).await?;
    for some in open.chunks(ROUTED_AT_ONCE) {
        let mut tx = db.begin().await?;
        for it in some {
            arrive_within(&mut tx, actor, it.act, it.fields(), it.at).await?;
        }
        grant(&mut tx, actor, some, now).await?;
        db.commit(tx).await?;
    }
    for some in again.chunks(ROUTED_AT_ONCE) {
        let mut tx = db.begin().await?;
        for it in some {
            let (fields, touch) = it.fields();
            touched_again(&mut tx, actor, it.act, it.lead(), (&fields, &touch), it.at).await?;
        }
        grant(&mut tx, actor, some, now).await?;
        db.commit(tx).await?;
    }
    Ok(())
}

async fn grant(tx: &mut Act, actor: &Actor, new: &[&New], now: DateTime<Utc>) -> Result<()> {
    // Of several rows of one person the first contact counts.
    let mut reached: HashMap<LeadId, DateTime<Utc>> = HashMap::new();
    for it in new.iter().filter(|it| it.row.is_mql) {
        let at = reached.entry(it.lead()).or_insert(it.at);
        *at = it.at.min(*at);
    }
    grant_mql(tx, actor, &reached, now).await
}
