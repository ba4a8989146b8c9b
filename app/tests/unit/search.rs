//! What was found, by kind.

use app::search::{Kind, groups, note};
use domain::search::{Found, Hit};
use domain::{AccountId, DealId, PersonId};
use uuid::Uuid;

#[test]
fn hits_stand_by_kind_and_keep_their_place() {
    let id = Uuid::nil();
    let hit = |found| Hit { found, title: String::new(), detail: "Hanbit".into() };
    let hits = [
        hit(Found::Person(PersonId(id))),
        hit(Found::Person(PersonId(id))),
        hit(Found::Deal(DealId(id), 12)),
        hit(Found::Account(AccountId(id), 3)),
    ];
    let groups = groups(&hits);
    let shape: Vec<_> =
        groups.iter().map(|it| (it.0, it.1.iter().map(|it| it.0).collect::<Vec<_>>())).collect();
    assert_eq!(shape, [(Kind::Person, vec![0, 1]), (Kind::Deal, vec![2]), (Kind::Account, vec![3])]);
    assert_eq!((note(&hits[0]), note(&hits[2])), ("Hanbit".to_owned(), "D-12 · Hanbit".to_owned()));
}
