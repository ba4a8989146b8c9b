//! A workspace for tests, and members of it who ask. Each test file uses what it needs.
use db::team::{NewMember, NewWorkspace};
use db::{Actor, Db};
use domain::pipeline::{Card, Move};
use domain::team::{Role, Roles, Scope};
use domain::{ActId, StageId};
use sqlx::PgPool;
use uuid::Uuid;

pub struct World {
    pub db: Db,
    pub pool: PgPool,
    /// The operator of the workspace.
    pub operator: Actor,
}

pub async fn world(pool: &PgPool) -> World {
    let db = Db::of_pool(pool.clone());
    let workspace = db::team::found_workspace(&db, &NewWorkspace::named("바톤")).await.expect("a workspace");
    // Gates have tests of their own; in the others a deal goes where it is put.
    sqlx::query("update stage set entry_gate = null, exit_gate = null")
        .execute(pool)
        .await
        .expect("free stages");
    let world = World { db, pool: pool.clone(), operator: Actor::operator(workspace) };
    world.member("이서연", Role::Admin).await;
    world
}

/// To put a deal at the top of another stage, over the version that was seen.
pub fn wish(card: &Card, to: StageId) -> Move {
    Move {
        act: ActId(Uuid::now_v7()),
        deal: card.id,
        version: card.version,
        from: card.stage,
        to,
        above: None,
        below: None,
        closing: None,
        undo: false,
    }
}

impl World {
    /// A member with this role, asking.
    pub async fn member(&self, name: &str, role: Role) -> Actor {
        let email = format!("{}@baton.test", Uuid::now_v7().simple());
        let new = NewMember {
            name: name.into(),
            email,
            roles: Roles(vec![role]),
            password_hash: "no password".into(),
        };
        let member = db::team::add_member(&self.db, &self.operator, &new).await.expect("a member");
        let key = db::team::make_api_token(&self.db, &self.operator, member, "test", Scope::Write)
            .await
            .expect("a key");
        db::team::actor_of_token(&self.db, &key).await.expect("an answer").expect("a member's key")
    }

    /// The books balance.
    pub async fn in_order(&self) {
        assert_eq!(db::check(&self.db).await.expect("the questions"), []);
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &'static str) -> i64 {
        // The table's name is written in the test.
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        sqlx::query_scalar(sql).fetch_one(&self.pool).await.expect("a count")
    }
}
