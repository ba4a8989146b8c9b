//! The two of a merge side by side, with what each brings along.

use super::super::{must_work, one};
use crate::{Actor, Db, Result};
use domain::LeadId;
use domain::merge::{MergeForm, Preview, Side, plan};

/// What merging the second into the first would come to. Reading it asks no more than reading both.
pub async fn preview(db: &Db, actor: &Actor, survivor: LeadId, swallowed: LeadId) -> Result<Preview> {
    let (survivor, swallowed) = (side(db, actor, survivor).await?, side(db, actor, swallowed).await?);
    let plan = plan(&survivor, &swallowed, &MergeForm::default());
    Ok(Preview { survivor, swallowed, plan })
}

/// A lead that the asker may work, with all that it carries.
pub(super) async fn worked(db: &Db, actor: &Actor, id: LeadId) -> Result<Side> {
    let side = side(db, actor, id).await?;
    must_work(db, actor, side.lead.owner).await?;
    Ok(side)
}

async fn side(db: &Db, actor: &Actor, id: LeadId) -> Result<Side> {
    let lead = one::lead(db, actor, id).await?;
    let (deal, touches, activities, tasks, consents, merged): (Option<i32>, i64, i64, i64, i64, i64) =
        sqlx::query_as(
            "with own as (select leads_in($1, $2) as ids)
             select
                 (select d.number from lead l join deal d on d.workspace_id = l.workspace_id and d.id = l.deal_id
                  where l.workspace_id = $1 and l.id = $2),
                 (select count(*) from lead_touch h where h.workspace_id = $1 and h.lead_id = any (ids)),
                 (select count(*) from activity h
                  where h.workspace_id = $1 and h.lead_id = any (ids) and h.removed_at is null),
                 (select count(*) from task h
                  where h.workspace_id = $1 and h.lead_id = any (ids) and h.done_at is null and h.deleted_at is null),
                 (select count(*) from consent h where h.workspace_id = $1 and h.lead_id = any (ids)),
                 cardinality(ids)::bigint - 1
             from own",
        )
        .bind(actor.workspace())
        .bind(id)
        .fetch_one(db.pool())
        .await?;
    Ok(Side { lead, deal, touches, activities, tasks, consents, merged })
}
