//! Messages in the conversation of a booking.

use crate::{StoreError, Tx, row::At};
use domain::{
    Party, Timestamp,
    ids::{AccountId, BookingId, MessageId},
};
use sqlx::FromRow;
use uuid::Uuid;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Identifier.
    pub id: MessageId,
    /// The booking.
    pub booking: BookingId,
    /// Who wrote.
    pub author: AccountId,
    /// On which side.
    pub party: Party,
    /// For which side a coordinator wrote, if for one.
    pub on_behalf_of: Option<Party>,
    /// The words.
    pub body: String,
    /// When.
    pub at: Timestamp,
}

#[derive(FromRow)]
struct Flat {
    id: Uuid,
    booking_id: Uuid,
    author_id: Uuid,
    party: String,
    on_behalf_of: Option<String>,
    body: String,
    at_ms: i64,
}

impl TryFrom<Flat> for Message {
    type Error = StoreError;
    fn try_from(f: Flat) -> Result<Self, StoreError> {
        let at = At {
            table: "message",
            row: &f.id,
        };
        let on_behalf_of = match &f.on_behalf_of {
            Some(code) => Some(at.need("on_behalf_of", Party::from_code(code))?),
            None => None,
        };
        Ok(Self {
            id: MessageId(f.id),
            booking: BookingId(f.booking_id),
            author: AccountId(f.author_id),
            party: at.need("party", Party::from_code(&f.party))?,
            on_behalf_of,
            body: f.body,
            at: Timestamp(f.at_ms),
        })
    }
}

/// Adds a message.
pub async fn insert(tx: &mut Tx, message: &Message) -> Result<(), StoreError> {
    execute!(
        tx,
        "insert into message (id, booking_id, author_id, party, on_behalf_of, body, at_ms)
         values ($1, $2, $3, $4, $5, $6, $7)",
        message.id.0,
        message.booking.0,
        message.author.0,
        message.party.code(),
        message.on_behalf_of.map(Party::code),
        &message.body,
        message.at.0,
    )
    .map(|_| ())
}

/// The conversation, the oldest first.
pub async fn of_booking(tx: &mut Tx, booking: BookingId) -> Result<Vec<Message>, StoreError> {
    let sql = "select * from message where booking_id = $1 order by at_ms, id";
    fetch_all!(tx, Flat, sql, booking.0)?
        .into_iter()
        .map(Message::try_from)
        .collect()
}
