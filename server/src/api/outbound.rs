//! Outbound for programs: the targets in the order to work them, an account's contact plan, one more contact, and what was
//! found out about a company.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use db::{Actor, Db};
use domain::outbound::{
    AccountOutbound, ContactStep as Step, ContactStepForm, Next, NoteForm, StepState, TargetLine,
    TargetState, Todo, Whom, Wish,
};
use domain::pipeline::filter::Owner;
use domain::{AccountId, ContactStepId, ResearchNoteId, Why};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::accounts::id_of;
use super::cursor::Page;
use super::extract::{ActOf, Asked, Body, Named, Reads, Writes};
use super::refused::{Flaw, Refused};
use super::wire::said;

/// A target account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Target {
    account: Uuid,
    #[schema(example = "A-12")]
    account_key: String,
    name: String,
    /// not_started, planned, in_contact, meeting_agreed, handed_over or given_up.
    state: &'static str,
    /// Whose it is; null: nobody's.
    #[schema(required)]
    member: Option<Uuid>,
    /// How well it fits the ideal customer, 0 to 100; null if nobody has said whom we want to sell to.
    #[schema(required)]
    fit: Option<i16>,
    /// How often we were in touch, or tried to, since it is a target.
    touches: usize,
    /// What is next: hand_over, contact, plan or look_again; null where there is nothing to do.
    #[schema(required)]
    next: Option<&'static str>,
    /// The business day for it.
    #[schema(required)]
    due: Option<NaiveDate>,
    /// By so many business days it is late.
    late: i64,
    /// The key of its lead.
    #[schema(required, example = "L-123")]
    lead_key: Option<String>,
}

const fn next(todo: &Todo) -> &'static str {
    match todo.next {
        Next::HandOver => "hand_over",
        Next::Contact { .. } => "contact",
        Next::Plan => "plan",
        Next::LookAgain => "look_again",
    }
}

impl From<TargetLine> for Target {
    fn from(it: TargetLine) -> Self {
        Self {
            account: it.account.0,
            account_key: it.key().to_string(),
            state: it.state.code(),
            member: it.member.map(|it| it.0),
            fit: it.fit,
            touches: it.touches,
            next: it.todo.as_ref().map(next),
            due: it.todo.as_ref().map(|it| it.on),
            late: it.todo.as_ref().map_or(0, |it| it.late),
            lead_key: it.lead.map(|it| domain::Key::lead(it).to_string()),
            name: it.name,
        }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TargetsAsked {
    /// `me` (with what is nobody's), `none`, or a member's id. Left out: everybody's.
    owner: Option<String>,
    /// One of the states. Left out: all that are still being worked.
    state: Option<String>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

impl TargetsAsked {
    fn wish(self) -> Result<Wish, Refused> {
        let wrong = |name: &str, why| Refused::from(Flaw::new(name, why));
        let of = match self.owner.as_deref() {
            None => Owner::Anybody,
            Some("me") => Owner::Me,
            Some("none") => Owner::Nobody,
            Some(id) => Owner::Of(id.parse().map_err(|_| wrong("owner", Why::Malformed))?),
        };
        let state = self.state.as_deref();
        let state = state.map(|it| TargetState::of_code(it).ok_or_else(|| wrong("state", Why::Unknown)));
        let after = self.cursor.map(|it| it.parse().map_err(|_| wrong("cursor", Why::Malformed)));
        Ok(Wish { of, state: state.transpose()?, after: after.transpose()?, made: None })
    }
}

/// The targets in the order to work them, fifty at a time.
#[utoipa::path(
    get, path = "/api/v1/targets", tag = "outbound", params(TargetsAsked),
    responses((status = 200, body = Page<Target>))
)]
pub async fn list_targets(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<TargetsAsked>,
) -> Result<Json<Page<Target>>, Refused> {
    let targets = db::outbound::list(&db, &program.actor, &asked.wish()?, Utc::now()).await?;
    let next = targets.next().map(|it| it.to_string());
    Ok(Json(Page { items: targets.lines.into_iter().map(Target::from).collect(), next }))
}

/// How an account is worked.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactPlan {
    /// How it stands; null: it is no target.
    #[schema(required)]
    target: Option<Target>,
    /// Why it was given up, if it was.
    #[schema(required)]
    given_up: Option<String>,
    /// In their order.
    steps: Vec<ContactStep>,
    /// The newest first.
    notes: Vec<ResearchNote>,
}

/// One contact that is planned.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactStep {
    id: Uuid,
    #[schema(required)]
    person: Option<Uuid>,
    /// Of the person, or the post of whoever has to be found first.
    whom: String,
    /// call, meeting, demo, email or visit.
    channel: &'static str,
    #[schema(required)]
    member: Option<Uuid>,
    due: NaiveDate,
    /// open, done or skipped. Logging an activity with the person does a step.
    state: &'static str,
    /// The activity that did it.
    #[schema(required)]
    activity: Option<Uuid>,
    /// Why it is left out.
    #[schema(required)]
    skipped: Option<String>,
}

impl From<(Step, StepState)> for ContactStep {
    fn from((step, state): (Step, StepState)) -> Self {
        let (state, activity) = match state {
            StepState::Open => ("open", None),
            StepState::Done { activity, .. } => ("done", Some(activity.0)),
            StepState::Skipped => ("skipped", None),
        };
        Self {
            id: step.id.0,
            person: step.whom.person().map(|it| it.0),
            whom: match step.whom {
                Whom::Person { name, .. } | Whom::Post(name) => name,
            },
            channel: step.channel.code(),
            member: step.member.map(|it| it.0),
            due: step.due,
            state,
            activity,
            skipped: step.skipped,
        }
    }
}

/// What somebody found out about a company.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResearchNote {
    id: Uuid,
    body: String,
    /// Where it was read.
    #[schema(required)]
    source: Option<String>,
    #[schema(required)]
    by: Option<Uuid>,
    at: DateTime<Utc>,
    #[schema(required)]
    corrected_at: Option<DateTime<Utc>>,
}

impl From<domain::outbound::ResearchNote> for ResearchNote {
    fn from(it: domain::outbound::ResearchNote) -> Self {
        Self {
            id: it.id.0,
            body: it.body,
            source: it.source,
            by: it.by.map(|it| it.0),
            at: it.at,
            corrected_at: it.corrected_at,
        }
    }
}

impl From<AccountOutbound> for ContactPlan {
    fn from(it: AccountOutbound) -> Self {
        Self {
            target: it.line.map(Target::from),
            given_up: it.given_up,
            steps: it.steps.into_iter().map(ContactStep::from).collect(),
            notes: it.notes.into_iter().map(ResearchNote::from).collect(),
        }
    }
}

/// How an account is worked: its plan, and what was found out about it.
#[utoipa::path(
    get, path = "/api/v1/accounts/{id}/contact-plan", tag = "outbound",
    params(("id" = String, Path, description = "The account's id, or its key: A-12")),
    responses((status = 200, body = ContactPlan))
)]
pub async fn read_contact_plan(
    Reads(program): Reads,
    State(db): State<Db>,
    name: Named,
) -> Result<Json<ContactPlan>, Refused> {
    let id = id_of(&db, &program.actor, &name).await?;
    read(&db, &program.actor, id).await
}

/// A contact to plan.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "post": "구매팀장", "channel": "call", "due": "2026-12-03" }))]
pub struct NewContactStep {
    /// Somebody who works there.
    person: Option<Uuid>,
    /// While the person is not known: the post of whoever has to be found.
    post: Option<String>,
    /// call, meeting, demo, email or visit.
    #[schema(required)]
    channel: String,
    /// Who of us does it; left out: the key's own member.
    member: Option<Uuid>,
    #[schema(required)]
    due: Option<NaiveDate>,
}

/// Adds a contact to the plan of a target.
#[utoipa::path(
    post, path = "/api/v1/accounts/{id}/contact-plan", tag = "outbound", request_body = NewContactStep,
    params(("id" = String, Path, description = "The account's id, or its key: A-12")),
    responses((status = 200, body = ContactPlan))
)]
pub async fn plan_contact(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    ActOf(act): ActOf,
    Body(new): Body<NewContactStep>,
) -> Result<Json<ContactPlan>, Refused> {
    let id = id_of(&db, &program.actor, &name).await?;
    let form = ContactStepForm {
        id: ContactStepId(act.0).to_string(),
        person: said(new.person),
        post: said(new.post),
        channel: new.channel,
        member: said(new.member),
        due: said(new.due),
    };
    db::outbound::add_step(&db, &program.actor, id, &form, Utc::now()).await?;
    read(&db, &program.actor, id).await
}

/// A note to write.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "body": "내년 상반기에 물류센터를 새로 열어요.", "source": "https://news.example/3" }))]
pub struct NewResearchNote {
    #[schema(required, max_length = 10_000)]
    body: String,
    /// A page on the web.
    source: Option<String>,
}

/// Writes down what was found out about a company.
#[utoipa::path(
    post, path = "/api/v1/accounts/{id}/research-notes", tag = "outbound", request_body = NewResearchNote,
    params(("id" = String, Path, description = "The account's id, or its key: A-12")),
    responses((status = 200, body = ResearchNote))
)]
pub async fn write_research_note(
    Writes(program): Writes,
    State(db): State<Db>,
    name: Named,
    ActOf(act): ActOf,
    Body(new): Body<NewResearchNote>,
) -> Result<Json<ResearchNote>, Refused> {
    let id = id_of(&db, &program.actor, &name).await?;
    let form = NoteForm { body: new.body, source: said(new.source) };
    let note = Some(ResearchNoteId(act.0));
    Ok(Json(db::outbound::write_note(&db, &program.actor, id, note, &form, Utc::now()).await?.into()))
}

async fn read(db: &Db, actor: &Actor, id: AccountId) -> Result<Json<ContactPlan>, Refused> {
    Ok(Json(db::outbound::account(db, actor, id, Utc::now()).await?.into()))
}
