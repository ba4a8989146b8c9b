//! What pages work out by themselves. Beside the crate rather than in it: it is the largest one, and would be compiled a
//! second time for its own tests.

mod avatar;
mod combobox;
mod edges;
mod form;
mod paint;
mod password;
mod points;
mod progress;
mod search;
mod visit;
mod words;
