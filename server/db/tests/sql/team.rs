//! Coming in, staying in and being shown out, on a real PostgreSQL.

use chrono::Utc;
use db::team::{self, CurrentSession, NewMember, NewWorkspace, Secret};
use db::{Actor, Db, Error};
use domain::team::forms::{Founding, Invite};
use domain::team::{Right, Role, Roles, Scope, Theme};
use domain::{Locale, MemberId, Refusal};
use sqlx::PgPool;

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36";

async fn workspace(db: &Db) -> Actor {
    let id = team::found_workspace(db, &NewWorkspace::named("한빛소프트")).await.unwrap();
    Actor::operator(id)
}

async fn member(db: &Db, operator: &Actor, login: &str, roles: &[Role]) -> MemberId {
    let new = NewMember {
        name: login.to_owned(),
        email: format!("{login}@hanbit.kr"),
        roles: Roles(roles.to_vec()),
        password_hash: "a hash".to_owned(),
    };
    team::add_member(db, operator, &new).await.unwrap()
}

async fn sign_in(db: &Db, login: &str) -> Secret {
    let knock = team::knock(db, &format!("{login}@hanbit.kr"), false).await.unwrap();
    assert_eq!(knock.password_hash(), Some("a hash"));
    team::let_in(db, knock, CHROME, None).await.unwrap().session
}

async fn actor(db: &Db, cookie: &Secret) -> Actor {
    team::actor_of_session(db, cookie).await.unwrap().unwrap().0
}

async fn session(db: &Db, cookie: &Secret) -> CurrentSession {
    team::actor_of_session(db, cookie).await.unwrap().unwrap().1
}

async fn balanced(db: &Db) {
    assert_eq!(db::check(db).await.unwrap(), []);
}

fn refusal<T: std::fmt::Debug>(result: db::Result<T>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_first_link_makes_a_workspace_with_three_pipelines_and_its_admin_once(pool: PgPool) {
    let db = Db::of_pool(pool);
    let spent = team::first_link(&db).await.unwrap().unwrap();
    let link = team::first_link(&db).await.unwrap().unwrap();
    assert!(!team::is_first_link(&db, &spent).await.unwrap());
    assert!(team::is_first_link(&db, &link).await.unwrap());

    let founding =
        Founding {
            workspace: "한빛소프트".into(), name: "김민지".into(), email: "minji@hanbit.kr".into()
        };
    let cookie = team::found(&db, &link, &founding, "a hash", CHROME).await.unwrap().session;
    let admin = actor(&db, &cookie).await;
    assert_eq!(admin.roles(), &Roles(vec![Role::Admin]));
    assert_eq!(db::pipeline::pipelines(&db, &admin).await.unwrap().len(), 3);
    let viewer = team::viewer(&db, &admin).await.unwrap();
    assert_eq!((viewer.name.as_str(), viewer.workspace_name.as_str()), ("김민지", "한빛소프트"));
    assert_eq!(viewer.zone, domain::calendar::Zone::seoul());

    assert_eq!(refusal(team::found(&db, &link, &founding, "a hash", CHROME).await), Refusal::LinkSpent);
    assert!(team::first_link(&db).await.unwrap().is_none(), "somebody can sign in now");
    balanced(&db).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn of_two_founders_with_one_link_one_founds(pool: PgPool) {
    let db = Db::of_pool(pool);
    let link = team::first_link(&db).await.unwrap().unwrap();
    let founding =
        |email: &str| Founding { workspace: "한빛".into(), name: "김민지".into(), email: email.into() };
    let (one, other) = (founding("a@hanbit.kr"), founding("b@hanbit.kr"));
    let (one, other) =
        tokio::join!(team::found(&db, &link, &one, "h", ""), team::found(&db, &link, &other, "h", ""));
    assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|it| **it).count(), 1);
    assert_eq!(team::workspaces(&db).await.unwrap().len(), 1);
    balanced(&db).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_workspace_that_waits_for_its_admin_is_the_one_that_is_set_up(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    let link = team::first_link(&db).await.unwrap().unwrap();
    let founding =
        Founding {
            workspace: "새 이름".into(), name: "김민지".into(), email: "minji@hanbit.kr".into()
        };
    team::found(&db, &link, &founding, "a hash", CHROME).await.unwrap();
    assert_eq!(team::workspaces(&db).await.unwrap(), [(operator.workspace(), "새 이름".to_owned())]);
    balanced(&db).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_session_is_known_by_its_cookie_until_it_ends(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    let id = member(&db, &operator, "minji", &[Role::Ae]).await;
    let (laptop, phone) = (sign_in(&db, "minji").await, sign_in(&db, "minji").await);
    assert_ne!(laptop, phone);
    let minji = actor(&db, &laptop).await;
    assert_eq!((minji.id(), minji.workspace()), (Some(id), operator.workspace()));

    let here = session(&db, &laptop).await;
    let all = team::sessions(&db, &minji, Some(here)).await.unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!(all.iter().filter(|it| it.current).count(), 1);
    assert_eq!(all[0].browser, "Chrome · Windows");

    team::end_other_sessions(&db, &minji, here).await.unwrap();
    assert!(team::actor_of_session(&db, &phone).await.unwrap().is_none());
    assert!(team::is_at_work(&db, &minji, Some(here)).await.unwrap());
    team::sign_out(&db, &laptop).await.unwrap();
    assert!(team::actor_of_session(&db, &laptop).await.unwrap().is_none());
    assert!(!team::is_at_work(&db, &minji, Some(here)).await.unwrap());
    assert!(team::actor_of_session(&db, &Secret::presented("nonsense")).await.unwrap().is_none());
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_session_ends_by_itself_when_idle_or_old(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let operator = workspace(&db).await;
    member(&db, &operator, "minji", &[Role::Ae]).await;
    for change in
        ["seen_at = now() - interval '14 days 1 minute'", "created_at = now() - interval '30 days 1 minute'"]
    {
        let cookie = sign_in(&db, "minji").await;
        let sql = format!("update session set {change}");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&pool).await.unwrap();
        assert!(team::actor_of_session(&db, &cookie).await.unwrap().is_none(), "{change}");
    }
    let cookie = sign_in(&db, "minji").await;
    sqlx::query("update session set seen_at = now() - interval '13 days'").execute(&pool).await.unwrap();
    actor(&db, &cookie).await;
    let (kept, fresh): (i64, bool) =
        sqlx::query_as("select count(*), bool_and(seen_at > now() - interval '1 minute') from session")
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!((kept, fresh), (1, true), "the old ones are gone and the used one is young again");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_planted_session_dies_when_its_victim_signs_in(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    member(&db, &operator, "minji", &[Role::Ae]).await;
    member(&db, &operator, "mallory", &[Role::Viewer]).await;
    let planted = sign_in(&db, "mallory").await;
    let knock = team::knock(&db, "minji@hanbit.kr", false).await.unwrap();
    let own = team::let_in(&db, knock, CHROME, Some(&planted)).await.unwrap().session;
    assert_ne!(own, planted);
    assert!(team::actor_of_session(&db, &planted).await.unwrap().is_none());
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn ten_wrong_passwords_are_looked_at_even_when_forty_come_at_once(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let operator = workspace(&db).await;
    member(&db, &operator, "minji", &[Role::Ae]).await;
    for email in ["minji@hanbit.kr", "stranger@hanbit.kr"] {
        let knocks = (0..40).map(|_| team::knock(&db, email, false));
        let answers = futures::future::join_all(knocks).await;
        assert_eq!(answers.iter().filter(|it| it.is_ok()).count(), 10, "{email}");
    }
    let Refusal::TooManyTries { seconds } =
        refusal(team::knock(&db, " Minji@Hanbit.kr", false).await.map(|_| ()))
    else {
        panic!("the same member, however it is typed");
    };
    assert!((890..=900).contains(&seconds), "{seconds}");

    sqlx::query("update sign_in_try set at = at - interval '15 minutes'").execute(&pool).await.unwrap();
    sign_in(&db, "minji").await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_right_password_forgives_the_wrong_ones_before_it(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let operator = workspace(&db).await;
    member(&db, &operator, "minji", &[Role::Ae]).await;
    for _ in 0..3 {
        for _ in 0..9 {
            team::knock(&db, "minji@hanbit.kr", false).await.unwrap();
        }
        sign_in(&db, "minji").await;
    }
    let left: i64 = sqlx::query_scalar("select count(*) from sign_in_try").fetch_one(&pool).await.unwrap();
    assert_eq!(left, 0);
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn members_of_the_demo_come_in_only_where_a_demo_is_shown(pool: PgPool) {
    let db = Db::of_pool(pool);
    let demo = NewWorkspace { is_demo: true, ..NewWorkspace::named("데모") };
    let operator = Actor::operator(team::found_workspace(&db, &demo).await.unwrap());
    member(&db, &operator, "minji", &[Role::Admin]).await;
    let knock = |shows_demo| team::knock(&db, "minji@hanbit.kr", shows_demo);
    assert_eq!(knock(false).await.unwrap().password_hash(), None);
    assert_eq!(knock(true).await.unwrap().password_hash(), Some("a hash"));
    assert_eq!(db::demo::members(&db).await.unwrap().len(), 1);
    assert!(team::first_link(&db).await.unwrap().is_some(), "a demo has nobody who could found");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_invitation_makes_one_member_once(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let operator = workspace(&db).await;
    member(&db, &operator, "admin", &[Role::Admin]).await;
    let admin = actor(&db, &sign_in(&db, "admin").await).await;
    let ask =
        Invite { email: "new@hanbit.kr".into(), roles: Roles(vec![Role::Sdr, Role::Ae]), instead_of: None };
    let lost = team::invite(&db, &admin, &ask).await.unwrap();
    let link = team::invite(&db, &admin, &ask).await.unwrap();
    assert_eq!(team::invitations(&db, &admin).await.unwrap().len(), 1, "asked twice, invited once");
    assert!(team::welcome(&db, &lost).await.unwrap().is_none());
    let welcome = team::welcome(&db, &link).await.unwrap().unwrap();
    assert_eq!((welcome.email.as_str(), welcome.invited_by.as_deref()), ("new@hanbit.kr", Some("admin")));

    let (one, other) = tokio::join!(
        team::accept(&db, &link, "이서연", "h", CHROME),
        team::accept(&db, &link, "다른 이", "h", CHROME)
    );
    assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|it| **it).count(), 1);
    let new = actor(&db, &one.or(other).unwrap().session).await;
    assert_eq!(new.roles(), &Roles(vec![Role::Sdr, Role::Ae]));
    assert_eq!(new.workspace(), operator.workspace());
    assert_eq!(refusal(team::accept(&db, &link, "셋째", "h", "").await), Refusal::LinkSpent);
    assert_eq!(refusal(team::invite(&db, &admin, &ask).await), Refusal::AlreadyMember);
    assert!(team::invitations(&db, &admin).await.unwrap().is_empty());
    balanced(&db).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_old_or_withdrawn_invitation_opens_nothing_until_it_is_renewed(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let operator = workspace(&db).await;
    let ask = Invite { email: "new@hanbit.kr".into(), roles: Roles(vec![Role::Ae]), instead_of: None };
    let old = team::invite(&db, &operator, &ask).await.unwrap();
    sqlx::query("update invitation set expires_at = now()").execute(&pool).await.unwrap();
    assert_eq!(refusal(team::accept(&db, &old, "이서연", "h", "").await), Refusal::LinkSpent);
    let listed = team::invitations(&db, &operator).await.unwrap();
    assert!(listed[0].expired);

    let renewed = team::renew_invitation(&db, &operator, listed[0].id).await.unwrap();
    assert!(team::welcome(&db, &old).await.unwrap().is_none());
    assert!(team::welcome(&db, &renewed).await.unwrap().is_some());
    team::withdraw_invitation(&db, &operator, listed[0].id).await.unwrap();
    assert_eq!(refusal(team::accept(&db, &renewed, "이서연", "h", "").await), Refusal::LinkSpent);
    assert!(matches!(team::renew_invitation(&db, &operator, listed[0].id).await, Err(Error::NotFound)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_invited_member_can_take_over_a_placeholder_and_its_records(pool: PgPool) {
    let db = Db::of_pool(pool.clone());
    let operator = workspace(&db).await;
    let placeholder = MemberId(uuid::Uuid::now_v7());
    sqlx::query(
        "insert into member (workspace_id, id, name, roles, deactivated_at) values ($1, $2, 'Moses Frase', '{ae}', now())",
    )
    .bind(operator.workspace())
    .bind(placeholder)
    .execute(&pool)
    .await
    .unwrap();
    assert!(matches!(team::reactivate(&db, &operator, placeholder).await, Err(Error::NotFound)));
    let ask =
        |who| Invite { email: "moses@hanbit.kr".into(), roles: Roles(vec![Role::Ae]), instead_of: Some(who) };
    let admin = member(&db, &operator, "admin", &[Role::Admin]).await;
    assert!(matches!(refusal(team::invite(&db, &operator, &ask(admin)).await), Refusal::Invalid(_)));
    let link = team::invite(&db, &operator, &ask(placeholder)).await.unwrap();
    let cookie = team::accept(&db, &link, "Moses Frase", "h", "").await.unwrap().session;
    assert_eq!(actor(&db, &cookie).await.id(), Some(placeholder));
    balanced(&db).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn whoever_leaves_is_out_everywhere_at_once(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    member(&db, &operator, "admin", &[Role::Admin]).await;
    let minji = member(&db, &operator, "minji", &[Role::Ae]).await;
    let cookie = sign_in(&db, "minji").await;
    let before = actor(&db, &cookie).await;
    let key = team::make_api_token(&db, &operator, minji, "script", Scope::Write).await.unwrap();
    assert!(team::actor_of_token(&db, &key).await.unwrap().is_some());

    team::deactivate(&db, &operator, minji, Utc::now()).await.unwrap();
    team::deactivate(&db, &operator, minji, Utc::now()).await.unwrap();
    assert!(team::actor_of_session(&db, &cookie).await.unwrap().is_none());
    assert!(team::actor_of_token(&db, &key).await.unwrap().is_none());
    assert!(!team::is_at_work(&db, &before, None).await.unwrap());
    assert_eq!(team::knock(&db, "minji@hanbit.kr", false).await.unwrap().password_hash(), None);

    team::reactivate(&db, &operator, minji).await.unwrap();
    assert!(
        team::actor_of_session(&db, &cookie).await.unwrap().is_none(),
        "signing in again is asked of them"
    );
    assert!(team::actor_of_token(&db, &key).await.unwrap().is_none());
    sign_in(&db, "minji").await;
    balanced(&db).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn the_last_admin_stays(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    let one = member(&db, &operator, "one", &[Role::Admin]).await;
    let ae = Roles(vec![Role::Ae]);
    assert_eq!(refusal(team::deactivate(&db, &operator, one, Utc::now()).await), Refusal::LastAdmin);
    assert_eq!(refusal(team::change_roles(&db, &operator, one, &ae, 1).await), Refusal::LastAdmin);

    let two = member(&db, &operator, "two", &[Role::Admin, Role::Ae]).await;
    let (first, second) =
        (actor(&db, &sign_in(&db, "one").await).await, actor(&db, &sign_in(&db, "two").await).await);
    let (of_two, of_one) = tokio::join!(
        team::change_roles(&db, &first, two, &ae, 1),
        team::deactivate(&db, &second, one, Utc::now())
    );
    assert_eq!(
        [of_two.is_ok(), of_one.is_ok()].iter().filter(|it| **it).count(),
        1,
        "they cannot remove each other"
    );
    balanced(&db).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn two_admins_do_not_overwrite_each_others_roles(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    member(&db, &operator, "admin", &[Role::Admin]).await;
    let minji = member(&db, &operator, "minji", &[Role::Sdr]).await;
    team::change_roles(&db, &operator, minji, &Roles(vec![Role::Ae]), 1).await.unwrap();
    let late = team::change_roles(&db, &operator, minji, &Roles(vec![Role::Csm]), 1).await;
    let Err(Error::Changed(stale)) = late else { panic!("{late:?}") };
    assert_eq!(stale.version, 2);
    assert_eq!((stale.differences[0].before.as_str(), stale.differences[0].after.as_str()), ("ae", "csm"));
    assert_eq!(actor(&db, &sign_in(&db, "minji").await).await.roles(), &Roles(vec![Role::Ae]));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_new_password_signs_out_everywhere_else(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    member(&db, &operator, "minji", &[Role::Admin]).await;
    let (laptop, phone) = (sign_in(&db, "minji").await, sign_in(&db, "minji").await);
    let minji = actor(&db, &laptop).await;
    assert_eq!(team::password_hash(&db, &minji).await.unwrap(), "a hash");
    let fresh = team::change_password(&db, &minji, "another hash", CHROME).await.unwrap();
    for old in [laptop, phone] {
        assert!(team::actor_of_session(&db, &old).await.unwrap().is_none());
    }
    assert_eq!(actor(&db, &fresh).await.id(), minji.id());
    assert_eq!(team::password_hash(&db, &minji).await.unwrap(), "another hash");
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn members_choose_their_own_name_language_and_theme(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    member(&db, &operator, "minji", &[Role::Admin]).await;
    let minji = actor(&db, &sign_in(&db, "minji").await).await;
    team::rename(&db, &minji, " 김민지 ").await.unwrap();
    team::set_locale(&db, &minji, Locale::En).await.unwrap();
    team::set_theme(&db, &minji, Theme::Dark).await.unwrap();
    let viewer = team::viewer(&db, &minji).await.unwrap();
    assert_eq!(
        (viewer.name.as_str(), viewer.locale, viewer.theme),
        ("김민지", Some(Locale::En), Theme::Dark)
    );
    assert!(matches!(refusal(team::rename(&db, &minji, " ").await), Refusal::Invalid(_)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_team_is_made_joined_left_and_disbanded(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    let minji = member(&db, &operator, "minji", &[Role::Admin]).await;
    let team = team::make_team(&db, &operator, "커머셜팀").await.unwrap();
    assert!(matches!(refusal(team::make_team(&db, &operator, "커머셜팀").await), Refusal::Invalid(_)));
    team::join_team(&db, &operator, team, minji).await.unwrap();
    team::join_team(&db, &operator, team, minji).await.unwrap();
    assert_eq!(team::teams(&db, &operator).await.unwrap()[0].members, 1);
    assert_eq!(actor(&db, &sign_in(&db, "minji").await).await.teams(), [team]);
    team::rename_team(&db, &operator, team, "커머셜팀", "영업1팀").await.unwrap();
    let over_it = team::rename_team(&db, &operator, team, "커머셜팀", "영업2팀").await;
    assert!(matches!(over_it, Err(Error::Changed(_))));
    assert_eq!(team::teams(&db, &operator).await.unwrap()[0].name, "영업1팀");
    team::leave_team(&db, &operator, team, minji).await.unwrap();
    assert!(matches!(team::leave_team(&db, &operator, team, minji).await, Err(Error::NotFound)));
    team::disband_team(&db, &operator, team).await.unwrap();
    assert!(team::teams(&db, &operator).await.unwrap().is_empty());
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn a_key_for_reading_gives_no_more_than_a_viewer_has(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    let minji = member(&db, &operator, "minji", &[Role::Admin]).await;
    let me = actor(&db, &sign_in(&db, "minji").await).await;
    let read = team::make_api_token(&db, &me, minji, "reports", Scope::Read).await.unwrap();
    let write = team::make_api_token(&db, &me, minji, "sync", Scope::Write).await.unwrap();
    assert!(read.expose().starts_with("baton_"));
    let of = async |key| team::actor_of_token(&db, key).await.unwrap().unwrap();
    assert!(of(&read).await.must(Right::Log).is_err());
    assert!(of(&write).await.must(Right::KeepTeam).is_ok());

    let listed = team::api_tokens(&db, &me).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|it| it.last_used_at.is_some()));
    let reports = listed.iter().find(|it| it.name == "reports").unwrap();
    team::revoke_api_token(&db, &me, reports.id).await.unwrap();
    assert!(team::actor_of_token(&db, &read).await.unwrap().is_none());
    assert!(matches!(team::revoke_api_token(&db, &me, reports.id).await, Err(Error::NotFound)));
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn nobody_but_an_admin_keeps_the_team(pool: PgPool) {
    let db = Db::of_pool(pool);
    let operator = workspace(&db).await;
    let admin = member(&db, &operator, "admin", &[Role::Admin]).await;
    for role in [Role::Manager, Role::Sdr, Role::Ae, Role::Csm, Role::Viewer] {
        member(&db, &operator, role.code(), &[role]).await;
        let actor = actor(&db, &sign_in(&db, role.code()).await).await;
        let ask = Invite { email: "new@hanbit.kr".into(), roles: Roles(vec![Role::Admin]), instead_of: None };
        assert_eq!(refusal(team::invite(&db, &actor, &ask).await), Refusal::NotAllowed);
        assert_eq!(refusal(team::invitations(&db, &actor).await), Refusal::NotAllowed);
        assert_eq!(refusal(team::deactivate(&db, &actor, admin, Utc::now()).await), Refusal::NotAllowed);
        assert_eq!(refusal(team::make_team(&db, &actor, "팀").await), Refusal::NotAllowed);
        let own = actor.id().unwrap();
        let all = Roles(vec![Role::Admin]);
        assert_eq!(refusal(team::change_roles(&db, &actor, own, &all, 1).await), Refusal::NotAllowed);
        assert_eq!(
            refusal(team::make_api_token(&db, &actor, admin, "stolen", Scope::Write).await),
            Refusal::NotAllowed
        );
    }
    balanced(&db).await;
}

#[sqlx::test(migrator = "db::MIGRATOR")]
async fn an_admin_reaches_nobody_in_another_workspace(pool: PgPool) {
    let db = Db::of_pool(pool);
    let (ours, theirs) = (workspace(&db).await, workspace(&db).await);
    let stranger = member(&db, &theirs, "stranger", &[Role::Admin]).await;
    member(&db, &theirs, "second", &[Role::Admin]).await;
    let team = team::make_team(&db, &theirs, "그쪽 팀").await.unwrap();
    let own_team = team::make_team(&db, &ours, "우리 팀").await.unwrap();
    let stranger_is_gone =
        |result: db::Result<()>| assert!(matches!(result, Err(Error::NotFound | Error::Refused(_))));
    stranger_is_gone(team::deactivate(&db, &ours, stranger, Utc::now()).await);
    stranger_is_gone(team::change_roles(&db, &ours, stranger, &Roles(vec![Role::Ae]), 1).await);
    stranger_is_gone(team::rename_team(&db, &ours, team, "x", "y").await);
    stranger_is_gone(team::disband_team(&db, &ours, team).await);
    stranger_is_gone(team::join_team(&db, &ours, own_team, stranger).await);
    stranger_is_gone(team::make_api_token(&db, &ours, stranger, "x", Scope::Read).await.map(|_| ()));
    assert!(team::members(&db, &ours).await.unwrap().is_empty());
    assert_eq!(team::members(&db, &theirs).await.unwrap().len(), 2);
    assert_eq!(team::teams(&db, &theirs).await.unwrap().len(), 1);
}
