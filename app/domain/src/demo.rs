//! The demo in a workspace that works. Whoever looks around with it begins to work with it, so that things of the
//! team's own come to stand among the examples. When the examples go, those stay.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How a workspace stands to the demo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "lowercase"))]
#[serde(rename_all = "lowercase")]
pub enum Stand {
    /// No deal was ever made here: the examples are worth offering.
    Fresh,
    #[default]
    Out,
    In,
    /// The workspace is one itself, and has nothing else.
    Whole,
}

/// What the demo is made of, and what comes to hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Deal,
    Lead,
    Account,
    Person,
    Activity,
    Task,
    Pipeline,
    Product,
    Tag,
    Team,
    Member,
    SavedView,
    WebForm,
}

impl Part {
    pub const ALL: [Self; 13] = [
        Self::Deal,
        Self::Lead,
        Self::Account,
        Self::Person,
        Self::Activity,
        Self::Task,
        Self::Pipeline,
        Self::Product,
        Self::Tag,
        Self::Team,
        Self::Member,
        Self::SavedView,
        Self::WebForm,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Deal => "deal",
            Self::Lead => "lead",
            Self::Account => "account",
            Self::Person => "person",
            Self::Activity => "activity",
            Self::Task => "task",
            Self::Pipeline => "pipeline",
            Self::Product => "product",
            Self::Tag => "tag",
            Self::Team => "team",
            Self::Member => "member",
            Self::SavedView => "saved_view",
            Self::WebForm => "web_form",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What the team would miss if it went from under its own things. A made-up company, or a made-up sale, is missed by
    /// nobody: what is tied to one only loses the tie.
    const fn is_missed(self) -> bool {
        match self {
            // A pipeline with own deals in it, a product that is sold in one, a label on one, a seat that somebody took, a form
            // by which somebody came.
            Self::Pipeline | Self::Product | Self::Tag | Self::Member | Self::WebForm => true,
            // What was done or planned about something of our own as well.
            Self::Activity | Self::Task => true,
            Self::Deal | Self::Lead | Self::Account | Self::Person | Self::Team | Self::SavedView => false,
        }
    }
}

/// One thing that came with the demo, or hangs on what did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thing {
    pub part: Part,
    pub id: Uuid,
    /// Something of the team's own holds on to it.
    pub held: bool,
    /// It was not in the demo: the team wrote it about the demo.
    pub ours: bool,
}

impl Thing {
    /// Does it go when the demo goes? Otherwise it is the team's own from then on.
    pub const fn goes(&self) -> bool {
        !(self.held && self.part.is_missed())
    }
}

/// How many of what.
pub type Tally = Vec<(Part, i64)>;

/// What taking the demo out does, in numbers: said before it happens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parting {
    pub goes: Tally,
    /// Of these, what the team wrote itself about nothing but examples.
    pub ours_go: Tally,
    /// What came with the demo and stays, as the team works with it.
    pub stays: Tally,
    /// What the team has made itself.
    pub own: Tally,
    /// How many of its own records are tied to an example, and lose the tie.
    pub parted: i64,
}

impl Parting {
    pub fn of(things: &[Thing], own: Tally, parted: i64) -> Self {
        Self {
            goes: tally(things, Thing::goes),
            ours_go: tally(things, |it| it.goes() && it.ours),
            stays: tally(things, |it| !it.goes() && !it.ours),
            own,
            parted,
        }
    }
}

/// Parts of which there is nothing are not mentioned.
fn tally(things: &[Thing], which: impl Fn(&Thing) -> bool) -> Tally {
    let count = |part| things.iter().filter(|it| it.part == part && which(it)).count();
    let counted = Part::ALL.into_iter().map(|part| (part, i64::try_from(count(part)).unwrap_or(i64::MAX)));
    counted.filter(|it| it.1 > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing(part: Part, held: bool, ours: bool) -> Thing {
        Thing { part, id: Uuid::nil(), held, ours }
    }

    #[test]
    fn what_nothing_of_ours_holds_on_to_goes() {
        for part in Part::ALL {
            assert!(thing(part, false, false).goes(), "{part:?}");
            assert!(thing(part, false, true).goes(), "{part:?}");
        }
    }

    #[test]
    fn what_our_own_deals_stand_in_sell_and_wear_stays_and_made_up_companies_go() {
        let stays: Vec<_> = Part::ALL.into_iter().filter(|it| !thing(*it, true, false).goes()).collect();
        let (work, process) = ([Part::Activity, Part::Task], [Part::Pipeline, Part::Product, Part::Tag]);
        assert_eq!(stays, [work.as_slice(), &process, &[Part::Member, Part::WebForm]].concat());
    }

    #[test]
    fn a_parting_counts_what_goes_and_what_of_it_was_ours() {
        let things = [
            thing(Part::Deal, true, false),
            thing(Part::Deal, false, false),
            thing(Part::Pipeline, true, false),
            thing(Part::Pipeline, false, false),
            thing(Part::Task, false, true),
            thing(Part::Activity, true, true),
        ];
        let parting = Parting::of(&things, vec![(Part::Deal, 2)], 1);
        assert_eq!(parting.goes, [(Part::Deal, 2), (Part::Task, 1), (Part::Pipeline, 1)]);
        assert_eq!(parting.ours_go, [(Part::Task, 1)]);
        assert_eq!(parting.stays, [(Part::Pipeline, 1)]);
        assert_eq!((parting.own, parting.parted), (vec![(Part::Deal, 2)], 1));
    }

    #[test]
    fn a_part_is_known_by_its_code() {
        for part in Part::ALL {
            assert_eq!(Part::of_code(part.code()), Some(part));
            assert_eq!(serde_json::to_value(part).ok(), Some(part.code().into()));
        }
    }
}
