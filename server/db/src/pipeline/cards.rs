//! A deal as its card shows it, read the same way by everybody who sends one.

use crate::{Db, Result};
use domain::{DealId, WorkspaceId, pipeline::Card};

// What a card does not show by itself (`domain::pipeline::gate::Story`), for a `deal d`. But for its committee read only
// where gates ask. Days are the workspace's; nine of each kind are as many as a gate can ask for.
macro_rules! story {
    () => {
        concat!("(case when exists (
        select from stage g
        where g.workspace_id = d.workspace_id and g.pipeline_id = d.pipeline_id and g.removed_at is null
            and (g.entry_gate is not null or g.exit_gate is not null))
    then (
        select jsonb_build_object(
            'person', d.person_id is not null,
            'about', d.about <> '',
            'products', exists (
                select from deal_line l where l.workspace_id = d.workspace_id and l.deal_id = d.id),
            'people', (
                select count(*) from (
                    select d.person_id as id where d.person_id is not null
                    union
                    -- Two who are one human being are met as one.
                    select coalesce(
                        (select p.duplicate_of from person p
                         where p.workspace_id = met.workspace_id and p.id = met.person_id), met.person_id)
                    from activity met
                    where met.workspace_id = d.workspace_id and met.deal_id = d.id and met.person_id is not null
                        and met.removed_at is null
                ) people),
            'known', case when exists (
                    select from stage g
                    where g.workspace_id = d.workspace_id and g.pipeline_id = d.pipeline_id and g.removed_at is null
                        and g.scores_asked <> '[]')
                then (
                    -- Of what gates ask alone, and only as long as what it was learned by is on record.
                    select coalesce(jsonb_agg(jsonb_build_array(k.framework, k.criterion, k.score, k.verified_on)), '[]')
                    from (
                        select distinct on (k.framework, k.criterion) k.*
                        from framework_answer k
                        where k.workspace_id = d.workspace_id and k.deal_id = d.id
                        order by k.framework, k.criterion, k.version desc
                    ) k
                    join activity proof on proof.workspace_id = k.workspace_id and proof.id = k.activity_id
                    where k.score > 0 and proof.removed_at is null and exists (
                        select from stage g cross join jsonb_array_elements(g.scores_asked) asked
                        where g.workspace_id = d.workspace_id and g.pipeline_id = d.pipeline_id
                            and g.removed_at is null and asked ->> 'framework' = k.framework
                            and coalesce(asked ->> 'criterion', k.criterion) = k.criterion))
                else '[]' end,
            'tier', case when exists (
                    select from stage g
                    where g.workspace_id = d.workspace_id and g.pipeline_id = d.pipeline_id and g.removed_at is null
                        and g.asks_tier)
                then (
                    select f.tier from account_fit f
                    where f.workspace_id = d.workspace_id and f.account_id = d.account_id)
                end,
            'touches', coalesce(jsonb_agg(jsonb_build_array(done.kind, done.outcome, done.days)), '[]'))
        from (
            select h.kind, h.outcome,
                (array_agg((h.occurred_at at time zone w.zone)::date order by h.occurred_at desc))[1:9] as days
            from activity h
            join workspace w on w.id = h.workspace_id
            where h.workspace_id = d.workspace_id and h.deal_id = d.id and h.removed_at is null
            group by h.kind, h.outcome
        ) done)
    else '{}'::jsonb end)
    || case when exists (select from deal_person c where c.workspace_id = d.workspace_id and c.deal_id = d.id)
    then jsonb_build_object('committee', ", crate::committee::held!(), ") else '{}'::jsonb end")
    };
}

pub(super) const STORY: &str = story!();

/// The columns of a card, for a `deal d` left-joined to its `account a`.
pub(crate) const CARD: &str = concat!(
    "d.id, d.number, d.version, d.name, d.pipeline_id as pipeline, d.stage_id as stage, d.rank,
    d.account_id as account, a.name as account_name, d.owner_id as owner, d.currency, d.amount_minor,
    d.weighted_minor, d.expected_close, d.next_step, d.next_step_due, d.stage_entered_at, d.last_activity_at, ",
    story!(),
    " as story"
);

/// The cards of these deals, in no order. Deleted ones are left out.
pub(crate) async fn cards_of(db: &Db, workspace: WorkspaceId, deals: &[DealId]) -> Result<Vec<Card>> {
    let ids: Vec<_> = deals.iter().map(|it| it.0).collect();
    // Nothing in the text comes from outside: it is this file's column list.
    let sql = format!(
        "select {CARD}
         from deal d
         left join account a on a.workspace_id = d.workspace_id and a.id = d.account_id
         where d.workspace_id = $1 and d.id = any ($2) and d.deleted_at is null"
    );
    Ok(sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(workspace).bind(ids).fetch_all(db.pool()).await?)
}
