//! Who may do what.

use super::*;

const EVERYBODYS: [Whose; 4] = [Whose::Mine, Whose::Nobodys, Whose::MyTeams, Whose::Others];

#[test]
fn an_admin_may_do_everything_and_a_viewer_only_reads() {
    for right in Right::ALL {
        for whose in EVERYBODYS {
            assert!(role_may(Role::Admin, right, whose));
            assert_eq!(role_may(Role::Viewer, right, whose), right == Right::Read);
        }
    }
}

#[test]
fn an_ae_works_their_own_an_sdr_the_queue_and_a_manager_their_teams() {
    let roles = |role| Roles(vec![role]);
    assert!(may(&roles(Role::Ae), Right::WorkDeal, Whose::Mine));
    assert!(!may(&roles(Role::Ae), Right::WorkDeal, Whose::MyTeams));
    assert!(may(&roles(Role::Manager), Right::WorkDeal, Whose::MyTeams));
    assert!(!may(&roles(Role::Manager), Right::WorkDeal, Whose::Others));
    assert!(!may(&roles(Role::Sdr), Right::CreateDeals, Whose::Mine));
    assert!(may(&roles(Role::Sdr), Right::WorkLead, Whose::Nobodys));
    assert!(!may(&roles(Role::Sdr), Right::WorkLead, Whose::MyTeams));
    assert!(!may(&roles(Role::Ae), Right::WorkLead, Whose::Nobodys));
    assert!(may(&roles(Role::Sdr), Right::QualifyLead, Whose::Mine));
    assert!(!may(&roles(Role::Sdr), Right::QualifyLead, Whose::Nobodys));
    assert!(!may(&roles(Role::Csm), Right::QualifyLead, Whose::Mine));
    assert!(may(&roles(Role::Sdr), Right::HandOver, Whose::Mine));
    assert!(!may(&roles(Role::Sdr), Right::HandOver, Whose::MyTeams));
    assert!(may(&roles(Role::Ae), Right::Decide, Whose::Mine));
    assert!(!may(&roles(Role::Ae), Right::Decide, Whose::Nobodys));
    assert!(may(&roles(Role::Manager), Right::Decide, Whose::Nobodys));
    assert!(may(&Roles(vec![Role::Sdr, Role::Ae]), Right::CreateDeals, Whose::Mine));
}

#[test]
fn who_logged_it_corrects_it_and_so_does_who_leads_them() {
    let roles = |role| Roles(vec![role]);
    for role in [Role::Sdr, Role::Ae, Role::Csm] {
        assert!(may(&roles(role), Right::Correct, Whose::Mine));
        assert!(!may(&roles(role), Right::Correct, Whose::MyTeams));
        assert!(!may(&roles(role), Right::Correct, Whose::Nobodys));
    }
    assert!(may(&roles(Role::Manager), Right::Correct, Whose::MyTeams));
    assert!(!may(&roles(Role::Manager), Right::Correct, Whose::Others));
}

#[test]
fn only_admins_keep_the_team_and_set_rates_and_rules() {
    for role in Role::ALL {
        assert_eq!(role_may(role, Right::KeepTeam, Whose::Mine), role == Role::Admin);
        assert_eq!(role_may(role, Right::SetRates, Whose::Mine), role == Role::Admin);
        assert_eq!(role_may(role, Right::SetRules, Whose::Mine), role == Role::Admin);
    }
}
