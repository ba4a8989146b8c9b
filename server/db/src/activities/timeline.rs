//! The timeline of a record, read from all the histories together, newest first.

use super::links;
use crate::accounts::Parts;
use crate::{Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::{
    ActivityKind, Before, Change, Correction, Happened, LAST_ACTIVITY, Moment, Outcome, Recorded, Shown,
    StageName, Subject, Timeline,
};
use domain::consent::Channel;
use domain::leads::{DisqualifyReason, LeadStatus, Origin, Wake};
use domain::qualification::Kind;
use domain::signals::{Property, SignalKind};
use domain::team::Right;
use domain::{DealId, LeadId, MemberId, StageId};
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

/// The most moments that are read at once; whoever wants more goes on at the last one.
const MOST: i64 = 300;

/// What happened with a record before some moment, or until now: the newest `limit` of it.
///
/// An account's timeline has what happened with its deals and its people; a person's, what was done
/// with them on any deal.
pub async fn timeline(
    db: &Db,
    actor: &Actor,
    subject: Subject,
    shown: Shown,
    before: Option<Before>,
    limit: u32,
    now: DateTime<Utc>,
) -> Result<Timeline> {
    actor.must(Right::Read)?;
    links(db.pool(), actor, subject).await?;
    let parts = with_its_lead(db, actor, Parts::of(subject)).await?;
    let limit = i64::from(limit).clamp(1, MOST);
    // One more than asked for says whether anything is older.
    let mut moments = read(db, actor, parts, shown, before, limit + 1).await?;
    let more = i64::try_from(moments.len()).is_ok_and(|found| found > limit);
    moments.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let older = moments.last().filter(|_| more).map(|it| Before { at: it.at, id: it.id });
    Ok(Timeline { now, moments, older })
}

/// A deal that came of a lead goes on where the lead was: its timeline begins with the first touch.
async fn with_its_lead(db: &Db, actor: &Actor, parts: Parts) -> Result<Parts> {
    let Some(deal) = parts.deal else { return Ok(parts) };
    let lead: Option<LeadId> = sqlx::query_scalar(
        "select id from lead where workspace_id = $1 and deal_id = $2 and deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(deal)
    .fetch_optional(db.pool())
    .await?;
    Ok(Parts { lead, ..parts })
}

async fn read(
    db: &Db,
    actor: &Actor,
    of: Parts,
    shown: Shown,
    before: Option<Before>,
    limit: i64,
) -> Result<Vec<Moment>> {
    let rows: Vec<Row> = sqlx::query_as(
        "with deals as (
             select array(
                 select id from deal
                 where workspace_id = $1 and (id = $2 or account_id = $3) and deleted_at is null
             ) as ids
         ), accounts as (
             select accounts_in($1, $3) as ids
         ), them as (
             select id, email from person
             where workspace_id = $1 and (id = $4 or account_id = $3) and (deleted_at is null or duplicate_of is not null)
         ), people as (
             select coalesce(array_agg(id), '{}') as ids, coalesce(array_agg(email), '{}') as emails
             from (
                 select id, email from them
                 union
                 select id, email from person where workspace_id = $1 and duplicate_of in (select id from them)
             ) whole
         ), leads as (
             select leads_in($1, $11) as ids
         ), happened as (
             (select 'activity' as what, h.id, h.occurred_at as at, h.by_id, h.deal_id, h.person_id,
                  h.kind, h.outcome, h.body, null::uuid as from_stage_id, null::uuid as to_stage_id,
                  null::text as override_reason, null::boolean as undone, null::jsonb as changes, h.version,
                  (select jsonb_build_object('by', c.by_id, 'at', c.at, 'kind', c.kind, 'outcome', c.outcome,
                       'body', c.body, 'occurred_at', c.occurred_at)
                   from activity_change c
                   where c.workspace_id = h.workspace_id and c.activity_id = h.id and c.version = h.version
                  ) as corrected,
                  null::jsonb as signal
              from activity h, deals, accounts, people, leads
              where h.workspace_id = $1 and $9 <> 'signals' and h.removed_at is null
                  and (h.deal_id = any (deals.ids) or h.account_id = any (accounts.ids) or h.person_id = any (people.ids) or h.lead_id = any (leads.ids))
                  and ($5::timestamptz is null or (h.occurred_at, h.id) < ($5, $6))
              order by h.occurred_at desc, h.id desc
              limit $7)
             union all
             (select 'removed', c.id, c.at, c.by_id, h.deal_id, h.person_id,
                  h.kind, h.outcome, null, null, null, null, null, null, null, null, null
              from activity h
              join activity_change c on c.workspace_id = h.workspace_id and c.activity_id = h.id and c.removed
              cross join deals cross join accounts cross join people cross join leads
              where h.workspace_id = $1 and $9 <> 'signals' and h.removed_at is not null
                  and (h.deal_id = any (deals.ids) or h.account_id = any (accounts.ids) or h.person_id = any (people.ids) or h.lead_id = any (leads.ids))
                  and ($5::timestamptz is null or (c.at, c.id) < ($5, $6))
              order by c.at desc, c.id desc
              limit $7)
             union all
             (select 'done', h.id, h.done_at, h.done_by_id, h.deal_id, h.person_id,
                  null, null, h.title, null, null, null, null, null, null, null, null
              from task h, deals, accounts, people, leads
              where h.workspace_id = $1 and $9 <> 'signals' and h.done_at is not null and h.deleted_at is null
                  and (h.deal_id = any (deals.ids) or h.account_id = any (accounts.ids) or h.person_id = any (people.ids) or h.lead_id = any (leads.ids))
                  and ($5::timestamptz is null or (h.done_at, h.id) < ($5, $6))
              order by h.done_at desc, h.id desc
              limit $7)
             union all
             (select 'moved', h.id, h.at, h.by_id, h.deal_id, null,
                  null, null, h.reason, h.from_stage_id, h.to_stage_id, h.override_reason, h.via = 'undo', null, null, null, null
              from stage_transition h, deals
              where h.workspace_id = $1 and $9 <> 'signals' and h.deal_id = any (deals.ids)
                  and ($5::timestamptz is null or (h.at, h.id) < ($5, $6))
              order by h.at desc, h.id desc
              limit $7)
             union all
             (select case when h.created then 'created' else 'changed' end, h.id, h.at, h.by_id, h.deal_id, h.person_id,
                  null, null, null, null, null, null, null, h.changes, null, null, null
              from field_change h, deals, accounts, people, leads
              where h.workspace_id = $1 and $9 <> 'signals'
                  and (h.deal_id = any (deals.ids) or h.account_id = any (accounts.ids) or h.person_id = any (people.ids) or h.lead_id = any (leads.ids))
                  -- A new place in a column is no news, a touch is told by its activity, and a merge by the survivor.
                  and (h.created or exists (
                      select from jsonb_array_elements(h.changes) c where c ->> 'field' <> $8 and c ->> 'field' <> 'duplicate_of'))
                  and ($5::timestamptz is null or (h.at, h.id) < ($5, $6))
              order by h.at desc, h.id desc
              limit $7)
             union all
             (select 'signal', h.id, h.occurred_at, null, null, h.person_id,
                  null, null, null, null, null, null, null, null, null, null,
                  jsonb_build_object('kind', h.kind, 'value', h.value, 'properties', h.properties, 'email', h.email)
              from signal h, accounts, people, leads
              where h.workspace_id = $1 and $9 <> 'ours'
                  -- That somebody uses the product is told by its score; every day of it would bury the rest.
                  and ($9 = 'signals' or h.kind <> $10)
                  and (h.person_id = any (people.ids)
                      or (h.person_id is null and h.email = any (people.emails))
                      or h.account_id = any (accounts.ids)
                      -- What came before the account had its domain.
                      or (h.account_id is null
                          and h.domain in (select domain from account where workspace_id = $1 and id = any (accounts.ids)))
                      -- A lead may be nobody's person yet.
                      or h.email in (select email from lead where workspace_id = $1 and id = any (leads.ids)))
                  and ($5::timestamptz is null or (h.occurred_at, h.id) < ($5, $6))
              order by h.occurred_at desc, h.id desc
              limit $7)
         )
         select h.*, $11::uuid is not null and h.deal_id is null as of_lead, d.number as deal_number, d.name as deal_name, p.name as person_name,
             f.name_ko as from_ko, f.name_en as from_en, t.name_ko as to_ko, t.name_en as to_en,
             x.advert, x.advert_against
         from happened h
         left join activity x on x.workspace_id = $1 and x.id = h.id and h.what = 'activity'
         left join deal d on d.workspace_id = $1 and d.id = h.deal_id
         left join person p on p.workspace_id = $1 and p.id = h.person_id
         left join stage f on f.workspace_id = $1 and f.id = h.from_stage_id
         left join stage t on t.workspace_id = $1 and t.id = h.to_stage_id
         order by h.at desc, h.id desc
         limit $7",
    )
    .bind(actor.workspace())
    .bind(of.deal)
    .bind(of.account)
    .bind(of.person)
    .bind(before.map(|it| it.at))
    .bind(before.map(|it| it.id))
    .bind(limit)
    .bind(LAST_ACTIVITY)
    .bind(shown.code())
    .bind(SignalKind::Active)
    .bind(of.lead)
    .fetch_all(db.pool())
    .await?;
    let mut moments: Vec<Moment> = rows.into_iter().filter_map(Row::moment).collect();
    if let Some(lead) = of.lead
        && shown != Shown::Signals
    {
        moments.extend(of_lead(db, actor, lead, before, limit).await?);
        moments.sort_by_key(|it| std::cmp::Reverse((it.at, it.id)));
        moments.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(moments)
}

/// A line of any history. Which columns are filled follows from `what`.
#[derive(sqlx::FromRow)]
struct Row {
    what: String,
    id: Uuid,
    at: DateTime<Utc>,
    by_id: Option<MemberId>,
    deal_id: Option<DealId>,
    deal_number: Option<i32>,
    deal_name: Option<String>,
    person_name: Option<String>,
    kind: Option<ActivityKind>,
    outcome: Option<Outcome>,
    body: Option<String>,
    from_stage_id: Option<StageId>,
    from_ko: Option<String>,
    from_en: Option<String>,
    to_stage_id: Option<StageId>,
    to_ko: Option<String>,
    to_en: Option<String>,
    override_reason: Option<String>,
    undone: Option<bool>,
    changes: Option<Json<Vec<Change>>>,
    version: Option<i32>,
    corrected: Option<Json<Correction>>,
    advert: Option<Channel>,
    advert_against: Option<String>,
    of_lead: bool,
    signal: Option<Json<Told>>,
}

/// A signal, as the query tells it.
#[derive(Deserialize)]
struct Told {
    kind: SignalKind,
    value: Option<i64>,
    properties: Vec<Property>,
    email: Option<String>,
}

impl Row {
    fn moment(self) -> Option<Moment> {
        let stage = |id, ko, en| Some(StageName { id: id?, ko: ko?, en: en? });
        let of = match (self.deal_id, &self.person_name) {
            _ if self.of_lead => Recorded::Lead,
            (Some(_), _) => Recorded::Deal,
            (None, Some(name)) => Recorded::Person(name.clone()),
            (None, None) => Recorded::Account,
        };
        let what = match self.what.as_str() {
            "activity" => Happened::Activity {
                kind: self.kind?,
                outcome: self.outcome,
                body: self.body.unwrap_or_default(),
                person: self.person_name,
                version: self.version?,
                corrected: self.corrected.map(|it| it.0),
                advert: self.advert.map(|way| (way, self.advert_against)),
            },
            "removed" => Happened::Removed { kind: self.kind?, outcome: self.outcome },
            "signal" => {
                let Told { kind, value, properties, email } = self.signal?.0;
                Happened::Signal { kind, value, properties, who: self.person_name.or(email) }
            }
            "done" => Happened::TaskDone { title: self.body.unwrap_or_default() },
            "moved" => Happened::Moved {
                from: stage(self.from_stage_id, self.from_ko, self.from_en),
                to: stage(self.to_stage_id, self.to_ko, self.to_en)?,
                reason: self.body,
                override_reason: self.override_reason,
                undone: self.undone.unwrap_or_default(),
            },
            "created" => Happened::Created { of },
            _ => Happened::Changed { of, changes: self.changes.map(|it| it.0).unwrap_or_default() },
        };
        Some(Moment {
            id: self.id,
            at: self.at,
            by: self.by_id,
            deal: self.deal_id,
            deal_number: self.deal_number,
            deal_name: self.deal_name,
            what,
        })
    }
}

/// What happened to a lead that happens to nothing else: it came, and came to stand somewhere.
async fn of_lead(
    db: &Db,
    actor: &Actor,
    lead: LeadId,
    before: Option<Before>,
    limit: i64,
) -> Result<Vec<Moment>> {
    let rows: Vec<LeadRow> = sqlx::query_as(
        "select *
         from (
             select id, at, by_id, from_status, to_status, reason, nurture_until, disqualify_reason,
                 via = 'activity' as by_activity, via = 'undo' as undone, wake, null::text as origin, null::text as source, null::text as kind
             from lead_transition
             where workspace_id = $1 and lead_id = any (leads_in($1, $2))
             union all
             select id, at, by_id, null, null, nullif(about, ''), null, null, null, null, null, origin, source, null
             from lead_touch
             where workspace_id = $1 and lead_id = any (leads_in($1, $2))
             union all
             select id, reached_at, by_id, null, null, null, null, null, null, null, null, null, null, to_kind
             from qualification_change
             where workspace_id = $1 and lead_id = any (leads_in($1, $2))
         ) happened
         where $3::timestamptz is null or (at, id) < ($3, $4)
         order by at desc, id desc
         limit $5",
    )
    .bind(actor.workspace())
    .bind(lead)
    .bind(before.map(|it| it.at))
    .bind(before.map(|it| it.id))
    .bind(limit)
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().filter_map(LeadRow::moment).collect())
}

#[derive(sqlx::FromRow)]
struct LeadRow {
    id: Uuid,
    at: DateTime<Utc>,
    by_id: Option<MemberId>,
    from_status: Option<LeadStatus>,
    to_status: Option<LeadStatus>,
    reason: Option<String>,
    nurture_until: Option<NaiveDate>,
    disqualify_reason: Option<DisqualifyReason>,
    by_activity: Option<bool>,
    undone: Option<bool>,
    wake: Option<Json<Wake>>,
    origin: Option<Origin>,
    source: Option<String>,
    kind: Option<Kind>,
}

impl LeadRow {
    fn moment(self) -> Option<Moment> {
        let what = match self.to_status {
            None if self.kind.is_some() => Happened::Qualified { to: self.kind? },
            Some(to) => Happened::LeadMoved {
                from: self.from_status,
                to,
                reason: self.reason,
                until: self.nurture_until,
                why: self.disqualify_reason,
                by_activity: self.by_activity.unwrap_or_default(),
                undone: self.undone.unwrap_or_default(),
                wake: self.wake.map(|it| it.0),
            },
            None => Happened::Touched {
                origin: self.origin?,
                source: self.source,
                about: self.reason.unwrap_or_default(),
            },
        };
        let (deal, deal_number, deal_name) = (None, None, None);
        Some(Moment { id: self.id, at: self.at, by: self.by_id, deal, deal_number, deal_name, what })
    }
}
