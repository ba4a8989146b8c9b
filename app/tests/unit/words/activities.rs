//! What happened, in words.

use app::words::Words;
use chrono::NaiveDate;
use domain::Locale;
use domain::activities::{ActivityKind, Change, Happened, NEXT_STEP_DONE, Outcome, Recorded};

const KO: Words = Words::new(Locale::Ko);
const EN: Words = Words::new(Locale::En);

fn today() -> NaiveDate {
    "2026-11-23".parse().expect("a day")
}

fn change(field: &str, before: &str, after: &str) -> Change {
    Change { field: field.into(), before: before.into(), after: after.into() }
}

fn changed(changes: Vec<Change>) -> Happened {
    Happened::Changed { of: Recorded::Deal, changes }
}

#[test]
fn a_change_is_said_with_short_amounts_and_days() {
    let amount = changed(vec![change("amount", "₩10,000,000", "₩12,500,000")]);
    assert_eq!(KO.happened(&amount, today()).0, "금액 ₩1,000만 → ₩1,250만");
    let close = changed(vec![change("expected_close", "", "2026-12-18")]);
    assert_eq!(KO.happened(&close, today()).0, "수주 예정일 없음 → 12월 18일");
    assert_eq!(EN.happened(&close, today()).0, "Expected close none → Dec 18");
}

#[test]
fn a_tag_is_added_beside_the_others_or_taken_off() {
    let tagged = changed(vec![change("tags", "", "레퍼런스 가능")]);
    assert_eq!(KO.happened(&tagged, today()).0, "태그 추가: 레퍼런스 가능");
    let untagged = changed(vec![change("tags", "레퍼런스 가능", "")]);
    assert_eq!(KO.happened(&untagged, today()).0, "태그 뺌: 레퍼런스 가능");
}

#[test]
fn several_changes_name_their_fields_and_a_note_is_not_repeated() {
    let several = changed(vec![change("probability", "", "65"), change("about", "", "긴 이야기")]);
    let (title, lines) = KO.happened(&several, today());
    assert_eq!((title.as_str(), lines), ("가능성, 메모 변경", vec!["가능성 없음 → 65%".to_owned()]));
}

#[test]
fn a_step_that_was_done_says_what_follows() {
    let done = changed(vec![
        change(NEXT_STEP_DONE, "데모 일정 잡기", "계약서 발송"),
        change("next_step_due", "2026-11-20", "2026-11-26"),
    ]);
    let (title, lines) = KO.happened(&done, today());
    assert_eq!(title, "다음 액션 완료: 데모 일정 잡기");
    assert_eq!(lines, ["이어서: 계약서 발송 (11월 26일)"]);
    let last = changed(vec![change(NEXT_STEP_DONE, "서명 받기", "")]);
    assert_eq!(EN.happened(&last, today()), ("Next step done: 서명 받기".to_owned(), vec![]));
}

#[test]
fn an_activity_says_its_kind_outcome_and_person() {
    let call = Happened::Activity {
        kind: ActivityKind::Call,
        outcome: Some(Outcome::Connected),
        body: "결재선을 들었어요.".into(),
        person: Some("윤서아".into()),
        version: 1,
        corrected: None,
        advert: None,
    };
    let (title, lines) = KO.happened(&call, today());
    assert_eq!((title.as_str(), lines.len()), ("통화 · 연결됨 · 윤서아", 1));
}
