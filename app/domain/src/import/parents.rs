//! Accounts of a file in an order in which each finds the one it belongs to.

use super::{AccountRow, same};
use std::collections::HashMap;

/// Accounts with where each stood in the file.
type Placed<T> = Vec<(T, AccountRow)>;

/// Puts accounts behind the ones they belong to, whatever the order of the rows. What is left over
/// belongs, over some corners, to itself.
pub fn parents_first<T>(rows: Vec<(T, AccountRow)>) -> (Placed<T>, Placed<T>) {
    let mut waiting: HashMap<String, Vec<(T, AccountRow)>> = HashMap::new();
    let mut unplaced: HashMap<String, usize> = HashMap::new();
    for (_, row) in &rows {
        *unplaced.entry(same(&row.name)).or_default() += 1;
    }
    let mut ready = Vec::new();
    for (at, row) in rows {
        match row.parent.as_deref().map(same).filter(|it| unplaced.contains_key(it)) {
            Some(parent) => waiting.entry(parent).or_default().push((at, row)),
            None => ready.push((at, row)),
        }
    }
    let mut placed = Vec::new();
    while !ready.is_empty() {
        let mut next = Vec::new();
        for (at, row) in ready {
            next.extend(waiting.remove(&same(&row.name)).unwrap_or_default());
            placed.push((at, row));
        }
        ready = next;
    }
    (placed, waiting.into_values().flatten().collect())
}
