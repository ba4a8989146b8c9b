//! A filter as SQL: written once, for the board, its totals and the table of the same deals.

use crate::Actor;
use chrono::NaiveDate;
use domain::PipelineId;
use domain::pipeline::Step;
use domain::pipeline::filter::{Filter, Owner};
use sqlx::{Postgres, postgres::PgArguments, query::QueryAs};

// After how many of these days, as `Step::begins` tells them, a deal's next step is due. No step is null.
macro_rules! begun {
    ($days:literal) => {
        concat!(
            "case when d.next_step is not null
             then width_bucket(coalesce(d.next_step_due, 'infinity'::date), ",
            $days,
            "::date[]) end"
        )
    };
}
pub(super) use begun;

// The `where` of a filter, for a `deal d` and its `account a`. $1 workspace, $2 pipeline (compared by the caller), $3
// owner, $4 only nobody's, $5 team, $6 tag, $9 text, $10 how the next step stands. What depends on the day is named by
// the caller: the closing days, and the days by which it is told how a next step stands.
macro_rules! deals {
    ($from:literal, $to:literal, $days:literal) => {
        concat!(
            "d.workspace_id = $1 and d.deleted_at is null
    and ($3::uuid is null or d.owner_id = $3)
    and (not $4 or d.owner_id is null)
    and ($5::uuid is null or exists (
        select from team_member tm
        where tm.workspace_id = d.workspace_id and tm.team_id = $5 and tm.member_id = d.owner_id))
    and ($6::uuid is null or exists (
        select from tagged tg where tg.workspace_id = d.workspace_id and tg.tag_id = $6 and tg.deal_id = d.id))
    and (",
            $from,
            "::date is null or d.expected_close >= ",
            $from,
            ")
    and (",
            $to,
            "::date is null or d.expected_close <= ",
            $to,
            ")
    and ($9 = ''
        or strpos(search_norm(d.name || ' ' || coalesce(a.name, '') || ' D-' || d.number), search_norm($9)) > 0
        or strpos(coalesce(a.domain, ''), lower($9)) > 0
        -- First consonants, as the search box takes them.
        or ($9 ~ '[ㄱ-ㅎ]' and strpos(replace(choseong(d.name || ' ' || coalesce(a.name, '')), ' ', ''), $9) > 0))
    and ($10::int is null or coalesce(",
            begun!($days),
            ", -1) = $10)"
        )
    };
}
pub(super) use deals;

/// The same by the day that `bind` binds: $7 and $8 the closing days, $11 the days of next steps.
pub(super) const DEALS: &str = deals!("$7", "$8", "$11");

/// Binds what `DEALS` asks for.
pub(super) fn bind<'q, T>(
    query: QueryAs<'q, Postgres, T, PgArguments>,
    actor: &Actor,
    pipeline: Option<PipelineId>,
    filter: &Filter,
    today: NaiveDate,
) -> QueryAs<'q, Postgres, T, PgArguments> {
    let owner = match filter.owner {
        Owner::Me => actor.id(),
        Owner::Of(member) => Some(member),
        Owner::Anybody | Owner::Nobody => None,
    };
    let (from, to) = filter.close.days(today);
    query
        .bind(actor.workspace())
        .bind(pipeline)
        .bind(owner)
        .bind(filter.owner == Owner::Nobody)
        .bind(filter.team)
        .bind(filter.tag)
        .bind(from)
        .bind(to)
        .bind(filter.text.clone())
        .bind(filter.step.map(begun_of))
        .bind(Step::begins(today))
}

/// What the database answers for a deal whose next step stands so; -1 stands for none.
fn begun_of(step: Step) -> i32 {
    let begun = (0..).take(Step::ALL.len()).find(|it| Step::after(Some(*it)) == step);
    begun.and_then(|it| i32::try_from(it).ok()).unwrap_or(-1)
}

/// And the other way round.
pub(super) fn step_of(begun: Option<i32>) -> Step {
    Step::after(begun.and_then(|it| usize::try_from(it).ok()))
}
