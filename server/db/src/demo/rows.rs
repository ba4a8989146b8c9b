//! The demo as rows, named like the tables and columns they become.

use chrono::{DateTime, NaiveDate, Utc};
use domain::activities::Change;
use domain::icp::Profile;
use domain::pipeline::{Gate, StageKind};
use domain::signals::Property;
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

pub(super) type At = DateTime<Utc>;

#[derive(Serialize)]
pub(super) struct MemberRow {
    pub id: Uuid,
    pub name: &'static str,
    pub email: Option<String>,
    pub password_hash: Option<String>,
    pub roles: Vec<&'static str>,
    pub locale: Option<&'static str>,
    pub theme: &'static str,
    pub deactivated_at: Option<At>,
    pub created_at: At,
}

#[derive(Serialize)]
pub(super) struct TeamRow {
    pub id: Uuid,
    pub name: String,
    pub created_at: At,
}

#[derive(Serialize)]
pub(super) struct TeamMemberRow {
    pub team_id: Uuid,
    pub member_id: Uuid,
}

#[derive(Serialize)]
pub(super) struct PipelineRow {
    pub id: Uuid,
    pub name_ko: String,
    pub name_en: String,
    pub motion: &'static str,
    pub framework: &'static str,
    pub position: i32,
}

#[derive(Serialize)]
pub(super) struct StageRow {
    pub id: Uuid,
    pub pipeline_id: Uuid,
    pub name_ko: &'static str,
    pub name_en: &'static str,
    #[serde(serialize_with = "lower")]
    pub kind: StageKind,
    pub probability: u8,
    pub rot_days: Option<u16>,
    pub wip_limit: Option<u16>,
    pub color: &'static str,
    pub guidance_ko: &'static str,
    pub guidance_en: &'static str,
    pub entry_gate: Option<Gate>,
    pub exit_gate: Option<Gate>,
    pub position: i32,
    pub created_at: At,
}

/// As the database spells a kind of stage.
fn lower<S: serde::Serializer>(kind: &StageKind, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(match kind {
        StageKind::Open => "open",
        StageKind::Won => "won",
        StageKind::Lost => "lost",
        StageKind::Hold => "hold",
    })
}

#[derive(Serialize)]
pub(super) struct ProductRow {
    pub id: Uuid,
    pub name: &'static str,
    pub code: &'static str,
    pub family: &'static str,
    pub price_minor: i64,
    pub currency: &'static str,
    pub retired_at: Option<At>,
    pub created_at: At,
}

#[derive(Serialize)]
pub(super) struct AccountRow {
    pub id: Uuid,
    pub number: i32,
    pub version: i32,
    pub name: &'static str,
    pub domain: String,
    pub business_reg_no: Option<String>,
    pub industry: &'static str,
    pub employees: i32,
    pub revenue_minor: Option<i64>,
    pub region: &'static str,
    pub owner_id: Uuid,
    pub parent_id: Option<Uuid>,
    pub about: String,
    pub target: bool,
    pub last_activity_at: Option<At>,
    pub created_at: At,
    pub updated_at: At,
}

#[derive(Serialize)]
pub(super) struct PersonRow {
    pub id: Uuid,
    pub version: i32,
    pub name: String,
    pub title: &'static str,
    pub department: &'static str,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub account_id: Uuid,
    pub owner_id: Uuid,
    pub about: &'static str,
    pub last_activity_at: Option<At>,
    pub created_at: At,
    pub updated_at: At,
}

#[derive(Serialize)]
pub(super) struct DealRow {
    pub id: Uuid,
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub pipeline_id: Uuid,
    pub stage_id: Uuid,
    pub rank: String,
    pub account_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub owner_id: Uuid,
    pub currency: &'static str,
    pub amount_minor: Option<i64>,
    pub weighted_minor: i64,
    pub probability: Option<u8>,
    pub expected_close: Option<NaiveDate>,
    pub close_date_moves: i32,
    pub next_step: Option<String>,
    pub next_step_due: Option<NaiveDate>,
    pub about: String,
    pub close_reason: Option<String>,
    pub lost_to: Option<String>,
    pub hold_until: Option<NaiveDate>,
    pub closed_at: Option<At>,
    pub stage_entered_at: At,
    pub last_activity_at: At,
    pub created_at: At,
    pub updated_at: At,
}

#[derive(Serialize)]
pub(super) struct LineRow {
    pub id: Uuid,
    pub deal_id: Uuid,
    pub product_id: Uuid,
    pub quantity: i32,
    pub unit_minor: i64,
    pub discount: i16,
    pub position: i32,
}

#[derive(Serialize)]
pub(super) struct TagRow {
    pub id: Uuid,
    pub name: &'static str,
    pub created_at: At,
}

#[derive(Serialize)]
pub(super) struct TaggedRow {
    pub tag_id: Uuid,
    pub deal_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
}

#[derive(Serialize)]
pub(super) struct ActivityRow {
    pub id: Uuid,
    pub kind: &'static str,
    pub outcome: Option<&'static str>,
    pub body: String,
    pub reached: bool,
    pub deal_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub lead_id: Option<Uuid>,
    pub by_id: Uuid,
    pub occurred_at: At,
    pub created_at: At,
}

#[derive(Serialize)]
pub(super) struct TaskRow {
    pub id: Uuid,
    pub version: i32,
    pub title: String,
    pub due: Option<NaiveDate>,
    pub owner_id: Uuid,
    pub deal_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub by_id: Uuid,
    pub done_at: Option<At>,
    pub done_by_id: Option<Uuid>,
    pub created_at: At,
}

#[derive(Serialize)]
pub(super) struct TransitionRow {
    pub id: Uuid,
    pub deal_id: Uuid,
    pub from_stage_id: Option<Uuid>,
    pub to_stage_id: Uuid,
    pub by_id: Option<Uuid>,
    pub via: &'static str,
    pub reason: Option<String>,
    pub version: i32,
    pub at: At,
}

#[derive(Serialize)]
pub(super) struct ChangeRow {
    pub id: Uuid,
    pub deal_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub changes: Vec<Change>,
    pub created: bool,
    pub by_id: Option<Uuid>,
    pub version: i32,
    pub at: At,
}

/// How a deal was until one of its changes.
#[derive(Clone, Serialize)]
pub(super) struct PastRow {
    pub deal_id: Uuid,
    pub until: At,
    pub name: String,
    pub account_id: Option<Uuid>,
    pub owner_id: Uuid,
    pub currency: &'static str,
    pub amount_minor: Option<i64>,
    pub expected_close: Option<NaiveDate>,
    pub next_step: Option<String>,
    pub next_step_due: Option<NaiveDate>,
}

#[derive(Serialize)]
pub(super) struct ExchangeRateRow {
    pub base: &'static str,
    pub currency: &'static str,
    pub on_day: NaiveDate,
    pub rate_e9: i64,
    pub by_id: Uuid,
    pub at: At,
}

#[derive(Serialize)]
pub(super) struct SignalRow {
    pub id: Uuid,
    pub key: String,
    pub kind: &'static str,
    pub email: Option<String>,
    pub domain: Option<String>,
    pub person_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub value: Option<i64>,
    pub properties: Vec<Property>,
    pub occurred_at: At,
    pub received_at: At,
    pub by_id: Uuid,
}

#[derive(Serialize)]
pub(super) struct IcpProfileRow {
    pub version: i32,
    pub predicates: Profile,
    pub by_id: Uuid,
    pub at: At,
}

#[derive(Serialize)]
pub(super) struct SavedViewRow {
    pub id: Uuid,
    pub owner_id: Uuid,
    pub name: String,
    pub pipeline_id: Option<Uuid>,
    pub query: BTreeMap<&'static str, &'static str>,
    pub shared: bool,
    pub created_at: At,
}

#[derive(Serialize)]
pub(super) struct PinnedViewRow {
    pub member_id: Uuid,
    pub view_id: Uuid,
    pub pinned_at: At,
}

#[derive(Serialize)]
pub(super) struct LeadRow {
    pub kind: &'static str,
    pub id: Uuid,
    pub number: i32,
    pub version: i32,
    pub name: String,
    pub company: String,
    pub title: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub phone_key: Option<String>,
    pub about: &'static str,
    pub account_id: Option<Uuid>,
    pub person_id: Option<Uuid>,
    pub deal_id: Option<Uuid>,
    pub origin: &'static str,
    pub motion: &'static str,
    pub source: &'static str,
    pub first_touch_at: At,
    pub last_touch_at: At,
    pub status: &'static str,
    pub status_entered_at: At,
    pub owner_id: Option<Uuid>,
    pub nurture_until: Option<NaiveDate>,
    pub nurture_reason: Option<&'static str>,
    pub disqualify_reason: Option<&'static str>,
    pub disqualify_note: Option<&'static str>,
    pub last_activity_at: Option<At>,
    pub created_at: At,
    pub updated_at: At,
}

#[derive(Serialize)]
pub(super) struct LeadTouchRow {
    pub id: Uuid,
    pub lead_id: Uuid,
    pub origin: &'static str,
    pub source: &'static str,
    pub utm_source: Option<&'static str>,
    pub utm_medium: Option<&'static str>,
    pub utm_campaign: Option<&'static str>,
    pub utm_content: Option<&'static str>,
    pub landing_page: Option<&'static str>,
    pub about: &'static str,
    pub by_id: Option<Uuid>,
    pub version: i32,
    pub at: At,
}

#[derive(Serialize)]
pub(super) struct LeadTransitionRow {
    pub id: Uuid,
    pub lead_id: Uuid,
    pub from_status: Option<&'static str>,
    pub to_status: &'static str,
    pub reason: Option<&'static str>,
    pub nurture_until: Option<NaiveDate>,
    pub disqualify_reason: Option<&'static str>,
    pub by_id: Option<Uuid>,
    pub via: &'static str,
    pub version: i32,
    pub at: At,
}
