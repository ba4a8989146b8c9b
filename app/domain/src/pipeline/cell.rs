//! One fact of a deal, edited where it stands in the table. Its writer says what they saw there: somebody else's edit of
//! another fact is none of their business, one of this fact is.

use super::{Card, DealForm};
use crate::DealId;
use crate::team::{Right, Viewer};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    Name,
    Amount,
    ExpectedClose,
    Owner,
    NextStep,
    NextStepDue,
}

impl Cell {
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Amount, Self::ExpectedClose, Self::Owner, Self::NextStep, Self::NextStepDue];

    /// As forms and refusals call it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Amount => "amount",
            Self::ExpectedClose => "expected_close",
            Self::Owner => "owner",
            Self::NextStep => "next_step",
            Self::NextStepDue => "next_step_due",
        }
    }

    /// What a form says of it.
    pub fn of(self, form: &mut DealForm) -> &mut String {
        match self {
            Self::Name => &mut form.name,
            Self::Amount => &mut form.amount,
            Self::ExpectedClose => &mut form.expected_close,
            Self::Owner => &mut form.owner,
            Self::NextStep => &mut form.next_step,
            Self::NextStepDue => &mut form.next_step_due,
        }
    }

    /// What stands there, as one would type it.
    pub fn typed(self, card: &Card) -> String {
        let text = |it: Option<String>| it.unwrap_or_default();
        match self {
            Self::Name => card.name.clone(),
            Self::Amount => text(card.amount().map(crate::Money::digits)),
            Self::ExpectedClose => text(card.expected_close.map(|it| it.to_string())),
            Self::Owner => text(card.owner.map(|it| it.to_string())),
            Self::NextStep => text(card.next_step.clone()),
            Self::NextStepDue => text(card.next_step_due.map(|it| it.to_string())),
        }
    }

    /// May they edit it? Giving a deal away is a right of its own.
    pub fn may_edit(self, viewer: &Viewer, card: &Card) -> bool {
        let right = if self == Self::Owner { Right::Reassign } else { Right::WorkDeal };
        viewer.may(Right::WorkDeal, card.owner) && viewer.may(right, card.owner)
    }
}

/// One edit: what its writer saw there, and what they typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellEdit {
    pub deal: DealId,
    pub cell: Cell,
    pub seen: String,
    pub value: String,
}

impl CellEdit {
    /// Writes it into what stands now. None: it stands there already.
    pub fn over(&self, now: &mut DealForm) -> Option<Result<(), Overtaken>> {
        let stands = self.cell.of(now);
        if *stands == self.value {
            return None;
        }
        if *stands != self.seen {
            return Some(Err(Overtaken { stands: stands.clone() }));
        }
        stands.clone_from(&self.value);
        if self.cell == Cell::NextStep && self.value.trim().is_empty() {
            // The day of a step goes with the step.
            now.next_step_due.clear();
        }
        Some(Ok(()))
    }
}

/// Somebody wrote something else there meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overtaken {
    pub stands: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn edit(cell: Cell, seen: &str, value: &str) -> CellEdit {
        CellEdit { deal: DealId(Uuid::from_u128(1)), cell, seen: seen.into(), value: value.into() }
    }

    fn standing() -> DealForm {
        DealForm {
            name: "전사 도입".into(),
            amount: "1,000".into(),
            next_step: "전화".into(),
            next_step_due: "2026-12-01".into(),
            ..DealForm::default()
        }
    }

    #[test]
    fn an_edit_changes_what_it_is_about_and_nothing_else() {
        for cell in Cell::ALL {
            let mut now = standing();
            let seen = cell.of(&mut now).clone();
            assert_eq!(edit(cell, &seen, "다른 값").over(&mut now), Some(Ok(())));
            assert_eq!(*cell.of(&mut now), "다른 값");
            cell.of(&mut now).clone_from(&seen);
            assert_eq!(now, standing(), "{cell:?}");
        }
    }

    #[test]
    fn what_somebody_else_wrote_there_is_not_overwritten() {
        let mut now = standing();
        let overtaken = edit(Cell::Amount, "500", "700").over(&mut now);
        assert_eq!(overtaken, Some(Err(Overtaken { stands: "1,000".into() })));
        assert_eq!(now, standing());
        // Both wanted the same.
        assert_eq!(edit(Cell::Amount, "500", "1,000").over(&mut now), None);
    }

    #[test]
    fn a_day_goes_with_its_step() {
        let mut now = standing();
        assert_eq!(edit(Cell::NextStep, "전화", " ").over(&mut now), Some(Ok(())));
        assert!(now.next_step_due.is_empty());
    }
}
