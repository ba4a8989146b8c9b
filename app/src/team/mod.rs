//! Settings about people: members, their roles and teams, invitations, one's own profile, and the keys of
//! programs.

pub mod api;
mod invitations;
mod leaving;
mod member_page;
mod member_row;
mod members_page;
mod password_form;
mod profile_page;
mod role_boxes;
mod sessions_page;
mod settings;
mod shown_once;
mod team_panel;
mod teams_page;
mod tokens_page;

pub use member_page::MemberPage;
pub use members_page::MembersPage;
pub use profile_page::ProfilePage;
pub use sessions_page::SessionsPage;
pub use settings::{SettingsIndex, SettingsPage};
pub use teams_page::TeamsPage;
pub use tokens_page::TokensPage;
