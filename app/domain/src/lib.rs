//! The sales process in plain Rust: what the product knows about selling, without clock, network or
//! framework. Compiled into the browser, where it lights up a drop target, and into the server,
//! where it guards the database.
//!
//! Words we do not use: *opportunity* (a deal), *customer* for a login (a member), *assignee* (an
//! owner), *SQL* for a lead (SalesQualified), *status* of a deal (its stage says it).

pub mod accounts;
pub mod activities;
pub mod calendar;
pub mod committee;
pub mod consent;
pub mod demo;
pub mod events;
pub mod exchange;
pub mod focus;
pub mod forecast;
pub mod frameworks;
pub mod funnel;
pub mod handover;
pub mod hangul;
pub mod icp;
pub mod identity;
pub mod ids;
pub mod import;
pub mod leads;
pub mod locale;
pub mod merge;
pub mod money;
pub mod outbound;
pub mod pipeline;
pub mod presence;
pub mod products;
pub mod qualification;
pub mod refusal;
pub mod relay;
pub mod routing;
pub mod search;
pub mod signals;
pub mod team;
pub mod text;
pub mod web_forms;

pub use ids::*;
pub use locale::Locale;
pub use money::{Currency, Money};
pub use refusal::{Problem, Refusal, Why};
