//! What happened to bookings, in order, written once: the timeline of a mission and the feed of a dashboard.

use crate::{StoreError, Tx, row::At};
use domain::{
    Party, Timestamp,
    booking::{Event, StateKind},
    ids::{AccountId, BookingId, EventId, LodgeId},
};
use sqlx::FromRow;
use uuid::Uuid;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingEvent {
    /// Identifier.
    pub id: EventId,
    /// The booking.
    pub booking: BookingId,
    /// Its lodge.
    pub lodge: LodgeId,
    /// What.
    pub event: Event,
    /// Whose doing.
    pub party: Party,
    /// Who did it; `None` for the clock and the gateway.
    pub account: Option<AccountId>,
    /// The state before; `None` for [`Event::Request`], which opens a booking.
    pub from: Option<StateKind>,
    /// The state after, the same where nothing moved.
    pub to: StateKind,
    /// When.
    pub at: Timestamp,
}

/// An event with the words that a feed shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRow {
    /// The event.
    pub event: BookingEvent,
    /// Code of the skill.
    pub skill: String,
    /// Resident's name.
    pub resident: String,
    /// Provider's name.
    pub provider: String,
}

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    booking_id: Uuid,
    lodge_id: Uuid,
    event: String,
    party: String,
    account_id: Option<Uuid>,
    from_state: Option<String>,
    to_state: String,
    at_ms: i64,
}

impl TryFrom<Flat> for BookingEvent {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "booking_event",
            row: &f.id,
        };
        let from = match &f.from_state {
            Some(code) => Some(at.need("from_state", StateKind::from_code(code))?),
            None => None,
        };
        Ok(Self {
            id: EventId(f.id),
            booking: BookingId(f.booking_id),
            lodge: LodgeId(f.lodge_id),
            event: at.need("event", Event::from_code(&f.event))?,
            party: at.need("party", Party::from_code(&f.party))?,
            account: f.account_id.map(AccountId),
            from,
            to: at.need("to_state", StateKind::from_code(&f.to_state))?,
            at: Timestamp(f.at_ms),
        })
    }
}

/// Records what happened, for good.
pub async fn insert(tx: &mut Tx, event: &BookingEvent) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into booking_event (id, booking_id, lodge_id, event, party, account_id, from_state, to_state, at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        event.id.0,
        event.booking.0,
        event.lodge.0,
        event.event.code(),
        event.party.code(),
        event.account.map(|a| a.0),
        event.from.map(StateKind::code),
        event.to.code(),
        event.at.0,
    )
    .map(|_| ())
}

/// The life of a booking, the oldest first.
pub async fn of_booking(tx: &mut Tx, booking: BookingId) -> Result<Vec<BookingEvent>, StoreError> {
    let sql = "select * from booking_event where booking_id = $1 order by at_ms, id";
    fetch_all!(tx, Flat, sql, booking.0)?
        .into_iter()
        .map(BookingEvent::try_from)
        .collect()
}

#[derive(FromRow)]
struct FeedFlat {
    #[sqlx(flatten)]
    event: Flat,
    skill: String,
    resident: String,
    provider: String,
}

/// The latest events of a lodge, the newest first, in one query.
pub async fn feed(tx: &mut Tx, lodge: LodgeId, limit: i64) -> Result<Vec<FeedRow>, StoreError> {
    let rows = fetch_all!(
        tx,
        FeedFlat,
        "select e.*, b.skill, a.name as resident, p.name as provider
         from booking_event e
         join booking b on b.id = e.booking_id
         join account a on a.id = b.resident_id
         join provider p on p.id = b.provider_id
         where e.lodge_id = $1
         order by e.at_ms desc, e.id desc limit $2",
        lodge.0,
        limit,
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(FeedRow {
                event: BookingEvent::try_from(row.event)?,
                skill: row.skill,
                resident: row.resident,
                provider: row.provider,
            })
        })
        .collect()
}
