//! The leads of a file that became customers: each with the deal that it was won by, whoever qualified it and whoever sold
//! it, so that the way from the first touch to the money is one record.

use super::accounts::NewAccounts;
use super::arrivals::Arrivals;
use super::deals::{self, NewDeal};
use super::members::NewMembers;
use super::{Run, Taken};
use crate::{Act, Actor, Db, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Zone;
use domain::import::{BadRow, CustomerRow, Field, SourceKey};
use domain::team::Role;
use domain::{ActId, DealId, LeadId, MemberId, Problem, Why};
use std::collections::HashMap;
use uuid::Uuid;

/// A lead as a row of customers finds it.
struct Known {
    lead: LeadId,
    came: Option<NaiveDate>,
    company: Option<String>,
    deal: Option<DealId>,
    /// It is being handed over, or was given up and the same person is another lead by now.
    is_in_other_hands: bool,
}

/// A lead that becomes a customer, beside the deal that is made of it.
struct Won {
    lead: LeadId,
    sdr: Option<MemberId>,
    at: DateTime<Utc>,
}

/// Takes in a chunk of a file of customers, after the leads that it names, and after `choose_pipelines`.
pub async fn take_customers(
    db: &Db,
    actor: &Actor,
    run: &mut Run,
    rows: Vec<(u64, CustomerRow)>,
) -> Result<Taken> {
    let known = look_up(db, actor, &run.arrivals, &run.zone, &rows).await?;
    let mut taken = Taken::default();
    let (mut members, mut accounts) = (NewMembers::default(), NewAccounts::default());
    let (mut new, mut won) = (Vec::new(), Vec::new());
    for (at, CustomerRow { lead: key, sdr, won_on, mut deal }) in rows {
        let mut refuse = |problems| taken.bad.push(BadRow { row: at, problems });
        if let Err(problem) = run.seen.key(key.clone()) {
            refuse(vec![problem]);
            continue;
        }
        let Some(lead) = known.get(&key.text) else {
            refuse(vec![Problem::new(Field::Id.code(), Why::Unknown)]);
            continue;
        };
        if lead.deal.is_some() {
            taken.tally.known += 1;
            continue;
        }
        if lead.is_in_other_hands {
            refuse(vec![Problem::new("lead", Why::Taken)]);
            continue;
        }
        deal.created = lead.came.map(|it| it.min(won_on));
        deal.account = deal.account.or_else(|| lead.company.clone());
        match deals::place(run, &deal) {
            Ok(place) => {
                let source_key = deal.key.text.clone();
                new.push(deals::new_deal(run, place, source_key, deal, &mut members, &mut accounts));
                let sdr = sdr.as_deref().map(|it| members.find_or_add(run, it, Role::Sdr));
                won.push(Won { lead: lead.lead, sdr, at: run.zone.start_of(won_on) });
            }
            Err(problems) => refuse(problems),
        }
    }
    taken.tally.bad = u64::try_from(taken.bad.len()).unwrap_or(u64::MAX);
    taken.tally.new = u64::try_from(new.len()).unwrap_or(u64::MAX);
    let pipelines = run.go_to(new.iter().map(|it| it.pipeline));
    if run.writes() && !new.is_empty() {
        let ranks = deals::ranks(db, actor, run, &new).await?;
        let mut tx = db.begin().await?;
        members.write(&mut tx, actor).await?;
        accounts.write(&mut tx, actor).await?;
        deals::write_all(&mut tx, actor, &pipelines, &new, &ranks).await?;
        become_customers(&mut tx, actor, &won, &new, run.now).await?;
        db.commit(tx).await?;
    }
    members.learn(run);
    accounts.learn(run);
    run.created.deals += taken.tally.new;
    run.created.customers += taken.tally.new;
    Ok(taken)
}

/// The leads that the rows name: of this import, or of one before.
async fn look_up(
    db: &Db,
    actor: &Actor,
    arrivals: &Arrivals,
    zone: &Zone,
    rows: &[(u64, CustomerRow)],
) -> Result<HashMap<String, Known>> {
    let mut known = HashMap::new();
    let mut by_act: HashMap<ActId, &str> = HashMap::new();
    for (_, row) in rows {
        let key = row.lead.text.as_str();
        if let Some(arrival) = arrivals.of_key(key) {
            let known_here = Known {
                lead: arrival.lead,
                came: arrival.came,
                company: None,
                deal: None,
                is_in_other_hands: false,
            };
            known.insert(key.to_owned(), known_here);
        }
        by_act.insert(SourceKey::act(key), key);
    }
    let found: Vec<(ActId, LeadId, DateTime<Utc>, Option<String>, Option<DealId>, bool)> = sqlx::query_as(
        "select t.id, l.id, l.first_touch_at, l.company, l.deal_id,
             l.status = 'handover_pending' or l.status = 'disqualified' and exists (
                 select from lead o
                 where o.workspace_id = l.workspace_id and o.email = l.email and o.id <> l.id
                     and o.status <> 'disqualified' and o.deleted_at is null)
         from lead_touch t
         join lead was on was.workspace_id = t.workspace_id and was.id = t.lead_id
         join lead l on l.workspace_id = t.workspace_id and l.id = coalesce(was.duplicate_of, was.id)
         where t.workspace_id = $1 and t.id = any ($2) and l.deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(by_act.keys().map(|it| it.0).collect::<Vec<_>>())
    .fetch_all(db.pool())
    .await?;
    for (act, lead, came, company, deal, is_in_other_hands) in found {
        let came = Some(zone.day(came));
        let key = by_act.get(&act).copied().unwrap_or_default().to_owned();
        known.insert(key, Known { lead, came, company, deal, is_in_other_hands });
    }
    Ok(known)
}

/// Each lead is one for sales, by the word of whoever brings the file, and accepted on the day its deal was won.
async fn become_customers(
    tx: &mut Act,
    actor: &Actor,
    won: &[Won],
    new: &[NewDeal],
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query(
        "with before as (
             select l.id, l.kind, l.origin, it.at
             from unnest($2::uuid[], $3::timestamptz[]) as it (id, at)
             join lead l on l.workspace_id = $1 and l.id = it.id
             where l.kind <> 'sales_qualified'
             order by l.id for no key update of l
         ), granted as (
             update lead l set kind = 'sales_qualified', version = version + 1, updated_at = now()
             from before b where l.workspace_id = $1 and l.id = b.id
             returning l.id, l.version
         ), settled as (
             update lead_score s set cooling = false, review = false
             from granted g where s.workspace_id = $1 and s.lead_id = g.id
         )
         insert into qualification_change (workspace_id, id, lead_id, from_kind, to_kind, origin, rule_version,
             contributions, by_id, version, reached_at, at)
         select $1, gen_random_uuid(), b.id, b.kind, 'sales_qualified',
             case b.origin when 'inbound' then 'marketing' else b.origin end,
             coalesce((select max(version) from qualification_rules where workspace_id = $1), 0), '[]', $4, g.version,
             b.at, $5
         from before b join granted g on g.id = b.id",
    )
    .bind(actor.workspace())
    .bind(won.iter().map(|it| it.lead.0).collect::<Vec<_>>())
    .bind(won.iter().map(|it| it.at).collect::<Vec<_>>())
    .bind(actor.id())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "with before as (
             select l.id, l.status, it.deal_id, it.sdr_id, it.at
             from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[]) as it (id, deal_id, sdr_id, at)
             join lead l on l.workspace_id = $1 and l.id = it.id
         ), changed as (
             update lead l set deal_id = b.deal_id, status = 'accepted', status_entered_at = b.at,
                 owner_id = coalesce(b.sdr_id, l.owner_id), account_id = coalesce(l.account_id, d.account_id),
                 nurture_until = null, nurture_reason = null, disqualify_reason = null, disqualify_note = null,
                 version = l.version + 1, updated_at = now()
             from before b join deal d on d.workspace_id = $1 and d.id = b.deal_id
             where l.workspace_id = $1 and l.id = b.id
             returning l.id, l.version, l.account_id, l.person_id
         ), recorded as (
             insert into lead_transition (workspace_id, id, lead_id, from_status, to_status, by_id, via, version, at)
             select $1, gen_random_uuid(), c.id, b.status, 'accepted', $6, 'import', c.version, b.at
             from changed c join before b on b.id = c.id
         )
         insert into outbox (workspace_id, topic, lead_id, account_id, person_id, by_id, act_id, version)
         select $1, 'lead', id, account_id, person_id, $6, $7, version from changed",
    )
    .bind(actor.workspace())
    .bind(won.iter().map(|it| it.lead.0).collect::<Vec<_>>())
    .bind(new.iter().map(|it| it.id.0).collect::<Vec<_>>())
    .bind(won.iter().map(|it| it.sdr.map(|it| it.0)).collect::<Vec<_>>())
    .bind(won.iter().map(|it| it.at).collect::<Vec<_>>())
    .bind(actor.id())
    .bind(Uuid::now_v7())
    .execute(&mut **tx)
    .await?;
    Ok(())
}
