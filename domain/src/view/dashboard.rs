//! The coordinator's and the network's dashboards, and the live events that refresh them.

use super::{lodge::LodgeCard, people::LodgeRef};
use crate::{
    Party,
    booking::Event,
    ids::{BookingId, EventId, LodgeId, ReviewId},
    money::Cents,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Counts of what happened in a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Requests made.
    pub requests: u32,
    /// Agreements reached.
    pub agreed: u32,
    /// Authorizations left.
    pub held: u32,
    /// Deliveries.
    pub delivered: u32,
    /// Captures.
    pub captured: u32,
    /// Missions reviewed, by one side or both.
    pub reviewed: u32,
    /// Sum captured, tips left out.
    pub captured_amount: Cents,
    /// Coordinator's commission before VAT on it.
    pub commission: Cents,
}

/// Figures of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayFigures {
    /// Midnight in Paris.
    pub day: Timestamp,
    /// Its figures.
    pub figures: Figures,
}

/// Why a mission needs somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedKind {
    /// The provider has not answered for a day.
    Unanswered,
    /// The hold lapses soon and the job is not delivered or captured.
    HoldLapsing,
    /// A review was reported.
    ReportedReview,
    /// The card could not be debited after delivery.
    ActionNeeded,
}

/// A mission that needs somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Why.
    pub kind: NeedKind,
    /// The mission.
    pub booking: BookingId,
    /// The reported review.
    pub review: Option<ReviewId>,
    /// Code of the skill.
    pub skill: String,
    /// Resident's name.
    pub resident: String,
    /// Provider's name.
    pub provider: String,
    /// Since when, or until when for a hold.
    pub at: Timestamp,
    /// Reason given with a report.
    pub detail: Option<String>,
}

/// One line of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedItem {
    /// Identifier.
    pub id: EventId,
    /// What happened.
    pub event: Event,
    /// Whose doing.
    pub party: Party,
    /// When.
    pub at: Timestamp,
    /// The mission.
    pub booking: BookingId,
    /// Code of the skill.
    pub skill: String,
    /// Resident's name.
    pub resident: String,
    /// Provider's name.
    pub provider: String,
}

/// A loge's dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardView {
    /// The loge.
    pub lodge: LodgeRef,
    /// Its identifier, to follow its events.
    pub lodge_id: LodgeId,
    /// When this was read.
    pub now: Timestamp,
    /// Since midnight in Paris.
    pub today: Figures,
    /// Length of the period in days: 7, 30 or 90.
    pub days: u32,
    /// Over the period.
    pub period: Figures,
    /// Over the period of the same length before.
    pub previous: Figures,
    /// Day by day over the period, oldest first.
    pub daily: Vec<DayFigures>,
    /// Missions that need somebody, most pressing first.
    pub needs: Vec<Need>,
    /// Latest events, newest first.
    pub feed: Vec<FeedItem>,
    /// Missions under way.
    pub open: u32,
}

/// One lodge in the network's dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkLine {
    /// The loge.
    pub card: LodgeCard,
    /// Today.
    pub today: Figures,
    /// Over the period.
    pub period: Figures,
    /// Missions that need somebody.
    pub needs: u32,
}

/// The network's dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkView {
    /// When this was read.
    pub now: Timestamp,
    /// Length of the period in days.
    pub days: u32,
    /// Every loge.
    pub lodges: Vec<NetworkLine>,
    /// Sum of today's figures.
    pub today: Figures,
    /// Sum over the period.
    pub period: Figures,
}

/// What the live stream carries: that something happened, never what it says. Readers refetch what they may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveEvent {
    /// The loge.
    pub lodge: LodgeId,
    /// The mission.
    pub booking: BookingId,
    /// What happened.
    pub event: Event,
}
