//! Quick add: a deal in one line, `한빛소프트 그룹웨어 도입 1200만 담당@민지`, read into what it says before it
//! is saved. Whatever is neither an amount nor an owner belongs to the names, so that nothing typed is lost.

use crate::money::Money;
use crate::{Currency, MemberId};

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickAdd {
    /// The account, as it was written or as it is known.
    pub account: String,
    /// The deal's name; the account's, where nothing else was said.
    pub name: String,
    pub amount: Option<Money>,
    pub owner: Owner,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Not said: whoever adds the deal.
    Unsaid,
    Is(MemberId),
    /// Nobody is called so, or more than one.
    Unclear(String),
}

/// Words that may stand before the @ of an owner.
const OWNER_WORDS: [&str; 2] = ["담당", "owner"];
/// A bare number is an amount from here on: a year or a quantity is shorter.
const BARE_DIGITS: usize = 5;

/// Reads a line. `members` and `known`, the accounts that are known by name, give names their meaning:
/// a known account may be of several words; any other is the first word, or all before a ` / `.
pub fn read(text: &str, currency: Currency, members: &[(MemberId, &str)], known: &[&str]) -> QuickAdd {
    let words: Vec<&str> = text.split_whitespace().collect();
    let owner = words.iter().rposition(|it| owner_said(it).is_some());
    let amount = amount_in(&words, currency);
    let is_name = |at: usize| owner != Some(at) && amount.as_ref().is_none_or(|it| !it.0.contains(&at));
    let names: Vec<&str> =
        words.iter().enumerate().filter(|(at, _)| is_name(*at)).map(|(_, word)| *word).collect();
    let (account, name) = account_and_name(&names, known);
    QuickAdd {
        name: if name.is_empty() { account.clone() } else { name },
        account,
        amount: amount.map(|it| it.1),
        owner: owner.and_then(|at| owner_said(words[at])).map_or(Owner::Unsaid, |name| find(name, members)),
    }
}

/// `@민지` and `담당@민지` name an owner; `kim@hanbit.example` does not.
fn owner_said(word: &str) -> Option<&str> {
    let (before, name) = word.split_once('@')?;
    let named = before.is_empty() || OWNER_WORDS.iter().any(|it| it.eq_ignore_ascii_case(before));
    (named && !name.is_empty()).then_some(name)
}

/// A member by their name, or by a part of it that only one member has: given names come without the family's.
fn find(name: &str, members: &[(MemberId, &str)]) -> Owner {
    let wanted = name.to_lowercase();
    let exact = members.iter().filter(|it| it.1.to_lowercase() == wanted);
    let partial = members.iter().filter(|it| it.1.to_lowercase().contains(&wanted));
    let only = |found: Vec<MemberId>| if let [one] = found[..] { Some(one) } else { None };
    only(exact.map(|it| it.0).collect())
        .or_else(|| only(partial.map(|it| it.0).collect()))
        .map_or_else(|| Owner::Unclear(name.to_owned()), Owner::Is)
}

/// The last amount of the line, and which words it is written in: `1억 3000만` are two.
fn amount_in(words: &[&str], currency: Currency) -> Option<(std::ops::RangeInclusive<usize>, Money)> {
    (0..words.len()).rev().find_map(|at| {
        let together = at.checked_sub(1).and_then(|before| {
            let (hundreds, rest) = (words[before], words[at]);
            let follows =
                rest.starts_with(|it: char| it.is_ascii_digit()) && rest.ends_with(['천', '만', '원']);
            if !hundreds.ends_with('억') || !follows || rest.contains('억') {
                return None;
            }
            let (currency, _) = one_amount(hundreds, currency)?;
            Some((before..=at, read_money(&format!("{hundreds} {rest}"), currency)?))
        });
        together.or_else(|| one_amount(words[at], currency).map(|(_, money)| (at..=at, money)))
    })
}

fn one_amount(word: &str, currency: Currency) -> Option<(Currency, Money)> {
    let signed = Currency::ALL.into_iter().find(|it| word.starts_with(it.sign()));
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let said = signed.is_some()
        || word.ends_with(['억', '만', '원'])
        || (word.ends_with('천') && word.contains(['억', '만']))
        || word.contains(',') && digits > 3
        || digits >= BARE_DIGITS && digits == word.chars().count();
    let currency = signed.unwrap_or(currency);
    if !said || digits == 0 {
        return None;
    }
    Some((currency, read_money(word, currency)?))
}

fn read_money(text: &str, currency: Currency) -> Option<Money> {
    Money::parse(text, currency).ok().filter(|it| it.minor >= 0)
}

fn account_and_name(names: &[&str], known: &[&str]) -> (String, String) {
    if let Some(at) = names.iter().position(|it| *it == "/") {
        return (names[..at].join(" "), names[at + 1..].join(" "));
    }
    let same = |count: usize| {
        let said = names[..count].join(" ").to_lowercase();
        known.iter().find(|it| it.to_lowercase() == said).map(|it| (count, (*it).to_owned()))
    };
    let longest = (1..=names.len()).rev().find_map(same);
    let first = names.first().map(|it| (1, (*it).to_owned()));
    let (count, account) = longest.or(first).unwrap_or_default();
    (account, names[count..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn member(number: u128) -> MemberId {
        MemberId(Uuid::from_u128(number))
    }

    fn said(text: &str) -> QuickAdd {
        let members =
            [(member(1), "김민지"), (member(2), "이준호"), (member(3), "박준호"), (member(4), "Ann Lee")];
        read(text, Currency::Krw, &members, &["한빛 소프트", "삼성전자", "Acme Korea"])
    }

    fn krw(minor: i64) -> Option<Money> {
        Some(Money::new(minor, Currency::Krw))
    }

    #[test]
    fn a_line_says_account_name_amount_and_owner() {
        let line = said("대한물산 그룹웨어 도입 1200만 담당@민지");
        let whole = QuickAdd {
            account: "대한물산".into(),
            name: "그룹웨어 도입".into(),
            amount: krw(12_000_000),
            owner: Owner::Is(member(1)),
        };
        assert_eq!(line, whole);
    }

    #[test]
    fn amounts_are_told_from_other_numbers() {
        let usd = |minor| Some(Money::new(minor, Currency::Usd));
        let table = [
            ("가나 1200만", krw(12_000_000), "가나"),
            ("가나 1,200만", krw(12_000_000), "가나"),
            ("가나 1200만원", krw(12_000_000), "가나"),
            ("가나 1.3억", krw(130_000_000), "가나"),
            ("가나 1억", krw(100_000_000), "가나"),
            ("가나 1억 3000만", krw(130_000_000), "가나"),
            ("가나 1억3000만", krw(130_000_000), "가나"),
            ("가나 1억 5억", krw(500_000_000), "1억"),
            ("가나 1억 5천", krw(150_000_000), "가나"),
            ("가나 1억 2천5백만 도입", krw(125_000_000), "도입"),
            ("가나 3천만", krw(30_000_000), "가나"),
            ("가나 ₩1억 2000만", krw(120_000_000), "가나"),
            ("가나 3,500,000", krw(3_500_000), "가나"),
            ("가나 3,500,000원", krw(3_500_000), "가나"),
            ("가나 ₩3,500,000", krw(3_500_000), "가나"),
            ("가나 3500000", krw(3_500_000), "가나"),
            ("가나 10000", krw(10_000), "가나"),
            ("가나 9999", None, "9999"),
            ("가나 2026 갱신", None, "2026 갱신"),
            ("가나 3층 이전", None, "3층 이전"),
            ("가나 $900", usd(90_000), "가나"),
            ("가나 $12.50", usd(1_250), "가나"),
            ("가나 €1,000", Some(Money::new(100_000, Currency::Eur)), "가나"),
            ("가나 ¥500000", Some(Money::new(500_000, Currency::Jpy)), "가나"),
            ("가나 0.5원", None, "0.5원"),
            ("가나 천만", None, "천만"),
            ("가나 만", None, "만"),
            ("가나 $", None, "$"),
            ("가나 -500만", None, "-500만"),
            ("가나 999999999999999999", None, "999999999999999999"),
            ("가나 1200만 추가 좌석", krw(12_000_000), "추가 좌석"),
            ("가나 500원", krw(500), "가나"),
            ("가나 1만2천", krw(12_000), "가나"),
            ("가나 5천", None, "5천"),
        ];
        for (text, amount, name) in table {
            let line = said(text);
            assert_eq!((line.amount, line.name.as_str()), (amount, name), "{text}");
        }
    }

    #[test]
    fn names_take_the_rest() {
        let table = [
            ("한빛 소프트 보안 점검", "한빛 소프트", "보안 점검"),
            ("acme korea seats", "Acme Korea", "seats"),
            ("대한 물산 / 그룹웨어", "대한 물산", "그룹웨어"),
            ("/ 이름만", "", "이름만"),
            ("대한물산", "대한물산", "대한물산"),
            ("  대한물산   도입  ", "대한물산", "도입"),
            ("", "", ""),
            ("문의 kim@hanbit.example", "문의", "kim@hanbit.example"),
            ("대한물산 도입 @", "대한물산", "도입 @"),
        ];
        for (text, account, name) in table {
            let line = said(text);
            assert_eq!((line.account.as_str(), line.name.as_str()), (account, name), "{text}");
        }
    }

    #[test]
    fn an_owner_is_named_by_a_part_that_only_one_has() {
        assert_eq!(said("가나 @김민지").owner, Owner::Is(member(1)));
        assert_eq!(said("가나 owner@ann").owner, Owner::Is(member(4)));
        assert_eq!(said("가나 @준호").owner, Owner::Unclear("준호".into()));
        assert_eq!(said("가나 @없음").owner, Owner::Unclear("없음".into()));
        assert_eq!(said("가나").owner, Owner::Unsaid);
    }

    proptest! {
        #[test]
        fn no_line_is_too_strange(text in any::<String>()) {
            let line = said(&text);
            prop_assert!(line.amount.is_none_or(|it| it.minor >= 0));
        }

        #[test]
        fn no_word_is_lost(words in prop::collection::vec("[가-힣a-z0-9@억만,$/.]{1,6}", 0..6)) {
            let line = said(&words.join(" "));
            let kept = format!("{} {}", line.account, line.name);
            let lost = words.iter().filter(|it| !kept.contains(it.as_str())).count();
            // An owner, an amount of at most two words, and the stroke between the names.
            prop_assert!(lost <= 4 + words.iter().filter(|it| *it == "/").count());
        }
    }
}
