//! How much anybody may ask of a form, so that no robot fills the lead board and no flood is felt elsewhere.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, Instant};

use domain::WebFormId;
use tokio::sync::Semaphore;

use crate::limiter::Limiter;
use crate::listen::ClientIp;

/// An office behind one address fills in a few at once, and then one in a while.
const BY_ADDRESS: (u32, Duration) = (20, Duration::from_secs(6));
/// A campaign that goes well brings two a second for a minute.
const BY_FORM: (u32, Duration) = (120, Duration::from_millis(500));
const LOOKS: (u32, Duration) = (120, Duration::from_millis(500));
/// So many are at the database at the same time: a fraction of its connections.
const SEATS: usize = 6;

#[derive(Debug)]
pub struct Limits {
    sends: Limiter<IpAddr>,
    forms: Limiter<WebFormId>,
    looks: Limiter<IpAddr>,
    pub seats: Semaphore,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sends: Limiter::new(BY_ADDRESS.0, BY_ADDRESS.1),
            forms: Limiter::new(BY_FORM.0, BY_FORM.1),
            looks: Limiter::new(LOOKS.0, LOOKS.1),
            seats: Semaphore::new(SEATS),
        }
    }
}

impl Limits {
    /// Somebody opens a form. Else: in how many seconds they may.
    pub fn look(&self, caller: Option<ClientIp>, now: Instant) -> Result<(), u32> {
        self.looks.take(network(caller), now)
    }

    /// Somebody sends one.
    pub fn send(&self, caller: Option<ClientIp>, now: Instant) -> Result<(), u32> {
        self.sends.take(network(caller), now)
    }

    pub fn send_by(&self, form: WebFormId, now: Instant) -> Result<(), u32> {
        self.forms.take(form, now)
    }
}

/// Whoever has one address of IPv6 has all of its network.
fn network(caller: Option<ClientIp>) -> IpAddr {
    match caller.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |it| it.0.to_canonical()) {
        IpAddr::V6(it) => IpAddr::V6(Ipv6Addr::from_bits(it.to_bits() & !u128::from(u64::MAX))),
        it => it,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(text: &str) -> Option<ClientIp> {
        Some(ClientIp(text.parse().expect("an address")))
    }

    #[test]
    fn one_address_sends_so_many_and_its_whole_network_counts_as_one() {
        let (limits, now) = (Limits::default(), Instant::now());
        let sent = |who: &str| (0..100).filter(|_| limits.send(from(who), now).is_ok()).count();
        assert_eq!(sent("203.0.113.9"), 20);
        assert_eq!(sent("::ffff:203.0.113.9"), 0, "the same, written otherwise");
        assert_eq!(sent("203.0.113.10"), 20);
        assert_eq!(sent("2001:db8::1"), 20);
        assert_eq!(sent("2001:db8::ffff:2"), 0);
        assert_eq!(sent("2001:db8:0:1::1"), 20);
    }
}
