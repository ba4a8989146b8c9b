//! Two workspaces with one of everything in each, and somebody of every role.

use crate::api_handovers::ready;
use crate::support::{Browser, Site};
use db::team::{self, CurrentSession};
use db::{Actor, Db};
use domain::accounts::{AccountForm, PersonForm, TagForm, Wish};
use domain::activities::{ActivityForm, TaskForm};
use domain::committee::{RelateForm, Role as SeatRole, SeatForm};
use domain::handover::SendForm;
use domain::leads::giving::{GivenTo, Giving};
use domain::leads::{LeadForm, TouchForm};
use domain::outbound::{ContactStepForm, NoteForm};
use domain::pipeline::{NewDeal, SavedViewForm, StageKind};
use domain::products::{LineForm, ProductForm};
use domain::routing::{RuleForm, ShareForm};
use domain::team::forms::Invite;
use domain::team::{Role, Roles, Scope};
use domain::web_forms::WebFormForm;
use domain::{ActId, ActivityId, DealLineId, MemberId, WorkspaceId};
use std::collections::BTreeMap;

/// Everything in the other workspace is called something with this in it.
pub const CANARY: &str = "카나리아";

/// The ids of a workspace, as requests carry them.
#[derive(Clone, Debug, Default)]
pub struct Ids(pub BTreeMap<&'static str, String>);

impl Ids {
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).unwrap_or_else(|| panic!("no id is called {name}"))
    }

    fn set(&mut self, name: &'static str, id: impl ToString) {
        self.0.insert(name, id.to_string());
    }

    /// These, but for one that is another workspace's.
    pub fn with_theirs(&self, name: &'static str, theirs: &Ids) -> Ids {
        let mut mixed = self.clone();
        mixed.set(name, theirs.get(name));
        mixed
    }
}

/// A workspace, seen by each role: what is theirs alone (a session, a key) differs.
pub struct World {
    pub workspace: WorkspaceId,
    pub seen_by: BTreeMap<Role, Ids>,
    pub browsers: BTreeMap<Role, Browser>,
    /// Programs that hold a key of a member: one made for reading, one for writing.
    pub programs: BTreeMap<Role, [Browser; 2]>,
}

impl World {
    pub fn browser(&self, role: Role) -> Browser {
        self.browsers[&role].clone()
    }

    pub fn ids(&self, role: Role) -> &Ids {
        &self.seen_by[&role]
    }
}

/// Fills a workspace. Its deal is the AE's, who is in one team with the manager.
pub async fn world(site: &Site, name: &str, host: &str) -> World {
    let db = &site.db;
    let operator = site.workspace(name).await;
    let email = |login: &str| format!("{login}@{host}");
    let mut members = BTreeMap::new();
    for role in Role::ALL {
        members.insert(role, site.member(&operator, &email(role.code()), &[role]).await);
    }
    let bystander = site.member(&operator, &email("bystander"), &[Role::Viewer]).await;
    let team = team::make_team(db, &operator, &format!("{name} 팀")).await.unwrap();
    for role in [Role::Manager, Role::Ae] {
        team::join_team(db, &operator, team, members[&role]).await.unwrap();
    }
    let mut common = Ids::default();
    common.set("team", team);
    common.set("team_name", format!("{name} 팀"));
    common.set("member", bystander);
    common.set("owner", members[&Role::Ae]);
    common.set("text", name);
    records(db, &operator, name, members[&Role::Ae], &mut common).await;
    invitation(db, &operator, &email("asked"), &mut common).await;
    let ae = actor_of(site, &site.browser_of(&email(Role::Ae.code())).await).await.0;
    common.set("activity", logged(db, &ae, name, &common).await);
    handovers(db, &operator, &ae, name, &mut common).await;
    committee(db, &ae, name, &mut common).await;
    outbound(db, &operator, &ae, name, &mut common).await;
    let view = SavedViewForm { name: format!("{name} 보기"), shared: true, ..Default::default() };
    common.set("shared_view", db::pipeline::save_view(db, &ae, &view).await.unwrap().id);
    let deal = db::pipeline::deal(db, &operator, common.get("deal").parse().unwrap()).await.unwrap();
    common.set("version", deal.card.version);

    let (mut seen_by, mut browsers, mut programs) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for role in Role::ALL {
        let browser = site.browser_of(&email(role.code())).await;
        let mut ids = common.clone();
        programs.insert(role, own_things(site, &email(role.code()), role, &mut ids).await);
        seen_by.insert(role, ids);
        browsers.insert(role, browser);
    }
    let import = upload(browsers.get_mut(&Role::Admin).unwrap()).await;
    for ids in seen_by.values_mut() {
        ids.set("import", &import);
    }
    World { workspace: operator.workspace(), seen_by, browsers, programs }
}

/// Leads that were given away together; somebody has touched the only one since, so that it stays.
async fn given(db: &Db, operator: &Actor, owner: MemberId, ids: &mut Ids) {
    let now = chrono::Utc::now();
    let email = format!("given-{}@lead.test", uuid::Uuid::now_v7().simple());
    let form = |owner: String| LeadForm {
        name: "받은 리드".into(),
        email: email.clone(),
        owner,
        ..Default::default()
    };
    let before = form(ids.get("member").to_owned());
    let lead =
        db::leads::arrive(db, operator, None, (&before, &TouchForm::default()), now).await.unwrap().lead;
    let giving = Giving::new([lead], GivenTo::Member(owner)).unwrap();
    let act = ActId(uuid::Uuid::now_v7());
    ids.set("given_act", db::routing::give_many(db, operator, act, &giving, now).await.unwrap().act);
    let version = db::leads::lead(db, operator, lead).await.unwrap().version;
    let touched = LeadForm { company: "받은 회사".into(), ..form(owner.to_string()) };
    db::leads::change_lead(db, operator, lead, version, &touched).await.unwrap();
}

async fn records(db: &Db, operator: &Actor, name: &str, owner: MemberId, ids: &mut Ids) {
    db::testing::without_gates(db).await.unwrap();
    let pipelines = db::pipeline::pipelines(db, operator).await.unwrap();
    let pipeline = &pipelines[0];
    let open: Vec<_> = pipeline.stages.iter().filter(|it| it.kind == StageKind::Open).collect();
    ids.set("pipeline", pipeline.id);
    ids.set("stage", open[0].id);
    ids.set("next_stage", open[1].id);

    let form = AccountForm { name: format!("{name} 고객사"), ..Default::default() };
    let account = db::accounts::create_account(db, operator, None, &form).await.unwrap();
    ids.set("account", account.id);
    ids.set("account_key", account.key());
    let form = PersonForm { name: format!("{name} 담당자"), ..Default::default() };
    let person = db::accounts::create_person(db, operator, None, &form).await.unwrap();
    ids.set("person", person.id);
    merged_records(db, operator, ids).await;
    let email = format!("lead-{}@lead.test", uuid::Uuid::now_v7().simple());
    let form = LeadForm {
        name: format!("{name} 리드"),
        email: email.clone(),
        owner: owner.to_string(),
        ..Default::default()
    };
    let share = ShareForm { member: owner.to_string(), part: "1".to_owned(), ..Default::default() };
    let rule = RuleForm { name: format!("{name} 규칙"), shares: vec![share], ..Default::default() };
    let rule = rule.check(domain::RoutingRuleId(uuid::Uuid::now_v7())).unwrap();
    db::routing::add_rule(db, operator, &rule).await.unwrap();
    ids.set("rule", rule.id);
    let touch = TouchForm::default();
    let lead = db::leads::arrive(db, operator, None, (&form, &touch), chrono::Utc::now()).await.unwrap();
    db::testing::talked(db, lead.lead).await.unwrap();
    ids.set("lead", lead.lead);
    ids.set("lead_key", domain::Key::lead(lead.number));
    ids.set("lead_email", email);
    given(db, operator, owner, ids).await;
    // Two that are one, and one that another has swallowed.
    for name in ["twin", "other_twin", "survivor", "swallowed"] {
        let email = format!("{name}-{}@lead.test", uuid::Uuid::now_v7().simple());
        let form = LeadForm { name: name.into(), email, owner: owner.to_string(), ..Default::default() };
        let lead = db::leads::arrive(db, operator, None, (&form, &touch), chrono::Utc::now()).await.unwrap();
        ids.set(name, lead.lead);
    }
    let seen = ["survivor", "swallowed"].map(|it| (ids.get(it).parse().unwrap(), 1));
    let form = domain::merge::MergeForm::default();
    let merged = db::leads::merge::merge(db, operator, None, (seen[0], seen[1]), &form, chrono::Utc::now())
        .await
        .unwrap();
    ids.set("merge", merged.id);
    let form = WebFormForm {
        name: format!("{name} 웹폼"),
        language: "ko".into(),
        heading: format!("{name} 문의"),
        meaning: "demo_requested".into(),
        privacy: format!("{name} 안내"),
        thanks: "고맙습니다".into(),
        on: "true".into(),
        ..Default::default()
    };
    ids.set("web_form", db::web_forms::make(db, operator, None, &form.check().unwrap()).await.unwrap());
    let form = ProductForm {
        name: format!("{name} 제품"),
        price: "1000".into(),
        currency: "KRW".into(),
        ..Default::default()
    };
    let product = db::products::add_product(db, operator, &form).await.unwrap();
    ids.set("product", product);

    let deal = NewDeal {
        name: format!("{name} 딜"),
        pipeline: pipeline.id.to_string(),
        account: account.id.to_string(),
        owner: owner.to_string(),
        ..Default::default()
    };
    let deal = db::pipeline::create_deal(db, operator, &deal).await.unwrap();
    ids.set("deal", deal);
    let line = DealLineId(uuid::Uuid::now_v7());
    let form = LineForm { product: product.to_string(), quantity: "1".into(), ..Default::default() };
    db::products::add_line(db, operator, deal, line, &form).await.unwrap();
    ids.set("line", line);
    let form =
        TagForm { account: account.id.to_string(), name: format!("{name} 태그"), ..Default::default() };
    ids.set("tag", db::accounts::tag(db, operator, &form).await.unwrap().id);
    let form = TaskForm {
        title: format!("{name} 할 일"),
        owner: owner.to_string(),
        deal: deal.to_string(),
        ..Default::default()
    };
    ids.set("task", db::activities::plan(db, operator, &form).await.unwrap());

    let deal = db::pipeline::deal(db, operator, deal).await.unwrap();
    ids.set("deal_key", deal.key());
    ids.set("rank", &deal.card.rank);
}

/// Accounts and people of which two are one, and an account that another has swallowed.
async fn merged_records(db: &Db, operator: &Actor, ids: &mut Ids) {
    for name in ["account_twin", "other_account_twin", "account_survivor", "account_swallowed"] {
        let form = AccountForm { name: name.into(), ..Default::default() };
        ids.set(name, db::accounts::create_account(db, operator, None, &form).await.unwrap().id);
    }
    for name in ["person_twin", "other_person_twin"] {
        let form = PersonForm { name: name.into(), ..Default::default() };
        ids.set(name, db::accounts::create_person(db, operator, None, &form).await.unwrap().id);
    }
    let seen = ["account_survivor", "account_swallowed"].map(|it| (ids.get(it).parse().unwrap(), 1));
    let (of, form) = ((domain::merge::Records::Account, None), domain::merge::MergeForm::default());
    let merged = db::accounts::merge::merge(db, operator, of, (seen[0], seen[1]), &form, chrono::Utc::now());
    ids.set("account_merge", merged.await.unwrap().id);
}

async fn invitation(db: &Db, operator: &Actor, email: &str, ids: &mut Ids) {
    let invite = Invite { email: email.to_owned(), roles: Roles(vec![Role::Ae]), instead_of: None };
    team::invite(db, operator, &invite).await.unwrap();
    ids.set("invitation", team::invitations(db, operator).await.unwrap()[0].id);
}

async fn actor_of(site: &Site, browser: &Browser) -> (Actor, CurrentSession) {
    let secret = team::Secret::presented(&browser.cookies["baton"]);
    team::actor_of_session(&site.db, &secret).await.unwrap().unwrap()
}

/// A lead that may be handed over, and hand-overs to decide about: of the AE's own leads, and to them.
async fn handovers(db: &Db, operator: &Actor, ae: &Actor, name: &str, ids: &mut Ids) {
    ids.set("ready_lead", ready(db, ae, name).await);
    let form = SendForm { closer: ids.get("owner").to_owned(), ..Default::default() };
    for which in ["handover", "handover_to_reject", "handover_to_withdraw", "handover_to_reroute"] {
        let lead = ready(db, ae, name).await;
        let now = chrono::Utc::now();
        let sent = db::handover::send(db, operator, lead, &form, |_, name| name.to_owned(), now).await;
        ids.set(which, sent.unwrap());
    }
}

/// A target with a person, a contact that is planned and a note of the AE's; and an act that made targets.
async fn outbound(db: &Db, operator: &Actor, ae: &Actor, name: &str, ids: &mut Ids) {
    let now = chrono::Utc::now();
    let account = AccountForm { name: format!("{name} 타깃"), ..Default::default() };
    let account = db::accounts::create_account(db, operator, None, &account).await.unwrap().id;
    db::icp::mark_target(db, operator, account, true).await.unwrap();
    ids.set("target_account", account);
    let form =
        PersonForm {
            name: format!("{name} 구매팀장"), account: account.to_string(), ..Default::default()
        };
    ids.set("target_person", db::accounts::create_person(db, operator, None, &form).await.unwrap().id);
    let form = ContactStepForm {
        post: format!("{name} 대표"),
        channel: "call".into(),
        due: "2100-01-04".into(),
        ..Default::default()
    };
    ids.set("contact_step", db::outbound::add_step(db, ae, account, &form, now).await.unwrap());
    let form = NoteForm { body: format!("{name} 조사"), ..Default::default() };
    ids.set("research_note", db::outbound::write_note(db, ae, account, None, &form, now).await.unwrap().id);
    for which in ["후보", "물망"] {
        let form = AccountForm { name: format!("{name} {which}"), ..Default::default() };
        db::accounts::create_account(db, operator, None, &form).await.unwrap();
    }
    ids.set("target_text", format!("{name} 물망"));
    let (act, wish) =
        (ActId(uuid::Uuid::now_v7()), Wish { text: format!("{name} 후보"), ..Default::default() });
    ids.set("target_act", db::outbound::choose(db, operator, act, &wish, None).await.unwrap().act);
}

/// A champion and a user who have a say in the deal, and how they stand.
async fn committee(db: &Db, ae: &Actor, name: &str, ids: &mut Ids) {
    let deal = ids.get("deal").parse().unwrap();
    let form = PersonForm { name: format!("{name} 사용자"), ..Default::default() };
    let other = db::accounts::create_person(db, ae, None, &form).await.unwrap();
    ids.set("user", other.id);
    let (person, user) = (ids.get("person").to_owned(), other.id.to_string());
    for (which, person, role) in
        [("champion", &person, "champion"), ("seat", &user, "user"), ("seat_gone", &person, "influencer")]
    {
        let person = person.clone();
        let form = SeatForm { person, role: role.into(), ..Default::default() };
        ids.set(which, db::committee::seat(db, ae, deal, &form).await.unwrap());
    }
    let form = RelateForm {
        from: other.id.to_string(),
        to: ids.get("person").to_owned(),
        kind: "reports_to".into(),
        ..Default::default()
    };
    db::committee::relate(db, ae, deal, &form).await.unwrap();
    let today = ae.day(chrono::Utc::now());
    let all = db::committee::of_deal(db, ae, deal, today).await.unwrap();
    ids.set("relation", all.relations[0].id);
    let version = |role: SeatRole| all.seats.iter().find(|it| it.role == role).unwrap().version;
    ids.set("champion_version", version(SeatRole::Champion));
    ids.set("seat_version", version(SeatRole::User));
    ids.set("gone_version", version(SeatRole::Influencer));
}

/// A call that the AE logged on the deal.
async fn logged(db: &Db, ae: &Actor, name: &str, ids: &Ids) -> ActivityId {
    let form = ActivityForm {
        kind: "call".into(),
        outcome: "connected".into(),
        body: format!("{name} 통화"),
        deal: ids.get("deal").to_owned(),
        ..Default::default()
    };
    db::activities::log(db, ae, &form, chrono::Utc::now()).await.unwrap()
}

/// A second session to end, and keys of which one is to be revoked.
async fn own_things(site: &Site, email: &str, role: Role, ids: &mut Ids) -> [Browser; 2] {
    let other = site.browser_of(email).await;
    let (actor, CurrentSession(session)) = actor_of(site, &other).await;
    ids.set("session", session);
    let me = actor.id().unwrap();
    ids.set("me", me);
    let reads = team::make_api_token(&site.db, &actor, me, "script", Scope::Read).await.unwrap();
    let writes = team::make_api_token(&site.db, &actor, me, "script", Scope::Write).await.unwrap();
    ids.set("token", team::api_tokens(&site.db, &actor).await.unwrap()[0].id);
    ids.set("fresh_email", format!("new-{}-{email}", role.code()));
    [reads, writes].map(|key| site.browser().with("authorization", &format!("Bearer {}", key.expose())))
}

/// An import that waits for its yes.
async fn upload(browser: &mut Browser) -> String {
    let body = "--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"accounts.csv\"\r\n\
        content-type: text/csv\r\n\r\naccount,sector\r\nSomebody Ltd,retail\r\n\r\n--x--\r\n";
    let kind = "multipart/form-data; boundary=x";
    let answer = browser.send_as("POST", "/import/upload", "text/html", kind, body.into()).await;
    let page = answer.location().to_owned();
    page.strip_prefix("/import/").unwrap_or_else(|| panic!("{} {page}", answer.status)).to_owned()
}
