//! Saved views: each member's own, and those that somebody shares with everybody.

use crate::accounts::nfc;
use crate::changes::{differing, plain};
use crate::{Act, Actor, Db, Error, Result, Staleness, error, outbox};
use domain::activities::Change;
use domain::events::Topic;
use domain::pipeline::saved_view::{MOST, Named, Seen, Sight, may_change, may_share, name};
use domain::pipeline::{SavedView, SavedViewForm};
use domain::team::Right;
use domain::{MemberId, PipelineId, Problem, Refusal, SavedViewId, Why};
use sqlx::AssertSqlSafe;
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The views that a member sees, for $1 workspace and $3 member: pinned ones first, as they were pinned, then by name.
macro_rules! seen {
    ($which:literal) => {
        concat!(
            "select coalesce(jsonb_agg(jsonb_build_object(
                 'id', v.id, 'version', v.version, 'owner', v.owner_id, 'name', v.name, 'shared', v.shared,
                 'pinned', p.view_id is not null, 'board', v.pipeline_id, 'query', v.query)
                 order by p.pinned_at, search_norm(v.name) collate \"C\", v.id), '[]')
             from saved_view v
             left join pinned_view p on p.workspace_id = v.workspace_id and p.view_id = v.id and p.member_id = $3
             where v.workspace_id = $1 and (v.owner_id = $3 or v.shared)",
            $which
        )
    };
}

/// Those that stand above a board: what the asker has pinned, and $4, which is looked at.
pub(super) const AT_HAND: &str = seen!(" and (p.view_id is not null or v.id = $4)");
const ALL: &str = seen!("");

/// Every view that the asker sees.
pub async fn saved_views(db: &Db, actor: &Actor) -> Result<Vec<SavedView>> {
    read(db, actor, ALL, None).await
}

/// The views that the asker has pinned, and the one that is looked at.
pub async fn views_at_hand(db: &Db, actor: &Actor, looked_at: Option<SavedViewId>) -> Result<Vec<SavedView>> {
    read(db, actor, AT_HAND, looked_at).await
}

async fn read(
    db: &Db,
    actor: &Actor,
    what: &'static str,
    looked_at: Option<SavedViewId>,
) -> Result<Vec<SavedView>> {
    actor.must(Right::Read)?;
    // $2 belongs to the board's question, of which this is a part.
    let sql = format!("select ({what})");
    let Json(found) = sqlx::query_scalar(AssertSqlSafe(sql))
        .bind(actor.workspace())
        .bind(None::<PipelineId>)
        .bind(actor.id())
        .bind(looked_at)
        .fetch_one(db.pool())
        .await?;
    Ok(found)
}

/// Saves what is seen under a name. Sent twice with one id, it is saved once.
pub async fn save_view(db: &Db, actor: &Actor, form: &SavedViewForm) -> Result<SavedView> {
    actor.must(Right::Read)?;
    let me = member(actor)?;
    let (id, name, sight) = form.check()?;
    if form.shared {
        may_share(actor.roles())?;
    }
    let id = id.unwrap_or_else(|| SavedViewId(Uuid::now_v7()));
    all_there(db, actor, &sight.names()).await?;
    let mut tx = db.begin().await?;
    // Whoever saves two at once saves one after the other, so that counting them is counting.
    sqlx::query("select from member where workspace_id = $1 and id = $2 for no key update")
        .bind(actor.workspace())
        .bind(me)
        .execute(&mut *tx)
        .await?;
    let (known, others, own): (bool, bool, i64) = sqlx::query_as(
        "select coalesce(bool_or(id = $3 and owner_id = $2), false),
             coalesce(bool_or(id = $3 and owner_id <> $2), false), count(*) filter (where owner_id = $2)
         from saved_view where workspace_id = $1 and (owner_id = $2 or id = $3)",
    )
    .bind(actor.workspace())
    .bind(me)
    .bind(id)
    .fetch_one(&mut *tx)
    .await?;
    if others {
        return Err(Error::NotFound);
    }
    if !known {
        if own >= i64::from(MOST) {
            return Err(Refusal::TooManyViews { most: MOST }.into());
        }
        sqlx::query(
            "insert into saved_view (workspace_id, id, owner_id, name, pipeline_id, query, shared)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(actor.workspace())
        .bind(id)
        .bind(me)
        .bind(nfc(&name))
        .bind(sight.board())
        .bind(Json(kept(&sight)))
        .bind(form.shared)
        .execute(&mut *tx)
        .await
        .map_err(refused)?;
        if form.pinned {
            pin(&mut tx, actor, id).await?;
        }
        if form.shared {
            tell(&mut tx, actor).await?;
        }
    }
    db.commit(tx).await?;
    one(db, actor, id).await
}

/// Names a view anew, shares it or takes it back to oneself.
pub async fn edit_view(
    db: &Db,
    actor: &Actor,
    id: SavedViewId,
    seen: i32,
    wanted: &str,
    shared: bool,
) -> Result<()> {
    let now = changeable(db, actor, id).await?;
    let wanted = nfc(&name(wanted)?);
    if now.name == wanted && now.shared == shared {
        return Ok(());
    }
    if shared && !now.shared {
        may_share(actor.roles())?;
    }
    let mut tx = db.begin().await?;
    let written = sqlx::query(
        "update saved_view set name = $4, shared = $5, version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(&wanted)
    .bind(shared)
    .execute(&mut *tx)
    .await
    .map_err(refused)?;
    if written.rows_affected() == 0 {
        tx.rollback().await?;
        let differing = |now: SavedView| differing([plain("name", now.name, wanted)]);
        return Err(overtaken(db, actor, id, differing).await?);
    }
    if now.shared && !shared {
        // Others see it no more, so it is not pinned where they cannot take it off.
        sqlx::query(
            "delete from pinned_view p using saved_view v
             where p.workspace_id = $1 and p.view_id = $2 and v.workspace_id = $1 and v.id = $2
                 and p.member_id <> v.owner_id",
        )
        .bind(actor.workspace())
        .bind(id)
        .execute(&mut *tx)
        .await?;
    }
    if now.shared || shared {
        tell(&mut tx, actor).await?;
    }
    db.commit(tx).await
}

/// Has a view show what its changer sees now.
pub async fn update_view(db: &Db, actor: &Actor, id: SavedViewId, seen: i32, sight: &Seen) -> Result<()> {
    let now = changeable(db, actor, id).await?;
    let sight = sight.check()?;
    if now.sight() == sight {
        return Ok(());
    }
    all_there(db, actor, &sight.names()).await?;
    let mut tx = db.begin().await?;
    let written = sqlx::query(
        "update saved_view set pipeline_id = $4, query = $5, version = version + 1, updated_at = now()
         where workspace_id = $1 and id = $2 and version = $3",
    )
    .bind(actor.workspace())
    .bind(id)
    .bind(seen)
    .bind(sight.board())
    .bind(Json(kept(&sight)))
    .execute(&mut *tx)
    .await
    .map_err(refused)?;
    if written.rows_affected() == 0 {
        tx.rollback().await?;
        return Err(overtaken(db, actor, id, |_| vec![]).await?);
    }
    if now.shared {
        tell(&mut tx, actor).await?;
    }
    db.commit(tx).await
}

/// Keeps a view in sight for the asker, or no more. Done twice it is as done once.
pub async fn pin_view(db: &Db, actor: &Actor, id: SavedViewId, pinned: bool) -> Result<()> {
    one(db, actor, id).await?;
    let mut tx = db.begin().await?;
    if pinned {
        pin(&mut tx, actor, id).await?;
    } else {
        sqlx::query("delete from pinned_view where workspace_id = $1 and view_id = $2 and member_id = $3")
            .bind(actor.workspace())
            .bind(id)
            .bind(member(actor)?)
            .execute(&mut *tx)
            .await?;
    }
    db.commit(tx).await
}

/// Takes a view away, for everybody who sees it.
pub async fn delete_view(db: &Db, actor: &Actor, id: SavedViewId) -> Result<()> {
    let now = changeable(db, actor, id).await?;
    let mut tx = db.begin().await?;
    sqlx::query("delete from saved_view where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(id)
        .execute(&mut *tx)
        .await?;
    if now.shared {
        tell(&mut tx, actor).await?;
    }
    db.commit(tx).await
}

/// A view that the asker sees. One that they don't see is not there.
async fn one(db: &Db, actor: &Actor, id: SavedViewId) -> Result<SavedView> {
    let found = saved_views(db, actor).await?;
    found.into_iter().find(|it| it.id == id).ok_or(Error::NotFound)
}

async fn changeable(db: &Db, actor: &Actor, id: SavedViewId) -> Result<SavedView> {
    let now = one(db, actor, id).await?;
    let mine = Some(now.owner) == actor.id();
    if may_change(actor.roles(), mine, now.shared) { Ok(now) } else { Err(Refusal::NotAllowed.into()) }
}

/// Views are members': the operator at the machine has none.
fn member(actor: &Actor) -> Result<MemberId> {
    actor.id().ok_or_else(|| Refusal::NotAllowed.into())
}

async fn pin(tx: &mut Act, actor: &Actor, id: SavedViewId) -> Result<()> {
    sqlx::query(
        "insert into pinned_view (workspace_id, member_id, view_id) values ($1, $2, $3) on conflict do nothing",
    )
    .bind(actor.workspace())
    .bind(member(actor)?)
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is kept of an address.
fn kept(sight: &Sight) -> BTreeMap<&'static str, String> {
    sight.pairs().into_iter().collect()
}

/// A view of what is not there would be a view of nothing.
async fn all_there(db: &Db, actor: &Actor, named: &Named) -> Result<()> {
    let there: (bool, bool, bool, bool, bool) = sqlx::query_as(
        "select $2::uuid is null or exists (select from pipeline where workspace_id = $1 and id = $2),
             $3::uuid is null or exists (
                 select from stage where workspace_id = $1 and id = $3 and removed_at is null),
             $4::uuid is null or exists (select from member where workspace_id = $1 and id = $4),
             $5::uuid is null or exists (select from team where workspace_id = $1 and id = $5),
             $6::uuid is null or exists (select from tag where workspace_id = $1 and id = $6)",
    )
    .bind(actor.workspace())
    .bind(named.pipeline)
    .bind(named.stage)
    .bind(named.owner)
    .bind(named.team)
    .bind(named.tag)
    .fetch_one(db.pool())
    .await?;
    let all =
        [("pipeline", there.0), ("stage", there.1), ("owner", there.2), ("team", there.3), ("tag", there.4)];
    let gone: Vec<_> = all.iter().filter(|it| !it.1).map(|it| Problem::new(it.0, Why::Unknown)).collect();
    if gone.is_empty() { Ok(()) } else { Err(gone.into()) }
}

/// Somebody was faster, or took it away.
async fn overtaken(
    db: &Db,
    actor: &Actor,
    id: SavedViewId,
    differing: impl FnOnce(SavedView) -> Vec<Change>,
) -> Result<Error> {
    let now = one(db, actor, id).await?;
    let version = now.version;
    Ok(Error::Changed(Staleness { version, card: None, differences: differing(now) }))
}

fn refused(error: sqlx::Error) -> Error {
    error::constraint(error, "saved_view_name_taken", Problem::new("name", Why::Taken))
}

/// Everybody's screens have other views to offer.
async fn tell(tx: &mut Act, actor: &Actor) -> Result<()> {
    outbox::tell(tx, actor, Topic::Process, outbox::About::default()).await
}
