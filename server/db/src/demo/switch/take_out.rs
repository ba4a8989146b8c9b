//! The demo goes: the team's own records lose what ties them to it, and then everything that came with it or hangs on it
//! is deleted. All of it, or nothing.

use super::things::Going;
use super::{hold, ties};
use crate::outbox::{About, tell};
use crate::{Act, Actor, Db, Result};
use domain::Refusal;
use domain::demo::Stand;
use domain::events::Topic;
use domain::team::Right;
use uuid::Uuid;

/// Takes the demo out, if it is there. What a made-up colleague owned falls to whoever does it.
pub async fn take_out(db: &Db, actor: &Actor) -> Result<()> {
    actor.must(Right::KeepTeam)?;
    let heir = actor.id().ok_or(Refusal::NotAllowed)?;
    let mut tx = db.begin().await?;
    if hold(&mut tx, actor).await? != Stand::In {
        return Ok(());
    }
    lock(&mut tx, actor).await?;
    let going = Going::read(&mut tx, actor).await?;
    ties::cut(&mut tx, actor, heir, &going).await?;
    delete(&mut tx, actor, &going).await?;
    tell(&mut tx, actor, Topic::Everything, About::default()).await?;
    db.commit(tx).await?;
    tracing::info!(by = %heir, "the demo was taken out");
    db.analyze().await
}

/// Whoever is about to tie something to one of these waits, and then finds it gone. Deals come first, as moves take
/// them; the others in the order in which logging does.
async fn lock(tx: &mut Act, actor: &Actor) -> Result<()> {
    for sql in [
        "select from deal where workspace_id = $1 and came_with_demo($1, 'deal', id) order by id for update",
        "select from account where workspace_id = $1 and came_with_demo($1, 'account', id) order by id for update",
        "select from person where workspace_id = $1 and came_with_demo($1, 'person', id) order by id for update",
        "select from lead where workspace_id = $1 and came_with_demo($1, 'lead', id) order by id for update",
        "select from pipeline where workspace_id = $1 and came_with_demo($1, 'pipeline', id) order by id for update",
        "select from stage
         where workspace_id = $1 and came_with_demo($1, 'pipeline', pipeline_id) order by id for update",
        "select from product where workspace_id = $1 and came_with_demo($1, 'product', id) order by id for update",
        "select from tag where workspace_id = $1 and came_with_demo($1, 'tag', id) order by id for update",
        "select from team where workspace_id = $1 and came_with_demo($1, 'team', id) order by id for update",
        "select from member where workspace_id = $1 and came_with_demo($1, 'member', id) order by id for update",
        "select from web_form where workspace_id = $1 and came_with_demo($1, 'web_form', id) order by id for update",
        "select from saved_view where workspace_id = $1 and came_with_demo($1, 'saved_view', id) order by id for update",
    ] {
        sqlx::query(sql).bind(actor.workspace()).execute(&mut **tx).await?;
    }
    Ok(())
}

/// What refers to others goes before them. As long as the demo is remembered, its history may be deleted.
async fn delete(tx: &mut Act, actor: &Actor, going: &Going) -> Result<()> {
    let Going { deals, leads, accounts, people, activities, tasks, pipelines, stages, .. } = going;
    let Going { products, tags, teams, members, views, web_forms, .. } = going;
    let steps: &[(&'static str, &[Uuid])] = &[
        // Pins go with their view.
        ("delete from saved_view where workspace_id = $1 and id = any($2)", views),
        ("delete from pinned_view where workspace_id = $1 and member_id = any($2)", members),
        ("delete from folded_stage where workspace_id = $1 and member_id = any($2)", members),
        ("delete from folded_stage where workspace_id = $1 and stage_id = any($2)", stages),
        (
            "delete from presence where workspace_id = $1 and (deal_id = any($2) or carries_id = any($2))",
            deals,
        ),
        ("delete from presence where workspace_id = $1 and pipeline_id = any($2)", pipelines),
        ("delete from tagged where workspace_id = $1 and deal_id = any($2)", deals),
        ("delete from tagged where workspace_id = $1 and account_id = any($2)", accounts),
        ("delete from tagged where workspace_id = $1 and person_id = any($2)", people),
        ("delete from deal_line where workspace_id = $1 and deal_id = any($2)", deals),
        ("delete from framework_answer where workspace_id = $1 and deal_id = any($2)", deals),
        ("delete from deal_relation where workspace_id = $1 and deal_id = any($2)", deals),
        (
            "delete from deal_relation where workspace_id = $1 and (from_id = any($2) or to_id = any($2))",
            people,
        ),
        ("delete from deal_person where workspace_id = $1 and deal_id = any($2)", deals),
        ("delete from deal_person where workspace_id = $1 and person_id = any($2)", people),
        ("delete from person_former where workspace_id = $1 and person_id = any($2)", people),
        ("delete from person_former where workspace_id = $1 and account_id = any($2)", accounts),
        ("delete from activity_change where workspace_id = $1 and activity_id = any($2)", activities),
        ("delete from activity where workspace_id = $1 and id = any($2)", activities),
        ("delete from task where workspace_id = $1 and id = any($2)", tasks),
        ("delete from stage_transition where workspace_id = $1 and deal_id = any($2)", deals),
        ("delete from field_change where workspace_id = $1 and deal_id = any($2)", deals),
        ("delete from lead_touch where workspace_id = $1 and lead_id = any($2)", leads),
        ("delete from lead_transition where workspace_id = $1 and lead_id = any($2)", leads),
        ("delete from lead_assignment where workspace_id = $1 and lead_id = any($2)", leads),
        ("delete from departure where workspace_id = $1 and member_id = any($2)", members),
        ("delete from field_change where workspace_id = $1 and lead_id = any($2)", leads),
        ("delete from qualification_change where workspace_id = $1 and lead_id = any($2)", leads),
        ("delete from field_change where workspace_id = $1 and account_id = any($2)", accounts),
        ("delete from field_change where workspace_id = $1 and person_id = any($2)", people),
        ("delete from deal_past where workspace_id = $1 and deal_id = any($2)", deals),
        ("delete from signal where workspace_id = $1 and is_of_demo_alone(signal)", &[]),
        ("update signal set account_id = null where workspace_id = $1 and account_id = any($2)", accounts),
        ("update signal set person_id = null where workspace_id = $1 and person_id = any($2)", people),
        ("delete from consent where workspace_id = $1 and lead_id = any($2)", leads),
        ("delete from consent where workspace_id = $1 and person_id = any($2)", people),
        ("delete from web_form_entry where workspace_id = $1 and lead_id = any($2)", leads),
        // Nobody's but robots'.
        ("delete from web_form_entry where workspace_id = $1 and form_id = any($2)", web_forms),
        ("delete from web_form_version where workspace_id = $1 and form_id = any($2)", web_forms),
        ("delete from web_form where workspace_id = $1 and id = any($2)", web_forms),
        // A lead of the team's own that one of these has swallowed lives again, and keeps its address.
        ("update lead set email = null where workspace_id = $1 and id = any($2)", leads),
        (
            "update lead set duplicate_of = null, deleted_at = null
             where workspace_id = $1 and duplicate_of = any($2) and not id = any($2)",
            leads,
        ),
        (
            "select count_leads_again(workspace_id, array_agg(survivor_id)) from merge
             where workspace_id = $1 and swallowed_id = any($2) and not survivor_id = any($2)
             group by workspace_id",
            leads,
        ),
        (
            "delete from merge where workspace_id = $1 and (survivor_id = any($2) or swallowed_id = any($2))",
            leads,
        ),
        ("update lead set deal_id = null where workspace_id = $1 and deal_id = any($2)", deals),
        // The same of accounts and people.
        ("update account set business_reg_no = null where workspace_id = $1 and id = any($2)", accounts),
        (
            "update account set duplicate_of = null, deleted_at = null
             where workspace_id = $1 and duplicate_of = any($2) and not id = any($2)",
            accounts,
        ),
        (
            "select count_accounts_again(workspace_id, array_agg(survivor_id)) from account_merge
             where workspace_id = $1 and swallowed_id = any($2) and not survivor_id = any($2)
             group by workspace_id",
            accounts,
        ),
        (
            "delete from account_merge where workspace_id = $1 and (survivor_id = any($2) or swallowed_id = any($2))",
            accounts,
        ),
        ("update person set email = null where workspace_id = $1 and id = any($2)", people),
        (
            "update person set duplicate_of = null, deleted_at = null
             where workspace_id = $1 and duplicate_of = any($2) and not id = any($2)",
            people,
        ),
        (
            "select count_people_again(workspace_id, array_agg(survivor_id)) from person_merge
             where workspace_id = $1 and swallowed_id = any($2) and not survivor_id = any($2)
             group by workspace_id",
            people,
        ),
        (
            "delete from person_merge where workspace_id = $1 and (survivor_id = any($2) or swallowed_id = any($2))",
            people,
        ),
        ("delete from handover where workspace_id = $1 and lead_id = any($2)", leads),
        ("delete from deal where workspace_id = $1 and id = any($2)", deals),
        ("delete from lead where workspace_id = $1 and id = any($2)", leads),
        ("delete from person where workspace_id = $1 and id = any($2)", people),
        ("delete from account where workspace_id = $1 and id = any($2)", accounts),
        ("delete from stage where workspace_id = $1 and id = any($2)", stages),
        ("delete from pipeline where workspace_id = $1 and id = any($2)", pipelines),
        ("delete from product where workspace_id = $1 and id = any($2)", products),
        ("delete from tag where workspace_id = $1 and id = any($2)", tags),
        // Who is in it goes with a team.
        ("delete from team where workspace_id = $1 and id = any($2)", teams),
        ("delete from team_member where workspace_id = $1 and member_id = any($2)", members),
        // Somebody who was asked in instead of a made-up colleague comes as themselves.
        ("update invitation set member_id = null where workspace_id = $1 and member_id = any($2)", members),
        ("delete from presence where workspace_id = $1 and member_id = any($2)", members),
        ("delete from availability where workspace_id = $1 and member_id = any($2)", members),
        ("delete from member where workspace_id = $1 and id = any($2)", members),
        ("delete from demo_record where workspace_id = $1", &[]),
    ];
    for (sql, ids) in steps {
        sqlx::query(*sql).bind(actor.workspace()).bind(*ids).execute(&mut **tx).await?;
    }
    Ok(())
}
