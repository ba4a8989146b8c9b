//! A merge is taken back: the survivor's fields become what they were, but for those that somebody has changed since.

use super::Field;
use crate::leads::{Lead, LeadForm};
use serde::{Deserialize, Serialize};

/// What a merge wrote over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub field: Field,
    pub was: String,
    pub became: String,
}

/// What comes of taking a merge back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The survivor's facts as they will be.
    pub form: LeadForm,
    /// It goes back to where it stood.
    pub steps_back: bool,
    /// Changed since, and left as they are.
    pub kept: Vec<Field>,
}

/// `moved_on`: the survivor was moved since the merge, be it back to the very same place.
pub fn take_back(now: &Lead, written: &[Written], moved_on: bool) -> Restored {
    let mut form = LeadForm::default();
    for field in Field::ALL {
        if let Some(place) = field.place(&mut form) {
            *place = field.value(now);
        }
    }
    let mut restored = Restored { form, steps_back: false, kept: vec![] };
    for it in written {
        let is_changed = it.field.value(now) != it.became || (it.field == Field::Status && moved_on);
        match it.field.place(&mut restored.form) {
            _ if is_changed => restored.kept.push(it.field),
            Some(place) => it.was.clone_into(place),
            None => restored.steps_back = true,
        }
    }
    restored
}
