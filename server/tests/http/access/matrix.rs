//! Every door of the server by name: what it asks of whoever comes, and a request that it would take. A new
//! server function or route is a new row here, or the tests fail.

use super::world::Ids;
use crate::support::encoded;
use domain::accounts::list::Wish;
use domain::pipeline::Filter;
use domain::pipeline::deal::NewDeal;
use domain::pipeline::list;
use domain::qualification::{Rules, RulesForm};
use domain::signals;
use domain::team::{Right, Role, Roles, Whose, may};
use serde_json::{Value, json};

/// Who may do it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Needs {
    /// Anybody who is signed in: it reads, or concerns only the asker.
    Anybody,
    /// A right that belongs to a role, whoever owns what.
    Right(Right),
    /// To work the deal of the world, which is the AE's, in one team with the manager; or to correct what the AE
    /// logged on it, or to change the view that the AE shares.
    TheDeal,
    /// To work the lead of the world, which is the AE's as well.
    TheLead,
    /// To give that lead to somebody else.
    GiveTheLead,
    /// To hand it over, or to take that back.
    SendTheLead,
    /// To decide about a hand-over that is addressed to the AE.
    TheHandover,
}

impl Needs {
    pub fn allow(self, role: Role) -> bool {
        let roles = Roles(vec![role]);
        match self {
            Self::Anybody => true,
            Self::Right(right) => may(&roles, right, Whose::Mine),
            Self::TheDeal | Self::TheLead | Self::GiveTheLead | Self::SendTheLead | Self::TheHandover => {
                let whose = match role {
                    Role::Ae => Whose::Mine,
                    Role::Manager => Whose::MyTeams,
                    _ => Whose::Others,
                };
                let right = match self {
                    Self::TheLead => Right::WorkLead,
                    Self::GiveTheLead => Right::Reassign,
                    Self::SendTheLead => Right::HandOver,
                    Self::TheHandover => Right::Decide,
                    _ => Right::WorkDeal,
                };
                may(&roles, right, whose)
            }
        }
    }
}

pub enum Body {
    Form(Vec<(&'static str, String)>),
    Json(Value),
}

impl Body {
    /// Content type and text.
    pub fn wire(&self) -> (&'static str, String) {
        match self {
            Self::Form(pairs) => {
                let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
                ("application/x-www-form-urlencoded", encoded(&pairs))
            }
            Self::Json(value) => ("application/json", value.to_string()),
        }
    }
}

pub struct Row {
    pub path: &'static str,
    pub needs: Needs,
    pub body: fn(&Ids) -> Body,
}

const fn row(path: &'static str, needs: Needs, body: fn(&Ids) -> Body) -> Row {
    Row { path, needs, body }
}

fn nothing(_: &Ids) -> Body {
    Body::Form(vec![])
}

fn no_json(_: &Ids) -> Body {
    Body::Json(json!({}))
}

/// A form of fixed values (`= "text"`) and ids of the world (`: id`).
macro_rules! form {
    ($($name:literal $kind:tt $value:expr),* $(,)?) => {
        |ids| {
            let _ = ids;
            Body::Form(vec![$(($name, form!(@ ids $kind $value))),*])
        }
    };
    (@ $ids:ident = $value:expr) => { $value.to_string() };
    (@ $ids:ident : $value:expr) => { $ids.get($value).to_owned() };
}

fn filter() -> Value {
    serde_json::to_value(Filter::default()).unwrap()
}

fn filter_of(ids: &Ids) -> Value {
    let mut filter = filter();
    filter["team"] = json!(ids.get("team"));
    filter["tag"] = json!(ids.get("tag"));
    filter
}

fn wish(ids: &Ids) -> Body {
    let wish = Wish { text: ids.get("text").to_owned(), ..Default::default() };
    Body::Json(json!({ "wish": wish }))
}

fn move_deal(ids: &Ids) -> Body {
    Body::Json(json!({ "wish": {
        "act": uuid::Uuid::now_v7(), "deal": ids.get("deal"), "version": 2, "from": ids.get("stage"),
        "to": ids.get("next_stage"), "above": null, "below": null, "closing": null, "undo": false,
    }}))
}

/// Back to where it was, so that the form after it finds it there.
fn move_filled(ids: &Ids) -> Body {
    let Body::Json(mut order) = move_deal(ids) else { panic!("a move is JSON") };
    order["wish"]["from"] = json!(ids.get("next_stage"));
    order["wish"]["to"] = json!(ids.get("stage"));
    order["fill"] =
        json!({ "next_step": "전화하기", "activities": [{ "what": "call.connected", "body": "통화" }] });
    Body::Json(order)
}

/// One pipeline by owner, with a lane opened and a deal kept on screen.
/// Of a pipeline, by a filter that names everything, from below a deal.
fn table(ids: &Ids) -> Body {
    let mut wish = serde_json::to_value(list::Wish::default()).unwrap();
    wish["pipeline"] = json!(ids.get("pipeline"));
    wish["filter"] = filter_of(ids);
    wish["place"] = json!({ "After": ids.get("deal") });
    Body::Json(json!({ "wish": wish }))
}

fn lanes(ids: &Ids) -> Body {
    let open = [json!({ "Of": ids.get("member") }), json!("Nobody")];
    Body::Json(json!({ "wish": {
        "pipeline": ids.get("pipeline"), "filter": filter_of(ids), "open": open, "keep": [ids.get("deal")],
    }}))
}

/// The board as late as there is one, with a column that begins below a deal and the deals that came into a stage.
fn past(ids: &Ids) -> Body {
    let at = json!({ "day": "2100-01-01", "time": "09:00:00" });
    Body::Json(json!({ "wish": {
        "pipeline": ids.get("pipeline"), "filter": filter_of(ids), "at": at, "below": below(ids),
        "asked": { "column": ids.get("stage"), "way": "Worth" },
    }}))
}

fn below(ids: &Ids) -> Value {
    json!({ "stage": ids.get("stage"), "amount": null, "deal": ids.get("deal") })
}

/// Always the same one, so that it can be taken back.
const BATCH: &str = "0199a000-0000-7000-8000-00000000ba7c";

fn batch(ids: &Ids, picked: Value, work: Value) -> Value {
    let mut picked = picked;
    picked["deal"] = json!(ids.get("deal"));
    json!({ "batch": { "act": BATCH, "deals": [picked], "work": work } })
}

fn move_many(ids: &Ids) -> Body {
    let work = json!({ "Move": { "to": ids.get("stage"), "slot": null, "closing": null } });
    Body::Json(batch(ids, json!({ "stage": ids.get("next_stage"), "owner": null }), work))
}

fn give_many(ids: &Ids) -> Body {
    let picked = json!({ "stage": ids.get("stage"), "owner": ids.get("owner") });
    Body::Json(batch(ids, picked, json!({ "Give": { "owner": ids.get("owner") } })))
}

fn tag_many(ids: &Ids) -> Body {
    let picked = json!({ "stage": BATCH, "owner": null });
    Body::Json(batch(ids, picked, json!({ "Tag": { "name": "여럿" } })))
}

fn quick_deal(ids: &Ids) -> Body {
    let [pipeline, stage, account] = ["pipeline", "stage", "account"].map(|it| ids.get(it).to_owned());
    let form = NewDeal { pipeline, stage, account, name: "한 줄 딜".into(), ..Default::default() };
    Body::Json(json!({ "form": form }))
}

fn at(ids: &Ids, place: Value) -> Body {
    let tab = uuid::Uuid::now_v7();
    Body::Json(json!({ "report": { "tab": tab, "count": 1, "place": place, "carries": ids.get("deal") } }))
}

/// The forecast of one pipeline, with a column that begins below a deal.
fn forecast(ids: &Ids) -> Body {
    let after = json!({ "period": "Later", "day": null, "amount": null, "deal": ids.get("deal") });
    Body::Json(json!({ "wish": {
        "pipeline": ids.get("pipeline"), "filter": filter_of(ids), "after": after, "read": [["Undated", 40]],
        "keep": [ids.get("deal")],
    }}))
}

/// Always the same one, so that it can be taken back.
const POSTPONED: &str = "0199a000-0000-7000-8000-00000000c105";

fn postpone(ids: &Ids) -> Body {
    let wish = json!({ "act": POSTPONED, "deal": ids.get("deal"), "from": null, "to": "Later" });
    Body::Json(json!({ "wish": wish }))
}

fn expect_as_before(ids: &Ids) -> Body {
    let wish = json!({ "act": uuid::Uuid::now_v7(), "deal": ids.get("deal"), "undoes": POSTPONED });
    Body::Json(json!({ "wish": wish }))
}

use Needs::{Anybody, GiveTheLead, SendTheLead, TheDeal, TheHandover, TheLead};
const SHAPE: Needs = Needs::Right(Right::ShapeProcess);
const SET_RATES: Needs = Needs::Right(Right::SetRates);
const SET_RULES: Needs = Needs::Right(Right::SetRules);
const KEEP_TEAM: Needs = Needs::Right(Right::KeepTeam);
const RECORDS: Needs = Needs::Right(Right::KeepRecords);
/// To change what the AE shares.
const SHARED: Needs = Needs::TheDeal;
const LOG: Needs = Needs::Right(Right::Log);

/// The server functions that ask who is asking. Those that do not are in `session::PUBLIC`.
///
/// In this order each can still be done when those above it were: what takes away stands last.
pub static FUNCTIONS: &[Row] = &[
    row("/api/auth/viewer", Anybody, nothing),
    row("/api/auth/sessions", Anybody, nothing),
    row("/api/auth/rename", Anybody, form!("name" = "새 이름")),
    row(
        "/api/auth/change_password",
        Anybody,
        form!("present" = "not this one", "password" = "징검다리 건너 푸른 대문"),
    ),
    row("/api/auth/end_session", Anybody, form!("session": "session")),
    row("/api/auth/end_other_sessions", Anybody, nothing),
    //
    row("/api/team/members", Anybody, nothing),
    row("/api/team/member", Anybody, form!("member": "member")),
    row("/api/team/leaving", Anybody, form!("member": "member")),
    row("/api/team/teams", Anybody, nothing),
    row("/api/team/tokens", Anybody, nothing),
    row("/api/team/make_token", Anybody, form!("name" = "script", "scope" = "read")),
    row("/api/team/revoke_token", Anybody, form!("token": "token")),
    row("/api/team/invite", KEEP_TEAM, form!("form[email]": "fresh_email", "form[roles][]" = "ae")),
    row("/api/team/renew_invitation", KEEP_TEAM, form!("invitation": "invitation")),
    row("/api/team/withdraw_invitation", KEEP_TEAM, form!("invitation": "invitation")),
    row("/api/team/change_roles", KEEP_TEAM, form!("member": "member", "version" = "1", "roles[]" = "admin")),
    row("/api/team/make_team", KEEP_TEAM, form!("name" = "새 팀")),
    row("/api/team/rename_team", KEEP_TEAM, form!("team": "team", "seen": "team_name", "name" = "다른 이름")),
    row("/api/team/join_team", KEEP_TEAM, form!("team": "team", "member": "member")),
    row("/api/team/leave_team", KEEP_TEAM, form!("team": "team", "member": "member")),
    row("/api/team/deactivate", KEEP_TEAM, form!("member": "member")),
    row("/api/team/reactivate", KEEP_TEAM, form!("member": "member")),
    //
    row("/api/routing/book", Anybody, nothing),
    row(
        "/api/routing/add_rule",
        SHAPE,
        form!(
            "form[name]" = "새 규칙", "form[strategy]" = "round_robin", "form[shares][0][member]": "owner",
            "form[shares][0][part]" = "1",
        ),
    ),
    row(
        "/api/routing/change_rule",
        SHAPE,
        form!(
            "rule": "rule", "seen" = "1", "form[name]" = "고친 규칙", "form[strategy]" = "round_robin",
            "form[shares][0][member]": "owner", "form[shares][0][part]" = "1",
        ),
    ),
    row("/api/routing/switch_rule", SHAPE, form!("rule": "rule", "on" = "false")),
    row("/api/routing/move_rule", SHAPE, form!("rule": "rule", "earlier" = "false")),
    // Changed and switched off by the rows before.
    row("/api/routing/remove_rule", SHAPE, form!("rule": "rule", "seen" = "3")),
    row("/api/routing/set_availability", SHAPE, form!("member": "member", "form[capacity]" = "20")),
    row("/api/routing/reassign", GiveTheLead, form!("lead": "lead")),
    row("/api/leads/give_many", GiveTheLead, form!("form[leads][]": "lead", "form[to]": "owner")),
    row("/api/leads/given", Anybody, form!("act": "given_act")),
    row("/api/leads/take_back_given", GiveTheLead, form!("act": "given_act")),
    row("/api/calendar/year", Anybody, form!("year" = "2026")),
    row("/api/calendar/follow_holidays", SHAPE, form!("follow" = "false")),
    row(
        "/api/calendar/add_special_day",
        SHAPE,
        form!("form[day]" = "2026-12-31", "form[special]" = "off", "form[name]" = "종무식"),
    ),
    row("/api/calendar/set_hours", SHAPE, form!("form[opens]" = "10:00", "form[closes]" = "19:00")),
    row(
        "/api/calendar/set_promises",
        SHAPE,
        form!(
            "version" = "0",
            "form[accept_hours]" = "6",
            "form[remind_percent]" = "75",
            "form[contact_hours]" = "24",
            "form[demo_minutes]" = "10",
            "form[inbound_minutes]" = "30",
            "form[other_days]" = "1",
            "form[try_days]" = "2",
            "form[tries]" = "5",
            "form[tries_days]" = "10",
            "form[engaged_days]" = "5",
        ),
    ),
    row("/api/calendar/remove_special_day", SHAPE, form!("day" = "2026-12-31")),
    //
    row("/api/signals/standing", Anybody, |ids| {
        Body::Json(json!({ "subject": { "Account": ids.get("account") } }))
    }),
    row("/api/signals/standing", Anybody, |ids| {
        Body::Json(json!({ "subject": { "Person": ids.get("person") } }))
    }),
    row("/api/signals/standing", Anybody, |ids| {
        Body::Json(json!({ "subject": { "Deal": ids.get("deal") } }))
    }),
    row("/api/signals/arrived", Anybody, |_| Body::Json(json!({ "wish": signals::Wish::default() }))),
    //
    row("/api/exchange/book", Anybody, form!("before" = "2026-11-30")),
    row(
        "/api/exchange/add_rate",
        SET_RATES,
        form!(
            "form[base]" = "KRW",
            "form[currency]" = "USD",
            "form[day]" = "2026-11-20",
            "form[rate]" = "1,385.20"
        ),
    ),
    row(
        "/api/exchange/correct_rate",
        SET_RATES,
        form!(
            "form[base]" = "KRW",
            "form[currency]" = "USD",
            "form[day]" = "2026-11-20",
            "form[rate]" = "1,390",
            "seen" = "1385200000000",
        ),
    ),
    row(
        "/api/exchange/remove_rate",
        SET_RATES,
        form!(
            "form[base]" = "KRW",
            "form[currency]" = "USD",
            "form[day]" = "2026-11-20",
            "form[rate]" = "1,390"
        ),
    ),
    row("/api/exchange/choose_base", SET_RATES, form!("base" = "USD")),
    //
    row("/api/frameworks/book", Anybody, nothing),
    row("/api/frameworks/heat_map", Anybody, table),
    row("/api/frameworks/deal", Anybody, form!("deal": "deal")),
    row(
        "/api/frameworks/score",
        TheDeal,
        form!(
            "deal": "deal",
            "seen" = "0",
            "form[framework]" = "bant",
            "form[criterion]" = "need",
            "form[score]" = "2",
            "form[note]" = "직접 들었어요"
        ),
    ),
    row(
        "/api/frameworks/save",
        SHAPE,
        form!("seen" = "0", "form[name_ko]" = "우리 것", "form[criteria][0][name_ko]" = "상황"),
    ),
    row("/api/committee/deal", Anybody, form!("deal": "deal")),
    row(
        "/api/committee/seat",
        TheDeal,
        form!("deal": "deal", "form[person]": "person", "form[role]" = "coach"),
    ),
    row(
        "/api/committee/change",
        TheDeal,
        form!("seat": "seat", "seen": "seat_version", "form[stance]" = "2", "form[influence]" = "3"),
    ),
    row(
        "/api/committee/prove",
        TheDeal,
        form!("seat": "champion", "seen": "champion_version", "form[act]" = "shared", "form[activity]": "activity"),
    ),
    row(
        "/api/committee/relate",
        TheDeal,
        form!("deal": "deal", "form[from]": "person", "form[to]": "user", "form[kind]" = "influences"),
    ),
    row("/api/committee/unrelate", TheDeal, form!("relation": "relation")),
    row("/api/committee/leave", TheDeal, form!("seat": "seat")),
    row("/api/committee/remove", TheDeal, form!("seat": "seat_gone", "seen": "gone_version")),
    row("/api/frameworks/use", SHAPE, form!("pipeline": "pipeline", "code" = "meddic")),
    //
    row("/api/icp/book", Anybody, form!("before" = "9")),
    row("/api/icp/effect", Anybody, |_| {
        Body::Json(json!({ "form": { "rows": [{ "kind": "region", "values": ["서울"], "points": "20" }] } }))
    }),
    row(
        "/api/icp/save",
        SHAPE,
        form!(
            "seen" = "0",
            "form[rows][0][kind]" = "industry",
            "form[rows][0][values][]" = "소프트웨어",
            "form[rows][0][more]" = "커머스, 교육",
            "form[rows][0][points]" = "30",
        ),
    ),
    row("/api/icp/restore", SHAPE, form!("seen" = "1", "version" = "1")),
    row("/api/icp/version", Anybody, form!("version" = "1")),
    //
    row("/api/qualification/book", Anybody, form!("before" = "9")),
    row("/api/qualification/version", Anybody, form!("version" = "0")),
    row("/api/qualification/effect", Anybody, |_| {
        Body::Json(json!({ "form": RulesForm::from(&Rules::default()) }))
    }),
    row("/api/qualification/save", SET_RULES, |_| Body::Form(rules())),
    row("/api/qualification/restore", SET_RULES, form!("seen" = "1", "version" = "0")),
    //
    row("/api/pipeline/board", Anybody, |ids| {
        Body::Json(json!({ "pipeline": ids.get("pipeline"), "filter": filter_of(ids) }))
    }),
    row("/api/pipeline/more", Anybody, |ids| {
        let (stage, deal, rank) = (ids.get("stage"), ids.get("deal"), ids.get("rank"));
        Body::Json(json!({ "stage": stage, "rank": rank, "deal": deal, "filter": filter() }))
    }),
    row("/api/pipeline/deal", Anybody, form!("key": "deal_key")),
    row("/api/pipeline/deals", Anybody, table),
    row("/api/pipeline/pipelines", Anybody, nothing),
    row("/api/presence/report", Anybody, |ids| at(ids, json!({ "deal": ids.get("deal") }))),
    row("/api/presence/report", Anybody, |ids| at(ids, json!({ "board": ids.get("pipeline") }))),
    row(
        "/api/pipeline/create_deal",
        Needs::Right(Right::CreateDeals),
        form!(
            "form[pipeline]": "pipeline", "form[stage]": "stage", "form[account]": "account", "form[name]" = "새 딜",
        ),
    ),
    row(
        "/api/pipeline/create_deal",
        Needs::Right(Right::CreateDeals),
        form!(
            "form[pipeline]": "pipeline", "form[name]" = "남의 딜", "form[owner]": "me",
        ),
    ),
    row(
        "/api/pipeline/create_deal",
        Needs::Right(Right::Reassign),
        form!(
            "form[pipeline]": "pipeline", "form[name]" = "맡기는 딜", "form[owner]": "member",
        ),
    ),
    row("/api/pipeline/fold_stage", Anybody, form!("stage": "stage", "folded" = "true", "next" = "")),
    row("/api/pipeline/quick_add", Needs::Right(Right::CreateDeals), quick_deal),
    row(
        "/api/pipeline/edit_deal",
        TheDeal,
        form!(
            "deal": "deal", "version": "version", "form[name]" = "고친 딜", "form[currency]" = "KRW",
            "form[account]": "account", "form[person]": "person", "form[owner]": "owner",
        ),
    ),
    row("/api/pipeline/edit_cell", TheDeal, |ids| {
        let edit =
            json!({ "deal": ids.get("deal"), "cell": "next_step", "seen": "", "value": "표에서 고친 액션" });
        Body::Json(json!({ "edit": edit }))
    }),
    row("/api/pipeline/move_deal", TheDeal, move_deal),
    row("/api/pipeline/move_filled", TheDeal, move_filled),
    row("/api/pipeline/move_by_form", TheDeal, |ids| {
        let id = |name: &str| ids.get(name).to_owned();
        Body::Form(vec![
            ("act", uuid::Uuid::now_v7().to_string()),
            ("deal", id("deal")),
            ("version", id("version")),
            ("from", id("stage")),
            ("to", id("next_stage")),
            ("next", "/pipeline".to_owned()),
        ])
    }),
    row("/api/pipeline/read_lanes", Anybody, lanes),
    row("/api/forecast/read", Anybody, forecast),
    row("/api/forecast/more", Anybody, |ids| {
        let after = json!({ "period": "Later", "day": null, "amount": null, "deal": ids.get("deal") });
        let filter = filter_of(ids);
        Body::Json(json!({ "pipeline": ids.get("pipeline"), "filter": filter, "after": after }))
    }),
    row("/api/past/read", Anybody, past),
    row("/api/past/more", Anybody, |ids| {
        let (pipeline, filter) = (ids.get("pipeline"), filter_of(ids));
        let at = "2100-01-01T00:00:00Z";
        Body::Json(json!({ "pipeline": pipeline, "filter": filter, "at": at, "below": below(ids) }))
    }),
    row("/api/forecast/move_close_date", TheDeal, postpone),
    row("/api/forecast/undo_close_date", TheDeal, expect_as_before),
    row(
        "/api/forecast/move_by_form",
        TheDeal,
        form!("act" = uuid::Uuid::now_v7(), "deal": "deal", "from" = "", "to" = "later", "next" = "/forecast"),
    ),
    row("/api/pipeline/weigh_many", TheDeal, move_many),
    row("/api/pipeline/work_many", TheDeal, move_many),
    row("/api/pipeline/work_many", Needs::Right(Right::Reassign), give_many),
    row("/api/pipeline/work_many", TheDeal, tag_many),
    row("/api/pipeline/move_many_by_form", TheDeal, |ids| {
        Body::Form(vec![
            ("act", BATCH.to_owned()),
            ("to", ids.get("stage").to_owned()),
            ("deals[0][deal]", ids.get("deal").to_owned()),
            ("deals[0][stage]", ids.get("next_stage").to_owned()),
            ("next", "/deals".to_owned()),
        ])
    }),
    row("/api/pipeline/undo_many", TheDeal, |_| {
        Body::Json(json!({ "act": uuid::Uuid::now_v7(), "of": BATCH }))
    }),
    row("/api/pipeline/set_deal_columns", SHAPE, form!("columns" = "stage,amount,tags")),
    row("/api/views/list", Anybody, no_json),
    row("/api/views/save", Anybody, |ids| {
        let id = |name: &str| ids.get(name).to_owned();
        Body::Form(vec![
            ("form[name]", format!("내 보기 {}", uuid::Uuid::now_v7())),
            ("form[pinned]", "true".to_owned()),
            ("form[seen][board]", id("pipeline")),
            ("form[seen][query][owner]", id("owner")),
            ("form[seen][query][team]", id("team")),
            ("form[seen][query][tag]", id("tag")),
        ])
    }),
    row(
        "/api/views/save",
        LOG,
        form!(
            "form[name]": "fresh_email", "form[shared]" = "true", "form[seen][query][pipeline]": "pipeline",
            "form[seen][query][stage]": "next_stage",
        ),
    ),
    row("/api/views/pin", Anybody, form!("view": "shared_view", "pinned" = "true")),
    // The shared one is the AE's; whoever leads may change it, too.
    row(
        "/api/views/edit",
        SHARED,
        form!("view": "shared_view", "version" = "1", "name" = "다른 이름", "shared" = "true"),
    ),
    row(
        "/api/views/update",
        SHARED,
        form!("view": "shared_view", "version" = "2", "seen[board]": "pipeline", "seen[query][team]": "team"),
    ),
    row("/api/views/delete", SHARED, form!("view": "shared_view")),
    row(
        "/api/pipeline/create_pipeline",
        SHAPE,
        form!("motion" = "self_serve", "name" = "새 파이프라인", "currency" = "KRW"),
    ),
    row(
        "/api/pipeline/rename_pipeline",
        SHAPE,
        form!(
            "pipeline": "pipeline", "seen[name_ko]" = "이름", "seen[name_en]" = "Name", "form[name_ko]" = "이름",
            "form[name_en]" = "Name",
        ),
    ),
    row(
        "/api/pipeline/add_stage",
        SHAPE,
        form!(
            "pipeline": "pipeline", "form[name_ko]" = "새 단계", "form[probability]" = "10",
        ),
    ),
    row(
        "/api/pipeline/edit_stage",
        SHAPE,
        form!(
            "pipeline": "pipeline", "stage": "stage", "seen[name_ko]" = "단계", "seen[probability]" = "10",
            "form[name_ko]" = "단계", "form[probability]" = "10",
        ),
    ),
    row(
        "/api/pipeline/edit_gate",
        SHAPE,
        form!(
            "pipeline": "pipeline", "stage": "next_stage", "form[side]" = "entry",
            "form[add]" = "field_set.account",
        ),
    ),
    row(
        "/api/pipeline/shift_stage",
        SHAPE,
        form!("pipeline": "pipeline", "stage": "stage", "later" = "true"),
    ),
    row(
        "/api/pipeline/remove_stage",
        SHAPE,
        form!("pipeline": "pipeline", "stage": "stage", "to": "next_stage"),
    ),
    //
    row("/api/accounts/list", Anybody, wish),
    row("/api/accounts/people", Anybody, wish),
    row("/api/accounts/account", Anybody, |ids| Body::Json(json!({ "key": ids.get("account_key") }))),
    row("/api/accounts/person", Anybody, |ids| Body::Json(json!({ "id": ids.get("person") }))),
    row("/api/leads/list", Anybody, |ids| {
        let mut wish = serde_json::to_value(domain::leads::Wish::default()).unwrap();
        wish["status"] = json!("new");
        wish["owner"] = json!({ "Of": ids.get("owner") });
        wish["place"] = json!({ "After": ids.get("lead") });
        Body::Json(json!({ "wish": wish }))
    }),
    row("/api/leads/lead", Anybody, |ids| Body::Json(json!({ "key": ids.get("lead_key") }))),
    row("/api/leads/lead", Anybody, |ids| Body::Json(json!({ "key": ids.get("lead") }))),
    row("/api/leads/similar", Anybody, |ids| {
        let probe = json!({ "company": ids.get("text"), "email": ids.get("lead_email"), "except": null });
        Body::Json(json!({ "probe": probe }))
    }),
    row(
        "/api/leads/create",
        RECORDS,
        form!("form[name]" = "새 리드", "form[email]": "fresh_email", "form[owner]": "me"),
    ),
    row(
        "/api/leads/change",
        TheLead,
        form!(
            "lead": "lead", "version" = "1", "form[name]" = "고친 리드", "form[email]": "lead_email",
            "form[owner]": "owner",
        ),
    ),
    row(
        "/api/leads/move",
        TheLead,
        form!("lead": "lead", "from" = "new", "form[to]" = "working", "next" = "/leads"),
    ),
    // What made it version 3 is the move above.
    row("/api/leads/take_back", TheLead, form!("lead": "lead", "version" = "3")),
    row("/api/leads/funnel", Anybody, |ids| {
        let wish = domain::funnel::Wish {
            by: domain::funnel::By::Owner,
            place: domain::accounts::Place::After(ids.get("lead").parse().unwrap()),
            ..Default::default()
        };
        let wish = wish.opening(Some(ids.get("owner").to_owned()), domain::funnel::Step::Lead);
        Body::Json(json!({ "wish": wish }))
    }),
    row("/api/merge/pairs", Anybody, no_json),
    row("/api/merge/preview", Anybody, |ids| {
        Body::Json(json!({ "survivor": ids.get("lead_key"), "swallowed": ids.get("lead_key") }))
    }),
    row("/api/merge/tell_apart", TheLead, form!("one": "twin", "other": "lead")),
    row(
        "/api/merge/merge",
        TheLead,
        form!(
            "survivor": "twin", "survivor_version" = "1", "swallowed": "other_twin", "swallowed_version" = "1",
            "form[keep][email]" = "other",
        ),
    ),
    row("/api/merge/undo", TheLead, form!("merge": "merge")),
    row("/api/merge/record_pairs", Anybody, |_| Body::Json(json!({ "of": "account", "page": 0 }))),
    row("/api/merge/records", Anybody, |ids| {
        Body::Json(
            json!({ "of": "account", "survivor": ids.get("account_key"), "swallowed": ids.get("account_twin") }),
        )
    }),
    row("/api/merge/records", Anybody, |ids| {
        Body::Json(
            json!({ "of": "person", "survivor": ids.get("person"), "swallowed": ids.get("person_twin") }),
        )
    }),
    row(
        "/api/merge/tell_records_apart",
        RECORDS,
        form!("of" = "account", "one": "account", "other": "account_twin"),
    ),
    row(
        "/api/merge/merge_records",
        RECORDS,
        form!(
            "of" = "person", "survivor": "person_twin", "survivor_version" = "1", "swallowed": "other_person_twin",
            "swallowed_version" = "1",
        ),
    ),
    row("/api/merge/undo_records", RECORDS, form!("of" = "account", "merge": "account_merge")),
    row("/api/leads/queue", Anybody, |_| Body::Json(json!({ "of": "Me" }))),
    row("/api/leads/queue", Anybody, |ids| Body::Json(json!({ "of": { "Of": ids.get("owner") } }))),
    row(
        "/api/leads/log_touch",
        LOG,
        form!(
            "form[kind]" = "call", "form[outcome]" = "no_answer", "form[lead]": "lead", "next[lead]": "lead",
            "next[title]" = "다시 전화", "next[due]" = "2030-01-02",
        ),
    ),
    row("/api/outbound/list", Anybody, |ids| {
        Body::Json(json!({ "wish": { "of": "Anybody", "state": null, "after": ids.get("target_account"),
            "made": ids.get("target_act") } }))
    }),
    row("/api/outbound/account", Anybody, form!("account": "target_account")),
    row("/api/outbound/offer", Anybody, wish),
    row("/api/outbound/choose", RECORDS, form!("form[q]": "target_text", "form[member]": "me")),
    row("/api/outbound/take_back", RECORDS, form!("act": "target_act")),
    row(
        "/api/outbound/add_step",
        RECORDS,
        form!(
            "account": "target_account", "form[person]": "target_person", "form[channel]" = "call",
            "form[member]": "owner", "form[due]" = "2100-01-04",
        ),
    ),
    row(
        "/api/outbound/change_step",
        RECORDS,
        form!("step": "contact_step", "form[act]" = "skip", "form[reason]" = "공석"),
    ),
    row(
        "/api/outbound/write_note",
        RECORDS,
        form!("account": "target_account", "form[body]" = "조사", "form[source]" = "https://news.example/3"),
    ),
    row(
        "/api/outbound/correct_note",
        TheDeal,
        form!("note": "research_note", "version" = "1", "form[body]" = "고쳤어요"),
    ),
    row("/api/outbound/give_up", RECORDS, form!("account": "target_account", "form[reason]" = "경쟁사 고객")),
    row("/api/handover/list", Anybody, nothing),
    row("/api/handover/one", Anybody, form!("handover": "handover")),
    row("/api/handover/lead", Anybody, form!("lead": "lead")),
    row("/api/handover/deal", Anybody, form!("deal": "deal")),
    row(
        "/api/handover/notes",
        SendTheLead,
        form!("lead": "lead", "version" = "1", "form[need_words]" = "찾는 데 오래 걸려요"),
    ),
    row("/api/handover/send", SendTheLead, form!("lead": "ready_lead", "form[closer]": "owner")),
    row("/api/handover/accept", TheHandover, form!("handover": "handover")),
    row(
        "/api/handover/reject",
        TheHandover,
        form!("handover": "handover_to_reject", "form[class]" = "incomplete", "form[note]" = "예산이 빠졌어요"),
    ),
    row("/api/handover/withdraw", SendTheLead, form!("handover": "handover_to_withdraw")),
    row("/api/handover/reroute", GiveTheLead, form!("handover": "handover_to_reroute", "closer": "owner")),
    row("/api/qualification/lead", Anybody, form!("lead": "lead")),
    row("/api/qualification/grant", TheLead, form!("lead": "lead")),
    row(
        "/api/qualification/talk",
        TheLead,
        form!("lead": "lead", "version" = "1", "form[need]" = "2", "form[need_note]" = "직접 들었어요"),
    ),
    row("/api/activities/timeline", Anybody, |ids| {
        Body::Json(json!({ "subject": { "Lead": ids.get("lead") }, "before": null, "limit": 20 }))
    }),
    row("/api/activities/log", LOG, form!("form[kind]" = "call", "form[lead]": "lead")),
    row("/api/activities/plan_task", LOG, form!("form[title]" = "할 일", "form[lead]": "lead")),
    row("/api/accounts/suggest", Anybody, |ids| Body::Json(json!({ "text": ids.get("text") }))),
    row("/api/accounts/people_at", Anybody, |ids| Body::Json(json!({ "account": ids.get("account") }))),
    row("/api/accounts/people_at", Anybody, |_| Body::Json(json!({ "account": null }))),
    row("/api/accounts/tags", Anybody, no_json),
    row("/api/accounts/create", RECORDS, form!("form[name]" = "새 고객사", "form[parent]": "account")),
    row("/api/accounts/create", RECORDS, form!("form[name]" = "남의 고객사", "form[owner]": "me")),
    row(
        "/api/accounts/change",
        RECORDS,
        form!("account": "account", "version" = "2", "form[name]" = "고친 고객사"),
    ),
    row("/api/web_forms/list", Anybody, nothing),
    row("/api/web_forms/one", Anybody, form!("form": "web_form")),
    row(
        "/api/web_forms/make",
        SHAPE,
        form!(
            "form[name]" = "새 웹폼",
            "form[language]" = "ko",
            "form[heading]" = "문의",
            "form[meaning]" = "subscribed",
            "form[privacy]" = "안내",
            "form[thanks]" = "고맙습니다",
        ),
    ),
    row(
        "/api/web_forms/change",
        SHAPE,
        form!(
            "id": "web_form", "seen" = "1", "form[name]" = "고친 웹폼", "form[language]" = "en", "form[heading]" = "Ask",
            "form[meaning]" = "demo_requested", "form[privacy]" = "Notice", "form[thanks]" = "Thanks",
        ),
    ),
    row("/api/consent/of", Anybody, |ids| Body::Json(json!({ "of": { "Lead": ids.get("lead") } }))),
    row("/api/consent/of", Anybody, |ids| Body::Json(json!({ "of": { "Person": ids.get("person") } }))),
    row(
        "/api/consent/note",
        RECORDS,
        form!("lead": "lead", "form[channel]" = "email", "form[answer]" = "given", "form[proof]" = "전화로"),
    ),
    row(
        "/api/consent/note",
        RECORDS,
        form!("person": "person", "form[channel]" = "sms", "form[answer]" = "withdrawn", "form[proof]" = "메일로"),
    ),
    row("/api/icp/mark_target", RECORDS, form!("account": "account", "target" = "true")),
    row(
        "/api/accounts/create_person",
        RECORDS,
        form!("form[name]" = "새 담당자", "form[account]": "account"),
    ),
    row(
        "/api/accounts/change_person",
        RECORDS,
        form!(
            "person": "person", "version" = "1", "form[name]" = "고친 담당자", "form[account]": "account",
        ),
    ),
    row("/api/accounts/tag", RECORDS, form!("form[account]": "account", "form[name]" = "새 태그")),
    row("/api/accounts/tag", RECORDS, form!("form[person]": "person", "form[name]" = "새 태그")),
    row("/api/accounts/tag", TheDeal, form!("form[deal]": "deal", "form[name]" = "새 태그")),
    row("/api/accounts/untag", RECORDS, form!("form[account]": "account", "tag": "tag")),
    //
    row("/api/activities/timeline", Anybody, |ids| {
        Body::Json(json!({ "subject": { "Deal": ids.get("deal") }, "before": null, "limit": 20 }))
    }),
    row("/api/activities/timeline", Anybody, |ids| {
        Body::Json(json!({ "subject": { "Account": ids.get("account") }, "before": null, "limit": 20 }))
    }),
    row("/api/activities/timeline", Anybody, |ids| {
        Body::Json(json!({ "subject": { "Person": ids.get("person") }, "before": null, "limit": 20 }))
    }),
    row("/api/activities/tasks", Anybody, |ids| {
        Body::Json(json!({ "subject": { "Deal": ids.get("deal") } }))
    }),
    row(
        "/api/activities/log",
        LOG,
        form!("form[kind]" = "note", "form[body]" = "메모", "form[deal]": "deal"),
    ),
    row("/api/activities/log", LOG, form!("form[kind]" = "call", "form[account]": "account")),
    row("/api/activities/log", LOG, form!("form[kind]" = "call", "form[person]": "person")),
    row(
        "/api/activities/plan_task",
        LOG,
        form!("form[title]" = "할 일", "form[deal]": "deal", "form[owner]": "owner"),
    ),
    row("/api/activities/plan_task", LOG, form!("form[title]" = "할 일", "form[account]": "account")),
    row("/api/activities/plan_task", LOG, form!("form[title]" = "할 일", "form[person]": "person")),
    row(
        "/api/activities/edit_task",
        LOG,
        form!("task": "task", "version" = "1", "form[title]" = "다른 일", "form[owner]": "owner"),
    ),
    row(
        "/api/activities/edit_activity",
        TheDeal,
        form!("activity": "activity", "version" = "1", "form[kind]" = "meeting", "form[outcome]" = "held"),
    ),
    row("/api/activities/remove_activity", TheDeal, form!("activity": "activity", "version" = "2")),
    row("/api/activities/complete_task", LOG, form!("task": "task", "version" = "2")),
    row("/api/activities/reopen_task", LOG, form!("task": "task", "version" = "3")),
    row("/api/activities/remove_task", LOG, form!("task": "task", "version" = "4")),
    row(
        "/api/activities/complete_next_step",
        TheDeal,
        form!(
            "deal": "deal", "version": "version", "form[next_step]" = "다음", "form[next_step_due]" = "2026-12-01",
        ),
    ),
    row("/api/today/read", Anybody, |_| Body::Json(json!({ "of": "Me" }))),
    row("/api/today/read", Needs::Right(Right::Reassign), |_| Body::Json(json!({ "of": "Team" }))),
    row("/api/today/count", Anybody, no_json),
    //
    row("/api/products/list", Anybody, no_json),
    row(
        "/api/products/add",
        SHAPE,
        form!("form[name]" = "새 제품", "form[price]" = "1000", "form[currency]" = "KRW"),
    ),
    row(
        "/api/products/edit",
        SHAPE,
        form!(
            "product": "product", "version" = "1", "form[name]" = "고친 제품", "form[price]" = "2000",
            "form[currency]" = "KRW",
        ),
    ),
    row(
        "/api/products/add_line",
        TheDeal,
        form!("deal": "deal", "form[product]": "product", "form[quantity]" = "1"),
    ),
    row(
        "/api/products/change_line",
        TheDeal,
        form!(
            "deal": "deal", "version": "version", "line": "line", "form[product]": "product", "form[quantity]" = "2",
        ),
    ),
    row("/api/products/remove_line", TheDeal, form!("deal": "deal", "version": "version", "line": "line")),
    row("/api/products/retire", SHAPE, form!("product": "product")),
    row("/api/products/offer", SHAPE, form!("product": "product")),
    //
    row("/api/search/find", Anybody, |ids| Body::Json(json!({ "text": ids.get("text") }))),
    row("/api/import/read", Needs::Right(Right::Import), |ids| {
        Body::Json(json!({ "id": ids.get("import") }))
    }),
    row("/api/demo/read", KEEP_TEAM, nothing),
    row("/api/demo/bring_in", KEEP_TEAM, nothing),
    row("/api/demo/take_out", KEEP_TEAM, nothing),
    // A manager works the team's deals as long as there is the team.
    row("/api/team/disband_team", KEEP_TEAM, form!("team": "team")),
];

/// Rules as their form sends them, all of them, and one changed.
fn rules() -> Vec<(&'static str, String)> {
    let mut form = RulesForm::from(&Rules::default());
    form.interest = "60".to_owned();
    let mut sent: Vec<(&'static str, String)> = vec![("seen", "0".to_owned())];
    for (at, row) in form.weights.iter().enumerate() {
        let fields = [
            ("rule", &row.rule),
            ("points", &row.points),
            ("most", &row.most),
            ("half_life", &row.half_life),
            ("least", &row.least),
            ("within", &row.within),
            ("class", &row.class),
        ];
        sent.extend(fields.map(|(name, value)| {
            let name: &'static str = Box::leak(format!("form[weights][{at}][{name}]").into_boxed_str());
            (name, value.clone())
        }));
    }
    sent.extend([
        ("form[raises][]", "demo_requested".to_owned()),
        ("form[raise_days]", form.raise_days),
        ("form[fit]", form.fit),
        ("form[interest]", form.interest),
        ("form[qualified]", form.qualified),
        ("form[ready]", form.ready),
        ("form[student_domains]", form.student_domains),
        ("form[competitor_domains]", form.competitor_domains),
    ]);
    sent
}
