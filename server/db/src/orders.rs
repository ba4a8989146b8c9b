//! Orders that programs name by an `Idempotency-Key`, so that sending one twice does it once. The order is
//! claimed before it is carried out, and the claim mints the act's id: if the process dies between act and
//! answer, whoever sends the order again repeats that very act, and acts are done once by their id.

use crate::{Actor, Db, Result};
use domain::{ActId, TokenId};
use uuid::Uuid;

/// An order as its program names it.
#[derive(Clone, Debug)]
pub struct Order {
    pub token: TokenId,
    pub key: String,
    /// A digest of what was sent.
    pub fingerprint: Vec<u8>,
}

/// What is to be done about an order that has come in.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim {
    /// Carry it out, as this act.
    Begin(ActId),
    /// It was carried out, and this was said.
    Answered(Answer),
    /// The key stands for something else.
    OtherOrder,
    /// Somebody is at work on it.
    Running,
}

/// An answer as it was given first.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Answer {
    #[sqlx(try_from = "i16")]
    pub status: Status,
    pub etag: Option<String>,
    pub location: Option<String>,
    pub body: String,
}

/// The status of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u16);

impl TryFrom<i16> for Status {
    type Error = std::num::TryFromIntError;

    fn try_from(status: i16) -> Result<Self, Self::Error> {
        status.try_into().map(Self)
    }
}

/// Claims an order, or says why there is nothing to be done. A claim without an answer that is a minute old,
/// longer than any request lives, belongs to nobody any more.
pub async fn claim(db: &Db, actor: &Actor, order: &Order) -> Result<Claim> {
    // What is older than a day is forgotten, whether or not it was swept away already.
    let fresh: Option<ActId> = sqlx::query_scalar(
        "insert into api_order as o (workspace_id, token_id, key, fingerprint, act_id)
         values ($1, $2, $3, $4, $5)
         on conflict (workspace_id, token_id, key) do update
             set fingerprint = excluded.fingerprint, act_id = excluded.act_id, working_since = now(), status = null,
                 etag = null, location = null, body = null, created_at = now()
             where o.created_at < now() - interval '1 day'
         returning act_id",
    )
    .bind(actor.workspace())
    .bind(order.token)
    .bind(&order.key)
    .bind(&order.fingerprint)
    .bind(Uuid::now_v7())
    .fetch_optional(db.pool())
    .await?;
    if let Some(act) = fresh {
        return Ok(Claim::Begin(act));
    }
    let same: Option<bool> = sqlx::query_scalar(
        "select fingerprint = $4 from api_order where workspace_id = $1 and token_id = $2 and key = $3",
    )
    .bind(actor.workspace())
    .bind(order.token)
    .bind(&order.key)
    .bind(&order.fingerprint)
    .fetch_optional(db.pool())
    .await?;
    if same == Some(false) {
        return Ok(Claim::OtherOrder);
    }
    let answer: Option<Answer> = sqlx::query_as(
        "select status, etag, location, body from api_order
         where workspace_id = $1 and token_id = $2 and key = $3 and status is not null",
    )
    .bind(actor.workspace())
    .bind(order.token)
    .bind(&order.key)
    .fetch_optional(db.pool())
    .await?;
    if let Some(answer) = answer {
        return Ok(Claim::Answered(answer));
    }
    let again: Option<ActId> = sqlx::query_scalar(
        "update api_order set working_since = now()
         where workspace_id = $1 and token_id = $2 and key = $3 and status is null
             and (working_since is null or working_since < now() - interval '1 minute')
         returning act_id",
    )
    .bind(actor.workspace())
    .bind(order.token)
    .bind(&order.key)
    .fetch_optional(db.pool())
    .await?;
    Ok(again.map_or(Claim::Running, Claim::Begin))
}

/// Keeps what was said, for whoever asks again.
pub async fn keep(db: &Db, actor: &Actor, order: &Order, answer: &Answer) -> Result<()> {
    sqlx::query(
        "update api_order set status = $4, etag = $5, location = $6, body = $7, working_since = null
         where workspace_id = $1 and token_id = $2 and key = $3",
    )
    .bind(actor.workspace())
    .bind(order.token)
    .bind(&order.key)
    .bind(i16::try_from(answer.status.0).unwrap_or(i16::MAX))
    .bind(&answer.etag)
    .bind(&answer.location)
    .bind(&answer.body)
    .execute(db.pool())
    .await?;
    Ok(())
}

/// Nobody knows how it ended: the same order may be sent again at once, and is the same act.
pub async fn let_go(db: &Db, actor: &Actor, order: &Order) -> Result<()> {
    sqlx::query(
        "update api_order set working_since = null where workspace_id = $1 and token_id = $2 and key = $3",
    )
    .bind(actor.workspace())
    .bind(order.token)
    .bind(&order.key)
    .execute(db.pool())
    .await?;
    Ok(())
}

/// Forgets what is older than a day.
pub async fn prune(db: &Db) -> Result<u64> {
    let done = sqlx::query("delete from api_order where created_at < now() - interval '1 day'")
        .execute(db.pool())
        .await?;
    Ok(done.rows_affected())
}
