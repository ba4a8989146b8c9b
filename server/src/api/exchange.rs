//! Exchange rates for programs: what is on record, and one of a currency and a day, written whatever stood there. A
//! bank's daily list is sent without looking first, and sent again without harm.

use axum::Json;
use axum::extract::State;
use chrono::{NaiveDate, Utc};
use db::Db;
use domain::Why;
use domain::exchange::{NewRate, RateForm, plain};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::cursor::Page;
use super::extract::{Asked, Body, Pair, Reads, Writes};
use super::refused::{Flaw, Refused};

/// What one unit of a currency is worth in the workspace's own, from a day on.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExchangeRate {
    /// The workspace's own currency.
    #[schema(pattern = "^(KRW|USD|EUR|JPY)$")]
    base: String,
    #[schema(pattern = "^(KRW|USD|EUR|JPY)$")]
    currency: String,
    /// It holds from this day until a newer one does.
    day: NaiveDate,
    /// Exact, for one unit.
    #[schema(example = "1385.2")]
    rate: String,
}

impl From<NewRate> for ExchangeRate {
    fn from(it: NewRate) -> Self {
        Self {
            base: it.base.code().to_owned(),
            currency: it.rate.currency.code().to_owned(),
            day: it.rate.on,
            rate: plain(it.rate.e9),
        }
    }
}

/// A rate as a program writes it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "base": "KRW", "rate": "1385.2" }))]
pub struct NewExchangeRate {
    /// In which currency the rate is meant: it has to be the workspace's own.
    base: String,
    /// Of one unit, with up to nine decimals.
    rate: String,
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RatesAsked {
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// The rates on record against the workspace's own currency, newest first, those of sixty days at a time.
#[utoipa::path(
    get, path = "/api/v1/exchange-rates", tag = "exchange rates",
    params(RatesAsked), responses((status = 200, body = Page<ExchangeRate>))
)]
pub async fn list_exchange_rates(
    Reads(program): Reads,
    State(db): State<Db>,
    Asked(asked): Asked<RatesAsked>,
) -> Result<Json<Page<ExchangeRate>>, Refused> {
    let before = asked.cursor.map(|it| it.parse::<NaiveDate>()).transpose();
    let before = before.map_err(|_| Refused::from(Flaw::new("cursor", Why::Malformed)))?;
    let today = program.actor.day(Utc::now());
    let book = db::exchange::book(&db, &program.actor, before, today).await?;
    let base = book.rates.base;
    let items = book.kept.into_iter().map(|it| NewRate { base, rate: it.rate }.into()).collect();
    Ok(Json(Page { items, next: book.older.map(|it| it.to_string()) }))
}

/// Writes what one unit of a currency is worth from a day on, over what stood there. The same again changes nothing.
#[utoipa::path(
    put, path = "/api/v1/exchange-rates/{currency}/{day}", tag = "exchange rates",
    params(
        ("currency" = String, Path, description = "KRW, USD, EUR or JPY"),
        ("day" = String, Path, description = "YYYY-MM-DD, today at the latest")
    ),
    request_body = NewExchangeRate, responses((status = 200, body = ExchangeRate))
)]
pub async fn put_exchange_rate(
    Writes(program): Writes,
    State(db): State<Db>,
    Pair(currency, day): Pair,
    Body(new): Body<NewExchangeRate>,
) -> Result<Json<ExchangeRate>, Refused> {
    let form = RateForm { base: new.base, currency, day, rate: new.rate };
    let today = program.actor.day(Utc::now());
    let rate = form.check_for(1, today).map_err(|it| Refused::Rule(domain::Refusal::Invalid(it)))?;
    db::exchange::put_rate(&db, &program.actor, &rate).await?;
    Ok(Json(rate.into()))
}
