//! A saved view: what somebody looks at again and again, kept under a name. It is a board or the table with its
//! filter and order, nothing else: what is kept is what the address asks for, read by the rules that read addresses.

use super::Filter;
use super::filter::Owner;
use super::list::Wish;
use crate::accounts::{Place, Problems};
use crate::team::{Right, Roles, Whose, may};
use crate::{MemberId, PipelineId, Problem, Refusal, SavedViewId, StageId, TagId, TeamId, Why, text};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The longest name, in characters: it has to fit above a board.
pub const NAME_MAX: usize = 60;
/// How many a member can save.
pub const MOST: u32 = 100;

/// The parameters of an address, names and values, in the order in which they are written.
pub type Pairs = Vec<(&'static str, String)>;

/// A saved view, as one member sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    pub id: SavedViewId,
    pub version: i32,
    pub owner: MemberId,
    pub name: String,
    /// Everybody in the workspace sees it.
    pub shared: bool,
    /// Whoever looks at it keeps it in sight.
    pub pinned: bool,
    /// None: the table.
    pub board: Option<PipelineId>,
    /// The address's parameters, as they were kept.
    pub query: BTreeMap<String, String>,
}

impl SavedView {
    pub fn sight(&self) -> Sight {
        Sight::of(self.board, &self.query)
    }
}

/// What somebody sees: the board of a pipeline, or the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    Board(PipelineId, Filter),
    Table(Wish),
}

impl Sight {
    /// What these parameters ask for. What is not understood asks for nothing; where a page or a column begins, and
    /// which view it began with, is no part of it.
    pub fn of(board: Option<PipelineId>, query: &BTreeMap<String, String>) -> Self {
        let get = |name: &str| query.get(name).map(String::as_str);
        match board {
            Some(pipeline) => {
                Self::Board(pipeline, Filter { view: None, stage: None, ..Filter::of_pairs(get) })
            }
            None => {
                let wish = Wish::of_pairs(get);
                let filter = Filter { view: None, ..wish.filter };
                Self::Table(Wish { filter, place: Place::Start, ..wish })
            }
        }
    }

    pub const fn board(&self) -> Option<PipelineId> {
        match self {
            Self::Board(pipeline, _) => Some(*pipeline),
            Self::Table(_) => None,
        }
    }

    pub fn pairs(&self) -> Pairs {
        match self {
            Self::Board(_, filter) => filter.pairs(),
            Self::Table(wish) => wish.pairs(),
        }
    }

    /// Everything it names that must be there.
    pub fn names(&self) -> Named {
        match self {
            Self::Board(pipeline, filter) => Named::of(filter, Some(*pipeline)),
            Self::Table(wish) => Named::of(&wish.filter, wish.pipeline),
        }
    }
}

/// The records that a filter is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub pipeline: Option<PipelineId>,
    pub stage: Option<StageId>,
    pub owner: Option<MemberId>,
    pub team: Option<TeamId>,
    pub tag: Option<TagId>,
}

impl Named {
    pub const fn of(filter: &Filter, pipeline: Option<PipelineId>) -> Self {
        let owner = match filter.owner {
            Owner::Of(member) => Some(member),
            Owner::Anybody | Owner::Me | Owner::Nobody => None,
        };
        Self { pipeline, stage: filter.stage, owner, team: filter.team, tag: filter.tag }
    }
}

/// What an address asks for, to tell whether a view is still seen as it was saved.
pub fn asks(pairs: &[(&str, String)]) -> String {
    let parts = pairs.iter().filter(|it| !matches!(it.0, "view" | "after" | "before"));
    parts.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// What a form says is seen: a pipeline's board, or nothing for the table, and the parameters of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seen {
    pub board: String,
    pub query: BTreeMap<String, String>,
}

impl Seen {
    pub fn check(&self) -> Result<Sight, Problem> {
        let board = crate::accounts::optional_id("pipeline", &self.board)?;
        Ok(Sight::of(board, &self.query))
    }
}

/// A view about to be saved. The id is minted where it is typed, so that a repeated send saves one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedViewForm {
    pub id: String,
    pub name: String,
    pub shared: bool,
    pub pinned: bool,
    pub seen: Seen,
}

impl SavedViewForm {
    pub fn check(&self) -> Result<(Option<SavedViewId>, String, Sight), Vec<Problem>> {
        let mut problems = Problems::default();
        let id = problems.take(crate::accounts::optional_id("id", &self.id));
        let name = problems.take(name(&self.name));
        let sight = self.seen.check();
        match sight {
            Ok(sight) => problems.or((id, name, sight)),
            Err(problem) => {
                problems.add(problem);
                problems.or((id, name, Sight::Table(Wish::default())))
            }
        }
    }
}

/// A view's name: short enough to stand above a board.
pub fn name(text: &str) -> Result<String, Problem> {
    let name = text::name("name", text)?;
    if name.chars().count() > NAME_MAX {
        return Err(Problem::new("name", Why::TooLong(u32::try_from(NAME_MAX).unwrap_or(u32::MAX))));
    }
    Ok(name)
}

/// May somebody with these roles rename, change or take away a view? One's own always; a shared one of others, whoever
/// keeps the team's views.
pub fn may_change(roles: &Roles, mine: bool, shared: bool) -> bool {
    mine || (shared && may(roles, Right::ShareViews, Whose::Others))
}

/// Sharing is telling everybody; whoever only looks on keeps views to themselves.
pub fn may_share(roles: &Roles) -> Result<(), Refusal> {
    if may(roles, Right::ShareViews, Whose::Mine) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

#[cfg(test)]
mod tests {
    use super::super::list::{Order, Sort};
    use super::*;
    use crate::team::Role;
    use uuid::Uuid;

    fn query(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn id(number: u128) -> String {
        Uuid::from_u128(number).to_string()
    }

    #[test]
    fn a_view_keeps_what_boards_and_tables_know_and_nothing_else() {
        let asked = query(&[
            ("owner", "me"),
            ("sort", "-amount"),
            ("columns", "amount,nonsense,owner"),
            ("state", "won"),
            ("view", &id(1)),
            ("after", &id(2)),
            ("next", "https://elsewhere.example"),
            ("stage", "//elsewhere.example"),
        ]);
        let Sight::Table(wish) = Sight::of(None, &asked) else { panic!("the table") };
        assert_eq!(wish.order, Order { by: Sort::Amount, turned: true });
        assert_eq!(asks(&wish.pairs()), "owner=me&state=won&sort=-amount&columns=amount,owner");

        let pipeline = PipelineId(Uuid::from_u128(3));
        let board = Sight::of(Some(pipeline), &asked);
        assert_eq!((board.board(), asks(&board.pairs())), (Some(pipeline), "owner=me".to_owned()));
    }

    #[test]
    fn a_view_names_the_records_it_is_about() {
        let asked = query(&[("owner", &id(4)), ("team", &id(5)), ("tag", &id(6)), ("pipeline", &id(7))]);
        let named = Sight::of(None, &asked).names();
        assert_eq!(named.owner, Some(MemberId(Uuid::from_u128(4))));
        assert_eq!((named.team, named.stage), (Some(TeamId(Uuid::from_u128(5))), None));
        assert_eq!(named.pipeline, Some(PipelineId(Uuid::from_u128(7))));
        let mine = Sight::of(Some(PipelineId(Uuid::from_u128(8))), &query(&[("owner", "me")]));
        assert_eq!((mine.names().owner, mine.names().pipeline), (None, Some(PipelineId(Uuid::from_u128(8)))));
    }

    #[test]
    fn paging_on_is_no_edit_of_a_view_but_another_filter_is() {
        let seen = |pairs: &[(&str, &str)]| {
            asks(&Wish::of_pairs(|name| pairs.iter().find(|it| it.0 == name).map(|it| it.1)).pairs())
        };
        let first = seen(&[("close", "past"), ("view", &id(1))]);
        assert_eq!(first, seen(&[("view", &id(1)), ("after", &id(2)), ("close", "past")]));
        assert_ne!(first, seen(&[("close", "this_month"), ("view", &id(1))]));
    }

    #[test]
    fn a_name_is_short_and_there() {
        assert_eq!(name("  이번 달\n마감 "), Ok("이번 달 마감".to_owned()));
        assert_eq!(name(" "), Err(Problem::new("name", Why::Missing)));
        assert!(name(&"가".repeat(NAME_MAX)).is_ok());
        assert_eq!(name(&"가".repeat(NAME_MAX + 1)), Err(Problem::new("name", Why::TooLong(60))));
        let form = SavedViewForm {
            seen: Seen { board: "//elsewhere.example".into(), ..Seen::default() },
            ..SavedViewForm::default()
        };
        let fields: Vec<_> = form.check().unwrap_err().into_iter().map(|it| it.field).collect();
        assert_eq!(fields, ["name", "pipeline"]);
    }

    #[test]
    fn ones_own_view_is_ones_own_and_a_shared_one_is_kept_by_who_leads() {
        for role in Role::ALL {
            let roles = Roles(vec![role]);
            assert!(may_change(&roles, true, false) && may_change(&roles, true, true));
            assert!(!may_change(&roles, false, false), "nobody changes what only another one sees");
            assert_eq!(may_change(&roles, false, true), matches!(role, Role::Admin | Role::Manager));
            assert_eq!(may_share(&roles).is_ok(), role != Role::Viewer);
        }
    }
}
