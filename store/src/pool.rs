//! Opening, migrating and closing a database. Knows no table.

use crate::{Listener, StoreError, Tx, dialect, tx::SqliteTx, writer::Writer};
use sqlx::{
    Connection, PgConnection,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
    sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
    },
};
use std::{pin::Pin, str::FromStr, time::Duration};

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// Thousands of writers may queue for SQLite's one connection; they wait rather than fail.
const ACQUIRE_TIMEOUT: Duration = Duration::from_mins(2);
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// A Postgres connection unused for longer is asked whether it still is one.
const TRUSTED_IDLE: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;
/// Room for the prepared form of every query of this crate.
const STATEMENTS: usize = 300;

/// A migration under way.
type Migrating<'a> = Pin<Box<dyn Future<Output = Result<(), MigrateError>> + Send + 'a>>;

/// The database of one OpenLoge. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Inner);

#[derive(Clone, Debug)]
enum Inner {
    Sqlite {
        writer: Writer,
        readers: SqlitePool,
        /// How to open another connection that writes.
        options: Box<SqliteConnectOptions>,
    },
    Postgres(PgPool),
}

impl Store {
    /// Opens `sqlite://path` (created when missing) or `postgres://…`. Does not migrate.
    ///
    /// # Errors
    /// [`StoreError::BadUrl`] for any other address, [`StoreError::Database`] when the database does not answer.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let bad = || StoreError::BadUrl(without_password(url));
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)
                .map_err(|_| bad())?
                .statement_cache_capacity(STATEMENTS);
            // The pool would go on trying for as long as it waits for a connection: a wrong address has to show at once.
            PgConnection::connect_with(&options).await?.close().await?;
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(ACQUIRE_TIMEOUT)
                // A connection in use is alive; asking each time would cost a journey to the server and back.
                .test_before_acquire(false)
                .before_acquire(|connection, meta| {
                    Box::pin(async move {
                        if meta.idle_for > TRUSTED_IDLE {
                            connection.ping().await?;
                        }
                        Ok(true)
                    })
                });
            return Ok(Self(Inner::Postgres(pool.connect_lazy_with(options))));
        }
        if !url.starts_with("sqlite:") || url.contains(":memory:") || url.contains("mode=memory") {
            return Err(bad());
        }
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|_| bad())?
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .synchronous(SqliteSynchronous::Full)
            .statement_cache_capacity(STATEMENTS);
        let wal = options.clone().journal_mode(SqliteJournalMode::Wal);
        let writer = Writer::open(wal.clone(), ACQUIRE_TIMEOUT).await?;
        // A write through a reader is a mistake of the caller: it fails at once instead of jumping the writers' queue.
        let reading = options.create_if_missing(false).pragma("query_only", "on");
        let readers = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(ACQUIRE_TIMEOUT)
            // A local file does not hang up; asking before each use would only cost time.
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(reading)
            .await?;
        Ok(Self(Inner::Sqlite {
            writer,
            readers,
            options: Box::new(wal),
        }))
    }

    /// Brings the tables to this version. Safe to run again, and by several processes at once on Postgres.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        // Boxed, since the compiler cannot tell that what sqlx returns may move between threads.
        match &self.0 {
            Inner::Sqlite {
                writer, options, ..
            } => {
                let _paused = writer.pause().await?;
                let own = SqlitePoolOptions::new().max_connections(1);
                let own = own.connect_with(options.as_ref().clone()).await?;
                let running: Migrating<'_> = Box::pin(SQLITE.run(&own));
                running.await?;
                own.close().await;
            }
            Inner::Postgres(pool) => {
                let running: Migrating<'_> = Box::pin(POSTGRES.run(pool));
                running.await?;
            }
        }
        Ok(())
    }

    /// How many migrations of this version the database has not seen.
    pub async fn pending_migrations(&self) -> Result<usize, StoreError> {
        let mut tx = self.read().await?;
        let applied = dialect::applied_migrations(&mut tx).await?;
        let known = if self.is_postgres() {
            &POSTGRES
        } else {
            &SQLITE
        };
        Ok(known
            .iter()
            .filter(|m| !applied.contains(&m.version))
            .count())
    }

    /// That the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut tx = self.read().await?;
        fetch_value!(&mut tx, i64, "select cast(1 as bigint)").map(|_| ())
    }

    /// A transaction to read with: one snapshot, which no writer waits for.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(match &self.0 {
            Inner::Sqlite { readers, .. } => Tx::Sqlite(SqliteTx::Read(readers.begin().await?)),
            Inner::Postgres(pool) => Tx::Postgres(
                pool.begin_with("begin isolation level repeatable read read only")
                    .await?,
            ),
        })
    }

    /// A transaction to write with. On SQLite there is one at a time, in the order in which they were asked for.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match &self.0 {
            Inner::Sqlite { writer, .. } => Tx::Sqlite(SqliteTx::Write(writer.begin().await?)),
            Inner::Postgres(pool) => Tx::Postgres(
                pool.begin_with("begin isolation level read committed")
                    .await?,
            ),
        })
    }

    /// Whether several processes may share this database.
    pub fn is_postgres(&self) -> bool {
        matches!(self.0, Inner::Postgres(_))
    }

    /// What other processes [`Tx::notify`]; `None` on SQLite, where there is one process. Has a connection of its own.
    pub async fn listen(&self) -> Result<Option<Listener>, StoreError> {
        let Inner::Postgres(pool) = &self.0 else {
            return Ok(None);
        };
        Listener::open(pool).await.map(Some)
    }

    /// Waits for running transactions, then closes every connection.
    pub async fn close(&self) {
        match &self.0 {
            Inner::Sqlite {
                writer, readers, ..
            } => {
                readers.close().await;
                // What is committed is safe in the log, whether or not it could be moved into the file.
                let _ = writer.close().await;
            }
            Inner::Postgres(pool) => pool.close().await,
        }
    }
}

/// An address fit for a message: what stands between `//` and `@` is left out.
fn without_password(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => url.to_owned(),
    }
}
