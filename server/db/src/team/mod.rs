//! Who works here and how they come in: the first start, invitations, sign-in, sessions, members,
//! teams, and the keys of programs.

mod api_tokens;
mod browser;
mod founding;
mod invitations;
mod leaving;
mod members;
mod own;
mod secret;
mod sessions;
mod sign_in;
mod teams;
mod viewer;
mod zone;

pub use api_tokens::{
    PREFIX, Program, actor_of_token, api_tokens, make_api_token, program_of_token, revoke_api_token,
};
pub use founding::{NewWorkspace, first_link, found, found_workspace, is_first_link, workspaces};
pub use invitations::{Welcome, accept, invitations, invite, renew_invitation, welcome, withdraw_invitation};
pub(crate) use leaving::still_here;
pub use leaving::{deactivate, leaving};
pub use members::{NewMember, add_member, change_roles, member_by_email, members, reactivate};
pub use own::{change_password, password_hash, rename, set_locale, set_theme};
pub use secret::Secret;
pub use sessions::{CurrentSession, actor_of_session, end_other_sessions, end_session, sessions, sign_out};
pub use sign_in::{Arrival, Knock, knock, let_in};
pub use teams::{disband_team, join_team, leave_team, make_team, rename_team, teams};
pub use viewer::{is_at_work, viewer};
pub(crate) use zone::today_at;
pub use zone::zone;
