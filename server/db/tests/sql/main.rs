//! What PostgreSQL does with the acts and questions of this crate. One program for all, which is compiled and linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot prepare its case has failed")]

mod accounts;
mod activities;
mod batch;
mod calendar;
mod cells;
mod columns;
mod consent;
mod correct;
mod deals;
mod demo;
mod demo_data;
mod desk;
mod exchange;
mod forecast;
mod gates;
mod handover;
mod handover_month;
mod icp;
mod import;
mod lanes;
mod lead_clock;
mod lead_import;
mod leads;
mod merge;
mod merge_records;
mod orders;
mod past;
mod pipeline;
mod presence;
mod products;
mod qualification;
mod races;
mod routing;
mod saved_views;
mod search;
mod shape;
mod signals;
mod slips;
mod start_up;
mod support;
mod team;
mod today;
mod web_forms;
mod wide;
