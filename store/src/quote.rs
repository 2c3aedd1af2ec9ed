//! Quotes: at most one is on the table of a booking, and a signature is never lost.

use crate::{StoreError, Tx, row::At};
use domain::{
    Cents, Party, Timestamp,
    ids::{AccountId, BookingId, QuoteId},
    listing::RateUnit,
    quote::{Quote, QuoteState, QuoteTerms},
    time::Slot,
};
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    booking_id: Uuid,
    author_id: Uuid,
    party: String,
    unit_price_cents: i64,
    unit: String,
    quantity: i64,
    slot_start_ms: i64,
    slot_minutes: i64,
    details: String,
    state: String,
    resident_signed_at_ms: Option<i64>,
    provider_signed_at_ms: Option<i64>,
    created_at_ms: i64,
    expires_at_ms: i64,
}

impl TryFrom<Flat> for Quote {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "quote",
            row: &f.id,
        };
        Ok(Self {
            id: QuoteId(f.id),
            booking: BookingId(f.booking_id),
            author: AccountId(f.author_id),
            party: at.need("party", Party::from_code(&f.party))?,
            terms: QuoteTerms {
                unit_price: Cents(f.unit_price_cents),
                unit: at.need("unit", RateUnit::from_code(&f.unit))?,
                quantity: at.narrow("quantity", f.quantity)?,
                slot: Slot {
                    start: Timestamp(f.slot_start_ms),
                    minutes: at.narrow("slot_minutes", f.slot_minutes)?,
                },
                details: f.details,
            },
            state: at.need("state", QuoteState::from_code(&f.state))?,
            resident_signed_at: f.resident_signed_at_ms.map(Timestamp),
            provider_signed_at: f.provider_signed_at_ms.map(Timestamp),
            created_at: Timestamp(f.created_at_ms),
            expires_at: Timestamp(f.expires_at_ms),
        })
    }
}

/// Puts a quote; [`StoreError::Stale`] when another one is on the table of that booking.
pub async fn insert(tx: &mut Tx, quote: &Quote) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into quote (id, booking_id, author_id, party, unit_price_cents, unit, quantity, slot_start_ms, slot_minutes,
                            details, state, resident_signed_at_ms, provider_signed_at_ms, created_at_ms, expires_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        quote.id.0,
        quote.booking.0,
        quote.author.0,
        quote.party.code(),
        quote.terms.unit_price.0,
        quote.terms.unit.code(),
        i64::from(quote.terms.quantity),
        quote.terms.slot.start.0,
        i64::from(quote.terms.slot.minutes),
        &quote.terms.details,
        quote.state.code(),
        quote.resident_signed_at.map(|t| t.0),
        quote.provider_signed_at.map(|t| t.0),
        quote.created_at.0,
        quote.expires_at.0,
    )
    .map(|_| ())
}

/// Writes the state and signatures of a quote that is still on the table; its content never changes.
///
/// # Errors
/// [`StoreError::Stale`] when it is not on the table any more, or when the other side signed since it was read.
pub async fn save(tx: &mut Tx, quote: &Quote) -> Result<(), StoreError> {
    let rows = execute!(
        tx,
        "update quote set state = $2, resident_signed_at_ms = $3, provider_signed_at_ms = $4
         where id = $1 and state = 'open'
           and (resident_signed_at_ms is null or resident_signed_at_ms = $3)
           and (provider_signed_at_ms is null or provider_signed_at_ms = $4)",
        quote.id.0,
        quote.state.code(),
        quote.resident_signed_at.map(|t| t.0),
        quote.provider_signed_at.map(|t| t.0),
    )?;
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

/// The quote.
pub async fn get(tx: &mut Tx, id: QuoteId) -> Result<Option<Quote>, StoreError> {
    fetch_optional!(tx, Flat, "select * from quote where id = $1", id.0)?
        .map(Quote::try_from)
        .transpose()
}

/// Every quote of the booking, the oldest first.
pub async fn of_booking(tx: &mut Tx, booking: BookingId) -> Result<Vec<Quote>, StoreError> {
    let sql = "select * from quote where booking_id = $1 order by created_at_ms, id";
    fetch_all!(tx, Flat, sql, booking.0)?
        .into_iter()
        .map(Quote::try_from)
        .collect()
}

/// The quote on the table.
pub async fn open_of(tx: &mut Tx, booking: BookingId) -> Result<Option<Quote>, StoreError> {
    let sql = "select * from quote where booking_id = $1 and state = 'open'";
    fetch_optional!(tx, Flat, sql, booking.0)?
        .map(Quote::try_from)
        .transpose()
}

/// Takes the open quote off the table because another one comes; says how many there were, 0 or 1.
pub async fn replace_open(tx: &mut Tx, booking: BookingId) -> Result<u64, StoreError> {
    let sql = "update quote set state = 'replaced' where booking_id = $1 and state = 'open'";
    execute!(tx, sql, booking.0)
}

/// Takes the open quote off the table because the conversation ended; says how many there were, 0 or 1.
pub async fn expire_open(tx: &mut Tx, booking: BookingId) -> Result<u64, StoreError> {
    let sql = "update quote set state = 'expired' where booking_id = $1 and state = 'open'";
    execute!(tx, sql, booking.0)
}
