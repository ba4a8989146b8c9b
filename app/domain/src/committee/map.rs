//! The committee as a picture: who reports to whom from top to bottom, in a row whoever weighs more first. The same facts
//! always make the same picture, on whichever side it is drawn.

use super::{Committee, Relation, RelationKind, Seat};
use crate::{PersonId, RelationId};
use std::collections::BTreeMap;

pub const NODE_WIDTH: i32 = 148;
pub const NODE_HEIGHT: i32 = 64;
const GAP: (i32, i32) = (28, 60);
/// As many stand beside each other at most.
const ROW: usize = 4;

/// Somebody's place: the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    pub person: PersonId,
    pub x: i32,
    pub y: i32,
}

/// A line between two people, from edge to edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    pub relation: (RelationId, RelationKind),
    pub from: (i32, i32),
    pub to: (i32, i32),
}

impl Arrow {
    pub const fn kind(&self) -> RelationKind {
        self.relation.1
    }

    /// Where its name stands.
    pub const fn middle(&self) -> (i32, i32) {
        ((self.from.0 + self.to.0) / 2, (self.from.1 + self.to.1) / 2)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    pub width: i32,
    pub height: i32,
    pub nodes: Vec<Node>,
    pub arrows: Vec<Arrow>,
}

pub fn draw(committee: &Committee) -> Map {
    let people = committee.people();
    let depth = depths(&people, &committee.relations);
    let mut rows: BTreeMap<usize, Vec<&Seat>> = BTreeMap::new();
    for seat in people {
        rows.entry(depth.get(&seat.person).copied().unwrap_or_default()).or_default().push(seat);
    }
    let rows: Vec<Vec<&Seat>> = rows
        .into_values()
        .flat_map(|mut row| {
            row.sort_by_key(|it| (std::cmp::Reverse(it.influence), it.role, it.person));
            row.chunks(ROW).map(<[_]>::to_vec).collect::<Vec<_>>()
        })
        .collect();
    let widest = rows.iter().map(Vec::len).max().unwrap_or_default();
    let span = |count: usize| {
        let count = i32::try_from(count).unwrap_or_default();
        count * NODE_WIDTH + (count - 1).max(0) * GAP.0
    };
    let (width, mut y) = (span(widest) + 16, 8);
    let mut nodes = vec![];
    for row in &rows {
        let mut x = (width - span(row.len())) / 2;
        for seat in row {
            nodes.push(Node { person: seat.person, x, y });
            x += NODE_WIDTH + GAP.0;
        }
        y += NODE_HEIGHT + GAP.1;
    }
    let height = if rows.is_empty() { 0 } else { y - GAP.1 + 8 };
    let arrows = committee.relations.iter().filter_map(|it| arrow(&nodes, it)).collect();
    Map { width, height, nodes, arrows }
}

/// How many stand above each, at most. Nobody is asked twice on one way up, so that it ends whatever is on record.
fn depths(people: &[&Seat], relations: &[Relation]) -> BTreeMap<PersonId, usize> {
    let mut depth: BTreeMap<PersonId, usize> = people.iter().map(|it| (it.person, 0)).collect();
    for _ in 0..people.len() {
        for it in relations.iter().filter(|it| it.kind == RelationKind::ReportsTo) {
            let above = depth.get(&it.to).copied();
            if let (Some(above), Some(own)) = (above, depth.get_mut(&it.from)) {
                *own = (*own).max(above + 1).min(people.len());
            }
        }
    }
    depth
}

fn arrow(nodes: &[Node], relation: &Relation) -> Option<Arrow> {
    let at = |person| nodes.iter().find(|it| it.person == person);
    let (from, to) = (at(relation.from)?, at(relation.to)?);
    let (half_width, half_height) = (NODE_WIDTH / 2, NODE_HEIGHT / 2);
    let ends = if from.y == to.y {
        let side = |it: &Node, right: bool| (it.x + if right { NODE_WIDTH } else { 0 }, it.y + half_height);
        (side(from, from.x < to.x), side(to, from.x > to.x))
    } else {
        let side = |it: &Node, below: bool| (it.x + half_width, it.y + if below { NODE_HEIGHT } else { 0 });
        (side(from, from.y < to.y), side(to, from.y > to.y))
    };
    // Two lines between the same two do not lie on each other.
    let aside = match relation.kind {
        RelationKind::ReportsTo => 0,
        RelationKind::Influences => 14,
        RelationKind::Allied => -14,
        RelationKind::Opposes => 28,
    };
    let put = |(x, y): (i32, i32)| if from.y == to.y { (x, y + aside) } else { (x + aside, y) };
    Some(Arrow { relation: (relation.id, relation.kind), from: put(ends.0), to: put(ends.1) })
}
