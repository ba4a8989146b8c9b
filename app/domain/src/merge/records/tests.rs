//! Two accounts or people that may be one: what is kept of whom, what stands in the way, and the way back.

use super::super::Sure;
use super::*;
use proptest::prelude::*;
use std::collections::HashSet;

fn side(id: u128, facts: &[(&str, &str)]) -> RecordSide {
    let fields = ["name", "domain", "business_reg_no", "owner", "parent", "target"];
    let value =
        |field: &str| facts.iter().find(|it| it.0 == field).map_or(String::new(), |it| it.1.to_owned());
    RecordSide {
        id: Uuid::from_u128(id),
        number: i32::try_from(id).ok(),
        version: 1,
        name: value("name"),
        detail: String::new(),
        facts: Facts::new(fields.map(|it| (it.to_owned(), value(it)))),
        brings: Brings::default(),
    }
}

fn keeping(field: &str, pick: &str) -> MergeForm {
    MergeForm { keep: [(field.to_owned(), pick.to_owned())].into() }
}

#[test]
fn what_is_filled_is_kept_rather_than_nothing_and_of_two_the_survivors() {
    let one = side(1, &[("name", "가람테크"), ("domain", "garam.kr")]);
    let other = side(2, &[("name", "㈜가람테크"), ("business_reg_no", "123-45-67891"), ("target", "true")]);
    let plan = record_plan(&one, &other, &MergeForm::default()).unwrap();
    let facts = plan.facts();
    assert_eq!((facts.get("name"), facts.get("domain")), ("가람테크", "garam.kr"));
    assert_eq!((facts.get("business_reg_no"), facts.get("target")), ("123-45-67891", "true"));
    assert_eq!(plan.written().len(), 2);
    let chosen = record_plan(&one, &other, &keeping("name", "other")).unwrap();
    assert_eq!(chosen.facts().get("name"), "㈜가람테크");
}

#[test]
fn two_numbers_are_two_companies() {
    let one = side(1, &[("business_reg_no", "123-45-67891")]);
    let other = side(2, &[("business_reg_no", "220-81-62517")]);
    let refused = record_plan(&one, &other, &MergeForm::default());
    assert_eq!(refused, Err(Refusal::Merge(Hindrance::TwoCompanies)));
    assert_eq!(record_plan(&one, &one, &MergeForm::default()), Err(Refusal::Merge(Hindrance::Same)));
}

#[test]
fn nobody_becomes_their_own_parent() {
    let (a, b, c) =
        (Uuid::from_u128(1).to_string(), Uuid::from_u128(2).to_string(), Uuid::from_u128(3).to_string());
    let parent = |survivor: &str, swallowed: &str, form: &MergeForm| {
        let plan =
            record_plan(&side(1, &[("parent", survivor)]), &side(2, &[("parent", swallowed)]), form).unwrap();
        plan.facts().get("parent").to_owned()
    };
    assert_eq!(parent(&b, "", &MergeForm::default()), "", "the other one was its parent");
    assert_eq!(parent(&b, &c, &MergeForm::default()), c, "whose own parent it takes over");
    assert_eq!(parent("", &a, &MergeForm::default()), "", "it was the other one's parent");
    assert_eq!(parent(&b, "", &keeping("parent", "this")), "");
    assert_eq!(parent(&c, &a, &keeping("parent", "other")), "");
}

#[test]
fn a_choice_that_nobody_knows_is_refused_by_its_field() {
    let (one, other) = (side(1, &[]), side(2, &[]));
    for (field, pick) in [("colour", "this"), ("domain", "both")] {
        let refused = record_plan(&one, &other, &keeping(field, pick));
        assert_eq!(refused, Err(Problem::new(field, Why::Unknown).into()));
    }
}

#[test]
fn an_undo_leaves_alone_what_somebody_changed_since() {
    let one = side(1, &[("name", "가람")]);
    let other = side(2, &[("name", "가람"), ("domain", "garam.kr"), ("owner", "x")]);
    let plan = record_plan(&one, &other, &MergeForm::default()).unwrap();
    let mut now = plan.facts();
    now.set("domain", "garam.com");
    let (back, kept) = take_back_record(&now, &plan.written());
    assert_eq!((back.get("domain"), back.get("owner")), ("garam.com", ""));
    assert_eq!(kept, ["domain"]);
}

fn twin(id: u128, name: &str, domain: &str, number: &str) -> AccountTwin {
    let some = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
    AccountTwin {
        id: Uuid::from_u128(id),
        number: i32::try_from(id).unwrap(),
        name: name.into(),
        domain: some(domain),
        business_reg_no: some(number),
        parent: None,
    }
}

#[test]
fn a_company_is_found_twice_however_its_name_is_written() {
    let garam = twin(1, "㈜가람테크", "garam.kr", "");
    let by = |other: &AccountTwin| accounts_alike(&garam, other);
    assert_eq!(by(&twin(2, "가람테크 주식회사", "", "")), Some((By::Company, Sure::Likely)));
    assert_eq!(by(&twin(2, "가람 테크", "garam.kr", "")), Some((By::Company, Sure::Certain)));
    assert_eq!(by(&twin(2, "가람홀딩스", "garam.kr", "")), Some((By::Domain, Sure::Likely)));
    assert_eq!(by(&twin(2, "나래상사", "narae.kr", "")), None);
    let branch = AccountTwin { parent: Some(garam.id), ..twin(2, "가람테크 부산", "garam.kr", "") };
    assert_eq!(by(&branch), None, "a branch is no second account by mistake");
    let numbered =
        |it: &AccountTwin, number: &str| AccountTwin { business_reg_no: Some(number.into()), ..it.clone() };
    assert_eq!(accounts_alike(&numbered(&garam, "1"), &numbered(&garam, "2")), None);
}

#[test]
fn who_shares_a_telephone_by_another_name_is_a_colleague() {
    let person = |name: &str, phone: &str| crate::merge::Twin {
        name: name.into(),
        phone: phone.into(),
        ..crate::merge::Twin::default()
    };
    let one = person("조재민", "02-123-4567");
    assert_eq!(people_alike(&one, &person("최은솔", "02-123-4567")), None);
    assert_eq!(people_alike(&one, &person("조 재민", "+82 2 123 4567")), Some((By::Phone, Sure::Certain)));
}

#[test]
fn pairs_come_surest_and_newest_first_and_not_when_told_apart() {
    let accounts = [
        twin(1, "가람테크", "garam.kr", ""),
        twin(2, "나래상사", "narae.kr", ""),
        twin(3, "㈜가람테크", "", ""),
        twin(4, "나래상사(주)", "narae.kr", ""),
    ];
    let pairs = company_pairs(&accounts, &HashSet::new());
    let ids: Vec<_> = pairs.iter().map(|it| (it.0.as_u128(), it.1.as_u128())).collect();
    assert_eq!(ids, [(2, 4), (1, 3)]);
    let apart = HashSet::from([(Uuid::from_u128(2), Uuid::from_u128(4))]);
    assert_eq!(company_pairs(&accounts, &apart).len(), 1);
}

proptest! {
    #[test]
    fn being_alike_goes_both_ways(
        name in "[가나]", other in "㈜?[가나]", domain in "[ab].kr|", theirs in "[ab].kr|", no in "[12]|", number in "[12]|",
    ) {
        let (one, two) = (twin(1, &name, &domain, &no), twin(2, &other, &theirs, &number));
        prop_assert_eq!(accounts_alike(&one, &two), accounts_alike(&two, &one));
    }

    /// Whatever was chosen, taking it back at once gives what was.
    #[test]
    fn what_is_taken_back_at_once_was_never_done(
        name in "[가나]", other in "[가나]", domain in "[ab].kr|", theirs in "[ab].kr|",
        keep in proptest::collection::btree_map("(name|domain|parent)", "(this|other)", 0..3), parent in 0..4_u128,
    ) {
        let up = Uuid::from_u128(parent).to_string();
        let one = side(1, &[("name", &name), ("domain", &domain), ("parent", &up)]);
        let plan = record_plan(&one, &side(2, &[("name", &other), ("domain", &theirs)]), &MergeForm { keep }).unwrap();
        let (back, kept) = take_back_record(&plan.facts(), &plan.written());
        prop_assert_eq!((back, kept), (one.facts, vec![]));
    }
}
