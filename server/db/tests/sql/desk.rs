//! A small sales team at its desks: two members, an account with a person, and deals in the first
//! pipeline, made by the same acts as everywhere.

use chrono::{DateTime, Utc};
use db::team::{self, NewMember, NewWorkspace};
use db::{Actor, Db, Error};
use domain::accounts::{AccountForm, PersonForm};
use domain::pipeline::{NewDeal, Pipeline, StageKind};
use domain::team::{Role, Roles};
use domain::{AccountId, DealId, PersonId, Refusal, StageId};
use sqlx::PgPool;
use uuid::Uuid;

pub struct Desk {
    pub db: Db,
    pub pool: PgPool,
    pub minji: Actor,
    pub junho: Actor,
    pub account: AccountId,
    pub person: PersonId,
    pub pipeline: Pipeline,
}

impl Desk {
    pub async fn open(pool: PgPool) -> Self {
        Self::named(pool, "hanbit").await
    }

    /// Another workspace needs another name: e-mail addresses are known once.
    pub async fn named(pool: PgPool, name: &str) -> Self {
        let db = Db::of_pool(pool.clone());
        let workspace = team::found_workspace(&db, &NewWorkspace::named(name)).await.unwrap();
        // Gates have tests of their own; in the others a deal goes where it is put.
        sqlx::query("update stage set entry_gate = null, exit_gate = null").execute(&pool).await.unwrap();
        let operator = Actor::operator(workspace);
        let minji = member(&db, &operator, &format!("minji@{name}.kr"), &[Role::Admin]).await;
        let junho = member(&db, &operator, &format!("junho@{name}.kr"), &[Role::Ae]).await;
        let form = AccountForm { name: "가람테크".into(), ..Default::default() };
        let account = db::accounts::create_account(&db, &minji, None, &form).await.unwrap().id;
        let form =
            PersonForm { name: "윤서아".into(), account: account.to_string(), ..Default::default() };
        let person = db::accounts::create_person(&db, &minji, None, &form).await.unwrap().id;
        let pipeline = db::pipeline::pipelines(&db, &minji).await.unwrap().remove(0);
        Self { db, pool, minji, junho, account, person, pipeline }
    }

    /// A deal of the asker with the account and its person.
    pub async fn deal(&self, owner: &Actor, name: &str, amount: &str) -> DealId {
        let form = NewDeal {
            name: name.into(),
            pipeline: self.pipeline.id.to_string(),
            account: self.account.to_string(),
            amount: amount.into(),
            ..Default::default()
        };
        let deal = db::pipeline::create_deal(&self.db, owner, &form).await.unwrap();
        sqlx::query("update deal set person_id = $2 where id = $1")
            .bind(deal)
            .bind(self.person)
            .execute(&self.pool)
            .await
            .unwrap();
        deal
    }

    /// A deal as an import keeps it: begun in a stage at some time in the past.
    pub async fn begun(&self, owner: &Actor, amount: i64, stage: StageId, at: DateTime<Utc>) -> DealId {
        let deal = DealId(Uuid::now_v7());
        sqlx::query(
            "with counted as (
                 update workspace set last_deal_number = last_deal_number + 1 where id = $1 returning last_deal_number
             ), made as (
                 insert into deal (workspace_id, id, number, name, pipeline_id, stage_id, rank, account_id, owner_id,
                     currency, amount_minor, weighted_minor, stage_entered_at, last_activity_at, created_at)
                 select $1, $2, last_deal_number, 'D-' || last_deal_number, $3, $4, lpad(last_deal_number::text, 6, '0'),
                     $5, $6, 'KRW', $7, $7 / 2, $8, $8, $8
                 from counted
                 returning workspace_id, id
             ), told as (
                 insert into outbox (workspace_id, topic, deal_id, version) select workspace_id, 'deal', id, 1 from made
             )
             insert into stage_transition (workspace_id, id, deal_id, to_stage_id, via, version, at)
             select workspace_id, id, id, $4, 'import', 1, $8 from made",
        )
        .bind(owner.workspace())
        .bind(deal)
        .bind(self.pipeline.id)
        .bind(stage)
        .bind(self.account)
        .bind(owner.id())
        .bind(amount)
        .bind(at)
        .execute(&self.pool)
        .await
        .unwrap();
        deal
    }

    /// Sets facts of a deal that tests need to stand somewhere in time.
    pub async fn set(&self, deal: DealId, facts: &'static str) {
        let sql = format!("update deal set {facts} where id = $1");
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(deal).execute(&self.pool).await.unwrap();
    }

    pub fn stage(&self, at: usize) -> StageId {
        self.pipeline.open_stages().nth(at).unwrap().id
    }

    pub fn closing(&self, kind: StageKind) -> StageId {
        self.pipeline.stages.iter().find(|it| it.kind == kind).unwrap().id
    }

    /// A move as it was recorded at some time in the past.
    pub async fn moved(&self, deal: DealId, to: StageId, at: DateTime<Utc>) {
        sqlx::query(
            "with moved as (
                 update deal d set stage_id = $2, version = version + 1, stage_entered_at = $3,
                     closed_at = case when s.kind in ('won', 'lost') then $3 end, rank = rank || '5'
                 from stage s
                 where d.id = $1 and s.workspace_id = d.workspace_id and s.id = $2
                 returning d.workspace_id, d.id, d.version
             ), told as (
                 insert into outbox (workspace_id, topic, deal_id, version)
                 select workspace_id, 'deal', id, version from moved
             )
             insert into stage_transition (workspace_id, id, deal_id, from_stage_id, to_stage_id, via, version, at)
             select m.workspace_id, $4, m.id, d.stage_id, $2, 'import', m.version, $3
             from moved m join deal d on d.workspace_id = m.workspace_id and d.id = m.id",
        )
        .bind(deal)
        .bind(to)
        .bind(at)
        .bind(Uuid::now_v7())
        .execute(&self.pool)
        .await
        .unwrap();
    }

    pub async fn version(&self, deal: DealId) -> i32 {
        sqlx::query_scalar("select version from deal where id = $1")
            .bind(deal)
            .fetch_one(&self.pool)
            .await
            .unwrap()
    }

    pub async fn count(&self, question: &'static str) -> i64 {
        sqlx::query_scalar(question).fetch_one(&self.pool).await.unwrap()
    }

    pub async fn balanced(&self) {
        assert_eq!(db::check(&self.db).await.unwrap(), []);
    }
}

pub async fn member(db: &Db, operator: &Actor, email: &str, roles: &[Role]) -> Actor {
    let new = NewMember {
        name: email.split('@').next().unwrap().to_owned(),
        email: email.to_owned(),
        roles: Roles(roles.to_vec()),
        password_hash: "a hash".to_owned(),
    };
    team::add_member(db, operator, &new).await.unwrap();
    let knock = team::knock(db, email, false).await.unwrap();
    let arrival = team::let_in(db, knock, "", None).await.unwrap();
    team::actor_of_session(db, &arrival.session).await.unwrap().unwrap().0
}

pub fn refusal<T: std::fmt::Debug>(result: db::Result<T>) -> Refusal {
    match result {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
