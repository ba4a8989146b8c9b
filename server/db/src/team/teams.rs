//! Teams: which members work together, and so whose deals a manager may work.

use crate::error::{constraint, unknown_reference};
use crate::{Act, Actor, Db, Error, Result, Staleness, outbox};
use domain::events::Topic;
use domain::team::{Right, Team};
use domain::{MemberId, Problem, TeamId, Why, text};
use uuid::Uuid;

pub async fn teams(db: &Db, actor: &Actor) -> Result<Vec<Team>> {
    let rows: Vec<(TeamId, String, i64)> = sqlx::query_as(
        "select t.id, t.name,
             (select count(*) from team_member m where m.workspace_id = t.workspace_id and m.team_id = t.id)
         from team t
         where t.workspace_id = $1
         order by t.name, t.id",
    )
    .bind(actor.workspace())
    .fetch_all(db.pool())
    .await?;
    Ok(rows.into_iter().map(|(id, name, members)| Team { id, name, members }).collect())
}

pub async fn make_team(db: &Db, actor: &Actor, name: &str) -> Result<TeamId> {
    let (mut tx, name) = (begin(db, actor).await?, text::name("name", name)?);
    let id = TeamId(Uuid::now_v7());
    sqlx::query("insert into team (workspace_id, id, name) values ($1, $2, $3)")
        .bind(actor.workspace())
        .bind(id)
        .bind(name)
        .execute(&mut *tx)
        .await
        .map_err(taken)?;
    told(db, tx, actor).await?;
    Ok(id)
}

/// Gives a team another name, if it is still called as whoever renames it saw: a name given meanwhile is
/// not overwritten unread.
pub async fn rename_team(db: &Db, actor: &Actor, team: TeamId, seen: &str, name: &str) -> Result<()> {
    let (mut tx, name) = (begin(db, actor).await?, text::name("name", name)?);
    let now: String =
        sqlx::query_scalar("select name from team where workspace_id = $1 and id = $2 for update")
            .bind(actor.workspace())
            .bind(team)
            .fetch_one(&mut *tx)
            .await?;
    if now != seen {
        return Err(Error::Changed(Staleness::default()));
    }
    sqlx::query("update team set name = $3 where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(team)
        .bind(name)
        .execute(&mut *tx)
        .await
        .map_err(taken)?;
    told(db, tx, actor).await
}

/// The team is gone; its members stay.
pub async fn disband_team(db: &Db, actor: &Actor, team: TeamId) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    let gone = sqlx::query("delete from team where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(team)
        .execute(&mut *tx)
        .await?;
    if gone.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(db, tx, actor).await
}

pub async fn join_team(db: &Db, actor: &Actor, team: TeamId, member: MemberId) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    sqlx::query(
        "insert into team_member (workspace_id, team_id, member_id)
         values ($1, $2, $3)
         on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(team)
    .bind(member)
    .execute(&mut *tx)
    .await
    .map_err(unknown_reference)?;
    told(db, tx, actor).await
}

pub async fn leave_team(db: &Db, actor: &Actor, team: TeamId, member: MemberId) -> Result<()> {
    let mut tx = begin(db, actor).await?;
    let left =
        sqlx::query("delete from team_member where workspace_id = $1 and team_id = $2 and member_id = $3")
            .bind(actor.workspace())
            .bind(team)
            .bind(member)
            .execute(&mut *tx)
            .await?;
    if left.rows_affected() == 0 {
        return Err(Error::NotFound);
    }
    told(db, tx, actor).await
}

async fn begin(db: &Db, actor: &Actor) -> Result<Act> {
    actor.must(Right::KeepTeam)?;
    db.begin().await
}

async fn told(db: &Db, mut tx: Act, actor: &Actor) -> Result<()> {
    outbox::tell(&mut tx, actor, Topic::Team, outbox::About::default()).await?;
    db.commit(tx).await
}

fn taken(error: sqlx::Error) -> Error {
    constraint(error, "team_name_taken", Problem::new("name", Why::Taken))
}
