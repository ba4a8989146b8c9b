//! The rows of hand-overs, named like their columns.

use crate::demo::rows::At;
use domain::handover::{Dossier, Notes, RejectClass, State};
use domain::routing::Chosen;
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
pub(in crate::demo) struct NoteRow {
    pub lead_id: Uuid,
    #[serde(flatten)]
    pub notes: Notes,
}

#[derive(Serialize)]
pub(in crate::demo) struct HandoverRow {
    pub id: Uuid,
    pub lead_id: Uuid,
    pub first_id: Uuid,
    pub round: i16,
    pub expired: i16,
    pub from_id: Uuid,
    pub to_id: Option<Uuid>,
    pub state: State,
    pub dossier: Dossier,
    pub completeness: i16,
    pub rule_version: i32,
    pub note: &'static str,
    pub chosen: Option<Chosen>,
    pub sent_at: At,
    pub remind_at: At,
    pub due_at: At,
    pub reminded_at: Option<At>,
    pub decided_at: Option<At>,
    pub decided_by: Option<Uuid>,
    pub reject_class: Option<RejectClass>,
    pub reject_note: Option<&'static str>,
    pub contact_due_at: Option<At>,
    pub updated_at: At,
}
