//! Editing a deal's facts. Two people who edit at once never overwrite each other silently: the second
//! sees, field by field, what stands now and what they wanted.

use super::one;
use crate::changes::{differing, named, plain, shown};
use crate::{Actor, Db, Error, Result, Staleness, accounts, actor, error::unknown_reference};
use domain::activities::{Change, Subject};
use domain::pipeline::{Deal, DealFields, DealForm, deal as rules, slip};
use domain::team::Right;
use domain::{ActId, Currency, DealId, Money, Problem, Why};
use sqlx::PgExecutor;
use sqlx::types::Json;
use uuid::Uuid;

/// Writes what the form says over the version its writer saw. An unchanged form writes nothing.
pub async fn edit_deal(db: &Db, actor: &Actor, deal: DealId, seen: i32, form: &DealForm) -> Result<Deal> {
    let now = one::deal(db, actor, deal).await?;
    let Some(edit) = edit(db, actor, &now, form).await? else { return Ok(now) };
    if now.card.version != seen {
        return overtaken(db, actor, now, seen, edit.changes).await;
    }
    let written = write(db.pool(), actor, &now, &edit).await?;
    let now = one::deal(db, actor, deal).await?;
    if !written {
        return overtaken(db, actor, now, seen, edit.changes).await;
    }
    db.ring();
    Ok(now)
}

/// What a form makes of a deal.
pub(super) struct Edit {
    wanted: DealFields,
    changes: Vec<Change>,
    stage_probability: u8,
    pub close_date_moves: i32,
    /// The line of history that it leaves.
    pub act: ActId,
    /// The line that it takes back.
    pub undoes: Option<ActId>,
}

/// Reads a form, if the asker may do what it says. None: it changes nothing.
pub(super) async fn edit(db: &Db, actor: &Actor, now: &Deal, form: &DealForm) -> Result<Option<Edit>> {
    let teams = actor::teams_of(db, actor.workspace(), now.card.owner).await?;
    actor.must_for(Right::WorkDeal, now.card.owner, &teams)?;
    let account =
        accounts::meant(db, actor, "account", &form.account, &form.account_name, now.card.account).await?;
    let mut wanted = form.check()?;
    wanted.account = account;
    if !now.lines.is_empty() {
        // What its products come to is nobody's to type.
        wanted.amount = now.card.amount();
    }
    if wanted.owner != now.card.owner {
        actor.must_for(Right::Reassign, now.card.owner, &teams)?;
        accounts::may_own(db, actor, wanted.owner).await?;
    }
    if wanted.currency != now.card.currency && !now.lines.is_empty() {
        return Err(Problem::new("currency", Why::Unknown).into());
    }
    let names = names(db, actor, now, &wanted).await?;
    // Nobody of that id is no change to nobody.
    for (field, id, name) in [
        ("person", wanted.person.map(|it| it.0), &names.person),
        ("owner", wanted.owner.map(|it| it.0), &names.owner),
    ] {
        if id.is_some() && name.is_none() {
            return Err(Problem::new(field, Why::Unknown).into());
        }
    }
    let changes = changes(now, &wanted, &names);
    let edit = Edit {
        close_date_moves: slip::close_date_moves(
            now.close_date_moves,
            now.card.expected_close,
            wanted.expected_close,
        ),
        wanted,
        changes,
        stage_probability: names.stage_probability,
        act: ActId(Uuid::now_v7()),
        undoes: None,
    };
    Ok(Some(edit).filter(|it| !it.changes.is_empty()))
}

/// Writes an edit over the version it was made for. Says whether nobody was faster.
pub(super) async fn write(on: impl PgExecutor<'_>, actor: &Actor, now: &Deal, edit: &Edit) -> Result<bool> {
    let Edit { wanted, changes, stage_probability, close_date_moves, act, undoes } = edit;
    let own = wanted.probability;
    let weight = rules::probability(now.kind, *stage_probability, own);
    let minor = wanted.amount.map(|it| it.minor);
    let weighted = minor.map_or(0, |minor| Money::new(minor, wanted.currency).weighted(weight).minor);
    let written = sqlx::query(
        "with edited as (
             update deal set
                 name = $4, account_id = $5, person_id = $6, currency = $7, amount_minor = $8, weighted_minor = $9,
                 probability = $10, expected_close = $11, owner_id = $12, next_step = $13, next_step_due = $14,
                 about = $15, close_date_moves = $19, version = version + 1, updated_at = now()
             where workspace_id = $1 and id = $2 and version = $3 and deleted_at is null
             returning workspace_id, id, version
         ), recorded as (
             insert into field_change (workspace_id, id, deal_id, changes, by_id, version, undoes_id)
             select workspace_id, $16, id, $17, $18, version, $20 from edited
         )
         insert into outbox (workspace_id, topic, deal_id, account_id, by_id, act_id, version)
         select workspace_id, 'deal', id, $5, $18, $16, version from edited",
    )
    .bind(actor.workspace())
    .bind(now.card.id)
    .bind(now.card.version)
    .bind(&wanted.name)
    .bind(wanted.account)
    .bind(wanted.person)
    .bind(wanted.currency)
    .bind(minor)
    .bind(weighted)
    .bind(own.map(i16::from))
    .bind(wanted.expected_close)
    .bind(wanted.owner)
    .bind(&wanted.next_step)
    .bind(wanted.next_step_due)
    .bind(&wanted.about)
    .bind(act)
    .bind(Json(changes))
    .bind(actor.id())
    .bind(close_date_moves)
    .bind(undoes)
    .execute(on)
    .await
    .map_err(unknown_reference)?;
    Ok(written.rows_affected() == 1)
}

/// Somebody was faster: what stands now, if that is all the asker wanted, else where the two differ.
async fn overtaken(db: &Db, actor: &Actor, now: Deal, seen: i32, changes: Vec<Change>) -> Result<Deal> {
    let versions = (seen, now.card.version);
    match accounts::overtaken(db, actor, Subject::Deal(now.card.id), versions, changes).await? {
        None => Ok(now),
        Some(Error::Changed(it)) => Err(Error::Changed(Staleness { card: Some(Box::new(now.card)), ..it })),
        Some(error) => Err(error),
    }
}

/// The names behind the ids of a form, for the history that people read.
#[derive(sqlx::FromRow)]
struct Names {
    account: Option<String>,
    person: Option<String>,
    owner_before: Option<String>,
    owner: Option<String>,
    #[sqlx(try_from = "i16")]
    stage_probability: u8,
}

async fn names(db: &Db, actor: &Actor, now: &Deal, wanted: &DealFields) -> Result<Names> {
    Ok(sqlx::query_as(
        "select (select name from account where workspace_id = $1 and id = $2) as account,
            (select name from person where workspace_id = $1 and id = $3) as person,
            (select name from member where workspace_id = $1 and id = $4) as owner_before,
            (select name from member where workspace_id = $1 and id = $5) as owner,
            (select probability from stage where workspace_id = $1 and id = $6) as stage_probability",
    )
    .bind(actor.workspace())
    .bind(wanted.account)
    .bind(wanted.person)
    .bind(now.card.owner)
    .bind(wanted.owner)
    .bind(now.card.stage)
    .fetch_one(db.pool())
    .await?)
}

/// What would change: from what stands now to what is wanted.
fn changes(now: &Deal, wanted: &DealFields, names: &Names) -> Vec<Change> {
    let card = &now.card;
    let amount = |minor: Option<i64>, currency: Currency| minor.map(|it| Money::new(it, currency).full());
    let wanted_amount = amount(wanted.amount.map(|it| it.minor), wanted.currency);
    let (account, person) = (card.account == wanted.account, now.person == wanted.person);
    differing([
        plain("name", &card.name, &wanted.name),
        named("account", account, card.account_name.as_ref(), names.account.as_ref()),
        named("person", person, now.person_name.as_ref(), names.person.as_ref()),
        shown("amount", amount(card.amount_minor, card.currency).as_ref(), wanted_amount.as_ref()),
        plain("currency", card.currency.code(), wanted.currency.code()),
        shown("probability", now.probability.as_ref(), wanted.probability.as_ref()),
        shown("expected_close", card.expected_close.as_ref(), wanted.expected_close.as_ref()),
        named("owner", card.owner == wanted.owner, names.owner_before.as_ref(), names.owner.as_ref()),
        shown("next_step", card.next_step.as_ref(), wanted.next_step.as_ref()),
        shown("next_step_due", card.next_step_due.as_ref(), wanted.next_step_due.as_ref()),
        plain("about", &now.about, &wanted.about),
    ])
}
