//! What came with the demo or hangs on it, and what of that the team holds on to. The rule in the domain says what of it
//! goes; here stand the facts it asks for.

use crate::{Act, Actor, Result};
use domain::demo::{Part, Parting, Tally, Thing};
use uuid::Uuid;

/// Everything of the demo, and the team's views of what goes.
pub(super) struct Going {
    things: Vec<Thing>,
    pub deals: Vec<Uuid>,
    pub leads: Vec<Uuid>,
    pub accounts: Vec<Uuid>,
    pub people: Vec<Uuid>,
    pub activities: Vec<Uuid>,
    pub tasks: Vec<Uuid>,
    pub pipelines: Vec<Uuid>,
    /// Of these pipelines, whoever made them.
    pub stages: Vec<Uuid>,
    pub products: Vec<Uuid>,
    pub tags: Vec<Uuid>,
    pub teams: Vec<Uuid>,
    pub members: Vec<Uuid>,
    pub views: Vec<Uuid>,
    pub web_forms: Vec<Uuid>,
}

/// A pipeline is held by own deals in it, a product by one that sells it, a label by an own record that wears it, a
/// placeholder by whoever took its seat, a form by whoever of the team's own leads sent it; an activity or a task by something of the team's own that it is about as well.
const THINGS: &str = "
    select r.kind, r.id, false as ours, case r.kind
        when 'pipeline' then exists (
            select from deal d
            where d.workspace_id = r.workspace_id and d.pipeline_id = r.id
                and not came_with_demo(d.workspace_id, 'deal', d.id))
        when 'product' then exists (
            select from deal_line l
            where l.workspace_id = r.workspace_id and l.product_id = r.id
                and not came_with_demo(l.workspace_id, 'deal', l.deal_id))
        when 'tag' then exists (
            select from tagged t
            where t.workspace_id = r.workspace_id and t.tag_id = r.id
                and not is_about_demo_alone(t.workspace_id, t.deal_id, t.account_id, t.person_id))
        when 'member' then exists (
            select from member m where m.workspace_id = r.workspace_id and m.id = r.id and m.email is not null)
        when 'web_form' then exists (
            select from web_form_entry e
            where e.workspace_id = r.workspace_id and e.form_id = r.id and e.lead_id is not null
                and not came_with_demo(e.workspace_id, 'lead', e.lead_id))
        when 'task' then exists (
            select from task t
            where t.workspace_id = r.workspace_id and t.id = r.id and num_nonnulls(t.deal_id, t.account_id, t.person_id, t.lead_id) > 0
                and not is_about_demo_alone(t.workspace_id, t.deal_id, t.account_id, t.person_id, t.lead_id))
        else false
    end as held
    from demo_record r
    where r.workspace_id = $1
    union all
    select 'activity', a.id, a.created_at > (select max(at) from demo_record where workspace_id = $1),
        not is_about_demo_alone(a.workspace_id, a.deal_id, a.account_id, a.person_id, a.lead_id)
    from activity a
    where a.workspace_id = $1
        and (came_with_demo(a.workspace_id, 'deal', a.deal_id)
            or came_with_demo(a.workspace_id, 'account', a.account_id)
            or came_with_demo(a.workspace_id, 'person', a.person_id)
            or came_with_demo(a.workspace_id, 'lead', a.lead_id))
    union all
    select 'task', t.id, t.created_at > (select max(at) from demo_record where workspace_id = $1),
        not is_about_demo_alone(t.workspace_id, t.deal_id, t.account_id, t.person_id, t.lead_id)
    from task t
    where t.workspace_id = $1 and not came_with_demo(t.workspace_id, 'task', t.id)
        and (came_with_demo(t.workspace_id, 'deal', t.deal_id)
            or came_with_demo(t.workspace_id, 'account', t.account_id)
            or came_with_demo(t.workspace_id, 'person', t.person_id)
            or came_with_demo(t.workspace_id, 'lead', t.lead_id))";

impl Going {
    pub async fn read(tx: &mut Act, actor: &Actor) -> Result<Self> {
        let rows: Vec<(String, Uuid, bool, bool)> =
            sqlx::query_as(THINGS).bind(actor.workspace()).fetch_all(&mut **tx).await?;
        let thing = |(code, id, ours, held): (String, Uuid, bool, bool)| {
            Some(Thing { part: Part::of_code(&code)?, id, held, ours })
        };
        let mut things: Vec<Thing> = rows.into_iter().filter_map(thing).collect();
        let ids = |part| {
            let goes = things.iter().filter(|it| it.part == part && it.goes());
            goes.map(|it| it.id).collect::<Vec<_>>()
        };
        let mut going = Self {
            deals: ids(Part::Deal),
            leads: ids(Part::Lead),
            accounts: ids(Part::Account),
            people: ids(Part::Person),
            activities: ids(Part::Activity),
            tasks: ids(Part::Task),
            pipelines: ids(Part::Pipeline),
            stages: vec![],
            products: ids(Part::Product),
            tags: ids(Part::Tag),
            teams: ids(Part::Team),
            members: ids(Part::Member),
            views: ids(Part::SavedView),
            web_forms: ids(Part::WebForm),
            things: vec![],
        };
        going.stages =
            sqlx::query_scalar("select id from stage where workspace_id = $1 and pipeline_id = any($2)")
                .bind(actor.workspace())
                .bind(&going.pipelines)
                .fetch_all(&mut **tx)
                .await?;
        for id in going.views_of_it(tx, actor).await? {
            things.push(Thing { part: Part::SavedView, id, held: false, ours: true });
            going.views.push(id);
        }
        going.things = things;
        Ok(going)
    }

    /// The team's own views of a pipeline that goes. One that asks for a label or a team that is gone says so by itself.
    async fn views_of_it(&self, tx: &mut Act, actor: &Actor) -> Result<Vec<Uuid>> {
        let asked: Vec<_> = self.pipelines.iter().chain(&self.stages).map(ToString::to_string).collect();
        Ok(sqlx::query_scalar(
            "select v.id from saved_view v
             where v.workspace_id = $1 and not came_with_demo(v.workspace_id, 'saved_view', v.id)
                 and (v.pipeline_id = any($2)
                     or exists (select from jsonb_each_text(v.query) asks where asks.value = any($3)))",
        )
        .bind(actor.workspace())
        .bind(&self.pipelines)
        .bind(asked)
        .fetch_all(&mut **tx)
        .await?)
    }

    /// What all that comes to, for whoever is about to do it.
    pub async fn parting(&self, tx: &mut Act, actor: &Actor) -> Result<Parting> {
        let (deals, leads, accounts, people, parted): (i64, i64, i64, i64, i64) = sqlx::query_as(
            "with own as (
                 select 'deal' as kind,
                     d.account_id = any($2) or d.person_id = any($3) or d.owner_id = any($4) as tied
                 from deal d
                 where d.workspace_id = $1 and d.deleted_at is null and not came_with_demo(d.workspace_id, 'deal', d.id)
                 union all
                 select 'lead', l.account_id = any($2) or l.person_id = any($3) or l.owner_id = any($4)
                 from lead l
                 where l.workspace_id = $1 and l.deleted_at is null and not came_with_demo(l.workspace_id, 'lead', l.id)
                 union all
                 select 'account', a.parent_id = any($2) or a.owner_id = any($4)
                 from account a
                 where a.workspace_id = $1 and a.deleted_at is null
                     and not came_with_demo(a.workspace_id, 'account', a.id)
                 union all
                 select 'person', p.account_id = any($2) or p.owner_id = any($4)
                 from person p
                 where p.workspace_id = $1 and p.deleted_at is null
                     and not came_with_demo(p.workspace_id, 'person', p.id)
             )
             select count(*) filter (where kind = 'deal'), count(*) filter (where kind = 'lead'),
                 count(*) filter (where kind = 'account'),
                 count(*) filter (where kind = 'person'), count(*) filter (where tied)
             from own",
        )
        .bind(actor.workspace())
        .bind(&self.accounts)
        .bind(&self.people)
        .bind(&self.members)
        .fetch_one(&mut **tx)
        .await?;
        let own =
            [(Part::Deal, deals), (Part::Lead, leads), (Part::Account, accounts), (Part::Person, people)];
        let own: Tally = own.into_iter().filter(|it| it.1 > 0).collect();
        Ok(Parting::of(&self.things, own, parted))
    }
}
