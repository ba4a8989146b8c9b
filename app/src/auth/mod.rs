//! Coming in and going out: signing in, answering an invitation, the first start, and what members keep
//! for themselves, such as their password and where they are signed in.

pub mod api;
mod demo_door;
mod invite_page;
mod refused;
mod setup_page;
mod sign_in_page;
mod spent_link;

pub use invite_page::InvitePage;
pub use refused::{Refused, on_success, problems};
pub use setup_page::SetupPage;
pub use sign_in_page::SignInPage;
