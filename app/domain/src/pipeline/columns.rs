//! The columns of the table of deals: which of them, in which order. Part of the address; where that does not say, the
//! workspace's own choice counts.

use super::list::Sort;
use serde::{Deserialize, Serialize};

/// What can be told of each deal beside its name, which always comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Column {
    Account,
    Pipeline,
    Stage,
    Amount,
    /// The amount by how likely it is.
    Weighted,
    Close,
    NextStep,
    Due,
    Owner,
    InStage,
    LastActivity,
    Tags,
    Created,
}

impl Column {
    pub const ALL: [Self; 13] = [
        Self::Account,
        Self::Pipeline,
        Self::Stage,
        Self::Amount,
        Self::Weighted,
        Self::Close,
        Self::NextStep,
        Self::Due,
        Self::Owner,
        Self::InStage,
        Self::LastActivity,
        Self::Tags,
        Self::Created,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Pipeline => "pipeline",
            Self::Stage => "stage",
            Self::Amount => "amount",
            Self::Weighted => "weighted",
            Self::Close => "close",
            Self::NextStep => "next_step",
            Self::Due => "due",
            Self::Owner => "owner",
            Self::InStage => "in_stage",
            Self::LastActivity => "last_activity",
            Self::Tags => "tags",
            Self::Created => "created",
        }
    }

    /// What the table is sorted by when the head of this column is pressed, where it can be.
    pub const fn sort(self) -> Option<Sort> {
        match self {
            Self::Account => Some(Sort::Account),
            Self::Amount => Some(Sort::Amount),
            Self::Close => Some(Sort::Close),
            Self::NextStep | Self::Due => Some(Sort::NextStep),
            Self::Owner => Some(Sort::Owner),
            Self::InStage => Some(Sort::InStage),
            Self::LastActivity => Some(Sort::LastActivity),
            Self::Created => Some(Sort::Created),
            Self::Pipeline | Self::Stage | Self::Weighted | Self::Tags => None,
        }
    }

    fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// Chosen columns, each once and at least one, in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns(Vec<Column>);

impl Default for Columns {
    /// What most teams look at.
    fn default() -> Self {
        use Column::{Account, Amount, Close, NextStep, Owner, Stage};
        Self(vec![Account, Stage, Amount, Close, NextStep, Owner])
    }
}

impl Columns {
    pub fn all(&self) -> &[Column] {
        &self.0
    }

    pub fn has(&self, column: Column) -> bool {
        self.0.contains(&column)
    }

    /// Those that could stand there, too.
    pub fn others(&self) -> impl Iterator<Item = Column> {
        Column::ALL.into_iter().filter(|it| !self.has(*it))
    }

    /// `account,stage,amount`.
    pub fn code(&self) -> String {
        self.0.iter().map(|it| it.code()).collect::<Vec<_>>().join(",")
    }

    /// What is not understood, or said twice, is left out; None when nothing remains.
    pub fn of_code(code: &str) -> Option<Self> {
        let mut found = Vec::new();
        for column in code.split(',').filter_map(|it| Column::of_code(it.trim())) {
            if !found.contains(&column) {
                found.push(column);
            }
        }
        (!found.is_empty()).then_some(Self(found))
    }

    /// With one more at the end.
    pub fn with(&self, column: Column) -> Self {
        let mut all = self.without(column).map_or_else(Vec::new, |it| it.0);
        all.push(column);
        Self(all)
    }

    /// Without this one; None when it is the only one.
    pub fn without(&self, column: Column) -> Option<Self> {
        let rest: Vec<_> = self.0.iter().copied().filter(|it| *it != column).collect();
        (!rest.is_empty()).then_some(Self(rest))
    }

    /// With this one a place further left; None when it stands there already.
    pub fn earlier(&self, column: Column) -> Option<Self> {
        let at = self.0.iter().position(|it| *it == column)?;
        self.swapped(at.checked_sub(1)?, at)
    }

    /// With this one a place further right; None when it is the last.
    pub fn later(&self, column: Column) -> Option<Self> {
        let at = self.0.iter().position(|it| *it == column)?;
        self.swapped(at, at + 1)
    }

    fn swapped(&self, a: usize, b: usize) -> Option<Self> {
        let mut all = self.0.clone();
        (b < all.len()).then(|| {
            all.swap(a, b);
            Self(all)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column::{Amount, Owner, Stage, Tags};
    use proptest::prelude::*;

    fn of(columns: &[Column]) -> Columns {
        Columns(columns.to_vec())
    }

    #[test]
    fn an_address_says_which_columns_and_in_which_order() {
        let all = of(&Column::ALL);
        assert_eq!(Columns::of_code(&all.code()), Some(all));
        assert_eq!(Columns::of_code("owner, nonsense,amount,owner"), Some(of(&[Owner, Amount])));
        assert_eq!((Columns::of_code(""), Columns::of_code("nonsense")), (None, None));
    }

    #[test]
    fn a_column_is_shown_hidden_and_moved() {
        let two = of(&[Stage, Amount]);
        assert_eq!(two.with(Tags), of(&[Stage, Amount, Tags]));
        assert_eq!(two.with(Stage), of(&[Amount, Stage]), "never twice");
        assert_eq!(two.without(Stage), Some(of(&[Amount])));
        assert_eq!(of(&[Amount]).without(Amount), None, "one remains");
        assert_eq!(two.later(Stage), Some(of(&[Amount, Stage])));
        assert_eq!((two.earlier(Stage), two.later(Amount)), (None, None));
        assert_eq!(two.others().count(), Column::ALL.len() - 2);
    }

    proptest! {
        #[test]
        fn no_address_panics_or_names_a_column_twice(code in "[a-z_, ]{0,60}") {
            if let Some(found) = Columns::of_code(&code) {
                prop_assert!(found.all().iter().all(|it| found.all().iter().filter(|other| *other == it).count() == 1));
            }
        }
    }
}
