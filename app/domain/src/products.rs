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

/// What somebody typed about a line of a deal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineForm {
    pub product: String,
    /// Empty: one.
    pub quantity: String,
    /// Empty: what the product costs, if that is in the deal's currency.
    pub unit: String,
    pub discount: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineFields {
    pub quantity: i32,
    pub unit: Money,
    pub discount: i16,
}

impl LineForm {
    /// `price` is what the product costs by the list.
    pub fn check(&self, price: Money, currency: Currency) -> Result<LineFields, Vec<Problem>> {
        let mut problems = Problems::default();
        let quantity = text::optional_number("quantity", &self.quantity, 1, i64::from(QUANTITY_MAX));
        let discount = text::optional_number("discount", self.discount.trim().trim_end_matches('%'), 0, 100);
        let listed = (price.currency == currency).then_some(price);
        let unit = problems.take(text::optional_amount("unit", &self.unit, currency)).or(listed);
        match unit {
            None => problems.add(Problem::new("unit", Why::Missing)),
            Some(unit) if unit.minor < 0 => {
                problems.add(Problem::new("unit", Why::OutOfRange(0, crate::money::LARGEST_MINOR)));
            }
            Some(_) => {}
        }
        let fields = LineFields {
            quantity: problems.take(quantity).and_then(|it| i32::try_from(it).ok()).unwrap_or(1),
            unit: unit.unwrap_or(Money::new(0, currency)),
            discount: problems.take(discount).and_then(|it| i16::try_from(it).ok()).unwrap_or(0),
        };
        problems.or(fields)
    }
}

/// The most that one line can count of a product.
pub const QUANTITY_MAX: i32 = 1_000_000;

impl DealLine {
    /// The line as its history says it: `GTX Pro × 2, $4,821.00, −10 %`.
    pub fn said(&self) -> String {
        let discount = if self.discount > 0 { format!(", −{} %", self.discount) } else { String::new() };
        format!("{} × {}, {}{discount}", self.product_name, self.quantity, self.unit.full())
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

    fn typed(quantity: &str, unit: &str, discount: &str) -> LineForm {
        LineForm {
            product: String::new(),
            quantity: quantity.into(),
            unit: unit.into(),
            discount: discount.into(),
        }
    }

    #[test]
    fn a_line_costs_what_the_list_says_unless_somebody_says_otherwise() {
        let price = Money::new(1_000_000, Currency::Krw);
        let check = |form: LineForm| form.check(price, Currency::Krw);
        let fields = LineFields { quantity: 1, unit: price, discount: 0 };
        assert_eq!(check(typed("", "", "")), Ok(fields));
        let unit = Money::new(900_000, Currency::Krw);
        assert_eq!(check(typed("3", "90만", "15 %")), Ok(LineFields { quantity: 3, unit, discount: 15 }));
        assert_eq!(check(typed("0", "-1", "101")).expect_err("three things are wrong").len(), 3);
    }

    #[test]
    fn a_price_in_another_currency_is_not_guessed() {
        let price = Money::new(100, Currency::Usd);
        assert_eq!(
            typed("1", "", "").check(price, Currency::Krw),
            Err(vec![Problem::new("unit", Why::Missing)])
        );
    }

    #[test]
    fn the_history_says_a_line_in_one_breath() {
        let id = uuid::Uuid::nil();
        let line = DealLine {
            id: DealLineId(id),
            product: ProductId(id),
            product_name: "GTX Pro".into(),
            quantity: 2,
            unit: Money::new(482_100, Currency::Usd),
            discount: 10,
        };
        assert_eq!(line.said(), "GTX Pro × 2, $4,821.00, −10 %");
        assert_eq!(total(&[line.clone(), line], Currency::Usd).map(|it| it.minor), Ok(1_735_560));
    }
}
