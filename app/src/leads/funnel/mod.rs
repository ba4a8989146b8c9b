//! The funnel: what brings leads, how far they get, and the leads behind every number.

mod filters;
mod opened;
mod page;
mod table;

pub use page::FunnelPage;

use crate::routes;
use domain::funnel::Wish;
use leptos_router::location::Url;

/// The address of a funnel.
fn address(wish: &Wish) -> String {
    let parts: Vec<_> =
        wish.pairs().into_iter().map(|(name, value)| format!("{name}={}", Url::escape(&value))).collect();
    if parts.is_empty() {
        routes::FUNNEL.to_owned()
    } else {
        format!("{}?{}", routes::FUNNEL, parts.join("&"))
    }
}
