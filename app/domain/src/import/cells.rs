//! The cells of a row, and how days, statuses and keys are read out of them.

use super::{Field, Kind, Mapping};
use crate::{ActId, Currency, Problem, Why, text};
use chrono::NaiveDate;
use std::{borrow::Cow, collections::HashMap};

/// What reading a row needs to know besides the row.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// Of amounts whose row names none. None: nobody was asked yet.
    pub currency: Option<Currency>,
    /// In the workspace's zone: what has happened cannot lie after it.
    pub today: NaiveDate,
}

/// One row of a file, asked by meaning rather than by column.
#[derive(Clone, Copy, Debug)]
pub struct Cells<'a> {
    pub headers: &'a [String],
    pub mapping: &'a Mapping,
    pub row: &'a [String],
}

impl<'a> Cells<'a> {
    /// The first cell with this meaning that is not blank; empty if there is none.
    pub fn get(&self, field: Field) -> Cow<'a, str> {
        let row = self.row;
        let mut cells = self.mapping.columns(field).filter_map(move |at| row.get(at));
        cells.find(|it| !it.trim().is_empty()).map_or(Cow::Borrowed(""), |it| arm(it.trim()))
    }

    /// All cells with this meaning. Several columns say which is which.
    pub fn all(&self, field: Field) -> String {
        let several = self.mapping.columns(field).count() > 1;
        let filled = self.mapping.columns(field).filter_map(|at| Some((at, self.row.get(at)?.trim())));
        let said = filled.filter(|(_, text)| !text.is_empty()).map(|(at, text)| {
            let header = self.headers.get(at).filter(|_| several).map(|it| format!("{it}: "));
            format!("{}{}", header.unwrap_or_default(), arm(text))
        });
        said.collect::<Vec<_>>().join("\n")
    }

    /// The currency that the row itself names: in a column of its own, or by a sign at its amount.
    pub fn currency(&self, amount: Field) -> Result<Option<Currency>, Problem> {
        let said = self.get(Field::Currency);
        if !said.is_empty() {
            let unknown = |_| Problem::new(Field::Currency.code(), Why::Unknown);
            return said.parse().map(Some).map_err(unknown);
        }
        let amount = self.get(amount);
        let amount = amount.trim_start_matches(['-', ' ']);
        let signed = Currency::ALL.into_iter().find(|it| amount.starts_with(it.sign()));
        Ok(signed.or(amount.ends_with('원').then_some(Currency::Krw)))
    }

    /// An amount stands in the row, and nothing in it says in which currency.
    pub fn leaves_currency_open(&self, amount: Field) -> bool {
        !self.get(amount).is_empty() && self.currency(amount) == Ok(None)
    }

    /// Nothing is written in it: the empty lines at the end of a spreadsheet.
    pub fn is_blank(&self) -> bool {
        self.row.iter().all(|it| it.trim().is_empty())
    }

    /// A lead's key is its id whatever the column is called: the file of those who became customers names them by it.
    pub(super) fn lead_key(&self) -> SourceKey {
        let id = self.get(Field::Id);
        match id.is_empty() {
            true => self.source_key(Kind::Leads),
            false => SourceKey { text: format!("{}:{}", Kind::Leads.code(), shortened(&id)), given: true },
        }
    }

    /// What tells this row from all others of its kind: the key it had where it came from, else all that
    /// it says.
    pub fn source_key(&self, kind: Kind) -> SourceKey {
        let id = self.get(Field::Id);
        let column = self.mapping.columns(Field::Id).next().and_then(|at| self.headers.get(at));
        match column.filter(|_| !id.is_empty()) {
            Some(column) => SourceKey {
                text: format!("{}:{}:{}", kind.code(), same(column), shortened(&id)),
                given: true,
            },
            None => {
                let said = self.mapping.0.iter().enumerate().filter(|(_, field)| field.is_some());
                let said: Vec<&str> =
                    said.map(|(at, _)| self.row.get(at).map_or("", |it| it.trim())).collect();
                let digest = digest(&said.join("\u{1f}"));
                SourceKey { text: format!("{}:#{digest:032x}", kind.code()), given: false }
            }
        }
    }
}

/// By which a second import finds what the first one made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceKey {
    pub text: String,
    /// It was in the file; otherwise it is made of what the row says.
    pub given: bool,
}

impl SourceKey {
    /// The act of a row: carried out again, it is done once.
    pub fn act(text: &str) -> ActId {
        ActId(uuid::Builder::from_custom_bytes(digest(text).to_be_bytes()).into_uuid())
    }
}

/// The keys that were met in a file so far.
#[derive(Debug, Default)]
pub struct Seen(HashMap<String, u32>);

impl Seen {
    /// The key that a row is kept by. Two rows that say the same are two records, unless the file itself
    /// calls them one.
    pub fn key(&mut self, key: SourceKey) -> Result<String, Problem> {
        let times = self.0.entry(key.text.clone()).or_default();
        *times += 1;
        match *times {
            1 => Ok(key.text),
            _ if key.given => Err(Problem::new(Field::Id.code(), Why::Taken)),
            times => Ok(format!("{}~{times}", key.text)),
        }
    }
}

/// Names that differ only in case and white space are one name: `GTXPro` is `GTX Pro`.
pub fn same(name: &str) -> String {
    name.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A day as files write it: `2026-11-23`, `2026.11.23`, `2026/11/23`, `2026년 11월 23일`, `11/23/2026`.
/// A time behind it is left out. `23/11/2026` is refused rather than guessed at.
pub fn read_day(field: Field, text: &str) -> Result<Option<NaiveDate>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = || Problem::new(field.code(), Why::NotADate);
    let mut parts = [0u32; 3];
    let mut rest = text;
    for (at, part) in parts.iter_mut().enumerate() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        *part = rest.get(..digits).and_then(|it| it.parse().ok()).ok_or_else(wrong)?;
        rest = &rest[digits..];
        if at < 2 {
            let apart = rest.trim_start_matches(['-', '.', '/', '년', '월', ' ']);
            if apart.len() == rest.len() {
                return Err(wrong());
            }
            rest = apart;
        }
    }
    if !is_time(rest.trim_start_matches(['일', '.'])) {
        return Err(wrong());
    }
    let [first, second, third] = parts;
    let (year, month, day) = match () {
        () if first >= 1900 => (first, second, third),
        () if third >= 1900 && text.contains('/') => (third, first, second),
        () => return Err(wrong()),
    };
    let year = i32::try_from(year).ok().filter(|it| *it <= 2200).ok_or_else(wrong)?;
    NaiveDate::from_ymd_opt(year, month, day).map(Some).ok_or_else(wrong)
}

/// What may follow a day: nothing, or a time of it.
fn is_time(rest: &str) -> bool {
    let time = rest.trim().trim_start_matches('T');
    let known = |it: char| it.is_ascii_digit() || matches!(it, ':' | '.' | '+' | '-' | ' ' | 'Z');
    let time = ["AM", "PM", "am", "pm", "UTC", "오전", "오후"]
        .iter()
        .fold(time.to_owned(), |it, mark| it.replace(mark, ""));
    time.is_empty() || (time.contains(':') && time.chars().all(known))
}

/// An amount in the row's currency. Without one an amount says nothing.
pub(super) fn amount(
    field: Field,
    cells: &Cells<'_>,
    currency: Option<Currency>,
) -> Result<Option<crate::Money>, Problem> {
    let text = cells.get(field);
    if text.is_empty() {
        return Ok(None);
    }
    let Some(currency) = currency else { return Err(Problem::new(Field::Currency.code(), Why::Missing)) };
    let money = text::optional_amount(field.code(), &text, currency)?;
    match money {
        Some(money) if money.minor < 0 => {
            Err(Problem::new(field.code(), Why::OutOfRange(0, crate::money::LARGEST_MINOR)))
        }
        money => Ok(money),
    }
}

/// A cell as it may stand in a file that a spreadsheet opens: one that would be run as a formula gets an
/// apostrophe. Numbers and telephone numbers stay as they are.
pub fn disarm(cell: &str) -> Cow<'_, str> {
    let dangerous = |it: &str| it.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']);
    let is_number = |it: &str| {
        it.chars().skip(1).all(|it| it.is_ascii_digit() || matches!(it, ' ' | '-' | '.' | ',' | '(' | ')'))
    };
    let bare = cell.trim_start_matches('\'');
    match dangerous(bare) && !(cell.len() == bare.len() && cell.starts_with(['+', '-']) && is_number(cell)) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

/// The other way round: what a cell said before it was disarmed.
fn arm(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(rest) if disarm(rest) == cell => Cow::Borrowed(rest),
        _ => Cow::Borrowed(cell),
    }
}

/// An outside key is short; one that is not is kept by its digest.
fn shortened(id: &str) -> String {
    if id.len() <= 200 { id.to_owned() } else { format!("#{:032x}", digest(id)) }
}

/// FNV-1a over 128 bits: the same on every machine and in every version, which is all that is asked of it.
fn digest(text: &str) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    text.bytes().fold(BASIS, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Result<Option<NaiveDate>, Problem> {
        read_day(Field::Created, text)
    }

    #[test]
    fn days_are_read_as_files_write_them() {
        let expected = NaiveDate::from_ymd_opt(2017, 3, 1);
        for text in [
            "2017-03-01",
            "2017-3-1",
            "2017.03.01",
            "2017. 3. 1.",
            "2017/3/1",
            "2017년 3월 1일",
            "3/1/2017",
            "03/01/2017",
            "2017-03-01 10:22",
            "2017-03-01T10:22:00Z",
            "3/1/2017 9:05 PM",
        ] {
            assert_eq!(day(text), Ok(expected), "{text}");
        }
        assert_eq!(day(" "), Ok(None));
    }

    #[test]
    fn a_day_that_could_be_another_is_refused() {
        for text in [
            "23/11/2026",
            "1.3.2017",
            "2017-13-01",
            "2017-02-30",
            "20170301",
            "3/1/17",
            "soon",
            "2017-03-01 x",
            "-1-1-1",
        ] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_repeated_row_is_another_record_unless_its_key_says_otherwise() {
        let mut seen = Seen::default();
        let made = SourceKey { text: "deals:#1".into(), given: false };
        assert_eq!(seen.key(made.clone()), Ok("deals:#1".into()));
        assert_eq!(seen.key(made), Ok("deals:#1~2".into()));
        let given = SourceKey { text: "deals:id:1".into(), given: true };
        assert!(seen.key(given.clone()).is_ok());
        assert_eq!(seen.key(given), Err(Problem::new("id", Why::Taken)));
    }

    #[test]
    fn only_what_a_spreadsheet_would_run_is_disarmed() {
        assert_eq!(disarm("=1+1"), "'=1+1");
        assert_eq!(disarm("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(disarm("-2+3+cmd|' /C calc'!A0"), "'-2+3+cmd|' /C calc'!A0");
        for fine in ["+82 10-1234-5678", "-20,000", "-1.5", "한빛소프트", "", "'quoted'"] {
            assert_eq!(disarm(fine), fine);
        }
    }

    proptest! {
        #[test]
        fn no_day_panics(text in "\\PC{0,30}") {
            let _ = day(&text);
        }

        #[test]
        fn a_day_reads_back_the_same(days in 0i32..100_000) {
            let date = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day") + chrono::Duration::days(i64::from(days));
            for form in ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%m/%d/%Y", "%Y년 %m월 %d일"] {
                prop_assert_eq!(day(&date.format(form).to_string()), Ok(Some(date)));
            }
        }

        #[test]
        fn what_is_disarmed_reads_back_the_same(cell in "('{0,2}[=+@\\-]?\\PC{0,20})|[\t\r=+-][a-z0-9 ]{0,5}") {
            let disarmed = disarm(&cell);
            prop_assert_eq!(arm(&disarmed), cell.as_str());
        }
    }
}
