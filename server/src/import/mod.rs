//! Files on their way in: from bytes to cells, through the rows, and into the database; for the command
//! line and for the upload page alike.

mod bad_rows;
mod decode;
mod routes;
mod table;
mod through;

pub use routes::routes;
pub use table::{Limits, Table};
pub use through::{Done, Sheet, go_through};
