//! Writes the demo's rows, many at once.

use super::committee::{FormerRow, RelationRow, SeatRow};
use super::frameworks::AnswerRow;
use super::leads::handed::{HandoverRow, NoteRow};
use super::leads::qualified::{ChangeRow as QualifiedRow, RulesRow, TalkRow};
use super::outbound::{ContactStepRow, ResearchNoteRow, TargetRow};
use super::routing::{AssignmentRow, AvailabilityRow, RoutingRuleRow};
use super::rows::{
    AccountRow, ActivityRow, ChangeRow, DealRow, ExchangeRateRow, IcpProfileRow, LeadRow, LeadTouchRow,
    LeadTransitionRow, LineRow, MemberRow, PastRow, PersonRow, PinnedViewRow, PipelineRow, ProductRow,
    SavedViewRow, SignalRow, StageRow, TagRow, TaggedRow, TaskRow, TeamMemberRow, TeamRow, TransitionRow,
};
use super::web_forms::{ConsentRow, WebFormEntryRow, WebFormRow, WebFormVersionRow};
use crate::{Act, Result};
use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

/// Everything of one workspace, in the order in which rows refer to each other.
#[derive(Default)]
pub(super) struct Rows {
    pub members: Vec<MemberRow>,
    pub teams: Vec<TeamRow>,
    pub team_members: Vec<TeamMemberRow>,
    pub pipelines: Vec<PipelineRow>,
    pub stages: Vec<StageRow>,
    pub products: Vec<ProductRow>,
    pub tags: Vec<TagRow>,
    pub accounts: Vec<AccountRow>,
    pub people: Vec<PersonRow>,
    pub deals: Vec<DealRow>,
    pub leads: Vec<LeadRow>,
    pub lead_touches: Vec<LeadTouchRow>,
    pub lead_transitions: Vec<LeadTransitionRow>,
    pub lines: Vec<LineRow>,
    pub tagged: Vec<TaggedRow>,
    pub activities: Vec<ActivityRow>,
    pub tasks: Vec<TaskRow>,
    pub transitions: Vec<TransitionRow>,
    pub changes: Vec<ChangeRow>,
    pub framework_answers: Vec<AnswerRow>,
    pub seats: Vec<SeatRow>,
    pub relations: Vec<RelationRow>,
    pub formers: Vec<FormerRow>,
    pub exchange_rates: Vec<ExchangeRateRow>,
    pub icp_profiles: Vec<IcpProfileRow>,
    pub routing_rules: Vec<RoutingRuleRow>,
    pub availabilities: Vec<AvailabilityRow>,
    pub assignments: Vec<AssignmentRow>,
    pub qualification_rules: Vec<RulesRow>,
    pub qualification_changes: Vec<QualifiedRow>,
    pub qualification_talks: Vec<TalkRow>,
    pub dossier_notes: Vec<NoteRow>,
    pub handovers: Vec<HandoverRow>,
    pub targets: Vec<TargetRow>,
    pub contact_steps: Vec<ContactStepRow>,
    pub research_notes: Vec<ResearchNoteRow>,
    pub pasts: Vec<PastRow>,
    pub signals: Vec<SignalRow>,
    pub web_forms: Vec<WebFormRow>,
    pub web_form_versions: Vec<WebFormVersionRow>,
    pub web_form_entries: Vec<WebFormEntryRow>,
    pub consents: Vec<ConsentRow>,
    pub saved_views: Vec<SavedViewRow>,
    pub pinned_views: Vec<PinnedViewRow>,
}

impl Rows {
    pub async fn write(&self, tx: &mut Act, workspace: Uuid) -> Result<()> {
        put(tx, workspace, "member", MEMBER, &self.members).await?;
        put(tx, workspace, "team", "id, name, created_at", &self.teams).await?;
        put(tx, workspace, "team_member", "team_id, member_id", &self.team_members).await?;
        put(tx, workspace, "pipeline", "id, name_ko, name_en, motion, framework, position", &self.pipelines)
            .await?;
        put(tx, workspace, "stage", STAGE, &self.stages).await?;
        put(tx, workspace, "product", PRODUCT, &self.products).await?;
        put(tx, workspace, "tag", "id, name, created_at", &self.tags).await?;
        put(tx, workspace, "account", ACCOUNT, &self.accounts).await?;
        put(tx, workspace, "person", PERSON, &self.people).await?;
        targets(tx, workspace, &self.targets).await?;
        put(tx, workspace, "contact_step", CONTACT, &self.contact_steps).await?;
        put(tx, workspace, "research_note", RESEARCH, &self.research_notes).await?;
        put(tx, workspace, "deal", DEAL, &self.deals).await?;
        put(tx, workspace, "lead", LEAD, &self.leads).await?;
        put(tx, workspace, "lead_touch", LEAD_TOUCH, &self.lead_touches).await?;
        put(tx, workspace, "lead_transition", LEAD_TRANSITION, &self.lead_transitions).await?;
        put(tx, workspace, "deal_line", LINE, &self.lines).await?;
        put(tx, workspace, "tagged", "tag_id, deal_id, account_id, person_id", &self.tagged).await?;
        put(tx, workspace, "activity", ACTIVITY, &self.activities).await?;
        put(tx, workspace, "task", TASK, &self.tasks).await?;
        put(tx, workspace, "stage_transition", TRANSITION, &self.transitions).await?;
        put(tx, workspace, "field_change", CHANGE, &self.changes).await?;
        put(tx, workspace, "framework_answer", KNOWN, &self.framework_answers).await?;
        put(tx, workspace, "deal_person", SEAT, &self.seats).await?;
        put(tx, workspace, "deal_relation", "id, deal_id, from_id, to_id, kind, by_id, at", &self.relations)
            .await?;
        put(tx, workspace, "person_former", "id, person_id, account_id, left_on, by_id, at", &self.formers)
            .await?;
        put(tx, workspace, "exchange_rate", RATE, &self.exchange_rates).await?;
        put(tx, workspace, "icp_profile", "version, predicates, by_id, at", &self.icp_profiles).await?;
        put(tx, workspace, "routing_rule", RULE, &self.routing_rules).await?;
        put(tx, workspace, "availability", AVAILABILITY, &self.availabilities).await?;
        put(tx, workspace, "lead_assignment", ASSIGNMENT, &self.assignments).await?;
        put(tx, workspace, "qualification_rules", "version, rules, by_id, at", &self.qualification_rules)
            .await?;
        put(tx, workspace, "qualification_change", QUALIFIED, &self.qualification_changes).await?;
        put(tx, workspace, "qualification_talk", TALK, &self.qualification_talks).await?;
        put(tx, workspace, "dossier_note", NOTE, &self.dossier_notes).await?;
        put(tx, workspace, "handover", HANDOVER, &self.handovers).await?;
        put(tx, workspace, "deal_past", PAST, &self.pasts).await?;
        put(tx, workspace, "signal", SIGNAL, &self.signals).await?;
        put(tx, workspace, "web_form", "id, version, key, seal, created_at", &self.web_forms).await?;
        put(tx, workspace, "web_form_version", "form_id, version, says, at", &self.web_form_versions).await?;
        put(tx, workspace, "web_form_entry", "id, form_id, version, lead_id, at", &self.web_form_entries)
            .await?;
        put(tx, workspace, "consent", CONSENT, &self.consents).await?;
        put(tx, workspace, "saved_view", VIEW, &self.saved_views).await?;
        put(tx, workspace, "pinned_view", "member_id, view_id, pinned_at", &self.pinned_views).await
    }
}

const MEMBER: &str = "id, name, email, password_hash, roles, locale, theme, deactivated_at, created_at";
const STAGE: &str = "id, pipeline_id, name_ko, name_en, kind, probability, rot_days, wip_limit, color,
    guidance_ko, guidance_en, entry_gate, exit_gate, position, created_at";
const PRODUCT: &str = "id, name, code, family, price_minor, currency, retired_at, created_at";
const ACCOUNT: &str =
    "id, number, version, name, domain, business_reg_no, industry, employees, revenue_minor, region, owner_id, parent_id, about,
    target, last_activity_at, created_at, updated_at";
const PERSON: &str = "id, version, name, title, department, email, phone, account_id, owner_id, about,
    last_activity_at, created_at, updated_at";
const CONTACT: &str =
    "id, account_id, place, person_id, post, channel, member_id, due, skipped, by_id, created_at";
const RESEARCH: &str = "id, account_id, version, body, source, by_id, at";
const DEAL: &str = "id, number, version, name, pipeline_id, stage_id, rank, account_id, person_id, owner_id, currency,
    amount_minor, weighted_minor, probability, expected_close, close_date_moves, next_step, next_step_due, about,
    close_reason, lost_to, hold_until, closed_at, stage_entered_at, last_activity_at, created_at, updated_at";
const LEAD: &str =
    "id, number, version, name, company, title, email, phone, phone_key, about, account_id, person_id, deal_id, origin, motion,
    source, kind, first_touch_at, last_touch_at, status, status_entered_at, owner_id, nurture_until, nurture_reason,
    disqualify_reason, disqualify_note, last_activity_at, created_at, updated_at";
const LEAD_TOUCH: &str =
    "id, lead_id, origin, source, utm_source, utm_medium, utm_campaign, utm_content, landing_page,
    about, by_id, version, at";
const LEAD_TRANSITION: &str =
    "id, lead_id, from_status, to_status, reason, nurture_until, disqualify_reason, by_id, via, version, at";
const RULE: &str = "id, place, name, condition, strategy, shares, by_id, updated_at";
const AVAILABILITY: &str = "member_id, capacity, away_from, away_until";
const ASSIGNMENT: &str = "id, lead_id, rule_id, owner_id, chosen, at";
const QUALIFIED: &str =
    "id, lead_id, from_kind, to_kind, origin, rule_version, contributions, by_id, version, reached_at, at";
const TALK: &str =
    "lead_id, need, need_note, authority, authority_note, timing, timing_note, budget, budget_note,
    workspace_owner, use_case, by_id, at";
const NOTE: &str = "lead_id, need_words, people, questions, next_step, next_step_due, promises";
const HANDOVER: &str =
    "id, lead_id, first_id, round, expired, from_id, to_id, state, dossier, completeness, rule_version,
    note, chosen, sent_at, remind_at, due_at, reminded_at, decided_at, decided_by, reject_class, reject_note,
    contact_due_at, updated_at";
const LINE: &str = "id, deal_id, product_id, quantity, unit_minor, discount, position";
const ACTIVITY: &str = "id, kind, outcome, body, reached, deal_id, account_id, person_id, lead_id, by_id, occurred_at, created_at";
const TASK: &str =
    "id, version, title, due, owner_id, deal_id, account_id, person_id, by_id, done_at, done_by_id,
    created_at";
const TRANSITION: &str = "id, deal_id, from_stage_id, to_stage_id, by_id, via, reason, version, at";
const RATE: &str = "base, currency, on_day, rate_e9, by_id, at";
const SIGNAL: &str =
    "id, key, kind, email, domain, person_id, account_id, value, properties, occurred_at, received_at, by_id";
const CONSENT: &str = "id, lead_id, person_id, channel, answer, entry_id, proof, by_id, at, recorded_at";
const VIEW: &str = "id, owner_id, name, pipeline_id, query, shared, created_at";
const KNOWN: &str =
    "id, deal_id, framework, criterion, was, score, activity_id, verified_on, by_id, at, version";
const SEAT: &str =
    "id, deal_id, person_id, role, stance, influence, goals, concerns, persuaded_by, verified_by, act, by_id,
    at, version";
const CHANGE: &str = "id, deal_id, account_id, person_id, changes, created, by_id, version, at";
const PAST: &str =
    "deal_id, until, name, account_id, owner_id, currency, amount_minor, expected_close, next_step,
    next_step_due";

/// Inserts rows whose fields are named like the columns.
async fn put<T: Serialize>(
    tx: &mut Act,
    workspace: Uuid,
    table: &str,
    columns: &str,
    rows: &[T],
) -> Result<()> {
    // Nothing in the text comes from outside: tables and columns are named in this file.
    let sql = format!(
        "insert into {table} (workspace_id, {columns})
         select $1, {columns} from jsonb_populate_recordset(null::{table}, $2)"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(workspace).bind(Json(rows)).execute(&mut **tx).await?;
    Ok(())
}

/// Each target says since when it is one, and whose; its row came with the account.
async fn targets(tx: &mut Act, workspace: Uuid, rows: &[TargetRow]) -> Result<()> {
    sqlx::query(
        "insert into target (workspace_id, account_id, since, member_id, given_up, given_up_by, given_up_at)
         select $1, account_id, since, member_id, given_up, given_up_by, given_up_at
         from jsonb_populate_recordset(null::target, $2)
         on conflict (workspace_id, account_id) do update set since = excluded.since, member_id = excluded.member_id",
    )
    .bind(workspace)
    .bind(Json(rows))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The workspace itself, with its counters of short keys behind the last ones given out.
pub(super) async fn workspace(
    tx: &mut Act,
    id: Uuid,
    name: &str,
    created_at: DateTime<Utc>,
    (last_account, last_deal, last_lead): (i32, i32, i32),
) -> Result<()> {
    sqlx::query(
        "insert into workspace
             (id, name, is_demo, created_at, past_since, last_account_number, last_deal_number, last_lead_number)
         values ($1, $2, true, $3, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(name)
    .bind(created_at)
    .bind(last_account)
    .bind(last_deal)
    .bind(last_lead)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
