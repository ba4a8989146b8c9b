//! Makes the demo's rows fit in among what is there: numbers go on where the workspace's stand, no name is taken twice,
//! and pipelines that nobody has used or changed yet serve as the demo's.

use crate::demo::rows::StageRow;
use crate::demo::write::Rows;
use crate::pipeline::PIPELINES;
use crate::{Act, Actor, Result};
use domain::PipelineId;
use domain::pipeline::Pipeline;
use sqlx::types::Json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub(super) async fn fit(tx: &mut Act, actor: &Actor, rows: &mut Rows) -> Result<()> {
    // By what the team adds up its money, whom it wants to sell to and by which rules is its own to say.
    rows.exchange_rates.clear();
    rows.icp_profiles.clear();
    // Nor do its new leads go to anybody but by its own rules.
    rows.routing_rules.clear();
    rows.availabilities.clear();
    rows.assignments.clear();
    rows.qualification_rules.clear();
    for change in &mut rows.qualification_changes {
        change.rule_version = 0;
    }
    number(tx, actor, rows).await?;
    stand_in_pipelines(tx, actor, rows).await?;
    wear_known_labels(tx, actor, rows).await?;
    keep_names_apart(tx, actor, rows).await
}

/// Numbers once given are never given again, so taking the demo out leaves a gap.
async fn number(tx: &mut Act, actor: &Actor, rows: &mut Rows) -> Result<()> {
    let count = |len: usize| i32::try_from(len).unwrap_or(i32::MAX);
    let (deals, accounts, leads) =
        (count(rows.deals.len()), count(rows.accounts.len()), count(rows.leads.len()));
    let (last_deal, last_account, last_lead): (i32, i32, i32) = sqlx::query_as(
        "update workspace set
             last_deal_number = last_deal_number + $2, last_account_number = last_account_number + $3,
             last_lead_number = last_lead_number + $4
         where id = $1
         returning last_deal_number, last_account_number, last_lead_number",
    )
    .bind(actor.workspace())
    .bind(deals)
    .bind(accounts)
    .bind(leads)
    .fetch_one(&mut **tx)
    .await?;
    for (deal, number) in rows.deals.iter_mut().zip(last_deal - deals + 1..) {
        deal.number = number;
    }
    for (account, number) in rows.accounts.iter_mut().zip(last_account - accounts + 1..) {
        account.number = number;
    }
    for (lead, number) in rows.leads.iter_mut().zip(last_lead - leads + 1..) {
        lead.number = number;
    }
    Ok(())
}

/// A new workspace has the very pipelines that the demo sells by: as long as they are empty and as they were made, its
/// deals stand in them. Beside a team's own work they get pipelines of their own.
async fn stand_in_pipelines(tx: &mut Act, actor: &Actor, rows: &mut Rows) -> Result<()> {
    // Nobody puts a deal into one, or shapes it, until the demo stands in it.
    sqlx::query("select from pipeline where workspace_id = $1 order by id for update")
        .bind(actor.workspace())
        .execute(&mut **tx)
        .await?;
    let Json(here): Json<Vec<Pipeline>> = sqlx::query_scalar(PIPELINES)
        .bind(actor.workspace())
        .bind(None::<PipelineId>)
        .fetch_one(&mut **tx)
        .await?;
    let used: Vec<PipelineId> =
        sqlx::query_scalar("select distinct pipeline_id from deal where workspace_id = $1")
            .bind(actor.workspace())
            .fetch_all(&mut **tx)
            .await?;
    let mut instead: HashMap<Uuid, Uuid> = HashMap::new();
    for row in &rows.pipelines {
        let wanted: Vec<_> = rows.stages.iter().filter(|it| it.pipeline_id == row.id).collect();
        let serves = |it: &&Pipeline| {
            it.motion.code() == row.motion && !used.contains(&it.id) && is_shaped(it, &wanted)
        };
        if let Some(found) = here.iter().find(serves) {
            instead.insert(row.id, found.id.0);
            instead.extend(wanted.iter().zip(&found.stages).map(|(row, stage)| (row.id, stage.id.0)));
        }
    }
    rows.pipelines.retain(|it| !instead.contains_key(&it.id));
    rows.stages.retain(|it| !instead.contains_key(&it.id));
    let put = |id: &mut Uuid| *id = instead.get(id).copied().unwrap_or(*id);
    for deal in &mut rows.deals {
        put(&mut deal.pipeline_id);
        put(&mut deal.stage_id);
    }
    for transition in &mut rows.transitions {
        transition.from_stage_id.iter_mut().for_each(put);
        put(&mut transition.to_stage_id);
    }
    rows.saved_views.iter_mut().filter_map(|it| it.pipeline_id.as_mut()).for_each(put);

    let last: i32 =
        sqlx::query_scalar("select coalesce(max(position), 0) from pipeline where workspace_id = $1")
            .bind(actor.workspace())
            .fetch_one(&mut **tx)
            .await?;
    let ko = Taken::of(here.iter().map(|it| it.name_ko.clone()));
    let en = Taken::of(here.iter().map(|it| it.name_en.clone()));
    for (row, position) in rows.pipelines.iter_mut().zip(1..) {
        row.position = last + position;
        row.name_ko = ko.free(&row.name_ko, "예시");
        row.name_en = en.free(&row.name_en, "demo");
    }
    Ok(())
}

/// Does a pipeline have these stages, worth as much? Both come in the order of boards.
fn is_shaped(pipeline: &Pipeline, wanted: &[&StageRow]) -> bool {
    let here = pipeline.stages.iter().map(|it| (it.name_en.as_str(), it.kind, it.probability));
    here.eq(wanted.iter().map(|it| (it.name_en, it.kind, it.probability)))
}

/// A label or a product that is here already by its name is the one that is meant.
async fn wear_known_labels(tx: &mut Act, actor: &Actor, rows: &mut Rows) -> Result<()> {
    let tags = known(tx, actor, "select name, id from tag where workspace_id = $1").await?;
    let products = known(tx, actor, "select name, id from product where workspace_id = $1").await?;
    let mut instead: HashMap<Uuid, Uuid> = HashMap::new();
    instead.extend(rows.tags.iter().filter_map(|it| Some((it.id, *tags.get(it.name)?))));
    instead.extend(rows.products.iter().filter_map(|it| Some((it.id, *products.get(it.name)?))));
    rows.tags.retain(|it| !instead.contains_key(&it.id));
    rows.products.retain(|it| !instead.contains_key(&it.id));
    let put = |id: &mut Uuid| *id = instead.get(id).copied().unwrap_or(*id);
    rows.tagged.iter_mut().for_each(|it| put(&mut it.tag_id));
    rows.lines.iter_mut().for_each(|it| put(&mut it.product_id));
    Ok(())
}

async fn known(tx: &mut Act, actor: &Actor, sql: &'static str) -> Result<HashMap<String, Uuid>> {
    let rows: Vec<(String, Uuid)> = sqlx::query_as(sql).bind(actor.workspace()).fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().collect())
}

async fn keep_names_apart(tx: &mut Act, actor: &Actor, rows: &mut Rows) -> Result<()> {
    let teams = taken(tx, actor, "select name from team where workspace_id = $1").await?;
    let views = taken(tx, actor, "select name from saved_view where workspace_id = $1").await?;
    let emails = taken(
        tx,
        actor,
        "select email from person where workspace_id = $1 and email is not null and deleted_at is null",
    )
    .await?;
    for team in &mut rows.teams {
        team.name = teams.free(&team.name, "예시");
    }
    for view in &mut rows.saved_views {
        view.name = views.free(&view.name, "예시");
    }
    for person in &mut rows.people {
        person.email = person.email.take().filter(|it| !emails.has(it));
    }
    let leads = taken(
        tx,
        actor,
        "select email from lead where workspace_id = $1 and email is not null and deleted_at is null",
    )
    .await?;
    for lead in &mut rows.leads {
        lead.email = lead.email.take().filter(|it| !leads.has(it));
    }
    Ok(())
}

async fn taken(tx: &mut Act, actor: &Actor, sql: &'static str) -> Result<Taken> {
    let names: Vec<String> = sqlx::query_scalar(sql).bind(actor.workspace()).fetch_all(&mut **tx).await?;
    Ok(Taken::of(names))
}

/// Names that are in use, however they are capitalised and spaced.
struct Taken(HashSet<String>);

impl Taken {
    fn of(names: impl IntoIterator<Item = String>) -> Self {
        Self(names.into_iter().map(|it| domain::import::same(&it)).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(&domain::import::same(name))
    }

    /// The name itself, or with a mark behind it.
    fn free(&self, name: &str, mark: &str) -> String {
        let marked = (1..).map(|at| match at {
            1 => format!("{name} ({mark})"),
            at => format!("{name} ({mark} {at})"),
        });
        let mut names = std::iter::once(name.to_owned()).chain(marked);
        names.find(|it| !self.has(it)).unwrap_or_else(|| name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_mark() {
        let taken = |names: &[&str]| Taken::of(names.iter().map(|it| (*it).to_owned()));
        assert_eq!(taken(&[]).free("Inbound SMB", "demo"), "Inbound SMB");
        assert_eq!(taken(&["inbound smb"]).free("Inbound SMB", "demo"), "Inbound SMB (demo)");
        let both = taken(&["Inbound SMB", "Inbound SMB (Demo)"]);
        assert_eq!(both.free("Inbound SMB", "demo"), "Inbound SMB (demo 2)");
    }
}
