//! What a program reads of the SDR's day: whom to contact in which order, and the rules that give leads away.

use crate::program::{Program, program};
use crate::support::{Site, site};
use serde_json::{Value, json};
use sqlx::PgPool;
