//! Files that a team brings along: which columns they have, what each row says, and what taking them in
//! comes to. Nothing here reads a file or a clock; the server hands in cells and the day.

mod cells;
mod columns;
mod field;
mod leads;
mod names;
mod parents;
mod pipelines;
mod report;
mod rows;
mod stages;

pub use cells::{Cells, Door, Seen, SourceKey, disarm, read_day, same};
pub use columns::{Mapping, Recognised, map_as, recognise};
pub use field::{Field, Kind};
pub use leads::{Becoming, CustomerRow, LeadRow, OLD_AFTER_DAYS, becoming};
pub use parents::parents_first;
pub use pipelines::{Destination, Named, Survey, destination, stage_named};
pub use report::{
    BadRow, Choices, Created, FileChoice, FilePreview, Outcome, PipelineChoice, Preview, Refused, RowProblem,
    Tally, Trouble,
};
pub use rows::{AccountRow, DealRow, MemberRow, ProductRow};
pub use stages::{ending_of, new_stages};

/// How large an upload may be, all its files together, in bytes.
pub const UPLOAD_MAX: u64 = 50 * 1024 * 1024;
/// The most columns a file may have.
pub const COLUMNS_MAX: usize = 100;
/// The longest cell, in bytes.
pub const CELL_MAX: usize = 10_000;
/// The most cells that one upload may have; on the command line there is no such limit.
pub const CELLS_MAX: u64 = 1_000_000;
/// The most files at once.
pub const FILES_MAX: usize = 10;
/// How many rows are written in one transaction: the live feed waits for the oldest one.
pub const CHUNK: usize = 1_000;
