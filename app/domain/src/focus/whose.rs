//! Whose day it is: one's own, or that of everybody one leads.

use crate::team::{Right, Roles, Whose, may};
use serde::{Deserialize, Serialize};

/// Whose day somebody looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    #[default]
    Me,
    /// Everybody whose deals the asker may work: a manager's teams, or for an admin the whole workspace.
    Team,
}

impl Of {
    /// Who may see the team's day: those who lead somebody.
    pub fn may(self, roles: &Roles) -> bool {
        self == Self::Me || may(roles, Right::WorkDeal, Whose::MyTeams)
    }

    /// The team's day, if the address asks for it and the asker may see it.
    pub fn asked(code: Option<&str>, roles: &Roles) -> Self {
        if code == Some("team") && Self::Team.may(roles) { Self::Team } else { Self::Me }
    }
}

/// Is everybody in the team's day of somebody with these roles?
pub fn leads_everybody(roles: &Roles) -> bool {
    may(roles, Right::WorkDeal, Whose::Others)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::Role;

    #[test]
    fn the_teams_day_is_for_those_who_lead() {
        let of = |role| Of::asked(Some("team"), &Roles(vec![role]));
        for role in Role::ALL {
            let leads = matches!(role, Role::Admin | Role::Manager);
            assert_eq!(of(role) == Of::Team, leads, "{role:?}");
            assert_eq!(leads_everybody(&Roles(vec![role])), role == Role::Admin);
        }
        assert_eq!(Of::asked(None, &Roles(vec![Role::Admin])), Of::Me);
    }
}
