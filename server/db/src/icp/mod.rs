//! The ideal customer profile (ICP) and the fit of every account, which follows the profile and the facts in the acts
//! that change them.

mod effect;
mod judge;
mod keep;
mod target;

pub use effect::effect;
pub(crate) use judge::settle;
pub use keep::{book, profile, restore, save, version};
pub use target::mark_target;
