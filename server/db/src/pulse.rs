//! Whether the database lives, felt over a connection of its own: those of the pool may all be busy, and waiting
//! for one says nothing about the database.

use crate::Db;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// What PostgreSQL says when all its places are taken: it lives all the same.
const FULL: &str = "53300";

pub struct Pulse {
    options: Arc<PgConnectOptions>,
    connection: Option<PgConnection>,
}

impl Pulse {
    pub fn of(db: &Db) -> Self {
        Self { options: db.pool().connect_options(), connection: None }
    }

    /// Whether it answers in time. A connection that was cut off is made anew before that means anything.
    pub async fn beats(&mut self, patience: Duration) -> bool {
        timeout(patience, self.beat()).await.unwrap_or(false)
    }

    async fn beat(&mut self) -> bool {
        // Taken out: one that is given up half-way is of no use afterwards.
        if let Some(mut connection) = self.connection.take()
            && connection.ping().await.is_ok()
        {
            self.connection = Some(connection);
            return true;
        }
        match PgConnection::connect_with(&self.options).await {
            Ok(connection) => {
                self.connection = Some(connection);
                true
            }
            Err(error) => error.as_database_error().is_some_and(|it| it.code().as_deref() == Some(FULL)),
        }
    }
}
