//! The demo: a made-up start-up with a year of sales behind it and a full day ahead, so that every
//! screen has something true-looking to show. Told anew around the moment it is asked for.

mod abroad;
mod accounts;
mod activities;
mod clock;
mod committee;
mod customers;
mod deals;
mod dice;
mod doubles;
mod frameworks;
mod history;
mod icp;
mod leads;
mod many_leads;
mod outbound;
mod past;
mod people;
mod process;
mod products;
mod records;
mod routing;
mod rows;
mod sales;
mod saved_views;
mod signals;
mod stories;
mod switch;
mod tags;
mod tasks;
mod team;
mod web_forms;
mod wide;
mod write;

use crate::{Db, Result};
use chrono::{DateTime, Utc};
use clock::Clock;
use dice::Dice;
use domain::team::Roles;
use domain::{MemberId, WorkspaceId};
use team::Seats;

pub use many_leads::many_leads;
pub use switch::{bring_in, demo_data, take_out};
pub use wide::wide;

pub(crate) use switch::STAND;

/// Any number; the story changes with it.
const SEED: u64 = 20_261_123;

/// What seeding found or did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeded {
    /// The demo was written just now.
    Made(WorkspaceId),
    /// There was one already; nothing was written.
    Known(WorkspaceId),
}

impl Seeded {
    pub const fn workspace(self) -> WorkspaceId {
        match self {
            Self::Made(workspace) | Self::Known(workspace) => workspace,
        }
    }
}

/// Writes the demo's workspace, if there is none. All its members sign in with the same password.
pub async fn seed(db: &Db, now: DateTime<Utc>, password_hash: &str) -> Result<Seeded> {
    let mut tx = db.begin().await?;
    // Two servers that start at once must not both write one.
    sqlx::query("select pg_advisory_xact_lock(hashtext('baton demo'))").execute(&mut *tx).await?;
    let known: Option<WorkspaceId> =
        sqlx::query_scalar("select id from workspace where is_demo limit 1").fetch_optional(&mut *tx).await?;
    if let Some(workspace) = known {
        return Ok(Seeded::Known(workspace));
    }
    let demo = records::imagine(&mut Dice::new(SEED), &Clock::new(now), &Seats::All { password_hash });
    write::workspace(&mut tx, demo.workspace, team::WORKSPACE, demo.founded, demo.numbers).await?;
    demo.rows.write(&mut tx, demo.workspace).await?;
    db.commit(tx).await?;
    db.analyze().await?;
    Ok(Seeded::Made(WorkspaceId(demo.workspace)))
}

/// Somebody to sign in as, while looking around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoMember {
    pub id: MemberId,
    pub name: String,
    pub email: String,
    pub roles: Roles,
}

/// The members of the demo that can sign in, in the order they joined. Of any other workspace nobody is
/// named: nobody has signed in yet who could ask.
pub async fn members(db: &Db) -> Result<Vec<DemoMember>> {
    let rows: Vec<(MemberId, String, String, Vec<String>)> = sqlx::query_as(
        "select m.id, m.name, m.email, m.roles
         from member m
         join workspace w on w.id = m.workspace_id and w.is_demo
         where m.email is not null and m.password_hash is not null and m.deactivated_at is null
         order by m.created_at, m.email",
    )
    .fetch_all(db.pool())
    .await?;
    let member = |(id, name, email, roles): (MemberId, String, String, Vec<String>)| DemoMember {
        id,
        name,
        email,
        roles: Roles::of_codes(&roles),
    };
    Ok(rows.into_iter().map(member).collect())
}
