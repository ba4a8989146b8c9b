//! Deals for programs: lists, one deal, new ones and changes. Moving one is an act of its own (`moves`).

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use db::pipeline::DealRecord;
use db::{Actor, Db};
use domain::activities::Change;
use domain::pipeline::{DealForm, Filter};
use domain::{AccountId, DealId, Key, PipelineId, StageId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::cursor::{self, Page};
use super::extract::{ActOf, Asked, Body, Named, Reads, Seen, Writes};
use super::pipelines::Status;
use super::refused::{Refused, Stale};
use super::wire::{Found, Given, Made, Money, Versioned, digits, given, lay, said};

/// A chance to sell something: an amount, a stage, an owner and a next step.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deal {
    id: Uuid,
    /// What people call it: D-1234.
    key: String,
    /// Rises by one with every change; the `ETag`.
    version: i32,
    name: String,
    pipeline: Uuid,
    stage: Uuid,
    status: Status,
    #[schema(required)]
    account: Option<Uuid>,
    /// Who we talk to there.
    #[schema(required)]
    person: Option<Uuid>,
    /// The member who works it.
    #[schema(required)]
    owner: Option<Uuid>,
    #[schema(required)]
    amount: Option<Money>,
    /// What it adds to the forecast: the amount by its probability.
    weighted: Money,
    /// In percent, instead of its stage's.
    #[schema(required)]
    probability: Option<i16>,
    #[schema(required)]
    expected_close: Option<NaiveDate>,
    /// How often the expected close was put later.
    close_date_moves: i32,
    #[schema(required)]
    next_step: Option<String>,
    #[schema(required)]
    next_step_due: Option<NaiveDate>,
    about: String,
    /// Why it was won, lost or put on hold.
    #[schema(required)]
    close_reason: Option<String>,
    #[schema(required)]
    lost_to: Option<String>,
    #[schema(required)]
    hold_until: Option<NaiveDate>,
    #[schema(required)]
    closed_at: Option<DateTime<Utc>>,
    tags: Vec<String>,
    stage_entered_at: DateTime<Utc>,
    last_activity_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<DealRecord> for Deal {
    fn from(record: DealRecord) -> Self {
        let card = record.card;
        Self {
            id: card.id.0,
            key: card.key().to_string(),
            version: card.version,
            pipeline: card.pipeline.0,
            stage: card.stage.0,
            status: record.kind.into(),
            account: card.account.map(|it| it.0),
            person: record.person.map(|it| it.0),
            owner: card.owner.map(|it| it.0),
            amount: card.amount().map(Money::from),
            weighted: domain::Money::new(card.weighted_minor, card.currency).into(),
            name: card.name,
            probability: record.probability,
            expected_close: card.expected_close,
            close_date_moves: record.close_date_moves,
            next_step: card.next_step,
            next_step_due: card.next_step_due,
            about: record.about,
            close_reason: record.close_reason,
            lost_to: record.lost_to,
            hold_until: record.hold_until,
            closed_at: record.closed_at,
            tags: record.tag_names,
            stage_entered_at: card.stage_entered_at,
            last_activity_at: card.last_activity_at,
            created_at: record.created_at,
            updated_at: record.updated_at,
        }
    }
}

impl Versioned for Deal {
    fn version(&self) -> i32 {
        self.version
    }

    fn address(&self) -> String {
        format!("{}/deals/{}", super::BASE, self.id)
    }
}

/// A deal to be made. Who asks becomes its owner, unless somebody else is named.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({
    "name": "한빛소프트 전사 도입", "pipeline": "0199…", "account_name": "한빛소프트",
    "amount": { "minor": 12_000_000, "currency": "KRW" }, "expected_close": "2026-12-31"
}))]
pub struct NewDeal {
    #[schema(required, max_length = 200)]
    name: String,
    #[schema(required, value_type = Uuid)]
    pipeline: Option<Uuid>,
    /// An open stage; else the pipeline's first.
    stage: Option<Uuid>,
    account: Option<Uuid>,
    /// Instead of `account`: a name, of an account that need not exist yet.
    account_name: Option<String>,
    person: Option<Uuid>,
    owner: Option<Uuid>,
    /// In the pipeline's currency.
    amount: Option<Money>,
    #[schema(minimum = 0, maximum = 100)]
    probability: Option<i64>,
    expected_close: Option<NaiveDate>,
    next_step: Option<String>,
    next_step_due: Option<NaiveDate>,
    #[schema(max_length = 10_000)]
    about: Option<String>,
}

impl NewDeal {
    fn form(self, id: DealId) -> domain::pipeline::NewDeal {
        domain::pipeline::NewDeal {
            id: id.to_string(),
            name: self.name,
            pipeline: said(self.pipeline),
            stage: said(self.stage),
            account: said(self.account),
            account_name: said(self.account_name),
            person: said(self.person),
            owner: said(self.owner),
            currency: self.amount.as_ref().map(|it| it.currency.to_string()).unwrap_or_default(),
            amount: self.amount.map(digits).unwrap_or_default(),
            probability: said(self.probability),
            expected_close: said(self.expected_close),
            next_step: said(self.next_step),
            next_step_due: said(self.next_step_due),
            about: said(self.about),
        }
    }
}

/// What is to be different: an absent field stays, null clears it. Stages are changed by a move.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "next_step": "견적 보내기", "next_step_due": "2026-12-01", "probability": null }))]
pub struct DealChange {
    #[serde(deserialize_with = "given")]
    #[schema(value_type = String, max_length = 200)]
    name: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    account: Given<Uuid>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    person: Given<Uuid>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Uuid>)]
    owner: Given<Uuid>,
    /// Where a deal has products, the amount is what they come to, and stays.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<Money>)]
    amount: Given<Money>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 100)]
    probability: Given<i64>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<NaiveDate>)]
    expected_close: Given<NaiveDate>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    next_step: Given<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<NaiveDate>)]
    next_step_due: Given<NaiveDate>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 10_000)]
    about: Given<String>,
}

impl DealChange {
    /// The whole form: what stands, with what was given laid over it.
    fn over(self, deal: &domain::pipeline::Deal) -> DealForm {
        let mut form = DealForm::of(deal);
        lay(&mut form.name, self.name);
        lay(&mut form.account, self.account);
        lay(&mut form.person, self.person);
        lay(&mut form.owner, self.owner);
        if let Some(Some(money)) = self.amount {
            form.currency = money.currency.code().to_owned();
        }
        lay(&mut form.amount, self.amount.map(|it| it.map(digits)));
        lay(&mut form.probability, self.probability);
        lay(&mut form.expected_close, self.expected_close);
        lay(&mut form.next_step, self.next_step);
        lay(&mut form.next_step_due, self.next_step_due);
        lay(&mut form.about, self.about);
        form
    }
}

/// What a list of deals is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DealsAsked {
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// 1 to 200, usually 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// Part of the name of a deal or its account, or a key.
    q: Option<String>,
    pipeline: Option<Uuid>,
    stage: Option<Uuid>,
    #[param(inline)]
    status: Option<Status>,
    /// `me`, `none`, or a member's id.
    owner: Option<String>,
    account: Option<Uuid>,
    /// A tag's name.
    tag: Option<String>,
    /// Only what has changed at this time or later (RFC 3339). Changes become visible when they are complete, some
    /// seconds later at most, so let readings overlap by a minute.
    #[param(value_type = Option<String>, format = DateTime)]
    updated_since: Option<String>,
}

impl DealsAsked {
    fn filter(self) -> Result<db::pipeline::Asked, Refused> {
        let owner = cursor::owner(self.owner.as_deref())?;
        let filter =
            Filter { owner, stage: self.stage.map(StageId), text: cursor::text(self.q), ..Filter::default() };
        Ok(db::pipeline::Asked {
            pipeline: self.pipeline.map(PipelineId),
            filter,
            status: self.status.map(Into::into),
            account: self.account.map(AccountId),
            tag: self.tag.map(|it| it.replace(char::is_control, " ")),
        })
    }
}

/// Deals, in the order in which they were last changed.
#[utoipa::path(
    get, path = "/api/v1/deals", tag = "deals", params(DealsAsked),
    responses((status = 200, body = Page<Deal>))
)]
pub async fn list_deals(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<DealsAsked>,
) -> Result<Json<Page<Deal>>, Refused> {
    let place = cursor::begin(asked.cursor.as_deref(), asked.updated_since.as_deref())?;
    let limit = cursor::limit(asked.limit)?;
    let slice = db::pipeline::deal_records(&db, &program.actor, &asked.filter()?, place, limit).await?;
    Ok(Json(Page::of(slice, Deal::from)))
}

/// Makes a deal at the top of its stage, with the account it names if that is new too.
#[utoipa::path(
    post, path = "/api/v1/deals", tag = "deals", request_body = NewDeal,
    responses((status = 201, body = Deal))
)]
pub async fn create_deal(
    Writes(program): Writes,
    State(db): State<Db>,
    ActOf(act): ActOf,
    Body(new): Body<NewDeal>,
) -> Result<Made<Deal>, Refused> {
    let (id, actor) = (DealId(act.0), &program.actor);
    db::pipeline::create_deal(&db, actor, &new.form(id)).await?;
    Ok(Made(read(&db, actor, id).await?))
}

/// One deal, by its id or key (D-1234).
#[utoipa::path(
    get, path = "/api/v1/deals/{id}", tag = "deals",
    params(("id" = String, Path, description = "The deal's id, or its key: D-1234")),
    responses((status = 200, body = Deal))
)]
pub async fn read_deal(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Found<Deal>, Refused> {
    let id = id_of(&db, &program.actor, &name).await?;
    Ok(Found(read(&db, &program.actor, id).await?))
}

/// Changes some fields of a deal over the version that was read.
#[utoipa::path(
    patch, path = "/api/v1/deals/{id}", tag = "deals", request_body = DealChange,
    params(("id" = String, Path, description = "The deal's id, or its key: D-1234")),
    responses((status = 200, body = Deal))
)]
pub async fn change_deal(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    seen: Seen,
    Body(change): Body<DealChange>,
) -> Result<Found<Deal>, Refused> {
    let actor = &program.actor;
    let id = id_of(&db, actor, &name).await?;
    let now = db::pipeline::deal(&db, actor, id).await?;
    if !seen.needed()?.is(now.card.version) {
        return Err(stale(&db, actor, id, vec![]).await?);
    }
    match db::pipeline::edit_deal(&db, actor, id, now.card.version, &change.over(&now)).await {
        Ok(_) => Ok(Found(read(&db, actor, id).await?)),
        Err(db::Error::Changed(since)) => Err(stale(&db, actor, id, since.differences).await?),
        Err(error) => Err(error.into()),
    }
}

pub async fn id_of(db: &Db, actor: &Actor, name: &Named) -> Result<DealId, Refused> {
    match name.0.parse::<Key>() {
        Ok(key) => Ok(db::pipeline::deal_id(db, actor, key).await?),
        Err(_) => name.id(),
    }
}

pub async fn read(db: &Db, actor: &Actor, id: DealId) -> Result<Deal, Refused> {
    Ok(db::pipeline::deal_record(db, actor, id).await?.into())
}

async fn stale(db: &Db, actor: &Actor, id: DealId, differences: Vec<Change>) -> Result<Refused, Refused> {
    Ok(Stale::named(&read(db, actor, id).await?, differences).into())
}
