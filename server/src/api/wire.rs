//! What several resources write on the wire alike: money, versions, and changes that name only some fields.

use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::Currency;
use http::{HeaderValue, StatusCode, header};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// An amount of money in whole minor units: won, cents.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "minor": 12_000_000, "currency": "KRW" }))]
pub struct Money {
    #[schema(minimum = 0, maximum = 9_007_199_254_740_991_i64)]
    pub minor: i64,
    /// KRW, USD, EUR or JPY.
    #[schema(value_type = String, pattern = "^(KRW|USD|EUR|JPY)$")]
    pub currency: Currency,
}

impl From<domain::Money> for Money {
    fn from(money: domain::Money) -> Self {
        Self { minor: money.minor, currency: money.currency }
    }
}

/// As a form writes an amount.
pub fn digits(money: Money) -> String {
    domain::Money::from(money).digits()
}

impl From<Money> for domain::Money {
    fn from(money: Money) -> Self {
        Self::new(money.minor, money.currency)
    }
}

/// A record that answers with its version as `ETag`.
pub trait Versioned: Serialize {
    fn version(&self) -> i32;
    fn address(&self) -> String;
}

/// A record as it stands.
#[derive(Debug)]
pub struct Found<T>(pub T);

/// A record that was made just now, or by the first of equal requests.
#[derive(Debug)]
pub struct Made<T>(pub T);

impl<T: Versioned> IntoResponse for Found<T> {
    fn into_response(self) -> Response {
        ([(header::ETAG, etag(self.0.version()))], Json(self.0)).into_response()
    }
}

impl<T: Versioned> IntoResponse for Made<T> {
    fn into_response(self) -> Response {
        let place = HeaderValue::from_str(&self.0.address()).unwrap_or(HeaderValue::from_static("/"));
        (StatusCode::CREATED, [(header::LOCATION, place)], Found(self.0)).into_response()
    }
}

pub fn etag(version: i32) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// A field of a change: absent, it stays; null, it is cleared.
pub type Given<T> = Option<Option<T>>;

/// For `Given`: whoever calls this found the field.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(field: D) -> Result<Given<T>, D::Error> {
    Option::deserialize(field).map(Some)
}

/// Lays what was given over a form.
pub fn lay<T: ToString>(field: &mut String, given: Given<T>) {
    if let Some(value) = given {
        *field = said(value);
    }
}

/// A value as a form writes it.
pub fn said<T: ToString>(value: Option<T>) -> String {
    value.map(|it| it.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Change {
        #[serde(deserialize_with = "given")]
        region: Given<String>,
    }

    #[test]
    fn what_is_absent_stays_and_null_clears() {
        let laid = |json: &str| {
            let mut region = "서울".to_owned();
            lay(&mut region, serde_json::from_str::<Change>(json).expect("a change").region);
            region
        };
        assert_eq!(laid("{}"), "서울");
        assert_eq!(laid(r#"{ "region": null }"#), "");
        assert_eq!(laid(r#"{ "region": "부산" }"#), "부산");
    }
}
