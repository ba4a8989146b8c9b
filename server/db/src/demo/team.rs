//! Who works at the demo's start-up, and who takes which part of the relay.

use super::Dice;
use domain::pipeline::Motion;
use domain::team::Role;
use uuid::Uuid;

/// The start-up: sells search over a company's own knowledge, and answers for its support desk.
pub(super) const WORKSPACE: &str = "마루담";
const DOMAIN: &str = "baton.example";

/// A member as the story casts them.
pub(super) struct Cast {
    pub name: &'static str,
    pub login: &'static str,
    pub roles: &'static [Role],
    pub teams: &'static [usize],
    /// Working days since they joined, and since they left.
    pub joined: i64,
    pub left: Option<i64>,
}

const fn cast(
    name: &'static str,
    login: &'static str,
    roles: &'static [Role],
    teams: &'static [usize],
    joined: i64,
) -> Cast {
    Cast { name, login, roles, teams, joined, left: None }
}

pub(super) const TEAMS: [&str; 3] = ["커머셜팀", "엔터프라이즈팀", "고객성공팀"];

pub(super) const FOUNDER: usize = 0;
pub(super) const MANAGER: usize = 1;
pub(super) const MINJI: usize = 2;
pub(super) const DOYUN: usize = 3;
pub(super) const JIMIN: usize = 4;
pub(super) const JAEHYEOK: usize = 5;
pub(super) const SEOYEON: usize = 6;
pub(super) const DAEUN: usize = 7;
pub(super) const HAJUN: usize = 8;
const JIWON: usize = 9;
const EUNCHAE: usize = 10;
const YEJUN: usize = 12;

pub(super) const CAST: [Cast; 13] = [
    cast("정하윤", "hayun", &[Role::Admin], &[], 620),
    cast("박준호", "junho", &[Role::Manager], &[0, 1, 2], 610),
    cast("김민지", "minji", &[Role::Ae], &[0], 600),
    cast("최도윤", "doyun", &[Role::Ae], &[0], 590),
    cast("한지민", "jimin", &[Role::Ae], &[1], 590),
    cast("윤재혁", "jaehyeok", &[Role::Ae], &[1], 580),
    cast("이서연", "seoyeon", &[Role::Sdr], &[0], 570),
    cast("송다은", "daeun", &[Role::Sdr], &[1], 560),
    // Works self-serve deals from the first signal to the payment: one person, two roles.
    cast("임하준", "hajun", &[Role::Sdr, Role::Ae], &[0], 560),
    cast("백지원", "jiwon", &[Role::Csm], &[2], 550),
    cast("조은채", "eunchae", &[Role::Csm], &[2], 540),
    cast("문가람", "garam", &[Role::Viewer], &[], 400),
    // Left the company; what was decided in their time stays theirs.
    Cast { left: Some(60), ..cast("장예준", "yejun", &[Role::Ae], &[0], 600) },
];

impl Cast {
    pub fn email(&self) -> String {
        format!("{}@{DOMAIN}", self.login)
    }
}

/// The AE who gets a deal of this motion that was decided so many working days ago (none: still open).
pub(super) fn closer(dice: &mut Dice, motion: Motion, decided: Option<i64>) -> usize {
    match motion {
        Motion::InboundSmb if decided.is_some_and(|days| days > 75) && dice.chance(25) => YEJUN,
        Motion::InboundSmb => dice.weighted(&[(MINJI, 46), (DOYUN, 40), (HAJUN, 14)]),
        Motion::OutboundEnterprise => dice.weighted(&[(JIMIN, 46), (JAEHYEOK, 42), (MANAGER, 12)]),
        Motion::SelfServe => dice.weighted(&[(HAJUN, 58), (MINJI, 24), (DOYUN, 18)]),
    }
}

/// Who made the first contact.
pub(super) const fn opener(motion: Motion) -> usize {
    match motion {
        Motion::InboundSmb => SEOYEON,
        Motion::OutboundEnterprise => DAEUN,
        Motion::SelfServe => HAJUN,
    }
}

/// Who looks after an account once it is a customer.
pub(super) const fn keeper(account: usize) -> usize {
    if account.is_multiple_of(2) { JIWON } else { EUNCHAE }
}

/// Who sits on the seats of the story.
pub(super) enum Seats<'a> {
    /// Everybody in it signs in, with this password.
    All { password_hash: &'a str },
    /// Nobody does: they are names beside the records. One of them is a real member, whose day is full that way.
    One(Player),
}

/// A member of a real workspace, who plays a part while the demo is in it.
pub(super) struct Player {
    pub id: Uuid,
    pub name: String,
}

/// The part: an AE's, who has something of everything to do.
pub(super) const PLAYED: usize = MINJI;

/// The ids of members and teams, and what members are called.
pub(super) struct Ids {
    pub workspace: Uuid,
    pub members: Vec<Uuid>,
    pub names: Vec<String>,
    pub teams: Vec<Uuid>,
}

impl Ids {
    pub fn mint(dice: &mut Dice, seats: &Seats) -> Self {
        let mut ids = Self {
            workspace: dice.id(),
            members: CAST.iter().map(|_| dice.id()).collect(),
            names: CAST.iter().map(|it| it.name.to_owned()).collect(),
            teams: TEAMS.iter().map(|_| dice.id()).collect(),
        };
        if let Seats::One(player) = seats {
            ids.members[PLAYED] = player.id;
            ids.names[PLAYED].clone_from(&player.name);
        }
        ids
    }
}
