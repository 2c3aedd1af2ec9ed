//! What the store answers when it cannot do what was asked, and the one place where constraints become errors.

use sqlx::error::DatabaseError;

/// Why the store refuses. Absence is an `Option`, never an error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Same resident, same provider, same skill: index `booking_once`.
    #[error("the same service was already ordered")]
    OnceOnly,
    /// The provider already has another booking in that quarter of an hour: primary key of `provider_slot`.
    #[error("the provider's slot is taken")]
    SlotTaken,
    /// Something unique is there already: an e-mail address, a slug, a review, a ledger entry, a pending attempt.
    #[error("already done")]
    AlreadyDone,
    /// The row changed since it was read, or somebody else was faster: read again.
    #[error("changed meanwhile")]
    Stale,
    /// A ledger entry that does not sum to zero; nothing was written.
    #[error("the ledger entry is off by {0} cents")]
    Unbalanced(i64),
    /// A stored row that the rules cannot represent.
    #[error("inconsistent {table}.{column} in row {row}")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// Identifier of the row.
        row: String,
    },
    /// The driver or the database failed.
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    /// A migration failed, or the database was migrated by another version.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A database address that is neither `sqlite://path` nor `postgres://…`.
    #[error("{0}: expected sqlite://path/to/file.db or postgres://user:password@host/database")]
    BadUrl(String),
}

impl StoreError {
    /// A stored row that the rules cannot represent.
    pub(crate) fn inconsistent(
        table: &'static str,
        column: &'static str,
        row: &impl ToString,
    ) -> Self {
        Self::Inconsistent {
            table,
            column,
            row: row.to_string(),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let meaning = match &error {
            sqlx::Error::Database(e) if e.is_unique_violation() => Some(of_constraint(e.as_ref())),
            // Postgres gave up on one of two transactions that waited for each other: the other one was faster.
            sqlx::Error::Database(e) if matches!(e.code().as_deref(), Some("40001" | "40P01")) => {
                Some(Self::Stale)
            }
            _ => None,
        };
        meaning.unwrap_or(Self::Database(error))
    }
}

/// What a violated unique constraint means. Postgres names the constraint; SQLite lists the columns in its message
/// (`UNIQUE constraint failed: provider_slot.provider_id, provider_slot.cell`), for partial indices too.
fn of_constraint(error: &dyn DatabaseError) -> StoreError {
    let name = error.constraint().unwrap_or_else(|| {
        let message = error.message();
        message
            .rsplit_once(": ")
            .map_or(message, |(_, columns)| columns)
    });
    match name {
        "booking_once" | "booking.resident_id, booking.provider_id, booking.skill" => {
            StoreError::OnceOnly
        }
        "provider_slot_pkey" | "provider_slot.provider_id, provider_slot.cell" => {
            StoreError::SlotTaken
        }
        // Two sides put a quote, or two clicks open the page of a tip, at the same moment: whoever was slower has not seen
        // what the other did.
        "quote_open" | "quote.booking_id" | "payment_open_tip" | "payment.booking_id" => {
            StoreError::Stale
        }
        _ => StoreError::AlreadyDone,
    }
}
