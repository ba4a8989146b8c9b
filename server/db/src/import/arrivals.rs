//! Leads that a file brings: who of them is known by their address or telephone, and many of them written at once.

use super::leads::New;
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::LeadId;
use domain::import::{Becoming, LeadRow};
use domain::leads::{DisqualifyReason, LeadStatus, Origin, Reach};
use std::collections::HashMap;
use uuid::Uuid;

/// A lead that a row of the file stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub lead: LeadId,
    pub came: Option<NaiveDate>,
}

/// Who arrived in this import, and who of the rows' people was there before.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    by_key: HashMap<String, Arrival>,
    by_email: HashMap<String, LeadId>,
    by_phone: HashMap<String, Vec<(LeadId, Reach)>>,
}

impl Arrivals {
    /// Learns which of these people are leads already. Whom we gave up does not count, as when they come by themselves.
    pub async fn look_up(
        &mut self,
        db: &Db,
        actor: &Actor,
        rows: impl Iterator<Item = &LeadRow>,
    ) -> Result<()> {
        let reaches: Vec<Reach> =
            rows.map(|it| Reach::of(it.email.as_deref(), it.phone.as_deref())).collect();
        let found: Vec<(LeadId, Option<String>, Option<String>)> = sqlx::query_as(
            "select id, email, phone from lead
             where workspace_id = $1 and status <> 'disqualified' and deleted_at is null
                 and (email = any ($2) or phone_key = any ($3))
             order by number",
        )
        .bind(actor.workspace())
        .bind(reaches.iter().filter_map(|it| it.email.as_deref()).collect::<Vec<_>>())
        .bind(reaches.iter().filter_map(|it| it.phone.as_deref()).collect::<Vec<_>>())
        .fetch_all(db.pool())
        .await?;
        for (lead, email, phone) in found {
            self.learn(lead, Reach::of(email.as_deref(), phone.as_deref()));
        }
        Ok(())
    }

    /// The lead that this very person is already.
    pub fn same(&self, reach: &Reach) -> Option<LeadId> {
        let by_email = reach.email.as_ref().and_then(|it| self.by_email.get(it)).copied();
        by_email.or_else(|| {
            let of_number = self.by_phone.get(reach.phone.as_ref()?)?;
            of_number.iter().find(|(_, it)| reach.same_as(it).is_some()).map(|it| it.0)
        })
    }

    pub fn note(&mut self, key: String, reach: Reach, arrival: Arrival) {
        self.learn(arrival.lead, reach);
        self.by_key.insert(key, arrival);
    }

    pub fn of_key(&self, key: &str) -> Option<Arrival> {
        self.by_key.get(key).copied()
    }

    fn learn(&mut self, lead: LeadId, reach: Reach) {
        if let Some(email) = &reach.email {
            self.by_email.entry(email.clone()).or_insert(lead);
        }
        if let Some(phone) = &reach.phone {
            self.by_phone.entry(phone.clone()).or_default().push((lead, reach));
        }
    }
}

/// Leads that nobody has to work, in one statement: those of long ago are given up with it, and those who became customers
/// wait for the file that says so. Accounts and people are found as when somebody arrives.
pub(super) async fn write(tx: &mut Act, actor: &Actor, new: &[&New], now: DateTime<Utc>) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let mut links = Vec::with_capacity(new.len());
    for it in new {
        links.push(crate::leads::known(tx, actor, it.row.email.as_deref()).await?);
    }
    let many = i32::try_from(new.len()).unwrap_or(i32::MAX);
    let last: i32 = sqlx::query_scalar(
        "update workspace set last_lead_number = last_lead_number + $2 where id = $1 returning last_lead_number",
    )
    .bind(actor.workspace())
    .bind(many)
    .fetch_one(&mut **tx)
    .await?;
    let is_given_up: Vec<bool> = each(new, |it| it.becoming == Becoming::GivenUp);
    let ids: Vec<Uuid> = each(new, |it| it.act.0);
    sqlx::query(
        "insert into lead (workspace_id, id, number, name, company, title, email, phone, phone_key, about, account_id,
             person_id, origin, motion, source, first_touch_at, last_touch_at, owner_id, status, status_entered_at,
             disqualify_reason, version)
         select $1, it.id, $3 + it.at, it.name, it.company, it.title, it.email, it.phone, it.phone_key, it.about,
             it.account_id, it.person_id, $4, $5, it.source, it.came, it.came, it.owner_id,
             case when it.given_up then $7 else $6 end, case when it.given_up then $9 else it.came end,
             case when it.given_up then $8 end, case when it.given_up then 2 else 1 end
         from unnest($2::uuid[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
             $16::text[], $17::uuid[], $18::uuid[], $19::text[], $20::timestamptz[], $21::uuid[], $22::bool[])
             with ordinality
             as it (id, name, company, title, email, phone, phone_key, about, account_id, person_id, source, came,
             owner_id, given_up, at)",
    )
    .bind(actor.workspace())
    .bind(&ids)
    .bind(last - many)
    .bind(Origin::Inbound)
    .bind(Origin::Inbound.motion())
    .bind(LeadStatus::New)
    .bind(LeadStatus::Disqualified)
    .bind(DisqualifyReason::Unreachable)
    .bind(now)
    .bind(each(new, |it| it.row.name.as_str()))
    .bind(each(new, |it| it.row.company.as_deref()))
    .bind(each(new, |it| it.row.title.as_deref()))
    .bind(each(new, |it| it.row.email.as_deref()))
    .bind(each(new, |it| it.row.phone.as_deref()))
    .bind(each(new, |it| Reach::of(None, it.row.phone.as_deref()).phone))
    .bind(each(new, |it| it.row.about.as_str()))
    .bind(links.iter().map(|it| it.account.map(|it| it.0)).collect::<Vec<_>>())
    .bind(links.iter().map(|it| it.person.map(|it| it.0)).collect::<Vec<_>>())
    .bind(each(new, |it| it.row.source.as_deref()))
    .bind(each(new, |it| it.at))
    .bind(each(new, |it| it.owner.map(|it| it.0)))
    .bind(&is_given_up)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "with began as (
             insert into lead_transition (workspace_id, id, lead_id, to_status, by_id, via, version, at)
             select $1, it.began_id, it.id, $5, $8, 'import', 1, it.came
             from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as it (id, began_id, came)
         )
         insert into lead_transition
             (workspace_id, id, lead_id, from_status, to_status, disqualify_reason, by_id, via, version, at)
         select $1, it.ended_id, it.id, $5, $6, $7, $8, 'import', 2, $9
         from unnest($2::uuid[], $10::uuid[], $11::bool[]) as it (id, ended_id, given_up)
         where it.given_up",
    )
    .bind(actor.workspace())
    .bind(&ids)
    .bind(each(new, |_| Uuid::now_v7()))
    .bind(each(new, |it| it.at))
    .bind(LeadStatus::New)
    .bind(LeadStatus::Disqualified)
    .bind(DisqualifyReason::Unreachable)
    .bind(actor.id())
    .bind(now)
    .bind(each(new, |_| Uuid::now_v7()))
    .bind(&is_given_up)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "with touched as (
             insert into lead_touch (workspace_id, id, lead_id, version, origin, source, utm_medium, utm_campaign,
                 utm_content, landing_page, about, by_id, at)
             select $1, it.id, it.id, 1, $3, l.source, it.medium, it.campaign, it.content, it.landing_page, l.about, $4,
                 l.first_touch_at
             from unnest($2::uuid[], $5::text[], $6::text[], $7::text[], $8::text[])
                 as it (id, medium, campaign, content, landing_page)
             join lead l on l.workspace_id = $1 and l.id = it.id
         )
         insert into outbox (workspace_id, topic, lead_id, account_id, person_id, by_id, act_id, version)
         select $1, 'lead', l.id, l.account_id, l.person_id, $4, l.id, l.version
         from lead l where l.workspace_id = $1 and l.id = any ($2)",
    )
    .bind(actor.workspace())
    .bind(&ids)
    .bind(Origin::Inbound)
    .bind(actor.id())
    .bind(each(new, |it| it.row.touch.utm_medium.as_deref()))
    .bind(each(new, |it| it.row.touch.utm_campaign.as_deref()))
    .bind(each(new, |it| it.row.touch.utm_content.as_deref()))
    .bind(each(new, |it| it.row.touch.landing_page.as_deref()))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// One column of those that are written.
fn each<'a, T>(new: &'a [&New], of: impl Fn(&'a New) -> T) -> Vec<T> {
    new.iter().map(|it| of(it)).collect()
}

/// The file says that marketing qualified them. Nothing adds up to it here: the reason is the file, and whoever brought it.
pub(super) async fn grant_mql(
    tx: &mut Act,
    actor: &Actor,
    reached: &HashMap<LeadId, DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "with granted as (
             update lead l set kind = 'marketing_qualified'
             from unnest($2::uuid[], $3::timestamptz[]) as it (id, at)
             where l.workspace_id = $1 and l.id = it.id and l.kind = 'none'
             returning l.id, it.at
         )
         insert into qualification_change
             (workspace_id, id, lead_id, from_kind, to_kind, origin, rule_version, contributions, by_id, reached_at, at)
         select $1, gen_random_uuid(), id, 'none', 'marketing_qualified', 'marketing',
             coalesce((select max(version) from qualification_rules where workspace_id = $1), 0), '[]', $4, at, $5
         from granted",
    )
    .bind(actor.workspace())
    .bind(reached.keys().map(|it| it.0).collect::<Vec<_>>())
    .bind(reached.values().copied().collect::<Vec<_>>())
    .bind(actor.id())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
