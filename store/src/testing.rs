//! What tests of every crate need: a Postgres database of their own. Compiled for tests only.

use crate::StoreError;
use sqlx::{AssertSqlSafe, Connection, postgres::PgConnection};
use std::{
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

/// Makes an empty database on the server of `url` (`postgres://user:password@host/any`) and returns its address. It goes
/// when the server does.
pub async fn fresh_database(url: &str) -> Result<String, StoreError> {
    static MADE: AtomicU32 = AtomicU32::new(0);
    #[expect(
        clippy::disallowed_methods,
        reason = "names must differ between runs on one server"
    )]
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_micros();
    let name = format!(
        "test_{now}_{}_{}",
        process::id(),
        MADE.fetch_add(1, Ordering::Relaxed)
    );
    let (server, _) = url
        .rsplit_once('/')
        .ok_or_else(|| StoreError::BadUrl("a test server without a database".into()))?;
    let mut connection = PgConnection::connect(url).await?;
    // The name is made above of letters, digits and underscores.
    sqlx::query(AssertSqlSafe(format!("create database {name}")))
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(format!("{server}/{name}"))
}
