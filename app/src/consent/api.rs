//! What is asked of the server about consent.

use crate::error::AppError;
use crate::wire::{Answer, Data};
use chrono::{DateTime, Utc};
use domain::consent::{Consent, ConsentForm, Of};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Everything that somebody said, and when it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentView {
    pub now: DateTime<Utc>,
    pub consents: Vec<Consent>,
}

#[server(endpoint = "consent/of", protocol = Data)]
pub async fn read_consents(of: Of) -> Result<ConsentView, AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let consents = db::consent::consents(&backend.db, &backend.actor, of).await?;
    Ok(ConsentView { now: backend.now(), consents })
}

/// Writes down what somebody said. Exactly one of the two is named.
#[server(endpoint = "consent/note", output = Answer)]
pub async fn note_consent(
    #[server(default)] lead: String,
    #[server(default)] person: String,
    #[server(default)] form: ConsentForm,
) -> Result<(), AppError> {
    let backend = crate::backend::Backend::of_request().await?;
    let of = Of::of_ids(&lead, &person).map_err(domain::Refusal::from)?;
    Ok(db::consent::note(&backend.db, &backend.actor, of, &form, backend.now()).await?)
}
