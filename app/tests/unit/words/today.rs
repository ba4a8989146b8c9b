//! Lines of the day, in words.

use app::words::Words;
use chrono::NaiveDate;
use domain::focus::FocusDeal;
use domain::focus::{Focus, What};
use domain::{DealId, Locale};

const KO: Words = Words::new(Locale::Ko);
const EN: Words = Words::new(Locale::En);

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn line(what: What, due: Option<&str>, quiet: Option<i64>) -> Focus {
    let deal = FocusDeal {
        id: DealId(uuid::Uuid::nil()),
        number: 7,
        version: 1,
        name: "사내 지식검색".into(),
        amount: None,
        stage_ko: "데모 완료".into(),
        stage_en: "Demo done".into(),
        last_on: day("2026-11-13"),
    };
    Focus {
        what,
        due: due.map(day),
        quiet,
        deal: Some(deal),
        about: None,
        with: Some("블루오션커머스".into()),
        owner: domain::MemberId(uuid::Uuid::nil()),
    }
}

#[test]
fn every_line_says_why_it_is_here() {
    let today = day("2026-11-23");
    let rotting = line(What::Rotting { step: None }, None, Some(6));
    assert_eq!(KO.focus_title(&rotting), "블루오션커머스에 다시 연락하기");
    assert_eq!(KO.focus_reason(&rotting, today), "데모 완료 · 마지막 대화 11/13");
    assert_eq!(KO.focus_when(&rotting, today), "정체 6일");

    let late = line(What::NextStep { step: "구매팀 회신 확인".into() }, Some("2026-11-20"), Some(6));
    assert_eq!(KO.focus_title(&late), "구매팀 회신 확인: 블루오션커머스");
    assert_eq!(KO.focus_reason(&late, today), "데모 완료 · 영업일 6일째 대화가 없어요");
    assert_eq!(KO.focus_when(&late, today), "3일 지남");
    assert_eq!(EN.focus_reason(&late, today), "Demo done · no talk for 6 business days");
}

#[test]
fn a_reason_does_not_say_again_when_it_is_due() {
    let today = day("2026-11-23");
    let id = domain::TaskId(uuid::Uuid::nil());
    for due in ["2026-11-18", "2026-11-23", "2026-11-26"] {
        for what in [
            What::Task { id, version: 1, title: "전화".into() },
            What::NextStep { step: "전화".into() },
            What::HoldEnds { reason: Some("예산 동결".into()) },
        ] {
            let line = line(what, Some(due), None);
            for words in [KO, EN] {
                let (reason, when) = (words.focus_reason(&line, today), words.focus_when(&line, today));
                assert!(!reason.contains(&when) && !reason.is_empty(), "{reason} / {when}");
                assert!(
                    !reason.contains("지났") && !reason.contains("오늘") && !reason.contains("due"),
                    "{reason}"
                );
            }
        }
    }
}

#[test]
fn a_task_without_a_day_says_so() {
    let id = domain::TaskId(uuid::Uuid::nil());
    let task = Focus {
        deal: None,
        with: None,
        ..line(What::Task { id, version: 1, title: "명함 정리".into() }, None, None)
    };
    assert_eq!(KO.focus_title(&task), "명함 정리");
    assert_eq!(KO.focus_reason(&task, day("2026-11-23")), "할 일");
    assert_eq!(EN.focus_when(&task, day("2026-11-23")), "no date");
}
