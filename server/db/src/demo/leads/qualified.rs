//! How the demo's leads are qualified: what they did before and after they came, from which the rules make MQLs and PQLs
//! by themselves, and the talks in which a colleague found out that some are ones for sales. The team has told the rules
//! which addresses are of a school and of a competitor.

use super::cast::Way;
use crate::demo::Dice;
use crate::demo::clock::{Clock, DAY};
use crate::demo::rows::SignalRow;
use crate::demo::team::{FOUNDER, Ids};
use crate::demo::write::Rows;
use chrono::{DateTime, Utc};
use domain::leads::{LeadStatus, Origin};
use domain::qualification::{
    self, Agreed, Kind, ProductRules, Reason, Rules, Talk, TalkFacts, TalkForm, enough,
};
use domain::signals::score::{Class, Rule};
use domain::signals::{Family, Property, SignalKind};
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
pub(in crate::demo) struct RulesRow {
    version: i32,
    rules: Rules,
    by_id: Uuid,
    at: DateTime<Utc>,
}

#[derive(Serialize)]
pub(in crate::demo) struct ChangeRow {
    id: Uuid,
    lead_id: Uuid,
    from_kind: &'static str,
    to_kind: &'static str,
    origin: &'static str,
    pub rule_version: i32,
    contributions: Vec<Reason>,
    by_id: Uuid,
    version: i32,
    reached_at: DateTime<Utc>,
    at: DateTime<Utc>,
}

#[derive(Serialize)]
pub(in crate::demo) struct TalkRow {
    lead_id: Uuid,
    need: i16,
    need_note: String,
    authority: i16,
    authority_note: String,
    timing: i16,
    timing_note: String,
    budget: i16,
    budget_note: String,
    workspace_owner: String,
    use_case: String,
    by_id: Uuid,
    at: DateTime<Utc>,
}

/// A student asks for a demo now and then, from here.
pub(super) const SCHOOL: &str = "nuri-univ.example";

pub(super) fn rules(clock: &Clock, ids: &Ids, rows: &mut Rows) {
    let mut rules = Rules::default();
    rules.student_domains.push(SCHOOL.to_owned());
    rules.competitor_domains.push("wikiya.example".to_owned());
    rules.products.push(of_search(&rules));
    let at = clock.instant(clock.ago(12_000));
    rows.qualification_rules.push(RulesRow { version: 1, rules, by_id: ids.members[FOUNDER], at });
}

/// The younger of two products: it shows its value when a team uses it together, and nobody connects anything to it.
const SEARCH: &str = "지식검색";

fn of_search(rules: &Rules) -> ProductRules {
    let mut own = ProductRules { product: Some(SEARCH.to_owned()), ..rules.of_others() };
    for weight in &mut own.weights {
        match weight.rule {
            Rule::TeamInvited => (weight.points, weight.class) = (35, Some(Class::Value)),
            Rule::Integrated => weight.points = 0,
            Rule::InUse => weight.least = 3,
            Rule::NearLimit => weight.least = 70,
            _ => {}
        }
        weight.most = weight.points;
    }
    own
}

/// What they did, and how long after they came, in hundredths of a working day.
type Did = (SignalKind, Option<i64>, i64);

const ASKED: [Did; 4] = [
    (SignalKind::SiteVisited, Some(240), -180),
    (SignalKind::SiteVisited, Some(900), -90),
    (SignalKind::PricingSeen, None, -40),
    (SignalKind::DemoRequested, None, 0),
];
const LISTENED: [Did; 5] = [
    (SignalKind::EventSignedUp, None, -300),
    (SignalKind::EventAttended, None, 0),
    (SignalKind::EventAttended, None, 20),
    (SignalKind::ContentDownloaded, None, 30),
    (SignalKind::PricingSeen, None, 60),
];
const READ: [Did; 3] = [
    (SignalKind::Subscribed, None, 0),
    (SignalKind::SiteVisited, Some(660), 5),
    (SignalKind::SiteVisited, Some(90), 80),
];
const MET: [Did; 2] = [(SignalKind::EventAttended, None, 0), (SignalKind::PricingSeen, None, 90)];
const USED: [Did; 11] = [
    (SignalKind::SignedUp, None, -400),
    (SignalKind::ActivationDone, None, -350),
    (SignalKind::IntegrationConnected, None, -300),
    (SignalKind::Active, None, -290),
    (SignalKind::Active, None, -190),
    (SignalKind::Active, None, -140),
    (SignalKind::Active, None, -90),
    (SignalKind::TeammatesInvited, Some(6), -60),
    (SignalKind::LimitUsed, Some(84), -20),
    (SignalKind::BillingSeen, None, 0),
    (SignalKind::Active, None, 40),
];

/// A lead as far as its qualification asks.
pub(super) struct Who<'a> {
    pub email: &'a str,
    pub account: Option<Uuid>,
    pub begun: i64,
}

pub(super) fn did(dice: &mut Dice, clock: &Clock, ids: &Ids, who: &Who, way: &Way, rows: &mut Rows) {
    let steps: &[Did] = match (way.origin, way.source) {
        (Origin::Product, _) => &USED,
        (_, "데모 요청") => &ASKED,
        (_, "웨비나") => &LISTENED,
        (_, "블로그 구독") => &READ,
        // Those at accounts that we know are worth an invitation.
        _ if who.account.is_some() => &LISTENED,
        (Origin::Outbound, _) => &[],
        _ => &MET,
    };
    let host = who.email.split_once('@').map(|it| it.1.to_owned());
    // Every other company that uses one of the products looks at the younger one.
    let searches = who.email.len().is_multiple_of(2);
    let product: Vec<Property> = match searches {
        true => vec![("product".to_owned(), SEARCH.to_owned())],
        false => vec![],
    };
    for (kind, value, after) in steps {
        let when = who.begun + after * DAY / 100;
        if when > clock.now || when <= 0 {
            continue;
        }
        let (id, at) = (dice.id(), clock.instant(when));
        rows.signals.push(SignalRow {
            id,
            key: format!("demo-{id}"),
            kind: kind.code(),
            email: Some(who.email.to_owned()),
            domain: host.clone(),
            person_id: None,
            account_id: who.account,
            value: *value,
            properties: if kind.family() == Family::Product { product.clone() } else { vec![] },
            occurred_at: at,
            received_at: at,
            by_id: ids.members[FOUNDER],
        });
    }
}

fn form(needs: [&str; 8]) -> TalkForm {
    let [need, need_note, authority, authority_note, timing, timing_note, budget, budget_note] =
        needs.map(str::to_owned);
    TalkForm {
        need,
        need_note,
        authority,
        authority_note,
        timing,
        timing_note,
        budget,
        budget_note,
        ..TalkForm::default()
    }
}

/// A talk in which everything was asked, and enough was confirmed.
pub(super) fn whole() -> TalkForm {
    form([
        "3",
        "상담 답변을 찾는 데 하루 두 시간을 써요. 화면을 같이 봤어요.",
        "2",
        "팀장이 정하고 본부장이 승인해요. 다음 주에 함께 만나요.",
        "2",
        "다음 분기 시작 전에 열고 싶대요.",
        "1",
        "올해 예산 안이라고 들었어요.",
    ])
}

/// Has the talk with this one been held, and how far has it come?
pub(super) fn talked(at: usize, status: LeadStatus) -> Option<TalkForm> {
    match (status, at % 3) {
        (LeadStatus::Engaged, 0) => Some(whole()),
        (LeadStatus::Engaged, 1) => Some(form([
            "2",
            "지금 위키로는 못 찾는다고 직접 말했어요.",
            "1",
            "누가 정하는지 물어보기로 했어요.",
            "",
            "",
            "",
            "",
        ])),
        _ => None,
    }
}

/// Whoever talked with them writes it down, and, where it is enough, says that they are ones for sales: the version of
/// the lead that this makes, if it does.
pub(super) fn write(
    dice: &mut Dice,
    rows: &mut Rows,
    (lead, version, by): (Uuid, i32, Uuid),
    (form, origin): (&TalkForm, Origin),
    at: DateTime<Utc>,
) -> Option<i32> {
    let talk = form.check().ok()?;
    let score = |it: &str| it.parse().unwrap_or_default();
    rows.qualification_talks.push(TalkRow {
        lead_id: lead,
        need: score(&form.need),
        need_note: form.need_note.clone(),
        authority: score(&form.authority),
        authority_note: form.authority_note.clone(),
        timing: score(&form.timing),
        timing_note: form.timing_note.clone(),
        budget: score(&form.budget),
        budget_note: form.budget_note.clone(),
        workspace_owner: String::new(),
        use_case: String::new(),
        by_id: by,
        at,
    });
    let (origin, contributions) = enough(&talk, TalkFacts { origin, ..TalkFacts::default() }).ok()?;
    granted(dice, rows, (lead, version + 1, by), (origin, contributions), at);
    Some(version + 1)
}

/// Somebody we went to agreed to meet: by that alone they are one for sales, as of this version of the lead.
pub(in crate::demo) fn agreed(
    dice: &mut Dice,
    rows: &mut Rows,
    whose: (Uuid, i32, Uuid),
    meeting: Agreed,
    at: DateTime<Utc>,
) {
    let facts = TalkFacts { origin: Origin::Outbound, meeting: Some(meeting), ..TalkFacts::default() };
    if let Ok(word) = enough(&Talk::default(), facts) {
        granted(dice, rows, whose, word, at);
    }
}

fn granted(
    dice: &mut Dice,
    rows: &mut Rows,
    (lead_id, version, by_id): (Uuid, i32, Uuid),
    (origin, contributions): (qualification::Origin, Vec<Reason>),
    at: DateTime<Utc>,
) {
    rows.qualification_changes.push(ChangeRow {
        id: dice.id(),
        lead_id,
        from_kind: Kind::None.code(),
        to_kind: Kind::SalesQualified.code(),
        origin: origin.code(),
        rule_version: 1,
        contributions,
        by_id,
        version,
        reached_at: at,
        at,
    });
}
