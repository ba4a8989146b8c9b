//! So many requests at once, and so many in a while from then on, for each of those who ask. Counted by each process for
//! itself.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many are remembered before those that owe nothing are forgotten.
const REMEMBERED: usize = 1_000;

/// Until when each one's requests will have been paid back, if they send no more.
#[derive(Debug)]
pub struct Limiter<K> {
    at_once: u32,
    /// How long one request is paid back.
    each: Duration,
    paid: Mutex<HashMap<K, Instant>>,
}

impl<K: Eq + Hash> Limiter<K> {
    pub fn new(at_once: u32, each: Duration) -> Self {
        Self { at_once, each, paid: Mutex::default() }
    }

    /// Takes one request. Else: in how many seconds there is room again.
    pub fn take(&self, key: K, now: Instant) -> Result<(), u32> {
        // A poisoned lock means that another request panicked; the map is still whole.
        let mut all = self.paid.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.retain(|_, paid| *paid > now);
        }
        let paid = all.get(&key).copied().unwrap_or(now).max(now) + self.each;
        let over = (paid - now).saturating_sub(self.each * self.at_once);
        if !over.is_zero() {
            return Err(u32::try_from(over.as_secs()).unwrap_or(u32::MAX).saturating_add(1));
        }
        all.insert(key, paid);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_a_steady_stream_and_others_are_not_held_up() {
        let (limiter, now) = (Limiter::new(500, Duration::from_millis(10)), Instant::now());
        let taken = |at| (0..1_000).filter(|_| limiter.take(1, at).is_ok()).count();
        assert_eq!(taken(now), 500);
        assert_eq!(limiter.take(1, now), Err(1));
        assert_eq!(limiter.take(2, now), Ok(()));
        assert_eq!(taken(now + Duration::from_secs(1)), 100);
        assert_eq!(taken(now + Duration::from_secs(3600)), 500);
    }
}
