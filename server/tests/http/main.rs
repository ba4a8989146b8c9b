//! The whole server, asked as browsers and programs ask it. One program for all, which is compiled and linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

mod access;
mod api_consents;
mod api_document;
mod api_exchange;
mod api_frameworks;
mod api_handovers;
mod api_leads;
mod api_orders;
mod api_queue;
mod api_record_merges;
mod api_records;
mod api_refusals;
mod api_signals;
mod crowd;
mod gates;
mod guard;
mod icp;
mod import;
mod logs;
mod program;
mod qualification;
mod refused_forms;
mod sign_in;
mod start_up;
mod stop;
mod support;
mod web_forms;
