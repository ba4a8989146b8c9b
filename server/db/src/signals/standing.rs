//! What the signals of an account, a person or a lead come to. The rule in the domain counts; here stand the facts it asks for.

use crate::activities::links;
use crate::qualification::{Company, Of, rules, signals_of};
use crate::{Actor, Db, Result};
use chrono::{DateTime, Utc};
use domain::PersonId;
use domain::activities::Subject;
use domain::qualification::{Marks, Signals};
use domain::signals::score::Standing;
use domain::team::Right;

/// A deal has no signals of its own, and stands nowhere by them.
pub async fn standing(db: &Db, actor: &Actor, subject: Subject, now: DateTime<Utc>) -> Result<Standing> {
    actor.must(Right::Read)?;
    links(db.pool(), actor, subject).await?;
    let by = rules(db, actor).await?.rules;
    match subject {
        Subject::Deal(_) => Ok(Standing::default()),
        Subject::Account(id) => {
            let of = Of { company: Some(Company::Account(id)), ..Of::default() };
            Ok(Standing::of_account(&by, &seen(db, actor, of, now).await?.company, now))
        }
        Subject::Person(id) => {
            // With whom it has swallowed.
            let mut whole: Vec<(Option<String>, Option<PersonId>)> = sqlx::query_as(
                "select email, id from person
                 where workspace_id = $1 and id = any (people_in($1, $2))
                 order by id = $2, id",
            )
            .bind(actor.workspace())
            .bind(id)
            .fetch_all(db.pool())
            .await?;
            let (email, person) = whole.pop().unwrap_or_default();
            let of = Of { email, person, others: whole, ..Of::default() };
            Ok(Standing::of_person(&by, &seen(db, actor, of, now).await?.own, Marks::default(), now))
        }
        Subject::Lead(id) => {
            let (of, facts) = crate::qualification::lead(db, actor, id).await?;
            let marks = by.marks(facts.email.as_deref(), &facts.given_up);
            let Signals { own, company } = seen(db, actor, of, now).await?;
            Ok(Standing::of_lead(&by, &own, &company, marks, now))
        }
    }
}

async fn seen(db: &Db, actor: &Actor, of: Of, now: DateTime<Utc>) -> Result<Signals> {
    let mut on = db.pool().acquire().await?;
    let signals = signals_of(&mut on, actor.workspace(), &[of], now).await?;
    Ok(signals.into_iter().next().unwrap_or_default())
}
