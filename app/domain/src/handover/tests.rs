//! What a dossier lacks, whether it may go, and what its clock does.

use super::*;
use crate::calendar::{Calendar, Clock, Zone};
use crate::consent::Channel;
use crate::leads::Origin;
use crate::leads::Promises;
use crate::qualification::{Answer, Kind, Talk, Use};
use crate::routing::{Availability, Passed, Place, Reason};
use crate::{Refusal, Why};
use chrono::{Duration, NaiveDate};
use uuid::Uuid;

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00+09:00").parse().expect("an instant")
}

fn today() -> NaiveDate {
    "2026-11-27".parse().expect("a day")
}

fn by<T>(what: impl FnOnce(Clock<'_>) -> T) -> T {
    let (calendar, zone) = (Calendar::default(), Zone::seoul());
    what(Clock { calendar: &calendar, zone: &zone })
}

fn whole() -> Dossier {
    let answer = || Answer { score: 2, note: "담당자가 말함".into() };
    let contact = Contact {
        at: at("2026-11-26T15:00"),
        kind: crate::activities::ActivityKind::Call,
        outcome: Some(crate::activities::Outcome::Connected),
        body: String::new(),
    };
    Dossier {
        company: Some("가람테크".into()),
        domain: Some("garam.kr".into()),
        name: "김민수".into(),
        title: Some("영업팀장".into()),
        email: Some("minsu@garam.kr".into()),
        phone: None,
        fit: Some(82),
        kind: Kind::SalesQualified,
        origin: Origin::Inbound,
        about: "엑셀로 관리하기 힘들어요".into(),
        signals: vec![],
        talk: Talk { answers: std::array::from_fn(|_| answer()), ..Talk::default() },
        notes: Notes {
            need_words: "견적을 누가 언제 보냈는지 아무도 몰라요".into(),
            people: "대표가 결정, 팀장이 챔피언 후보".into(),
            questions: "없음".into(),
            next_step: "데모".into(),
            next_step_due: Some(today()),
            promises: "없음".into(),
        },
        people: vec![],
        last_contact: Some(contact),
        consents: vec![(Channel::Email, true)],
    }
}

#[test]
fn each_thing_that_lacks_takes_its_item_away_and_says_so() {
    assert_eq!((whole().completeness(today()), whole().may_send(today())), (100, Ok(100)));
    let cases: [(Item, Gap, fn(&mut Dossier)); 14] = [
        (Item::Account, Gap::Company, |it| it.company = None),
        (Item::Account, Gap::Domain, |it| it.domain = None),
        (Item::Person, Gap::Title, |it| it.title = None),
        (Item::Person, Gap::Reach, |it| it.email = None),
        (Item::Fit, Gap::Fit, |it| it.fit = None),
        (Item::WhyNow, Gap::WhyNow, |it| it.about.clear()),
        (Item::Answers, Gap::Answer(crate::qualification::Criterion::Budget), |it| {
            it.talk.answers[3].score = 0;
        }),
        (Item::People, Gap::People, |it| it.notes.people.clear()),
        (Item::LastContact, Gap::Contact, |it| it.last_contact = None),
        (Item::LastContact, Gap::Questions, |it| it.notes.questions.clear()),
        (Item::NextStep, Gap::NextStepDay, |it| it.notes.next_step_due = None),
        (Item::NextStep, Gap::NextStepPast, |it| {
            it.notes.next_step_due = Some(today() - Duration::days(1));
        }),
        (Item::Promises, Gap::Consent, |it| it.consents.clear()),
        (Item::Promises, Gap::Promises, |it| it.notes.promises.clear()),
    ];
    for (item, gap, take) in cases {
        let mut dossier = whole();
        take(&mut dossier);
        assert_eq!(dossier.gaps(item, today()), [gap]);
        assert_eq!(dossier.completeness(today()), 90, "{gap:?}");
    }
}

#[test]
fn only_one_for_sales_goes_and_need_and_next_step_always_go_with_it() {
    for kind in [Kind::None, Kind::MarketingQualified, Kind::ProductQualified] {
        let refused = Dossier { kind, ..whole() }.may_send(today());
        assert_eq!(refused, Err(NotSent::NotQualified(kind)));
    }
    // Eight of ten are enough …
    let eight = Dossier { fit: None, title: None, ..whole() };
    assert_eq!(eight.may_send(today()), Ok(80));
    let seven = Dossier { fit: None, title: None, consents: vec![], ..whole() };
    assert_eq!(seven.may_send(today()), Err(NotSent::Incomplete { completeness: 70, needs: vec![] }));
    // … but not without these two.
    let mut mute = whole();
    mute.notes.need_words.clear();
    mute.talk.answers[0].score = 1;
    let refused = NotSent::Incomplete { completeness: 90, needs: vec![Item::Need] };
    assert_eq!(mute.may_send(today()), Err(refused));
    let mut idle = whole();
    idle.notes.next_step.clear();
    let refused = NotSent::Incomplete { completeness: 90, needs: vec![Item::NextStep] };
    assert_eq!(idle.may_send(today()), Err(refused));
}

#[test]
fn what_was_confirmed_in_the_talk_is_not_typed_again() {
    let mut dossier = whole();
    dossier.notes.need_words.clear();
    assert_eq!(dossier.need(), "담당자가 말함");
    // Whoever uses the product is asked what for, and who owns their workspace.
    let used = Use { workspace_owner: "박서연".into(), use_case: "상담 기록".into() };
    let product = Dossier {
        origin: Origin::Product,
        talk: Talk { used, ..Talk::default() },
        notes: Notes { need_words: String::new(), ..whole().notes },
        ..whole()
    };
    assert_eq!((product.need(), product.completeness(today())), ("상담 기록", 100));
}

#[test]
fn sent_on_friday_at_five_it_is_due_on_monday_at_noon() {
    by(|clock| {
        let sent = clocks(at("2026-11-27T17:00"), Promises::default(), clock);
        assert_eq!((sent.remind_at, sent.due_at), (at("2026-11-30T11:00"), at("2026-11-30T12:00")));
        // Over Chuseok, too.
        assert_eq!(clocks(at("2026-09-23T17:00"), Promises::default(), clock).due_at, at("2026-09-28T12:00"));
        // A team that takes six hours, and is reminded after half of them.
        let slow = Promises { accept_hours: 6, remind_percent: 50, ..Promises::default() };
        let sent = clocks(at("2026-11-27T17:00"), slow, clock);
        assert_eq!((sent.remind_at, sent.due_at), (at("2026-11-30T11:00"), at("2026-11-30T14:00")));
    });
}

#[test]
fn the_customer_hears_from_us_a_day_later_in_the_next_business_hour() {
    by(|clock| {
        assert_eq!(contact_due(at("2026-11-26T14:30"), Promises::default(), clock), at("2026-11-27T14:30"));
        assert_eq!(contact_due(at("2026-11-27T14:30"), Promises::default(), clock), at("2026-11-30T09:00"));
        assert_eq!(contact_due(at("2026-11-25T20:00"), Promises::default(), clock), at("2026-11-27T09:00"));
    });
}

#[test]
fn it_goes_on_once_by_itself_and_then_a_manager_decides() {
    let somebody = MemberId(Uuid::from_u128(1));
    assert_eq!(next_after(0, Some(somebody)), Next::Member(somebody));
    assert_eq!(next_after(1, Some(somebody)), Next::Queue);
    assert_eq!(next_after(0, None), Next::Queue);
}

#[test]
fn whoever_has_the_account_gets_it_else_who_has_least_and_is_there() {
    let closer = |id: u128, pending, deals| Closer {
        who: Availability {
            member: MemberId(Uuid::from_u128(id)),
            capacity: None,
            away_from: None,
            away_until: None,
            opens_at: None,
            closes_at: None,
            open: 0,
            active: true,
        },
        pending,
        deals,
    };
    let (calendar, zone) = (Calendar::default(), Zone::seoul());
    let place = Place { now: at("2026-11-27T10:00"), zone: &zone, calendar: &calendar };
    let mut team = [closer(1, 0, 9), closer(2, 1, 2), closer(3, 0, 5)];
    let chosen = choose(&team, None, place);
    assert_eq!((chosen.owner, chosen.reason), (Some(team[1].who.member), Some(Reason::Fewest { open: 3 })));
    let chosen = choose(&team, Some(team[0].who.member), place);
    assert_eq!((chosen.owner, chosen.reason), (Some(team[0].who.member), Some(Reason::OwnsAccount)));
    assert_eq!(chosen.passed, []);
    // One that waits is as many as the second takes; the third is away.
    team[1].who.capacity = Some(1);
    team[2].who.away_until = Some(today());
    let chosen = choose(&team, None, place);
    assert_eq!(chosen.owner, Some(team[0].who.member));
    assert!(chosen.passed.contains(&(team[1].who.member, Passed::Full { open: 1, capacity: 1 })));
    assert!(chosen.passed.contains(&(team[2].who.member, Passed::Away(Some(today())))));
    team[0].who.active = false;
    assert_eq!(choose(&team, None, place).owner, None);
}

#[test]
fn a_rejection_says_what_is_wrong_and_why() {
    let form = |class: &str, note: &str| RejectForm { class: class.into(), note: note.into() };
    let fields = |it: Result<Decision, Refusal>| match it {
        Err(Refusal::Invalid(it)) => it.into_iter().map(|it| (it.field, it.why)).collect::<Vec<_>>(),
        other => panic!("not refused by a field: {other:?}"),
    };
    let missing = |field: &str| (field.to_owned(), Why::Missing);
    assert_eq!(fields(form("", " ").check()), [missing("class"), missing("note")]);
    assert_eq!(fields(form("mood", "싫어요").check()), [("class".to_owned(), Why::Unknown)]);
    let said = form("routing", "부산 지역이에요").check();
    assert_eq!(said, Ok(Decision::Reject(RejectClass::Routing, "부산 지역이에요".into())));
}

#[test]
fn figures_equal_what_one_counts_by_hand() {
    let from = Some(MemberId(Uuid::from_u128(1)));
    let sent_at = at("2026-11-27T17:00");
    let share = |state, class, decided: Option<&str>| Share {
        from,
        state,
        class,
        sent_at,
        decided_at: decided.map(at),
    };
    let shares = [
        share(State::Accepted, None, Some("2026-11-27T17:30")),
        share(State::Accepted, None, Some("2026-11-30T09:10")),
        share(State::Rejected, Some(RejectClass::Incomplete), Some("2026-11-30T09:00")),
        share(State::Expired, None, Some("2026-11-30T12:00")),
        share(State::Withdrawn, None, Some("2026-11-27T17:01")),
        share(State::Pending, None, None),
    ];
    let counted = by(|clock| figures(shares, |from, to| clock.minutes(from, to)));
    assert_eq!((counted.accepted_percent(), counted.expired_percent()), (Some(67), Some(25)));
    // 30 and 70 business minutes.
    assert_eq!(counted.median_minutes, Some(50));
    assert_eq!(counted.reasons, [Rejected { from, class: RejectClass::Incomplete, count: 1 }]);
    let none = figures([], |_, _| 0);
    assert_eq!((none.accepted_percent(), none.expired_percent(), none.median_minutes), (None, None, None));
}
