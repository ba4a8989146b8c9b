//! Routing: the rules, who of the team can take leads, and the choice for each lead with its reasons.

mod assign;
mod many;
mod rules;

pub(crate) use assign::{Arriving, Choices, Standing, goes_to, record, who_gets};
pub use assign::{assigned, give, reassign};
pub use many::{give_many, given, take_back_given};
pub use rules::{add_rule, book, change_rule, move_rule, remove_rule, set_availability, switch_rule};
