//! The gates that the three templates start with: what a careful seller has in hand before going on, as far
//! as Baton keeps it on record. Proof of need, budget and champion joins when those are facts here.

use super::{Activity, Field, Gate, Requirement};
use crate::activities::{ActivityKind, Outcome};
use crate::pipeline::Motion;
use Requirement::{All, Any, CloseDateInFuture, FieldSet, NextStepWithin, People};

/// What the open stage at this place of a motion's template asks: of who comes in, of who goes on.
pub fn of_template(motion: Motion, place: usize) -> (Option<Gate>, Option<Gate>) {
    match (motion, place) {
        (Motion::InboundSmb, 0) => exit(All(vec![
            FieldSet(Field::Account),
            FieldSet(Field::Person),
            any_of(ActivityKind::Demo, &[Outcome::Booked, Outcome::Held]),
            NextStepWithin(5),
        ])),
        (Motion::InboundSmb, 1) => entry(done(ActivityKind::Demo, Outcome::Held)),
        (Motion::InboundSmb, 2) => (
            Some(Gate::block(All(vec![FieldSet(Field::Amount), CloseDateInFuture]))),
            Some(Gate::block(reply())),
        ),
        (Motion::InboundSmb, 3) | (Motion::OutboundEnterprise, 3) => entry(CloseDateInFuture),
        (Motion::OutboundEnterprise, 0) => exit(All(vec![met(), People(2)])),
        (Motion::OutboundEnterprise, 2) => entry(Any(vec![
            done(ActivityKind::Demo, Outcome::Held),
            done(ActivityKind::Meeting, Outcome::Held),
        ])),
        (Motion::OutboundEnterprise, 4) => exit(All(vec![FieldSet(Field::Amount), CloseDateInFuture])),
        (Motion::SelfServe, 0) => exit(Any(vec![
            Requirement::Activity(Activity::once(ActivityKind::Email, None)),
            Requirement::Activity(Activity::once(ActivityKind::Call, None)),
        ])),
        // Baton sees that something is written down, not whether it says what the team is held up by.
        (Motion::SelfServe, 1) => (Some(Gate::block(reply())), Some(Gate::warn(FieldSet(Field::About)))),
        (Motion::SelfServe, 2) => {
            (Some(Gate::block(FieldSet(Field::Amount))), Some(Gate::block(FieldSet(Field::Person))))
        }
        (Motion::SelfServe, 3) => entry(FieldSet(Field::Products)),
        _ => (None, None),
    }
}

fn entry(asks: Requirement) -> (Option<Gate>, Option<Gate>) {
    (Some(Gate::block(asks)), None)
}

fn exit(asks: Requirement) -> (Option<Gate>, Option<Gate>) {
    (None, Some(Gate::block(asks)))
}

fn done(kind: ActivityKind, outcome: Outcome) -> Requirement {
    Requirement::Activity(Activity::once(kind, Some(outcome)))
}

fn any_of(kind: ActivityKind, outcomes: &[Outcome]) -> Requirement {
    Any(outcomes.iter().map(|it| done(kind, *it)).collect())
}

/// We sat together.
fn met() -> Requirement {
    Any(vec![done(ActivityKind::Meeting, Outcome::Held), done(ActivityKind::Visit, Outcome::Held)])
}

/// The customer said something to us.
fn reply() -> Requirement {
    Any(vec![
        done(ActivityKind::Email, Outcome::Replied),
        done(ActivityKind::Call, Outcome::Connected),
        done(ActivityKind::Meeting, Outcome::Held),
    ])
}
