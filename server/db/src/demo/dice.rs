//! The demo's chance: always the same, so that two demos started at the same instant are alike.

use uuid::{Builder, Uuid};

/// A splitmix64 generator. Good enough to shuffle a story, and needs nothing from outside.
pub(super) struct Dice {
    rolled: u64,
    /// Sets the ids apart from those of the same story told elsewhere.
    apart: u128,
}

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self { rolled: seed, apart: 0 }
    }

    /// The same chance, but ids that no other telling has.
    pub const fn apart(self, by: Uuid) -> Self {
        Self { apart: by.as_u128(), ..self }
    }

    pub const fn roll(&mut self) -> u64 {
        self.rolled = self.rolled.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.rolled;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number within bounds, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = to.abs_diff(from.min(to)) + 1;
        from.min(to) + i64::try_from(self.roll() % width).unwrap_or(0)
    }

    pub fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.roll() % len.max(1) as u64).unwrap_or(0)
    }

    /// True in so many cases of a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.roll() % 100 < percent
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.index(from.len())]
    }

    /// One of these, as often as its weight says.
    pub fn weighted<T: Copy>(&mut self, from: &[(T, u64)]) -> T {
        let mut left = self.roll() % from.iter().map(|it| it.1).sum::<u64>().max(1);
        for (it, weight) in from {
            if left < *weight {
                return *it;
            }
            left -= weight;
        }
        from[0].0
    }

    /// So many different ones of these, in no order.
    pub fn some<'a, T>(&mut self, from: &'a [T], wanted: usize) -> Vec<&'a T> {
        let mut all: Vec<_> = from.iter().collect();
        for at in (1..all.len()).rev() {
            all.swap(at, self.index(at + 1));
        }
        all.truncate(wanted);
        all
    }

    /// An id that no other roll gives.
    pub fn id(&mut self) -> Uuid {
        let rolled = (u128::from(self.roll()) << 64) | u128::from(self.roll());
        Builder::from_custom_bytes((rolled ^ self.apart).to_be_bytes()).into_uuid()
    }
}
