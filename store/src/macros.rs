//! One query text for both databases: `on_db!` repeats an expression for each of the two connections, the others wrap it
//! in the three shapes that every store function uses.

/// Evaluates `$body` with `$conn` bound to the connection of whichever database the transaction is on. Both arms must end in
/// one type.
macro_rules! on_db {
    ($tx:expr, $conn:ident => $body:expr) => {
        match $tx {
            $crate::Tx::Sqlite(t) => {
                let $conn = &mut **t;
                $body
            }
            $crate::Tx::Postgres(t) => {
                let $conn = &mut **t;
                $body
            }
        }
    };
}

/// Every row as `$row`.
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        on_db!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c).await)
            .map_err($crate::StoreError::from)
    };
}

/// The first row as `$row`, if any.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        on_db!($tx, c => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(c).await)
            .map_err($crate::StoreError::from)
    };
}

/// The single value of a query that always answers one row.
macro_rules! fetch_value {
    ($tx:expr, $value:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        on_db!($tx, c => sqlx::query_scalar::<_, $value>($sql)$(.bind($arg))*.fetch_one(c).await)
            .map_err($crate::StoreError::from)
    };
}

/// The number of rows written.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        on_db!($tx, c => sqlx::query($sql)$(.bind($arg))*.execute(c).await.map(|r| r.rows_affected()))
            .map_err($crate::StoreError::from)
    };
}
