//! What we sell, and the lines of a deal that an amount can come from.

use crate::{Currency, DealLineId, Money, Problem, ProductId, Refusal, Why, accounts::Problems, text};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    pub version: i32,
    pub name: String,
    pub code: Option<String>,
    pub family: Option<String>,
    pub price: Money,
    /// Offered for new lines. A product that was sold is never deleted.
    pub active: bool,
}

/// One position of a deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealLine {
    pub id: DealLineId,
    pub product: ProductId,
    pub product_name: String,
    pub quantity: i32,
    /// What one costs in this deal, in the deal's currency.
    pub unit: Money,
    /// In percent, 0 to 100.
    pub discount: i16,
}

/// What a line comes to: quantity × unit × (100 − discount) %, half to even.
pub fn line_total(quantity: i32, unit: Money, discount: i16) -> Result<Money, Refusal> {
    let too_large = || Refusal::from(Problem::new("quantity", Why::OutOfRange(1, i64::from(i32::MAX))));
    let gross = unit.minor.checked_mul(i64::from(quantity)).ok_or_else(too_large)?;
    let kept = u8::try_from(100 - discount.clamp(0, 100)).unwrap_or(0);
    let total = Money::new(gross, unit.currency).weighted(kept);
    if total.minor.abs() > crate::money::LARGEST_MINOR { Err(too_large()) } else { Ok(total) }
}

/// What all lines come to, in the deal's currency.
pub fn total(lines: &[DealLine], currency: Currency) -> Result<Money, Refusal> {
    let mut minor: i64 = 0;
    for line in lines {
        minor = minor.saturating_add(line_total(line.quantity, line.unit, line.discount)?.minor);
    }
    Ok(Money::new(minor, currency))
}

/// What somebody typed about a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductForm {
    pub name: String,
    pub code: String,
    pub family: String,
    pub price: String,
    pub currency: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductFields {
    pub name: String,
    pub code: Option<String>,
    pub family: Option<String>,
    pub price: Money,
}

impl ProductForm {
    pub fn check(&self) -> Result<ProductFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let currency = self.currency.parse().map_err(|_| Problem::new("currency", Why::Unknown));
        let currency = problems.take(currency);
        let price = problems.take(text::optional_amount("price", &self.price, currency));
        let fields = ProductFields {
            name: problems.take(text::name("name", &self.name)),
            code: problems.take(text::optional_name("code", &self.code)),
            family: problems.take(text::optional_name("family", &self.family)),
            price: price.unwrap_or(Money::new(0, currency)),
        };
        problems.or(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_quantity_times_unit_less_discount() {
        let unit = Money::new(1_000_000, Currency::Krw);
        assert_eq!(line_total(3, unit, 0).map(|it| it.minor), Ok(3_000_000));
        assert_eq!(line_total(3, unit, 15).map(|it| it.minor), Ok(2_550_000));
        assert_eq!(line_total(3, unit, 100).map(|it| it.minor), Ok(0));
        assert!(line_total(i32::MAX, Money::new(i64::MAX / 2, Currency::Krw), 0).is_err());
    }
}
