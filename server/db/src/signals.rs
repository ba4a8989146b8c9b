//! Signals: what programs report that customers did. Each is taken once, by its key, and belongs to whoever has its
//! address: known when it comes, it is written down; known later, it is found when it is read.

mod since;
mod standing;

pub(crate) use since::seen_of_leads;
pub use standing::standing;

use crate::outbox::{About, tell};
use crate::paging::{Place, Slice};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::activities::Before;
use domain::events::Topic;
use domain::signals::{Arrived, KeptSignal, NewSignal, Property, SignalKind, Whose, Wish};
use domain::team::Right;
use domain::{AccountId, PersonId, SignalId};
use sqlx::types::Json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Screens are told one by one whose signals came; above this many, that many did.
const TOLD_ONE_BY_ONE: usize = 20;
/// So many are listed at once.
const LISTED: u16 = 50;

/// How a batch was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub taken: usize,
    /// Their keys had come before; nothing was changed.
    pub known: usize,
}

/// Takes a batch, as one act. The same batch again takes nothing.
pub async fn take(db: &Db, actor: &Actor, signals: &[NewSignal]) -> Result<Receipt> {
    actor.must(Right::Log)?;
    let mut tx = db.begin().await?;
    let taken = take_within(&mut tx, actor, signals, Utc::now()).await?;
    db.commit(tx).await?;
    Ok(Receipt { taken, known: signals.len() - taken })
}

/// The same as part of a larger act; answers how many are new. Leads that were put off and have reason enough now come
/// back with it.
pub(crate) async fn take_within(
    tx: &mut Act,
    actor: &Actor,
    signals: &[NewSignal],
    now: DateTime<Utc>,
) -> Result<usize> {
    let owners = insert(tx, actor, signals).await?;
    let taken = owners.len();
    let whose: BTreeSet<_> = owners.into_iter().collect();
    if whose.len() <= TOLD_ONE_BY_ONE {
        for (account, person) in whose {
            tell(tx, actor, Topic::Signal, About { account, person, ..About::default() }).await?;
        }
    } else {
        tell(tx, actor, Topic::Signal, About::default()).await?;
    }
    let emails: BTreeSet<_> = signals.iter().filter_map(|it| it.email.as_deref()).collect();
    crate::leads::wake_by_signals(tx, actor, &Vec::from_iter(emails), now).await?;
    Ok(taken)
}

/// Answers whose the new ones are. Two batches with the same keys must not wait for each other in opposite orders, so
/// they are written in the order of their keys.
async fn insert(
    tx: &mut Act,
    actor: &Actor,
    signals: &[NewSignal],
) -> Result<Vec<(Option<AccountId>, Option<PersonId>)>> {
    let column =
        |of: fn(&NewSignal) -> Option<&str>| -> Vec<Option<&str>> { signals.iter().map(of).collect() };
    Ok(sqlx::query_as(
        // Materialized: otherwise whose it is would be asked anew for every account that it is compared with.
        "with sent as materialized (
             select it.*, person_of_email($1, it.email) as person, accounts_of_domain($1, it.domain) as accounts
             from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::jsonb[],
                 $9::timestamptz[]) as it (id, key, kind, email, domain, value, properties, occurred_at)
         )
         insert into signal (workspace_id, id, key, kind, email, domain, value, properties, occurred_at, by_id,
             person_id, account_id)
         select $1, s.id, s.key, s.kind, s.email, s.domain, s.value, s.properties, s.occurred_at, $10, p.id,
             coalesce(p.account_id, a.id)
         from sent s
         left join person p on p.workspace_id = $1 and p.id = s.person
         left join lateral (
             select id from account
             where workspace_id = $1 and id = any (s.accounts)
             order by number limit 1) a on true
         order by s.key
         on conflict on constraint signal_key_taken do nothing
         returning account_id, person_id",
    )
    .bind(actor.workspace())
    .bind(signals.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind(column(|it| Some(&it.key)))
    .bind(column(|it| Some(it.kind.code())))
    .bind(column(|it| it.email.as_deref()))
    .bind(column(|it| it.domain.as_deref()))
    .bind(signals.iter().map(|it| it.value).collect::<Vec<_>>())
    .bind(signals.iter().map(|it| Json(&it.properties)).collect::<Vec<_>>())
    .bind(signals.iter().map(|it| it.at).collect::<Vec<_>>())
    .bind(actor.id())
    .fetch_all(&mut **tx)
    .await?)
}

/// Of signal `h`, whose it is.
const WHOSE: &str = "
    left join lateral (
        select p.id, p.name, p.account_id from person p
        where p.workspace_id = h.workspace_id
            and p.id = case
                when h.person_id is null then person_of_email(h.workspace_id, h.email)
                else coalesce(
                    (select w.duplicate_of from person w where w.workspace_id = h.workspace_id and w.id = h.person_id),
                    h.person_id)
            end
            and p.deleted_at is null) p on true
    left join lateral (
        select a.id, a.name, a.number from account a
        where a.workspace_id = h.workspace_id and a.deleted_at is null
            and a.id = any (case
                when coalesce(h.account_id, p.account_id) is null then accounts_of_domain(h.workspace_id, h.domain)
                else array(
                    select coalesce(w.duplicate_of, w.id) from account w
                    where w.workspace_id = h.workspace_id and w.id = coalesce(h.account_id, p.account_id))
            end)
        order by a.number
        limit 1) a on true";

const COLUMNS: &str = "h.id, h.key, h.kind, h.email, h.domain, h.value, h.properties, h.occurred_at, h.received_at,
    p.id as person_id, p.name as person_name, a.id as account_id, a.name as account_name, a.number as account_number";

/// What arrived lately, for whoever looks whether it does.
pub async fn arrived(db: &Db, actor: &Actor, wish: &Wish, now: DateTime<Utc>) -> Result<Arrived> {
    actor.must(Right::Read)?;
    // Said in the text, so that they have an index of their own: most belong to somebody.
    let unknown = match wish.unknown {
        true => "and h.person_id is null and h.account_id is null and p.id is null and a.id is null",
        false => "",
    };
    // Nothing in the text comes from outside: it is this module's own.
    let sql = format!(
        "select {COLUMNS}
         from signal h {WHOSE}
         where h.workspace_id = $1 {unknown}
             and ($2::text[] is null or h.kind = any ($2))
             and ($3::timestamptz is null or (h.received_at, h.id) < ($3, $4))
         order by h.received_at desc, h.id desc
         limit $5"
    );
    let kinds = wish.family.map(|it| it.kinds().map(SignalKind::code).collect::<Vec<_>>());
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(kinds)
        .bind(wish.before.map(|it| it.at))
        .bind(wish.before.map(|it| it.id))
        .bind(i64::from(LISTED) + 1)
        .fetch_all(db.pool())
        .await?;
    let mut signals: Vec<_> = rows.into_iter().filter_map(Row::kept).collect();
    let more = signals.len() > usize::from(LISTED);
    signals.truncate(usize::from(LISTED));
    let older = signals.last().filter(|_| more).map(|it| Before { at: it.received_at, id: it.id.0 });
    Ok(Arrived { now, signals, older })
}

/// What a program wants to read: of one person or account, or of everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Of {
    pub kind: Option<SignalKind>,
    pub person: Option<PersonId>,
    pub account: Option<AccountId>,
}

/// Signals in the order in which they arrived.
pub async fn list(db: &Db, actor: &Actor, of: Of, after: Place, limit: u16) -> Result<Slice<KeptSignal>> {
    actor.must(Right::Read)?;
    let sql = format!(
        "select {COLUMNS}
         from signal h {WHOSE}
         where h.workspace_id = $1
             and ($2::text is null or h.kind = $2)
             and ($3::uuid is null or p.id = $3)
             and ($4::uuid is null or a.id = $4)
             and (h.received_at, h.id) > ($5, $6)
         order by h.received_at, h.id
         limit $7"
    );
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(of.kind)
        .bind(of.person)
        .bind(of.account)
        .bind(after.changed_at)
        .bind(after.id)
        .bind(i64::from(limit) + 1)
        .fetch_all(db.pool())
        .await?;
    let signals = rows.into_iter().filter_map(Row::kept).collect();
    Ok(Slice::of(signals, limit, |it: &KeptSignal| Place { changed_at: it.received_at, id: it.id.0 }))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SignalId,
    key: String,
    kind: String,
    email: Option<String>,
    domain: Option<String>,
    value: Option<i64>,
    properties: Json<Vec<Property>>,
    occurred_at: DateTime<Utc>,
    received_at: DateTime<Utc>,
    person_id: Option<PersonId>,
    person_name: Option<String>,
    account_id: Option<AccountId>,
    account_name: Option<String>,
    account_number: Option<i32>,
}

impl Row {
    fn kept(self) -> Option<KeptSignal> {
        let person = self.person_id.zip(self.person_name);
        let account = self.account_id.zip(self.account_name);
        Some(KeptSignal {
            id: self.id,
            key: self.key,
            kind: SignalKind::of_code(&self.kind)?,
            email: self.email,
            domain: self.domain,
            value: self.value,
            properties: self.properties.0,
            occurred_at: self.occurred_at,
            received_at: self.received_at,
            person: person.map(|(id, name)| Whose { id, name, number: None }),
            account: account.map(|(id, name)| Whose { id, name, number: self.account_number }),
        })
    }
}
