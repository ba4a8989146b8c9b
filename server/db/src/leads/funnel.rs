//! The funnel: leads counted by what brought them and by what is on record of how far they got, and the leads behind each
//! number. What a number means is the domain's to say; here stand the facts.

use crate::{Actor, Db, Result, team};
use chrono::{DateTime, Utc};
use domain::accounts::Place;
use domain::funnel::{Alike, By, Funnel, FunnelLead, Mark, Open, Opened, PAGE, Wish, table};
use domain::icp::Tier;
use domain::team::Right;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

pub async fn funnel(db: &Db, actor: &Actor, wish: &Wish, now: DateTime<Utc>) -> Result<Funnel> {
    actor.must(Right::Read)?;
    let table = table(wish.by, alike(db, actor, wish).await?);
    let opened = match &wish.open {
        None => None,
        Some(open) => Some(opened(db, actor, wish, open).await?),
    };
    let sources = super::board::sources(db, actor).await?;
    Ok(Funnel { table, sources, opened, today: actor.day(now) })
}

/// Leads that share a row and have the same on record, counted.
async fn alike(db: &Db, actor: &Actor, wish: &Wish) -> Result<Vec<Alike>> {
    let mut query = facts(actor, wish);
    query.push("select f.row, m.name, f.marks, count(*) from facts f");
    // An owner's row is known by the id alone.
    query.push(" left join member m on m.workspace_id = ").push_bind(actor.workspace());
    query.push(" and m.id::text = f.row group by f.row, m.name, f.marks");
    let found: Vec<(String, Option<String>, Vec<String>, i64)> =
        query.build_query_as().fetch_all(db.pool()).await?;
    let alike = found.into_iter().map(|(row, label, marks, leads)| Alike {
        row,
        label,
        marks: marks.iter().filter_map(|it| Mark::of_code(it)).collect(),
        leads,
    });
    Ok(alike.collect())
}

/// The leads behind one number, a page of them, the latest first.
async fn opened(db: &Db, actor: &Actor, wish: &Wish, open: &Open) -> Result<Opened> {
    let at: Option<(DateTime<Utc>, Uuid)> = match wish.place {
        Place::Start => None,
        Place::After(lead) | Place::Before(lead) => {
            sqlx::query_as("select first_touch_at, id from lead where workspace_id = $1 and id = $2")
                .bind(actor.workspace())
                .bind(lead)
                .fetch_optional(db.pool())
                .await?
        }
    };
    let backwards = matches!(wish.place, Place::Before(_)) && at.is_some();
    let mut query = facts(actor, wish);
    query.push(
        "select f.id, f.number, f.name, f.company, f.source, f.kind, f.status, f.owner_id as owner,
             f.first_touch_at as came_at, f.deal_id as deal, f.deal_number, f.deal_name
         from facts f where ",
    );
    behind(&mut query, wish.by, open);
    if let Some((came_at, id)) = at {
        query.push(if backwards {
            " and (f.first_touch_at, f.id) > ("
        } else {
            " and (f.first_touch_at, f.id) < ("
        });
        query.push_bind(came_at).push(", ").push_bind(id).push(")");
    }
    query.push(match backwards {
        false => " order by f.first_touch_at desc, f.id desc limit ",
        true => " order by f.first_touch_at, f.id limit ",
    });
    query.push_bind(PAGE);
    let mut leads: Vec<FunnelLead> = query.build_query_as().fetch_all(db.pool()).await?;
    if backwards {
        leads.reverse();
    }
    let mut query = facts(actor, wish);
    query.push("select count(*), count(*) filter (where (f.first_touch_at, f.id) > (");
    let first = leads.first().map(|it| (it.came_at, it.id.0));
    query.push_bind(first.map(|it| it.0)).push(", ").push_bind(first.map(|it| it.1));
    query.push(")) from facts f where ");
    behind(&mut query, wish.by, open);
    let (total, before): (i64, i64) = query.build_query_as().fetch_one(db.pool()).await?;
    let label = match (wish.by, &open.row) {
        (By::Owner, Some(row)) => {
            sqlx::query_scalar("select name from member where workspace_id = $1 and id::text = $2")
                .bind(actor.workspace())
                .bind(row)
                .fetch_optional(db.pool())
                .await?
        }
        _ => None,
    };
    Ok(Opened { label, leads, before, total })
}

/// `with … facts as (…)`: each lead of the wish with its row and what is on record of it. What a lead has swallowed is
/// part of its own record.
fn facts(actor: &Actor, wish: &Wish) -> QueryBuilder<Postgres> {
    let workspace = actor.workspace();
    let mut query = QueryBuilder::new(
        // Few have swallowed another: what is on record of those is looked up in a short list, and not all leads in all.
        "with gone as (select id, duplicate_of as lead from lead where duplicate_of is not null and workspace_id = ",
    );
    query.push_bind(workspace);
    query.push("), first as (");
    touches(&mut query, actor, "t.at, t.version, t.id");
    if wish.by == By::LastSource {
        query.push("), last as (");
        touches(&mut query, actor, "t.at desc, t.version desc, t.id desc");
    }
    query.push(
        "), kinds as (
             select coalesce(o.lead, c.lead_id) as lead, array_agg(distinct case c.to_kind
                 when 'marketing_qualified' then 'marketing'
                 when 'product_qualified' then 'product'
                 else 'sales' end) as marks
             from qualification_change c left join gone o on o.id = c.lead_id where c.workspace_id = ",
    );
    query.push_bind(workspace);
    query.push(
        " group by 1
         ), accepted as (
             select distinct coalesce(o.lead, t.lead_id) as lead
             from lead_transition t left join gone o on o.id = t.lead_id
             where t.to_status = 'accepted' and t.workspace_id = ",
    );
    query.push_bind(workspace);
    query.push(
        "), facts as (
             select l.id, l.number, l.name, l.company, l.kind, l.status, l.owner_id, l.first_touch_at, l.deal_id,
                 d.number as deal_number, d.name as deal_name, first.source, coalesce(",
    );
    match wish.by {
        By::Source => query.push("first.source"),
        By::LastSource => query.push("last.source"),
        By::Campaign => query.push("first.utm_campaign"),
        By::Content => query.push("first.utm_content"),
        By::LandingPage => query.push("first.landing_page"),
        By::Month => query
            .push("to_char(l.first_touch_at at time zone ")
            .push_bind(actor.zone().name())
            .push(", 'YYYY-MM')"),
        // Whoever handed a lead over qualified it; by then it is somebody else's.
        By::Owner => query.push(
            "coalesce((select h.from_id from handover h
                  where h.workspace_id = l.workspace_id and h.lead_id = l.id and h.state = 'accepted'), l.owner_id)::text",
        ),
        By::Tier => query.push("s.fit::text"),
    };
    query.push(
        ", '') as row,
                 coalesce(k.marks, '{}')
                 || case when l.deal_id is not null or a.lead is not null then array['accepted'] else '{}' end
                 || case when g.kind = 'won' then array['won'] else '{}' end as marks
             from lead l
             join first on first.lead = l.id
             left join kinds k on k.lead = l.id
             left join accepted a on a.lead = l.id",
    );
    if wish.by == By::LastSource {
        query.push(" join last on last.lead = l.id");
    }
    if wish.by == By::Tier {
        query.push(" left join lead_score s on s.workspace_id = l.workspace_id and s.lead_id = l.id");
    }
    query.push(
        " left join deal d on d.workspace_id = l.workspace_id and d.id = l.deal_id and d.deleted_at is null
             left join stage g on g.workspace_id = d.workspace_id and g.id = d.stage_id
             where l.deleted_at is null and l.workspace_id = ",
    );
    query.push_bind(workspace);
    let zone = team::zone(actor.zone().name());
    if let Some(from) = wish.from {
        query.push(" and l.first_touch_at >= ").push_bind(zone.start_of(from.first()));
    }
    if let Some(to) = wish.to {
        query.push(" and l.first_touch_at < ").push_bind(zone.start_of(to.end()));
    }
    if let Some(origin) = wish.origin {
        query.push(" and l.origin = ").push_bind(origin);
    }
    if !wish.source.is_empty() {
        query.push(" and first.source = ").push_bind(wish.source.clone());
    }
    query.push(") ");
    query
}

/// One touch of each lead: the first one in this order.
fn touches(query: &mut QueryBuilder<Postgres>, actor: &Actor, order: &'static str) {
    query.push(
        "select distinct on (lead) coalesce(o.lead, t.lead_id) as lead, coalesce(t.source, t.utm_source) as source,
             t.utm_campaign, t.utm_content, t.landing_page
         from lead_touch t left join gone o on o.id = t.lead_id where t.workspace_id = ",
    );
    query.push_bind(actor.workspace()).push(" order by lead, ").push(order);
}

/// The condition of those whom a number counts.
fn behind(query: &mut QueryBuilder<Postgres>, by: By, open: &Open) {
    let marks = open.step.marks();
    query.push("(").push_bind(marks.is_empty()).push(" or f.marks && ");
    query.push_bind(marks.iter().map(|it| it.code()).collect::<Vec<_>>()).push(")");
    match (&open.row, by) {
        (None, _) => {}
        (Some(row), By::Tier) => {
            let (least, below) =
                Tier::of_code(row).map_or((None, Tier::ALL.map(Tier::least).into_iter().min()), |it| {
                    let better =
                        Tier::ALL.map(Tier::least).into_iter().filter(|least| *least > it.least()).min();
                    (Some(it.least()), better)
                });
            // Whose fit nobody knows stands with those who don't fit.
            query.push(" and coalesce(nullif(f.row, '')::int, -1) >= ").push_bind(least.unwrap_or(-1));
            query.push(" and coalesce(nullif(f.row, '')::int, -1) < ").push_bind(below.unwrap_or(i16::MAX));
        }
        (Some(row), _) => {
            query.push(" and f.row = ").push_bind(row.clone());
        }
    }
}
