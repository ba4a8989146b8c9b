//! Which rows stand on a page of a list. A page begins at a row, not at a number, so every page costs the
//! same and nobody's news shifts it; the counts are exact.

use crate::{Actor, Db, Result, search::Asked};
use domain::accounts::{Place, Sort, Wish, list::PAGE};
use domain::icp::Tiers;
use domain::pipeline::filter::Owner;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

/// A table that has such lists: both have a name, an owner, a last activity and pairs to be found by.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Accounts,
    People,
}

impl Of {
    const fn table(self) -> &'static str {
        match self {
            Self::Accounts => "account",
            Self::People => "person",
        }
    }

    /// What a row is found by beside its name.
    const fn more(self) -> &'static str {
        match self {
            Self::Accounts => "r.domain",
            Self::People => "r.email",
        }
    }
}

/// The rows of a page in their order, how many stand before them, and how many there are.
pub(super) struct Ids {
    pub(super) ids: Vec<Uuid>,
    pub(super) before: i64,
    pub(super) total: i64,
}

pub(super) async fn ids(db: &Db, actor: &Actor, of: Of, wish: &Wish) -> Result<Ids> {
    // People have neither a fit nor a revenue: asked for one, their list stands by name.
    let by_name = Wish { sort: Sort::Name, ..wish.clone() };
    let wish = if matches!(of, Of::People) && wish.sort.is_of_accounts() { &by_name } else { wish };
    let at = match wish.place {
        Place::Start => None,
        Place::After(row) | Place::Before(row) => Some(At::of(db, actor, of, wish.sort, row).await?),
    };
    let backwards = matches!(wish.place, Place::Before(_));
    let mut query = QueryBuilder::new("select r.id");
    matching(&mut query, actor, of, wish);
    if let Some(at) = &at {
        query.push(" and ");
        at.compare(&mut query, wish.sort, if backwards { Side::Above } else { Side::Below });
    }
    let order = match (wish.sort, backwards) {
        (Sort::Name, false) => r#" order by search_norm(r.name) collate "C", r.id"#,
        (Sort::Name, true) => r#" order by search_norm(r.name) collate "C" desc, r.id desc"#,
        (Sort::Activity, false) => " order by coalesce(r.last_activity_at, '-infinity') desc, r.id desc",
        (Sort::Activity, true) => " order by coalesce(r.last_activity_at, '-infinity'), r.id",
        (Sort::Fit, false) => " order by coalesce(f.score, -1) desc, f.account_id desc",
        (Sort::Fit, true) => " order by coalesce(f.score, -1), f.account_id",
        (Sort::Revenue, false) => " order by coalesce(r.revenue_minor, -1) desc, r.id desc",
        (Sort::Revenue, true) => " order by coalesce(r.revenue_minor, -1), r.id",
    };
    query.push(order).push(" limit ").push_bind(PAGE);
    let mut ids: Vec<Uuid> = query.build_query_scalar().fetch_all(db.pool()).await?;
    if backwards {
        ids.reverse();
    }
    let (total, above) = counts(db, actor, of, wish, at.as_ref()).await?;
    let here = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let before = match wish.place {
        Place::Start => 0,
        // The row the page comes after stands before it, too, if the wish holds it.
        Place::After(_) => above,
        Place::Before(_) => above - here,
    };
    Ok(Ids { ids, before, total })
}

/// How many rows the wish has, and how many of them up to where the page begins.
async fn counts(db: &Db, actor: &Actor, of: Of, wish: &Wish, at: Option<&At>) -> Result<(i64, i64)> {
    let mut query = QueryBuilder::new("select count(*), ");
    match at {
        None => {
            query.push("0::bigint");
        }
        Some(at) => {
            query.push("count(*) filter (where ");
            at.compare(&mut query, wish.sort, Side::Above);
            if matches!(wish.place, Place::After(_)) {
                query.push(" or r.id = ").push_bind(at.id);
            }
            query.push(")");
        }
    }
    matching(&mut query, actor, of, wish);
    Ok(query.build_query_as().fetch_one(db.pool()).await?)
}

/// The accounts of a wish that are no targets yet, so many of them, and how many there are: whoever was never reached
/// first, then the best fit.
pub(crate) async fn to_win(
    on: &mut PgConnection,
    actor: &Actor,
    wish: &Wish,
    most: i64,
) -> Result<(Vec<Uuid>, i64)> {
    let wish = Wish { targets: false, ..wish.clone() };
    let mut query = QueryBuilder::new("select r.id, count(*) over ()");
    matching(&mut query, actor, Of::Accounts, &wish);
    query.push(
        " and not r.target
          order by r.last_activity_at is not null, f.score desc nulls last, r.number
          limit ",
    );
    query.push_bind(most);
    let rows: Vec<(Uuid, i64)> = query.build_query_as().fetch_all(on).await?;
    let all = rows.first().map_or(0, |it| it.1);
    Ok((rows.into_iter().map(|it| it.0).collect(), all))
}

/// `from … where …`: the rows of a wish, wherever the page begins.
pub(super) fn matching(query: &mut QueryBuilder<Postgres>, actor: &Actor, of: Of, wish: &Wish) {
    query.push(" from ").push(of.table()).push(" r");
    if matches!(of, Of::Accounts) {
        query.push(" join account_fit f on f.workspace_id = r.workspace_id and f.account_id = r.id");
    }
    query.push(" where r.workspace_id = ").push_bind(actor.workspace().0);
    query.push(" and r.deleted_at is null");
    if matches!(of, Of::Accounts) {
        match wish.tiers {
            Tiers::Any => {}
            Tiers::Of(tier) => {
                query.push(" and f.tier = ").push_bind(tier.code());
            }
            Tiers::Without => {
                query.push(" and f.tier is null");
            }
        }
        if !wish.industry.is_empty() {
            query.push(" and r.industry = ").push_bind(wish.industry.clone());
        }
        if wish.targets {
            query.push(" and r.target");
        }
    }
    match wish.owner {
        Owner::Anybody => {}
        Owner::Nobody => {
            query.push(" and r.owner_id is null");
        }
        Owner::Me => {
            query.push(" and r.owner_id = ").push_bind(actor.id());
        }
        Owner::Of(member) => {
            query.push(" and r.owner_id = ").push_bind(member);
        }
    }
    let asked = Asked::of(&wish.text);
    if asked.words.is_empty() {
        return;
    }
    match asked.prefix {
        Some((from, to)) => {
            query.push(r#" and search_norm(r.name) collate "C" >= "#).push_bind(from);
            query.push(r#" and search_norm(r.name) collate "C" < "#).push_bind(to);
        }
        None => {
            query.push(" and r.grams @> all_bigrams(").push_bind(asked.words.clone()).push(")");
        }
    }
    if asked.recheck {
        query.push(" and search_has(r.name, ").push(of.more()).push(", ").push_bind(asked.words).push(")");
    }
}

/// The row where a page begins, by what the list is sorted by.
#[derive(sqlx::FromRow)]
struct At {
    id: Uuid,
    /// Its name, or its last activity, fit or revenue as text, because nothing is earlier than "never".
    key: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Above,
    Below,
}

impl At {
    async fn of(db: &Db, actor: &Actor, of: Of, sort: Sort, row: Uuid) -> Result<Self> {
        let mut query = QueryBuilder::new("select id, ");
        query.push(match sort {
            Sort::Name => "search_norm(name)",
            Sort::Activity => "coalesce(last_activity_at, '-infinity')::text",
            Sort::Fit => {
                "coalesce((select f.score from account_fit f
                           where f.workspace_id = r.workspace_id and f.account_id = r.id), -1)::text"
            }
            Sort::Revenue => "coalesce(revenue_minor, -1)::text",
        });
        query.push(" as key from ").push(of.table());
        query.push(" r where workspace_id = ").push_bind(actor.workspace()).push(" and id = ").push_bind(row);
        Ok(query.build_query_as().fetch_one(db.pool()).await?)
    }

    /// Rows above this one in the list's order, or below it.
    fn compare(&self, query: &mut QueryBuilder<Postgres>, sort: Sort, side: Side) {
        let (row, at) = match sort {
            Sort::Name => (r#"(search_norm(r.name) collate "C", r.id)"#, "::text"),
            Sort::Activity => ("(coalesce(r.last_activity_at, '-infinity'), r.id)", "::text::timestamptz"),
            Sort::Fit => ("(coalesce(f.score, -1), f.account_id)", "::text::integer"),
            Sort::Revenue => ("(coalesce(r.revenue_minor, -1), r.id)", "::text::bigint"),
        };
        // Names rise down the list, activities, fits and revenues fall.
        let greater = (sort == Sort::Name) == (side == Side::Below);
        query.push(row).push(if greater { " > (" } else { " < (" });
        query.push_bind(self.key.clone()).push(at).push(", ").push_bind(self.id).push(")");
    }
}
