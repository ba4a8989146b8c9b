//! Which leads a program asks for.

use db::paging::Place;
use domain::Why;
use domain::leads::{LeadStatus, Origin, Wish};
use domain::qualification::Kinds;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::api::cursor;
use crate::api::refused::{Flaw, Refused};
use crate::api::wire::said;

/// What a list of leads is asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LeadsAsked {
    /// Where the page begins: `next` of the page before.
    cursor: Option<String>,
    /// 1 to 200, usually 50.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// Part of a name, a company, an e-mail address or a telephone number.
    q: Option<String>,
    /// `me`, `none` for the queue, or a member's id.
    owner: Option<String>,
    status: Option<String>,
    origin: Option<String>,
    source: Option<String>,
    /// none, `marketing_qualified`, `product_qualified`, `sales_qualified`, cooling or review.
    kind: Option<String>,
    /// Only what has changed at this time or later (RFC 3339). Changes become visible when they are complete, some
    /// seconds later at most, so let readings overlap by a minute.
    #[param(value_type = Option<String>, format = DateTime)]
    updated_since: Option<String>,
}

impl LeadsAsked {
    pub fn place(&self) -> Result<(Place, u16), Refused> {
        let place = cursor::begin(self.cursor.as_deref(), self.updated_since.as_deref())?;
        Ok((place, cursor::limit(self.limit)?))
    }

    pub fn wish(self) -> Result<Wish, Refused> {
        let owner = cursor::owner(self.owner.as_deref())?;
        let status = one_of("status", self.status.as_deref(), LeadStatus::of_code)?;
        let origin = one_of("origin", self.origin.as_deref(), Origin::of_code)?;
        Ok(Wish {
            text: cursor::text(self.q),
            owner,
            origin,
            source: said(self.source),
            kind: one_of("kind", self.kind.as_deref(), Kinds::of_code)?.unwrap_or_default(),
            status,
            ..Wish::default()
        })
    }
}

fn one_of<T>(field: &str, code: Option<&str>, of_code: fn(&str) -> Option<T>) -> Result<Option<T>, Refused> {
    match code {
        None => Ok(None),
        Some(code) => of_code(code).map(Some).ok_or_else(|| Flaw::new(field, Why::Unknown).into()),
    }
}
