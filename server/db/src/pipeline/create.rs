//! A new deal, with the account it names if that is new too: one act.

use super::gates::doors;
use crate::{Act, Actor, Db, Error, Result, accounts, error::unknown_reference, outbox};
use chrono::{NaiveDate, Utc};
use domain::accounts::{Problems, optional_id};
use domain::events::Topic;
use domain::icp::Tier;
use domain::pipeline::gate::{self, Story};
use domain::pipeline::{Facts, Motion, NewDeal, StageKind, deal, rank};
use domain::team::Right;
use domain::{
    AccountId, ActId, Currency, DealId, MemberId, Money, PersonId, PipelineId, Problem, Refusal, StageId,
    Why, text,
};
use sqlx::PgExecutor;
use uuid::Uuid;

/// How well the account that a new deal is with fits.
async fn tier(db: &Db, actor: &Actor, account: Option<AccountId>) -> Result<Option<Tier>> {
    let tier: Option<Option<Tier>> =
        sqlx::query_scalar("select tier from account_fit where workspace_id = $1 and account_id = $2")
            .bind(actor.workspace())
            .bind(account)
            .fetch_optional(db.pool())
            .await?;
    Ok(tier.flatten())
}

/// Makes a deal at the top of its stage. Sent twice with the same id, it is made once.
pub async fn create_deal(db: &Db, actor: &Actor, form: &NewDeal) -> Result<DealId> {
    actor.must(Right::CreateDeals)?;
    let mut problems = Problems::default();
    let id = problems.take(optional_id::<DealId>("id", &form.id)).unwrap_or(DealId(Uuid::now_v7()));
    let name = problems.take(text::name("name", &form.name));
    let account_name = problems.take(text::optional_name("account_name", &form.account_name));
    let account = problems.take(optional_id::<AccountId>("account", &form.account));
    let person = problems.take(optional_id::<PersonId>("person", &form.person));
    let probability = problems.take(text::optional_number("probability", &form.probability, 0, 100));
    let probability = probability.and_then(|it| u8::try_from(it).ok());
    let about = problems.take(text::note("about", &form.about));
    let owner = problems.take(optional_id::<MemberId>("owner", &form.owner)).or(actor.id());
    let expected_close = problems.take(text::optional_day("expected_close", &form.expected_close));
    let next_step = problems.take(text::optional_name("next_step", &form.next_step));
    let next_step_due = problems.take(text::optional_day("next_step_due", &form.next_step_due));
    let pipeline = problems.take(optional_id::<PipelineId>("pipeline", &form.pipeline));
    let stage = problems.take(optional_id::<StageId>("stage", &form.stage));
    if pipeline.is_none() {
        problems.add(Problem::new("pipeline", Why::Missing));
    }
    let place = place(db.pool(), actor, pipeline, stage).await?;
    // An amount in another currency must not pass as one in the pipeline's.
    if !form.currency.is_empty() && form.currency.parse() != Ok(place.currency) {
        problems.add(Problem::new("currency", Why::Unknown));
    }
    let amount = problems.take(text::optional_amount("amount", &form.amount, place.currency));
    if amount.is_some_and(|it| it.minor < 0) {
        problems.add(Problem::new("amount", Why::NotAnAmount));
    }
    problems.or(())?;
    if place.kind != StageKind::Open {
        return Err(Problem::new("stage", Why::Unknown).into());
    }

    let facts = Facts {
        account: account.is_some() || account_name.is_some(),
        owner: owner.is_some(),
        amount: amount.is_some_and(|it| it.minor > 0),
        expected_close,
        next_step: next_step.is_some(),
        next_step_due,
        story: Story {
            person: person.is_some(),
            about: !about.is_empty(),
            products: false,
            people: u16::from(person.is_some()),
            tier: tier(db, actor, account).await?,
            ..Story::default()
        },
    };
    let verdict = gate::judge(
        &doors(db, actor, place.pipeline).await?,
        &facts,
        None,
        place.stage,
        actor.on(actor.day(Utc::now())),
    );
    if !verdict.passes() {
        return Err(Refusal::NotReady(verdict).into());
    }
    if owner != actor.id() {
        // Giving a deal to somebody is a right of its own, and only who works here can be given one.
        actor.must(Right::Reassign)?;
        accounts::may_own(db, actor, owner).await?;
    }

    let mut tx = db.begin().await?;
    let known: Option<Uuid> = sqlx::query_scalar("select id from deal where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(id)
        .fetch_optional(&mut *tx)
        .await?;
    if known.is_some() {
        return Ok(id);
    }
    let account = match (account, account_name) {
        (Some(account), _) => Some(account),
        (None, Some(name)) => Some(account_named(&mut tx, actor, &name, None).await?),
        (None, None) => None,
    };
    let fresh = Fresh {
        id,
        name: &name,
        place,
        account,
        person,
        owner,
        amount,
        probability,
        expected_close,
        next_step: next_step.as_deref(),
        next_step_due,
        about: &about,
    };
    put(&mut tx, actor, fresh).await?;
    db.commit(tx).await?;
    Ok(id)
}

/// A deal that is about to be made.
pub(crate) struct Fresh<'a> {
    pub id: DealId,
    pub name: &'a str,
    pub place: Place,
    pub account: Option<AccountId>,
    pub person: Option<PersonId>,
    pub owner: Option<MemberId>,
    pub amount: Option<Money>,
    pub probability: Option<u8>,
    pub expected_close: Option<NaiveDate>,
    pub next_step: Option<&'a str>,
    pub next_step_due: Option<NaiveDate>,
    pub about: &'a str,
}

/// The deal, its first line of history and the line for the screens, as part of the act that makes it.
pub(crate) async fn put(tx: &mut Act, actor: &Actor, fresh: Fresh<'_>) -> Result<()> {
    let Fresh { id, place, account, amount, probability, .. } = fresh;
    let act = ActId(id.0);
    let stage_probability = u8::try_from(place.probability).unwrap_or(0);
    let weight = deal::probability(place.kind, stage_probability, probability);
    sqlx::query(
        "with counted as (
             update workspace set last_deal_number = last_deal_number + 1 where id = $1 returning last_deal_number
         ), made as (
             insert into deal (workspace_id, id, number, name, pipeline_id, stage_id, rank, account_id, owner_id,
                 currency, amount_minor, weighted_minor, expected_close, next_step, next_step_due, person_id, probability, about)
             select $1, $2, last_deal_number, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $18, $19, $20
             from counted
             returning workspace_id, id
         ), recorded as (
             insert into stage_transition (workspace_id, id, deal_id, to_stage_id, by_id, via, version)
             select workspace_id, $15, id, $5, $16, $17, 1 from made
         )
         insert into outbox (workspace_id, topic, deal_id, account_id, by_id, act_id, version)
         select workspace_id, 'deal', id, $7, $16, $15, 1 from made",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(fresh.name)
    .bind(place.pipeline)
    .bind(place.stage)
    .bind(rank::between(None, place.top.as_deref(), act))
    .bind(account)
    .bind(fresh.owner)
    .bind(place.currency)
    .bind(amount.map(|it| it.minor))
    .bind(amount.map_or(0, |it| it.weighted(weight).minor))
    .bind(fresh.expected_close)
    .bind(fresh.next_step)
    .bind(fresh.next_step_due)
    .bind(act)
    .bind(actor.id())
    .bind(actor.via())
    .bind(fresh.person)
    .bind(probability.map(i16::from))
    .bind(fresh.about)
    .execute(&mut **tx)
    .await
    .map_err(unknown_reference)?;
    Ok(())
}

/// Where the new deal will stand.
#[derive(sqlx::FromRow)]
pub(crate) struct Place {
    pipeline: PipelineId,
    currency: Currency,
    stage: StageId,
    kind: StageKind,
    probability: i16,
    top: Option<String>,
}

/// The first open stage of the pipeline that sells in this way; of the first pipeline, if none does.
pub(crate) async fn place_of_motion(tx: &mut Act, actor: &Actor, motion: Motion) -> Result<Place> {
    let pipeline: Option<PipelineId> = sqlx::query_scalar(
        "select id from pipeline where workspace_id = $1 order by motion <> $2, position limit 1",
    )
    .bind(actor.workspace())
    .bind(motion)
    .fetch_optional(&mut **tx)
    .await?;
    place(&mut **tx, actor, pipeline, None).await
}

async fn place(
    on: impl PgExecutor<'_>,
    actor: &Actor,
    pipeline: Option<PipelineId>,
    stage: Option<StageId>,
) -> Result<Place> {
    let found: Option<Place> = sqlx::query_as(
        "select p.id as pipeline, p.currency, s.id as stage, s.kind, s.probability,
            (select d.rank from deal d
             where d.workspace_id = $1 and d.pipeline_id = p.id and d.stage_id = s.id and d.deleted_at is null
             order by d.rank limit 1) as top
         from pipeline p
         join stage s on s.workspace_id = p.workspace_id and s.pipeline_id = p.id and s.removed_at is null
         where p.workspace_id = $1 and p.id = $2 and ($3::uuid is null or s.id = $3) and s.kind = 'open'
         order by s.position
         limit 1",
    )
    .bind(actor.workspace())
    .bind(pipeline)
    .bind(stage)
    .fetch_optional(on)
    .await?;
    found.ok_or_else(|| {
        let field = if stage.is_some() { "stage" } else { "pipeline" };
        Error::Refused(Refusal::from(Problem::new(field, Why::Unknown)))
    })
}

/// The account of that name, made if there is none: a deal is typed in one line.
pub(crate) async fn account_named(
    tx: &mut Act,
    actor: &Actor,
    name: &str,
    domain: Option<&str>,
) -> Result<AccountId> {
    let known: Option<AccountId> = sqlx::query_scalar(
        "select id from account
         where workspace_id = $1 and search_norm(name) = search_norm($2) and deleted_at is null
         order by number limit 1",
    )
    .bind(actor.workspace())
    .bind(name)
    .fetch_optional(&mut **tx)
    .await?;
    if let Some(account) = known {
        return Ok(account);
    }
    let id = AccountId(Uuid::now_v7());
    sqlx::query(
        "with counted as (
             update workspace set last_account_number = last_account_number + 1 where id = $1
             returning last_account_number
         ), made as (
             insert into account (workspace_id, id, number, name, owner_id, domain)
             select $1, $2, last_account_number, $3, $4, $5 from counted
             returning workspace_id, id
         )
         insert into field_change (workspace_id, id, account_id, changes, created, by_id, version)
         select workspace_id, id, id, '[]'::jsonb, true, $4, 1 from made",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(name)
    .bind(actor.id())
    .bind(domain)
    .execute(&mut **tx)
    .await?;
    let about = outbox::About { account: Some(id), version: Some(1), ..Default::default() };
    outbox::tell(tx, actor, Topic::Account, about).await?;
    Ok(id)
}
