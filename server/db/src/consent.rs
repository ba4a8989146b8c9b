//! What people agreed to hear from us: every answer they gave, on the record of the lead or the person, read together because
//! they are one and the same human being.

use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Error, Result};
use chrono::{DateTime, Utc};
use domain::activities::Subject;
use domain::consent::{Answer, Channel, Consent, ConsentForm, Objection, Of, Purpose, may_touch};
use domain::events::Topic;
use domain::team::Right;
use domain::{ActId, ConsentId, LeadId, MemberId, PersonId, WebFormId};
use sqlx::PgExecutor;
use uuid::Uuid;

/// A line to be written.
pub(crate) struct Line<'a> {
    pub id: ConsentId,
    pub of: Of,
    pub channel: Channel,
    pub answer: Answer,
    /// The entry of a form in which it was said.
    pub entry: Option<ActId>,
    pub proof: &'a str,
    pub at: DateTime<Utc>,
}

/// Says whether it was written: of one id there is one line.
pub(crate) async fn write(tx: &mut Act, actor: &Actor, line: &Line<'_>) -> Result<bool> {
    let (lead, person) = match line.of {
        Of::Lead(id) => (Some(id), None),
        Of::Person(id) => (None, Some(id)),
    };
    let done = sqlx::query(
        "insert into consent (workspace_id, id, lead_id, person_id, channel, answer, entry_id, proof, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (workspace_id, id) do nothing",
    )
    .bind(actor.workspace())
    .bind(line.id)
    .bind(lead)
    .bind(person)
    .bind(line.channel)
    .bind(line.answer)
    .bind(line.entry)
    .bind(line.proof)
    .bind(actor.id())
    .bind(line.at)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A member writes down what somebody said. Sent again with the same id, it is written once.
pub async fn note(db: &Db, actor: &Actor, of: Of, form: &ConsentForm, now: DateTime<Utc>) -> Result<()> {
    actor.must(Right::KeepRecords)?;
    let fields = form.check(actor.day(now))?;
    let mut tx = db.begin().await?;
    let about = there(&mut tx, actor, of).await?;
    let id = fields.id.unwrap_or_else(|| ConsentId(Uuid::now_v7()));
    let at = match fields.on {
        // Of a past day only the day is known: its end stands for it, so that it comes after what was said on it in a form.
        Some(day) => end_of(actor, day),
        None => now,
    };
    let (channel, answer, proof) = (fields.channel, fields.answer, fields.proof.as_str());
    let line = Line { id, of, channel, answer, entry: None, proof, at };
    if !write(&mut tx, actor, &line).await? {
        return Ok(());
    }
    let topic = if matches!(of, Of::Lead(_)) { Topic::Lead } else { Topic::Person };
    tell(&mut tx, actor, topic, About { act: Some(ActId(id.0)), ..about }).await?;
    db.commit(tx).await
}

fn end_of(actor: &Actor, day: chrono::NaiveDate) -> DateTime<Utc> {
    let end = day.and_hms_opt(23, 59, 59).unwrap_or_default();
    let local = end.and_local_timezone(actor.zone()).latest();
    local.map_or_else(|| end.and_utc(), |it| it.with_timezone(&Utc))
}

/// The record, locked so that it does not go meanwhile. Another workspace's is not there.
async fn there(tx: &mut Act, actor: &Actor, of: Of) -> Result<About> {
    let found: Option<(Option<LeadId>, Option<PersonId>)> = match of {
        Of::Lead(id) => {
            sqlx::query_as(
                "select id, person_id from lead
                 where workspace_id = $1 and id = $2 and deleted_at is null for key share",
            )
            .bind(actor.workspace())
            .bind(id)
            .fetch_optional(&mut **tx)
            .await?
        }
        Of::Person(id) => {
            sqlx::query_as(
                "select null::uuid, id from person
                 where workspace_id = $1 and id = $2 and deleted_at is null for key share",
            )
            .bind(actor.workspace())
            .bind(id)
            .fetch_optional(&mut **tx)
            .await?
        }
    };
    let (lead, person) = found.ok_or(Error::NotFound)?;
    Ok(About { lead, person, ..About::default() })
}

/// Everything that somebody said, the newest first.
pub async fn consents(db: &Db, actor: &Actor, of: Of) -> Result<Vec<Consent>> {
    actor.must(Right::Read)?;
    read(db.pool(), actor, of).await
}

/// A lead and a person are one if the lead is tied to the person, or has their e-mail address; and so is each with all
/// that it has swallowed. That one of two people wanted no adverts holds from their merge on.
pub(crate) async fn read(on: impl PgExecutor<'_>, actor: &Actor, of: Of) -> Result<Vec<Consent>> {
    let (lead, person) = match of {
        Of::Lead(id) => (Some(id), None),
        Of::Person(id) => (None, Some(id)),
    };
    let rows: Vec<Row> = sqlx::query_as(
        "with own as (
             select l.person_id, l.email from lead l where l.workspace_id = $1 and l.id = any (leads_in($1, $2))
         ), them as (
             select p.id from person p
             where p.workspace_id = $1 and p.deleted_at is null
                 and (p.id = $3
                     or p.id in (select person_id from own)
                     or p.id in (select person_of_email($1, email) from own where person_id is null))
         ), whole as (
             select p.id, p.email from person p
             where p.workspace_id = $1 and (p.id in (select id from them) or p.duplicate_of in (select id from them))
         ), tied as (
             select coalesce(l.duplicate_of, l.id) as id from lead l
             where l.workspace_id = $1 and (l.deleted_at is null or l.duplicate_of is not null)
                 and (l.id = $2
                     or l.person_id in (select id from them)
                     or (l.person_id is null and l.email in (select email from whole)))
         ), leads as (
             select l.id from lead l
             where l.workspace_id = $1
                 and (l.id in (select id from tied) or l.duplicate_of in (select id from tied))
         )
         select c.id, c.lead_id, c.person_id, c.channel, c.answer, c.proof, c.by_id, c.at, c.recorded_at,
             e.form_id, e.version as form_version, v.says ->> 'name' as form_name, false as by_merge
         from consent c
         left join web_form_entry e on e.workspace_id = c.workspace_id and e.id = c.entry_id
         left join web_form_version v
             on v.workspace_id = e.workspace_id and v.form_id = e.form_id and v.version = e.version
         where c.workspace_id = $1
             and (c.lead_id in (select id from leads) or c.person_id in (select id from whole))
         union all
         select md5(m.id::text || way)::uuid, null, m.survivor_id, way, 'withdrawn', s.name, m.by_id, m.at, m.at,
             null, null, null, true
         from person_merge m
         join person s on s.workspace_id = m.workspace_id and s.id = m.swallowed_id
         cross join unnest(m.withdrawn) way
         where m.workspace_id = $1 and m.undone_at is null and m.survivor_id in (select id from whole)
         order by at desc, recorded_at desc, id desc",
    )
    .bind(actor.workspace())
    .bind(lead)
    .bind(person)
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().filter_map(Row::consent).collect())
}

/// Why an advert to the subject of an activity had better not go at that moment. Only a lead or a person agrees to anything.
pub(crate) async fn objection(
    tx: &mut Act,
    actor: &Actor,
    subject: Subject,
    channel: Channel,
    at: DateTime<Utc>,
) -> Result<Option<Objection>> {
    let of = match subject {
        Subject::Lead(id) => Of::Lead(id),
        Subject::Person(id) => Of::Person(id),
        Subject::Deal(_) | Subject::Account(_) => return Ok(None),
    };
    let consents = read(&mut **tx, actor, of).await?;
    let local = at.with_timezone(&actor.zone()).naive_local();
    Ok(may_touch(channel, Purpose::Advert, &consents, at, local).err())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: ConsentId,
    lead_id: Option<LeadId>,
    person_id: Option<PersonId>,
    channel: Channel,
    answer: Answer,
    proof: String,
    by_id: Option<MemberId>,
    at: DateTime<Utc>,
    recorded_at: DateTime<Utc>,
    form_id: Option<WebFormId>,
    form_version: Option<i32>,
    form_name: Option<String>,
    by_merge: bool,
}

impl Row {
    fn consent(self) -> Option<Consent> {
        let of = self.lead_id.map(Of::Lead).or(self.person_id.map(Of::Person))?;
        let form = self.form_id.zip(self.form_name).zip(self.form_version);
        Some(Consent {
            id: self.id,
            channel: self.channel,
            answer: self.answer,
            at: self.at,
            recorded_at: self.recorded_at,
            web_form: form.map(|((id, name), version)| (id, name, version)),
            proof: self.proof,
            by: self.by_id,
            by_merge: self.by_merge,
            of,
        })
    }
}
