//! Two accounts that are one company, and two people who are one human being: merged as one act, and two again.

use crate::support::{World, world};
use chrono::{Days, Utc};
use db::accounts::merge::{Seen, living, merge, pairs, preview, tell_apart, undo};
use db::accounts::{
    account, account_details, account_id, change_account, create_account_anyway, create_person, person,
    person_details, tag,
};
use db::pipeline::{create_deal, deal, pipelines};
use db::{Actor, Error, activities, consent, outbound};
use domain::accounts::{AccountForm, PersonForm, TagForm};
use domain::activities::{ActivityForm, Happened, Shown, Subject, TaskForm};
use domain::consent::{Channel, ConsentForm, Of, Standing, standing};
use domain::leads::By;
use domain::merge::{Hindrance, MergeForm, RecordMerged, Records, Sure};
use domain::outbound::{ContactStepForm, NoteForm};
use domain::pipeline::NewDeal;
use domain::search::Found;
use domain::team::Role;
use domain::{AccountId, ActId, DealId, Key, PersonId, Refusal};
use sqlx::PgPool;
use uuid::Uuid;

struct Desk {
    world: World,
    ae: Actor,
}

impl Desk {
    async fn new(pool: &PgPool) -> Self {
        let world = world(pool).await;
        let ae = world.member("김민지", Role::Ae).await;
        Self { world, ae }
    }

    async fn account(&self, form: &AccountForm) -> AccountId {
        create_account_anyway(&self.world.db, &self.ae, None, form).await.unwrap().id
    }

    async fn person(&self, name: &str, email: &str, at: AccountId) -> PersonId {
        let form = PersonForm {
            name: name.into(),
            email: email.into(),
            account: at.to_string(),
            ..Default::default()
        };
        create_person(&self.world.db, &self.ae, None, &form).await.unwrap().id
    }

    async fn deal(&self, at: AccountId, name: &str) -> DealId {
        let pipeline = pipelines(&self.world.db, &self.ae).await.unwrap().remove(0).id.to_string();
        let form = NewDeal { pipeline, name: name.into(), account: at.to_string(), ..Default::default() };
        create_deal(&self.world.db, &self.ae, &form).await.unwrap()
    }

    async fn log(&self, form: ActivityForm) {
        let form =
            ActivityForm { kind: "call".into(), outcome: "connected".into(), body: "통화".into(), ..form };
        activities::log(&self.world.db, &self.ae, &form, Utc::now()).await.unwrap();
    }

    /// Two of one company, the second with a person, a deal, a task, a label, a subsidiary and a call.
    async fn two(&self) -> (AccountId, AccountId) {
        let db = &self.world.db;
        let one = self
            .account(&AccountForm {
                name: "가람테크".into(),
                domain: "garam.kr".into(),
                ..Default::default()
            })
            .await;
        let other = AccountForm {
            name: "㈜가람테크".into(),
            business_reg_no: "123-45-67891".into(),
            region: "서울".into(),
            ..Default::default()
        };
        let other = self.account(&other).await;
        self.person("윤서아", "seoa@garam.kr", other).await;
        self.deal(other, "사내 검색").await;
        let task =
            TaskForm { title: "자료 보내기".into(), account: other.to_string(), ..Default::default() };
        activities::plan(db, &self.ae, &task).await.unwrap();
        let label = TagForm { account: other.to_string(), name: "중요".into(), ..Default::default() };
        tag(db, &self.ae, &label).await.unwrap();
        self.account(&AccountForm {
            name: "가람물류".into(),
            parent: other.to_string(),
            ..Default::default()
        })
        .await;
        self.log(ActivityForm { account: other.to_string(), ..Default::default() }).await;
        (one, other)
    }

    async fn seen(&self, of: Records, id: Uuid) -> Seen {
        let db = &self.world.db;
        let version = match of {
            Records::Account => account(db, &self.ae, AccountId(id)).await.unwrap().version,
            Records::Person => person(db, &self.ae, PersonId(id)).await.unwrap().version,
        };
        (id, version)
    }

    async fn merge(&self, of: Records, one: Uuid, other: Uuid, form: &MergeForm) -> db::Result<RecordMerged> {
        let both = (self.seen(of, one).await, self.seen(of, other).await);
        merge(&self.world.db, &self.ae, (of, None), both, form, Utc::now()).await
    }

    async fn undo(&self, of: Records, merged: &RecordMerged) -> db::Result<RecordMerged> {
        undo(&self.world.db, &self.ae, of, merged.id, Utc::now()).await
    }
}

const ACCOUNTS: Records = Records::Account;
const PEOPLE: Records = Records::Person;

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_accounts_become_one_with_all_that_names_them(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, ae) = (&desk.world.db, &desk.ae);
    let (one, other) = desk.two().await;
    let mine = desk.deal(one, "도입").await;
    let before = preview(db, ae, ACCOUNTS, one.0, other.0).await.unwrap();
    let brings = before.swallowed.brings;
    assert_eq!(
        (brings.people, brings.deals, brings.tasks, brings.children, brings.activities),
        (1, 1, 1, 1, 1)
    );

    let merged = desk.merge(ACCOUNTS, one.0, other.0, &MergeForm::default()).await.unwrap();
    let now = account_details(db, ae, one).await.unwrap();
    assert_eq!(now.account.name, "가람테크");
    assert_eq!(
        now.account.business_reg_no.as_ref().map(ToString::to_string).as_deref(),
        Some("123-45-67891")
    );
    assert_eq!((now.account.region.as_deref(), now.account.tags.len()), (Some("서울"), 1));
    assert_eq!((now.deals.len(), now.people.len(), now.children.len(), now.merged.len()), (2, 1, 1, 1));
    assert_eq!((merged.number, merged.name.as_str()), (Some(2), "㈜가람테크"));
    assert_eq!(deal(db, ae, mine).await.unwrap().card.version, 1, "nothing of the survivor's is touched");
    let tasks = activities::tasks(db, ae, Subject::Account(one)).await.unwrap();
    assert_eq!(tasks.len(), 1);
    let timeline =
        activities::timeline(db, ae, Subject::Account(one), Shown::All, None, 50, Utc::now()).await.unwrap();
    let calls = timeline.moments.iter().filter(|it| matches!(it.what, Happened::Activity { .. })).count();
    assert_eq!(calls, 1, "what was done with the other one is read with it");

    // Its key leads to the survivor, and so does what is still sent for it.
    assert!(matches!(account(db, ae, other).await, Err(Error::NotFound)));
    assert_eq!(account_id(db, ae, Key::account(2)).await.unwrap(), one);
    assert_eq!(living(db, ae, ACCOUNTS, other.0).await.unwrap(), one.0);
    desk.log(ActivityForm { account: other.to_string(), ..Default::default() }).await;
    let hits = db::search::find(db, ae, "123-45-67891").await.unwrap();
    assert_eq!(hits.first().map(|it| it.found), Some(Found::Account(one, 1)));
    let again =
        AccountForm { name: "가람".into(), business_reg_no: "1234567891".into(), ..Default::default() };
    let again = create_account_anyway(db, ae, None, &again).await;
    assert!(matches!(again, Err(Error::Refused(Refusal::Exists { .. }))));
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_merge_of_accounts_is_taken_back_but_for_what_somebody_put_elsewhere(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, ae) = (&desk.world.db, &desk.ae);
    let (one, other) = desk.two().await;
    let stays = desk.deal(other, "다른 곳으로").await;
    let third = desk.account(&AccountForm { name: "나래상사".into(), ..Default::default() }).await;
    let keep = MergeForm { keep: [("name".to_owned(), "other".to_owned())].into() };
    let merged = desk.merge(ACCOUNTS, one.0, other.0, &keep).await.unwrap();
    assert_eq!(account(db, ae, one).await.unwrap().name, "㈜가람테크");
    let undone = desk.undo(ACCOUNTS, &merged).await.unwrap();
    assert!(undone.undone_at.is_some() && undone.kept.is_empty());
    let (this, that) =
        (account_details(db, ae, one).await.unwrap(), account_details(db, ae, other).await.unwrap());
    assert_eq!(
        (this.account.name.as_str(), this.account.business_reg_no, this.account.tags.len()),
        ("가람테크", None, 0)
    );
    assert_eq!((this.deals.len(), this.people.len(), this.children.len()), (0, 0, 0));
    assert_eq!(
        (that.deals.len(), that.people.len(), that.children.len(), that.account.tags.len()),
        (2, 1, 1, 1)
    );
    assert_eq!(desk.undo(ACCOUNTS, &merged).await.unwrap().undone_at, undone.undone_at, "taken back once");
    desk.world.in_order().await;

    let merged = desk.merge(ACCOUNTS, one.0, other.0, &MergeForm::default()).await.unwrap();
    let now = account(db, ae, one).await.unwrap();
    let edit = AccountForm { region: "부산".into(), ..AccountForm::of(&now) };
    change_account(db, ae, one, now.version, &edit).await.unwrap();
    let now = deal(db, ae, stays).await.unwrap();
    let form = domain::pipeline::DealForm {
        account: third.to_string(),
        account_name: String::new(),
        ..form_of(&now)
    };
    db::pipeline::edit_deal(db, ae, stays, now.card.version, &form).await.unwrap();
    let undone = desk.undo(ACCOUNTS, &merged).await.unwrap();
    assert_eq!(undone.kept, ["region"]);
    assert_eq!(deal(db, ae, stays).await.unwrap().card.account, Some(third));
    assert_eq!(account_details(db, ae, other).await.unwrap().deals.len(), 1);
    desk.world.in_order().await;
}

fn form_of(now: &domain::pipeline::Deal) -> domain::pipeline::DealForm {
    domain::pipeline::DealForm {
        name: now.card.name.clone(),
        owner: now.card.owner.map(|it| it.to_string()).unwrap_or_default(),
        currency: now.card.currency.code().to_owned(),
        ..Default::default()
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_many_who_merge_accounts_at_once_one_does_and_what_comes_meanwhile_comes_to_the_survivor(
    pool: PgPool,
) {
    let desk = Desk::new(&pool).await;
    let (one, other) = desk.two().await;
    let seen = (desk.seen(ACCOUNTS, one.0).await, desk.seen(ACCOUNTS, other.0).await);
    let pipeline = pipelines(&desk.world.db, &desk.ae).await.unwrap().remove(0).id.to_string();
    let tries = (0..12).map(|at| {
        let (db, ae, pipeline) = (desk.world.db.clone(), desk.ae.clone(), pipeline.clone());
        // Half of them the other way round.
        let both = if at % 2 == 0 { seen } else { (seen.1, seen.0) };
        tokio::spawn(async move {
            let form = NewDeal {
                pipeline,
                name: format!("딜 {at}"),
                account: other.to_string(),
                ..Default::default()
            };
            let made = create_deal(&db, &ae, &form);
            let act = Some(ActId(Uuid::now_v7()));
            let form = MergeForm::default();
            let merged = merge(&db, &ae, (ACCOUNTS, act), both, &form, Utc::now());
            tokio::join!(merged, made)
        })
    });
    for it in tries.collect::<Vec<_>>() {
        let (merged, made) = it.await.unwrap();
        assert!(matches!(merged, Ok(_) | Err(Error::Changed(_) | Error::NotFound)), "{merged:?}");
        assert!(matches!(made, Ok(_) | Err(Error::Refused(_))), "{made:?}");
    }
    assert_eq!(desk.world.count("account_merge").await, 1);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_merges_two_companies_nor_over_what_they_have_not_seen(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, ae) = (&desk.world.db, &desk.ae);
    let (one, other) = desk.two().await;
    let seen = (desk.seen(ACCOUNTS, one.0).await, desk.seen(ACCOUNTS, other.0).await);
    let now = account(db, ae, one).await.unwrap();
    let edit = AccountForm { business_reg_no: "220-81-62517".into(), ..AccountForm::of(&now) };
    change_account(db, ae, one, now.version, &edit).await.unwrap();
    let answer = merge(db, ae, (ACCOUNTS, None), seen, &MergeForm::default(), Utc::now()).await;
    assert!(matches!(answer, Err(Error::Changed(_))), "{answer:?}");
    let two = Refusal::Merge(Hindrance::TwoCompanies);
    let answer = desk.merge(ACCOUNTS, one.0, other.0, &MergeForm::default()).await;
    assert!(matches!(&answer, Err(Error::Refused(it)) if *it == two), "{answer:?}");
    let viewer = desk.world.member("구경꾼", Role::Viewer).await;
    let answer = merge(db, &viewer, (ACCOUNTS, None), seen, &MergeForm::default(), Utc::now()).await;
    assert!(matches!(answer, Err(Error::Refused(Refusal::NotAllowed))), "{answer:?}");
    assert_eq!(desk.world.count("account_merge").await, 0);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn who_was_swallowed_twice_is_followed_and_comes_back_in_order(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, ae) = (&desk.world.db, &desk.ae);
    let (one, other) = desk.two().await;
    let third = desk.account(&AccountForm { name: "가람 테크".into(), ..Default::default() }).await;
    desk.log(ActivityForm { account: third.to_string(), ..Default::default() }).await;
    let first = desk.merge(ACCOUNTS, other.0, third.0, &MergeForm::default()).await.unwrap();
    let second = desk.merge(ACCOUNTS, one.0, other.0, &MergeForm::default()).await.unwrap();
    assert_eq!(living(db, ae, ACCOUNTS, third.0).await.unwrap(), one.0);
    desk.world.in_order().await;
    let later = Refusal::Merge(Hindrance::UndoLaterFirst);
    assert!(matches!(desk.undo(ACCOUNTS, &first).await, Err(Error::Refused(it)) if it == later));
    desk.undo(ACCOUNTS, &second).await.unwrap();
    desk.world.in_order().await;
    desk.undo(ACCOUNTS, &first).await.unwrap();
    assert_eq!(living(db, ae, ACCOUNTS, third.0).await.unwrap(), third.0);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_people_become_one_and_a_withdrawal_is_never_lost(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, ae) = (&desk.world.db, &desk.ae);
    let (here, there) = desk.two().await;
    let one = desk.person("김민수", "minsu@garam.kr", here).await;
    let other = desk.person("김민수", "minsu@naver.com", there).await;
    for (person, answer) in [(one, "withdrawn"), (other, "given")] {
        let said = ConsentForm {
            channel: "email".into(),
            answer: answer.into(),
            proof: "전화로 들었어요".into(),
            ..Default::default()
        };
        consent::note(db, ae, Of::Person(person), &said, Utc::now()).await.unwrap();
    }
    let met = desk.deal(there, "검색 확대").await;
    desk.log(ActivityForm { person: other.to_string(), ..Default::default() }).await;
    let form =
        PersonForm { phone: "010-1234-5678".into(), ..PersonForm::of(&person(db, ae, other).await.unwrap()) };
    db::accounts::change_person(db, ae, other, 1, &form).await.unwrap();
    let merged = desk.merge(PEOPLE, one.0, other.0, &MergeForm::default()).await.unwrap();
    let now = person_details(db, ae, one).await.unwrap();
    assert_eq!(now.person.email.as_deref(), Some("minsu@garam.kr"));
    assert_eq!(now.person.phone.as_deref(), Some("010-1234-5678"));
    assert_eq!(now.merged[0].known_by, ["minsu@naver.com", "010-1234-5678"]);
    let said = consent::consents(db, ae, Of::Person(one)).await.unwrap();
    assert_eq!(said.len(), 3, "both answers, and that the stricter one holds");
    assert!(matches!(standing(Channel::Email, &said, Utc::now()), Standing::Withdrawn { .. }));
    assert_eq!(deal(db, ae, met).await.unwrap().card.version, 1);
    // Whoever comes with the other address is the same.
    let again = PersonForm { name: "민수".into(), email: "minsu@naver.com".into(), ..Default::default() };
    let again = create_person(db, ae, None, &again).await;
    assert!(
        matches!(&again, Err(Error::Refused(Refusal::Exists { found, .. })) if *found == Found::Person(one)),
        "{again:?}"
    );
    desk.world.in_order().await;

    desk.undo(PEOPLE, &merged).await.unwrap();
    let said = consent::consents(db, ae, Of::Person(other)).await.unwrap();
    assert!(matches!(standing(Channel::Email, &said, Utc::now()), Standing::Given { .. }));
    assert_eq!(person(db, ae, one).await.unwrap().phone, None);
    assert_eq!(person(db, ae, other).await.unwrap().phone.as_deref(), Some("010-1234-5678"));
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_contact_goes_along_with_deals_and_is_met_as_one(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, ae) = (&desk.world.db, &desk.ae);
    let (here, there) = desk.two().await;
    let one = desk.person("김민수", "minsu@garam.kr", here).await;
    let other = desk.person("김 민수", "", there).await;
    let contact = desk.deal(there, "검색 확대").await;
    sqlx::query("update deal set person_id = $1 where id = $2")
        .bind(other)
        .bind(contact)
        .execute(&pool)
        .await
        .unwrap();
    let met = desk.deal(here, "교육").await;
    sqlx::query("update deal set person_id = $1 where id = $2")
        .bind(one)
        .bind(met)
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query("update stage set entry_gate = '{\"severity\":\"warn\",\"asks\":[]}' where kind = 'open'")
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query(
        "insert into activity (workspace_id, id, kind, outcome, deal_id, account_id, person_id, reached, occurred_at)
         select workspace_id, gen_random_uuid(), 'meeting', null, id, account_id, $1, false, now() from deal where id = $2",
    )
    .bind(other)
    .bind(met)
    .execute(&pool)
    .await
    .unwrap();
    let before = deal(db, ae, met).await.unwrap().card;
    let merged = desk.merge(PEOPLE, one.0, other.0, &MergeForm::default()).await.unwrap();
    assert_eq!(deal(db, ae, contact).await.unwrap().person, Some(one));
    let after = deal(db, ae, met).await.unwrap().card;
    assert_eq!((before.story.people, after.story.people), (2, 1), "nobody is met twice");
    assert_eq!(after.version, before.version + 1, "whoever judges by two hears of it");
    desk.world.in_order().await;
    desk.undo(PEOPLE, &merged).await.unwrap();
    assert_eq!(deal(db, ae, contact).await.unwrap().person, Some(other));
    assert_eq!(deal(db, ae, met).await.unwrap().card.story.people, 2);
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn pairs_are_found_and_told_apart_once(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, ae) = (&desk.world.db, &desk.ae);
    let (one, other) = desk.two().await;
    let found = pairs(db, ae, ACCOUNTS, 0).await.unwrap();
    assert_eq!((found.total, found.pairs[0].by, found.pairs[0].sure), (1, By::Company, Sure::Likely));
    assert_eq!(
        (found.pairs[0].one.id, found.pairs[0].other.id, found.pairs[0].other.deals),
        (one.0, other.0, 1)
    );
    let twin = account_details(db, ae, other).await.unwrap().twin.unwrap();
    assert_eq!((twin.one.id, twin.other.id), (other.0, one.0));
    let minsu = desk.person("김민수", "minsu@garam.kr", one).await;
    let same = desk.person("김민수", "kim@garam.kr", other).await;
    desk.person("이지우", "jiwoo@garam.kr", one).await;
    let people = pairs(db, ae, PEOPLE, 0).await.unwrap();
    assert_eq!((people.total, people.is_cut), (1, false));
    assert!(person_details(db, ae, same).await.unwrap().twin.is_some());
    let alike = preview(db, ae, ACCOUNTS, one.0, other.0).await.unwrap().alike;
    assert_eq!(alike.len(), 1, "one of each account");
    for _ in 0..2 {
        tell_apart(db, ae, ACCOUNTS, other.0, one.0).await.unwrap();
        tell_apart(db, ae, PEOPLE, minsu.0, same.0).await.unwrap();
    }
    assert_eq!(pairs(db, ae, ACCOUNTS, 0).await.unwrap().total, 0);
    assert_eq!(pairs(db, ae, PEOPLE, 0).await.unwrap().total, 0);
    assert_eq!(account_details(db, ae, other).await.unwrap().twin, None);
    assert!(pairs(db, ae, ACCOUNTS, 7).await.unwrap().pairs.is_empty());
    desk.world.in_order().await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn another_workspaces_records_are_not_merged(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let there = Desk::new(&pool).await;
    let (one, _) = desk.two().await;
    let (theirs, _) = there.two().await;
    let db = &desk.world.db;
    let both = (desk.seen(ACCOUNTS, one.0).await, (theirs.0, 1));
    let answer = merge(db, &desk.ae, (ACCOUNTS, None), both, &MergeForm::default(), Utc::now()).await;
    assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
    assert!(matches!(tell_apart(db, &desk.ae, ACCOUNTS, one.0, theirs.0).await, Err(Error::NotFound)));
    assert!(matches!(preview(db, &desk.ae, ACCOUNTS, one.0, theirs.0).await, Err(Error::NotFound)));
    let other = there.account(&AccountForm { name: "가람".into(), ..Default::default() }).await;
    let merged = there.merge(ACCOUNTS, theirs.0, other.0, &MergeForm::default()).await.unwrap();
    assert!(matches!(desk.undo(ACCOUNTS, &merged).await, Err(Error::NotFound)));
    assert_eq!(desk.world.count("account_told_apart").await, 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn how_a_target_is_worked_goes_along_and_comes_back(pool: PgPool) {
    let desk = Desk::new(&pool).await;
    let (db, ae, now) = (&desk.world.db, &desk.ae, Utc::now());
    let (one, other) = desk.two().await;
    db::icp::mark_target(db, ae, other, true).await.unwrap();
    let step = ContactStepForm {
        id: Uuid::now_v7().to_string(),
        post: "구매팀장".into(),
        channel: "call".into(),
        due: (now.date_naive() + Days::new(3)).to_string(),
        ..Default::default()
    };
    outbound::add_step(db, ae, other, &step, now).await.unwrap();
    let note = NoteForm { body: "물류센터를 새로 짓는대요".into(), ..Default::default() };
    let note = outbound::write_note(db, ae, other, None, &note, now).await.unwrap();
    let seen = async |of: AccountId| outbound::account(db, ae, of, Utc::now()).await.unwrap();
    let before = seen(other).await;
    assert_eq!((before.steps.len(), before.notes.len(), before.line.is_some()), (1, 1, true));

    let keep = MergeForm { keep: [("target".to_owned(), "other".to_owned())].into() };
    let merged = desk.merge(ACCOUNTS, one.0, other.0, &keep).await.unwrap();
    let after = seen(one).await;
    assert_eq!((&after.steps, &after.notes), (&before.steps, &before.notes));
    let since: Vec<chrono::DateTime<Utc>> =
        sqlx::query_scalar("select since from target").fetch_all(&pool).await.unwrap();
    assert!(since.len() == 2 && since[0] == since[1], "a target since the first of them was: {since:?}");
    let corrected = NoteForm { body: "둘을 짓는대요".into(), ..Default::default() };
    outbound::correct_note(db, ae, note.id, 1, &corrected, now).await.unwrap();
    let told: Uuid = sqlx::query_scalar(
        "select account_id from outbox where topic = 'account' order by xid desc, seq desc limit 1",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(told, one.0, "whoever looks at the one that lives hears of it");

    desk.undo(ACCOUNTS, &merged).await.unwrap();
    let (mine, theirs) = (seen(one).await, seen(other).await);
    assert_eq!((mine.steps.len(), mine.notes.len(), mine.line.is_none()), (0, 0, true));
    assert_eq!((theirs.steps, theirs.notes.len()), (before.steps, 1));
    assert_eq!(db::check(db).await.unwrap(), []);
}
