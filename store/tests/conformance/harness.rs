//! Runs each case on both databases and cleans up after it, whether it passed or not.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};
use store::{Store, Tx};

/// A database of its own for one case.
#[derive(Clone)]
pub struct Db {
    pub store: Store,
    pub url: String,
    /// Keeps the file's folder until the case ends.
    _folder: Option<Arc<tempfile::TempDir>>,
}

impl Db {
    pub async fn write(&self) -> Tx {
        self.store
            .write()
            .await
            .expect("a transaction to write with")
    }

    pub async fn read(&self) -> Tx {
        self.store.read().await.expect("a transaction to read with")
    }

    /// Runs SQL behind the store's back, on a connection of its own.
    pub async fn raw(&self, sql: &str) -> Result<(), sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.store.is_postgres() {
            let mut c = PgConnection::connect(&self.url).await?;
            sqlx::raw_sql(sql).execute(&mut c).await?;
            c.close().await
        } else {
            let mut c = SqliteConnection::connect(&self.url).await?;
            sqlx::raw_sql(sql).execute(&mut c).await?;
            c.close().await
        }
    }
}

/// Opens, without migrating, a database that no other case uses.
pub async fn sqlite() -> Db {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("openloge.db").display());
    let store = Store::open(&url).await.expect("SQLite opens");
    Db {
        store,
        url,
        _folder: Some(Arc::new(folder)),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the composition root of this suite"
)]
fn server() -> String {
    std::env::var("TEST_DATABASE_URL").expect(
        "TEST_DATABASE_URL is not set: the suite runs on Postgres too, and never skips it (scripts/postgres starts one)",
    )
}

/// Opens, without migrating, a Postgres schema that no other case uses; and its name.
pub async fn postgres() -> (Db, String) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = server();
    let schema = format!(
        "conformance_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    on_server(&server, &format!("create schema {schema}")).await;
    let separator = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{separator}options=-c%20search_path%3D{schema}");
    let store = Store::open(&url).await.expect("Postgres opens");
    (
        Db {
            store,
            url,
            _folder: None,
        },
        schema,
    )
}

async fn on_server(url: &str, sql: &str) {
    let mut c = PgConnection::connect(url)
        .await
        .expect("TEST_DATABASE_URL answers");
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut c)
        .await
        .expect(sql);
    c.close().await.expect("closes");
}

/// Runs one case on SQLite.
pub async fn run_sqlite<F, Fut>(case: F)
where
    F: FnOnce(Db) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let db = sqlite().await;
    db.store.migrate().await.expect("migrates");
    let outcome = tokio::spawn(case(db.clone())).await;
    db.store.close().await;
    settle(outcome);
}

/// Runs one case on Postgres.
pub async fn run_postgres<F, Fut>(case: F)
where
    F: FnOnce(Db) -> Fut,
    Fut: Future<Output = ()> + Send + 'static,
{
    let (db, schema) = postgres().await;
    db.store.migrate().await.expect("migrates");
    let outcome = tokio::spawn(case(db.clone())).await;
    db.store.close().await;
    on_server(&server(), &format!("drop schema {schema} cascade")).await;
    settle(outcome);
}

/// Drops the schema of a case that opened its own.
pub async fn drop_schema(schema: &str) {
    on_server(&server(), &format!("drop schema {schema} cascade")).await;
}

fn settle(outcome: Result<(), tokio::task::JoinError>) {
    if let Err(failed) = outcome {
        std::panic::resume_unwind(failed.into_panic());
    }
}

/// Makes two tests of each case, one for each database.
macro_rules! on_both {
    ($($case:ident),* $(,)?) => {
        mod sqlite { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() { crate::harness::run_sqlite(super::$case).await; }
        )* }
        mod postgres { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $case() { crate::harness::run_postgres(super::$case).await; }
        )* }
    };
}
