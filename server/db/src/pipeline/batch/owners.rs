//! Giving several deals to one member.

use crate::{Act, Actor, Db, Result};
use domain::activities::Change;
use domain::pipeline::batch::{Fate, Picked, act_on};
use domain::team::Right;
use domain::{ActId, DealId, MemberId, Refusal};
use sqlx::types::Json;
use uuid::Uuid;

pub(super) async fn name(db: &Db, actor: &Actor, owner: MemberId) -> Result<String> {
    Ok(sqlx::query_scalar("select name from member where workspace_id = $1 and id = $2")
        .bind(actor.workspace())
        .bind(owner)
        .fetch_one(db.pool())
        .await?)
}

/// Whose a deal is, and whether this act gave it away already.
#[derive(sqlx::FromRow)]
pub(super) struct Owned {
    pub done_already: bool,
    pub version: i32,
    pub owner: Option<MemberId>,
    pub owner_name: Option<String>,
    pub teams: Vec<Uuid>,
}

impl Owned {
    pub fn may_give(&self, actor: &Actor) -> bool {
        [Right::WorkDeal, Right::Reassign]
            .into_iter()
            .all(|right| actor.must_for(right, self.owner, &self.teams).is_ok())
    }

    fn fate(&self, actor: &Actor, picked: &Picked, owner: MemberId) -> Fate {
        if self.done_already {
            Fate::Goes
        } else if !self.may_give(actor) {
            Fate::Refused(Refusal::NotAllowed)
        } else if self.owner == Some(owner) {
            Fate::Stays
        } else if self.owner != picked.owner {
            Fate::Changed
        } else {
            Fate::Goes
        }
    }
}

pub(super) async fn weigh(
    tx: &mut Act,
    actor: &Actor,
    batch: ActId,
    picked: &Picked,
    owner: MemberId,
) -> Result<Fate> {
    let found = read(tx, actor, picked.deal, act_on(batch, picked.deal)).await?;
    Ok(found.map_or(Fate::Gone, |it| it.fate(actor, picked, owner)))
}

pub(super) async fn work(
    tx: &mut Act,
    actor: &Actor,
    batch: ActId,
    picked: &Picked,
    (owner, name): (MemberId, &str),
) -> Result<Fate> {
    let act = act_on(batch, picked.deal);
    let Some(found) = read(tx, actor, picked.deal, act).await? else { return Ok(Fate::Gone) };
    let fate = found.fate(actor, picked, owner);
    if found.done_already || !fate.passes() {
        return Ok(fate);
    }
    let written = write(tx, actor, (batch, act), (picked.deal, &found), Some((owner, name))).await?;
    Ok(if written { fate } else { Fate::Changed })
}

pub(super) async fn read(tx: &mut Act, actor: &Actor, deal: DealId, act: ActId) -> Result<Option<Owned>> {
    Ok(sqlx::query_as(
        "select d.version, d.owner_id as owner, o.name as owner_name,
            exists (select from field_change c where c.workspace_id = $1 and c.id = $3 and c.deal_id = $2) as done_already,
            array(select t.team_id from team_member t
                  where t.workspace_id = d.workspace_id and t.member_id = d.owner_id) as teams
         from deal d
         left join member o on o.workspace_id = d.workspace_id and o.id = d.owner_id
         where d.workspace_id = $1 and d.id = $2 and d.deleted_at is null",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(act)
    .fetch_optional(&mut **tx)
    .await?)
}

/// Gives a deal to somebody, or to nobody, over the version that was read. Says whether nobody was faster.
pub(super) async fn write(
    tx: &mut Act,
    actor: &Actor,
    (batch, act): (ActId, ActId),
    (deal, found): (DealId, &Owned),
    to: Option<(MemberId, &str)>,
) -> Result<bool> {
    let change = Change {
        field: "owner".to_owned(),
        before: found.owner_name.clone().unwrap_or_default(),
        after: to.map(|it| it.1.to_owned()).unwrap_or_default(),
    };
    let written = sqlx::query(
        "with given as (
             update deal set owner_id = $4, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
             returning workspace_id, id, account_id, version
         ), recorded as (
             insert into field_change (workspace_id, id, deal_id, changes, by_id, version, batch_id, from_owner_id)
             select workspace_id, $5, id, $6, $7, version, $8, $9 from given
         )
         insert into outbox (workspace_id, topic, deal_id, account_id, by_id, act_id, version)
         select workspace_id, 'deal', id, account_id, $7, $5, version from given",
    )
    .bind(actor.workspace())
    .bind(deal)
    .bind(found.version)
    .bind(to.map(|it| it.0))
    .bind(act)
    .bind(Json([change]))
    .bind(actor.id())
    .bind(batch)
    .bind(found.owner)
    .execute(&mut **tx)
    .await?;
    Ok(written.rows_affected() == 1)
}
