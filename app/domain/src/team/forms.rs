//! What people type to come in and to bring others in, and what it must be to be taken.

use super::{Password, Role, Roles, passwords};
use crate::accounts::{Problems, optional_id};
use crate::{MemberId, Problem, Why, text};
use serde::{Deserialize, Serialize};

/// An admin asks somebody in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InviteForm {
    pub email: String,
    pub roles: Vec<String>,
    /// The placeholder whose records become theirs; empty for nobody's.
    pub instead_of: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    pub email: String,
    pub roles: Roles,
    pub instead_of: Option<MemberId>,
}

impl InviteForm {
    pub fn check(&self) -> Result<Invite, Vec<Problem>> {
        let mut problems = Problems::default();
        let invite = Invite {
            email: problems.take(text::email("email", &self.email)),
            roles: problems.take(roles("roles", &self.roles)),
            instead_of: problems.take(optional_id("instead_of", &self.instead_of)),
        };
        problems.or(invite)
    }
}

/// Somebody who was asked in says who they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JoinForm {
    pub name: String,
    pub password: Password,
}

impl JoinForm {
    /// Their name, if both can be taken. `email` is where they were asked; `is_common` knows the passwords that everybody tries first.
    pub fn check(&self, email: &str, is_common: impl Fn(&str) -> bool) -> Result<String, Vec<Problem>> {
        let mut problems = Problems::default();
        let name = problems.take(text::name("name", &self.name));
        problems.take(passwords::check("password", &self.password, &[&name, email], is_common));
        problems.or(name)
    }
}

/// The very first admin names the workspace and themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FoundForm {
    pub workspace: String,
    pub name: String,
    pub email: String,
    pub password: Password,
}

/// What a first start makes, besides the pipelines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    pub workspace: String,
    pub name: String,
    pub email: String,
}

impl FoundForm {
    pub fn check(&self, is_common: impl Fn(&str) -> bool) -> Result<Founding, Vec<Problem>> {
        let mut problems = Problems::default();
        let founding = Founding {
            workspace: problems.take(text::name("workspace", &self.workspace)),
            name: problems.take(text::name("name", &self.name)),
            email: problems.take(text::email("email", &self.email)),
        };
        let about = [founding.workspace.as_str(), &founding.name, &founding.email];
        problems.take(passwords::check("password", &self.password, &about, is_common));
        problems.or(founding)
    }
}

/// At least one role, each of ours, each once.
pub fn roles<S: AsRef<str>>(field: &str, codes: &[S]) -> Result<Roles, Problem> {
    let unknown = || Problem::new(field, Why::Unknown);
    let chosen: Option<Vec<Role>> = codes.iter().map(|it| Role::of_code(it.as_ref())).collect();
    let mut chosen = chosen.ok_or_else(unknown)?;
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() { Err(Problem::new(field, Why::Missing)) } else { Ok(Roles(chosen)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_names_an_address_and_at_least_one_role() {
        let form = InviteForm {
            email: " Minji@Hanbit.kr".into(),
            roles: vec!["ae".into(), "sdr".into(), "ae".into()],
            ..Default::default()
        };
        let invite = form.check().expect("a good form");
        assert_eq!(
            (invite.email.as_str(), invite.roles),
            ("minji@hanbit.kr", Roles(vec![Role::Sdr, Role::Ae]))
        );
        let fields = |form: InviteForm| {
            form.check().map_err(|it| it.into_iter().map(|it| it.field).collect::<Vec<_>>())
        };
        assert_eq!(fields(InviteForm::default()), Err(vec!["email".into(), "roles".into()]));
        let odd = InviteForm { email: "a@b.kr".into(), roles: vec!["owner".into()], instead_of: "x".into() };
        assert_eq!(fields(odd), Err(vec!["roles".into(), "instead_of".into()]));
    }

    #[test]
    fn a_founder_hears_of_every_field_at_once() {
        let wrong = FoundForm { password: "short".into(), ..Default::default() }.check(|_| false);
        let fields: Vec<_> = wrong.expect_err("refused").into_iter().map(|it| it.field).collect();
        assert_eq!(fields, ["workspace", "name", "email", "password"]);
    }

    #[test]
    fn a_password_like_the_workspaces_name_is_refused() {
        let form = FoundForm {
            workspace: "한빛소프트웨어".into(),
            name: "김민지".into(),
            email: "minji@hanbit.kr".into(),
            password: "한빛소프트웨어2026".into(),
        };
        assert_eq!(form.check(|_| false), Err(vec![Problem::new("password", Why::CommonPassword)]));
    }
}
