//! The pages of a mission.

use super::people::{LodgeRef, Person};
use crate::{
    Party,
    booking::{Event, StateKind},
    commission::Shares,
    ids::{BookingId, ListingId, QuoteId, ReviewId},
    listing::RateUnit,
    money::Cents,
    quote::QuoteState,
    time::{Slot, Timestamp},
};
use serde::{Deserialize, Serialize};

/// A mission in "my missions".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingLine {
    /// Identifier.
    pub id: BookingId,
    /// Code of the skill.
    pub skill: String,
    /// The reader's side.
    pub side: Party,
    /// The other side; for a coordinator, the provider.
    pub other: Person,
    /// Where it is.
    pub state: StateKind,
    /// The agreed slot, else the one asked.
    pub slot: Option<Slot>,
    /// The agreed price.
    pub price: Option<Cents>,
    /// By when somebody has to act.
    pub due_at: Option<Timestamp>,
    /// Whether it waits for the reader.
    pub waits_for_me: bool,
    /// The loge.
    pub lodge: LodgeRef,
    /// Last time something happened.
    pub updated_at: Timestamp,
}

/// "My missions": those that wait for the reader first, then by latest event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingsView {
    /// Under way.
    pub open: Vec<BookingLine>,
    /// Over.
    pub over: Vec<BookingLine>,
}

/// The page of a mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingView {
    /// Identifier.
    pub id: BookingId,
    /// Raised by each change; posted back by forms, so that a stale page is noticed.
    pub version: i64,
    /// The loge.
    pub lodge: LodgeRef,
    /// The reader's side.
    pub side: Party,
    /// Who asked.
    pub resident: Person,
    /// Who does the job.
    pub provider: Person,
    /// Slug of the provider's page.
    pub provider_slug: String,
    /// Who runs the loge.
    pub coordinator: Person,
    /// Her telephone.
    pub phone: String,
    /// Code of the skill.
    pub skill: String,
    /// The listing it began from.
    pub listing: ListingId,
    /// The listing's indicative rate, unit and usual minutes: the first guess of a quote.
    pub rate: (Cents, RateUnit, u32),
    /// What was asked.
    pub what: String,
    /// Street address; the stranger never sees this page, the provider does.
    pub address: String,
    /// Name of the commune.
    pub commune: String,
    /// When it was asked for.
    pub slot_asked: Option<Slot>,
    /// Where it is.
    pub state: StateKind,
    /// When it was asked.
    pub created_at: Timestamp,
    /// By when somebody has to act.
    pub due_at: Option<Timestamp>,
    /// What was agreed.
    pub agreement: Option<AgreementView>,
    /// Until when the card is held.
    pub capture_before: Option<Timestamp>,
    /// The payment under way: what the resident's last visit to the payment page gave.
    pub payment: Option<PaymentView>,
    /// When the provider said it was done.
    pub delivered_at: Option<Timestamp>,
    /// When the card was debited.
    pub paid_at: Option<Timestamp>,
    /// When it was over, or ended before delivery.
    pub ended_at: Option<Timestamp>,
    /// Who called it off.
    pub cancelled_by: Option<Party>,
    /// Messages, quotes and events, oldest first.
    pub thread: Vec<ThreadItem>,
    /// The quote on the table.
    pub open_quote: Option<QuoteId>,
    /// The reader's review.
    pub my_review: Option<BookingReview>,
    /// The other side's review: its presence is known at once, its content once published.
    pub other_review: Option<BookingReview>,
    /// Both, published, for a coordinator.
    pub reviews: Vec<BookingReview>,
    /// By when reviews are published.
    pub review_by: Option<Timestamp>,
    /// Tips given, oldest first: amount and when captured.
    pub tips: Vec<(Cents, Timestamp)>,
    /// What the reader may do now.
    pub actions: Vec<Event>,
    /// Whether the reader may answer or report the other side's review.
    pub may_answer: bool,
    /// See `may_answer`.
    pub may_report: bool,
}

/// What was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreementView {
    /// Price and shares.
    pub shares: Shares,
    /// When.
    pub slot: Slot,
    /// Details in words.
    pub details: String,
    /// When both had signed.
    pub agreed_at: Timestamp,
    /// Hash of the content both signed.
    pub content_hash: String,
}

/// How a visit to the payment page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// The page is open.
    Pending,
    /// The card is authorised.
    Authorised,
    /// The bank refused; another card may be tried.
    Declined,
    /// The page was left or lapsed.
    Abandoned,
    /// Debited.
    Captured,
    /// The hold was given back.
    Voided,
}

impl PaymentStatus {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Pending,
        Self::Authorised,
        Self::Declined,
        Self::Abandoned,
        Self::Captured,
        Self::Voided,
    ];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Authorised => "authorised",
            Self::Declined => "declined",
            Self::Abandoned => "abandoned",
            Self::Captured => "captured",
            Self::Voided => "voided",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// The latest payment of a mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentView {
    /// How it stands.
    pub status: PaymentStatus,
    /// The gateway's code of a refusal (`insufficient_funds`, `card_declined`…).
    pub decline_code: Option<String>,
}

/// One thing in the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ThreadItem {
    /// A message.
    Message {
        /// Who wrote.
        author: Person,
        /// On which side.
        party: Party,
        /// For which side a coordinator wrote, if for one.
        on_behalf_of: Option<Party>,
        /// The words.
        body: String,
        /// When.
        at: Timestamp,
    },
    /// A quote.
    Quote(Box<QuoteView>),
    /// A step of the mission.
    Step {
        /// What happened.
        event: Event,
        /// Whose doing.
        party: Party,
        /// When.
        at: Timestamp,
    },
}

/// A quote in the conversation.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent facts about who signed and who may act"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuoteView {
    /// Identifier.
    pub id: QuoteId,
    /// Who wrote it.
    pub author: Person,
    /// On which side.
    pub party: Party,
    /// Price of one unit.
    pub unit_price: Cents,
    /// The unit.
    pub unit: RateUnit,
    /// Number of units.
    pub quantity: u32,
    /// When.
    pub slot: Slot,
    /// Details in words.
    pub details: String,
    /// Total and its shares.
    pub shares: Shares,
    /// Hash to sign.
    pub content_hash: String,
    /// State.
    pub state: QuoteState,
    /// Whether the resident signed.
    pub resident_signed: bool,
    /// Whether the provider signed.
    pub provider_signed: bool,
    /// Whether it waits for the reader's signature.
    pub awaits_me: bool,
    /// Whether the reader wrote it and may take it back.
    pub mine: bool,
    /// When it was put.
    pub created_at: Timestamp,
    /// When it ends unanswered.
    pub expires_at: Timestamp,
}

/// A review on the page of its mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingReview {
    /// Identifier.
    pub id: ReviewId,
    /// On which side.
    pub party: Party,
    /// Rating and comment, once the reader may see them.
    pub content: Option<(u8, String)>,
    /// Whether it is published.
    pub published: bool,
    /// The one answer.
    pub answer: Option<String>,
    /// Whether it was reported.
    pub reported: bool,
}
