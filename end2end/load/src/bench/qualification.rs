//! How long it takes until new rules have judged every lead, at the size of a team that has sold for years.

use crate::Outcome;
use db::{Actor, Db};
use domain::qualification::Rules;
use std::time::{Duration, Instant};

const LEADS: i64 = 100_000;

/// From saving the rules to the last lead; another version each time, so that all of them are judged.
pub async fn judged(database: &Db, actor: &Actor) -> Outcome<Duration> {
    db::demo::many_leads(database, actor, LEADS).await?;
    let seen = db::qualification::rules(database, actor).await?;
    let rules = Rules { interest: seen.rules.interest + 5, ..seen.rules };
    db::qualification::save(database, actor, seen.version, &rules).await?;
    let again = Rules { interest: rules.interest - 10, ..rules };
    let begun = Instant::now();
    db::qualification::save(database, actor, seen.version + 1, &again).await?;
    Ok(begun.elapsed())
}
