//! Bookings: their rows, the once-only rule and the provider's slots. Both rules are constraints; this file only lets the
//! database speak.

mod row;

use crate::{StoreError, Tx, row::placeholders};
use domain::{
    Timestamp,
    booking::Booking,
    ids::{AccountId, BookingId, ProviderId},
    time::Slot,
};
use row::{Flat, StateColumns};
use sqlx::{AssertSqlSafe, FromRow};

/// A booking in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRow {
    /// The booking.
    pub booking: Booking,
    /// When something last happened to it, messages included.
    pub updated_at: Timestamp,
}

/// Adds a booking as it is.
///
/// # Errors
/// [`StoreError::OnceOnly`] when the resident has the same service from the same provider, unless that one was freed.
pub async fn insert(tx: &mut Tx, booking: &Booking) -> Result<(), StoreError> {
    let b = booking;
    let c = StateColumns::of(&b.state);
    execute!(
        tx,
        "insert into booking (id, lodge_id, resident_id, provider_id, listing_id, skill, what, address, commune,
            asked_start_ms, asked_minutes, version, created_at_ms, state, quote_id, content_hash, price_cents,
            coordinator_net_cents, shares, rates, policy, slot_start_ms, slot_minutes, coordinator_id, agreed_at_ms, payment_id,
            capture_before_ms, due_at_ms, delivered_at_ms, confirmed_at_ms, paid_at_ms, ended_at_ms, ended_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
            $25, $26, $27, $28, $29, $30, $31, $32, $33)",
        b.id.0,
        b.lodge.0,
        b.resident.0,
        b.provider.0,
        b.listing.0,
        &b.skill,
        &b.request.what,
        &b.request.address,
        &b.request.commune,
        b.request.slot.map(|s| s.start.0),
        b.request.slot.map(|s| i64::from(s.minutes)),
        b.version,
        b.created_at.0,
        &c.state,
        c.quote_id,
        &c.content_hash,
        c.price_cents,
        c.coordinator_net_cents,
        &c.shares,
        &c.rates,
        &c.policy,
        c.slot_start_ms,
        c.slot_minutes,
        c.coordinator_id,
        c.agreed_at_ms,
        c.payment_id,
        c.capture_before_ms,
        c.due_at_ms,
        c.delivered_at_ms,
        c.confirmed_at_ms,
        c.paid_at_ms,
        c.ended_at_ms,
        &c.ended_by,
    )
    .map(|_| ())
}

/// The booking.
pub async fn get(tx: &mut Tx, id: BookingId) -> Result<Option<Booking>, StoreError> {
    fetch_optional!(tx, Flat, "select * from booking where id = $1", id.0)?
        .map(Booking::try_from)
        .transpose()
}

/// Writes the state of a booking whose version is still the one that was read, and raises the version by one: read it again
/// before saving it again. What was asked never changes.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else saved it first; [`StoreError::OnceOnly`] when a freed one would come back.
pub async fn save(tx: &mut Tx, booking: &Booking) -> Result<(), StoreError> {
    let c = StateColumns::of(&booking.state);
    let rows = execute!(
        tx,
        "update booking set version = version + 1, state = $3, quote_id = $4, content_hash = $5, price_cents = $6,
            coordinator_net_cents = $7, shares = $8, rates = $9, policy = $10, slot_start_ms = $11, slot_minutes = $12,
            coordinator_id = $13, agreed_at_ms = $14, payment_id = $15, capture_before_ms = $16, due_at_ms = $17,
            delivered_at_ms = $18, confirmed_at_ms = $19, paid_at_ms = $20, ended_at_ms = $21, ended_by = $22
         where id = $1 and version = $2",
        booking.id.0,
        booking.version,
        &c.state,
        c.quote_id,
        &c.content_hash,
        c.price_cents,
        c.coordinator_net_cents,
        &c.shares,
        &c.rates,
        &c.policy,
        c.slot_start_ms,
        c.slot_minutes,
        c.coordinator_id,
        c.agreed_at_ms,
        c.payment_id,
        c.capture_before_ms,
        c.due_at_ms,
        c.delivered_at_ms,
        c.confirmed_at_ms,
        c.paid_at_ms,
        c.ended_at_ms,
        &c.ended_by,
    )?;
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Stale)
    }
}

#[derive(FromRow)]
struct Listed {
    #[sqlx(flatten)]
    flat: Flat,
    updated_at_ms: i64,
}

/// Bookings of an account, as the resident or through its profiles, the latest event first.
pub async fn of_people(
    tx: &mut Tx,
    account: AccountId,
    providers: &[ProviderId],
) -> Result<Vec<BookingRow>, StoreError> {
    // Placeholders of the profiles come first, so that their numbers do not depend on how many there are; `in ()` with none
    // is not SQL in both databases.
    let profiles = if providers.is_empty() {
        "null".to_owned()
    } else {
        placeholders(providers.len())
    };
    let sql = format!(
        "select b.*, coalesce((select max(e.at_ms) from booking_event e where e.booking_id = b.id), b.created_at_ms)
             as updated_at_ms
         from booking b
         where b.resident_id = ${} or b.provider_id in ({profiles})
         order by updated_at_ms desc, b.id desc",
        providers.len() + 1,
    );
    let rows: Vec<Listed> = on_db!(tx, c => {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for provider in providers {
            query = query.bind(provider.0);
        }
        query.bind(account.0).fetch_all(c).await
    })?;
    rows.into_iter()
        .map(|row| {
            Ok(BookingRow {
                booking: Booking::try_from(row.flat)?,
                updated_at: Timestamp(row.updated_at_ms),
            })
        })
        .collect()
}

/// How many bookings wait for an account to act, as the resident or through its profiles: to sign or answer, to pay, to
/// confirm, to deliver what has begun, to review.
pub async fn waiting(
    tx: &mut Tx,
    account: AccountId,
    providers: &[ProviderId],
    now: Timestamp,
) -> Result<i64, StoreError> {
    let profiles = if providers.is_empty() {
        "null".to_owned()
    } else {
        placeholders(providers.len())
    };
    let (reader, now_at) = (providers.len() + 1, providers.len() + 2);
    let sql = format!(
        "select count(*) from booking b
         where (b.resident_id = ${reader} and (
                 b.state in ('agreed', 'awaiting_payment', 'action_needed', 'delivered')
                 or (b.state = 'requested' and exists (select 1 from quote q where q.booking_id = b.id and q.state = 'open'
                         and q.resident_signed_at_ms is null))
                 or (b.state = 'paid' and not exists (select 1 from review r where r.booking_id = b.id
                         and r.party = 'resident'))))
            or (b.provider_id in ({profiles}) and b.resident_id <> ${reader} and (
                 (b.state = 'requested' and not exists (select 1 from quote q where q.booking_id = b.id and q.state = 'open'
                         and q.provider_signed_at_ms is not null))
                 or (b.state = 'held' and b.slot_start_ms <= ${now_at})
                 or (b.state = 'paid' and not exists (select 1 from review r where r.booking_id = b.id
                         and r.party = 'provider'))))"
    );
    Ok(on_db!(tx, c => {
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
        for provider in providers {
            query = query.bind(provider.0);
        }
        query.bind(account.0).bind(now.0).fetch_one(c).await
    })?)
}

/// The booking that the once-only rule would refuse a second one for.
pub async fn same_service(
    tx: &mut Tx,
    resident: AccountId,
    provider: ProviderId,
    skill: &str,
) -> Result<Option<Booking>, StoreError> {
    fetch_optional!(
        tx,
        Flat,
        "select * from booking where resident_id = $1 and provider_id = $2 and skill = $3
           and state not in ('declined', 'withdrawn', 'expired', 'cancelled')",
        resident.0,
        provider.0,
        skill,
    )?
    .map(Booking::try_from)
    .transpose()
}

/// Takes every quarter of an hour of the slot for that booking.
///
/// # Errors
/// [`StoreError::SlotTaken`] when the provider has promised one of them; nothing lasts, since the transaction must end.
pub async fn take_slot(
    tx: &mut Tx,
    provider: ProviderId,
    booking: BookingId,
    slot: Slot,
) -> Result<(), StoreError> {
    let cells = slot.cells();
    // In ascending order, so that two transactions never wait for each other.
    execute!(
        tx,
        "with recursive cells (cell) as (
             select cast($3 as bigint) union all select cell + 1 from cells where cell + 1 < $4)
         insert into provider_slot (provider_id, cell, booking_id)
         select $1, cell, $2 from cells where cell < $4 order by cell",
        provider.0,
        booking.0,
        cells.start,
        cells.end,
    )
    .map(|_| ())
}

/// Gives back what that booking took; nothing happens when it took nothing.
pub async fn free_slot(tx: &mut Tx, booking: BookingId) -> Result<(), StoreError> {
    execute!(
        tx,
        "delete from provider_slot where booking_id = $1",
        booking.0
    )
    .map(|_| ())
}
