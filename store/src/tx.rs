//! Transactions on either database, and the wire between processes. Knows no table.

use crate::{StoreError, writer::WriteTx};
use sqlx::{
    Postgres, Sqlite, SqliteConnection,
    postgres::{PgListener, PgPool, PgPoolOptions},
};
use std::ops::{Deref, DerefMut};

/// Name of the Postgres channel that carries live events between processes.
const CHANNEL: &str = "openloge_live";

/// A transaction on either database. Dropping it rolls it back.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite.
    Sqlite(SqliteTx),
    /// On Postgres.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A transaction on SQLite, where readers and the one writer have connections of different kinds.
#[derive(Debug)]
pub enum SqliteTx {
    /// One snapshot.
    Read(sqlx::Transaction<'static, Sqlite>),
    /// The writer's turn.
    Write(WriteTx),
}

impl Deref for SqliteTx {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Read(t) => t,
            Self::Write(t) => t,
        }
    }
}

impl DerefMut for SqliteTx {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Read(t) => t,
            Self::Write(t) => t,
        }
    }
}

impl Tx {
    /// Makes it last. An error may mean that a constraint checked at the end refused, or that the outcome is unknown.
    pub async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(SqliteTx::Read(t)) => t.commit().await?,
            Self::Sqlite(SqliteTx::Write(t)) => t.commit().await?,
            Self::Postgres(t) => t.commit().await?,
        }
        Ok(())
    }

    /// Tells the other processes, when and if this transaction commits. Does nothing on SQLite. At most 7,999 bytes.
    pub async fn notify(&mut self, payload: &str) -> Result<(), StoreError> {
        if let Self::Postgres(t) = self {
            sqlx::query("select pg_notify($1, $2)")
                .bind(CHANNEL)
                .bind(payload)
                .execute(&mut **t)
                .await?;
        }
        Ok(())
    }
}

/// The receiving end of [`Tx::notify`], from all processes, this one included.
#[derive(Debug)]
pub struct Listener(PgListener);

impl Listener {
    /// Listens on a connection of its own, to the server of that pool.
    pub(crate) async fn open(pool: &PgPool) -> Result<Self, StoreError> {
        let options = pool.connect_options().as_ref().clone();
        let own = PgPoolOptions::new()
            .max_connections(1)
            .connect_with(options)
            .await?;
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(CHANNEL).await?;
        Ok(Self(listener))
    }

    /// The next payload. `None` when the connection was lost and made again: payloads may be missing, so resync.
    ///
    /// # Errors
    /// When the database cannot be reached again; calling again tries again.
    pub async fn next(&mut self) -> Result<Option<String>, StoreError> {
        let notification = self.0.try_recv().await?;
        Ok(notification.map(|n| n.payload().to_owned()))
    }
}
