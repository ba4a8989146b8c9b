//! Requirements of a gate, in words.

use app::words::Words;
use domain::Locale;
use domain::activities::{ActivityKind, Outcome};
use domain::pipeline::gate::{Activity, Field, Requirement};

#[test]
fn a_requirement_is_said_as_people_would() {
    let held = Activity::once(ActivityKind::Demo, Some(Outcome::Held));
    let lately = Activity { within_days: Some(14), ..held };
    let (ko, en) = (Words::new(Locale::Ko), Words::new(Locale::En));
    assert_eq!(ko.requirement(&Requirement::Activity(held)), "데모 진행함 기록");
    assert_eq!(en.requirement(&Requirement::Activity(lately)), "Demo Held on record in the last 14 days");
    assert_eq!(ko.requirement(&Requirement::FieldSet(Field::Amount)), "금액 입력");
}
