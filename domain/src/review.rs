//! Reviews: each side of a finished booking about the other, published together or after the lodge's delay.

use crate::{
    Party,
    error::{Problem, RuleError},
    ids::{AccountId, BookingId, ReviewId},
    money::Cents,
    text,
    time::Timestamp,
};

/// Longest comment or answer, in characters.
pub const COMMENT_MAX: u32 = 1_000;
/// Least tip.
pub const TIP_MIN: Cents = Cents(100);
/// Greatest tip.
pub const TIP_MAX: Cents = Cents(20_000);

/// One side's review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Identifier.
    pub id: ReviewId,
    /// The booking.
    pub booking: BookingId,
    /// Who wrote it.
    pub author: AccountId,
    /// On which side.
    pub party: Party,
    /// 1 to 5.
    pub rating: u8,
    /// In words; may be empty.
    pub comment: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// When it was shown to everybody; `None` while the other side has not written.
    pub published_at: Option<Timestamp>,
    /// The other side's one answer.
    pub answer: Option<String>,
    /// Why somebody reported it to the coordinator.
    pub report: Option<String>,
    /// When the coordinator dealt with the report.
    pub report_settled_at: Option<Timestamp>,
}

/// A rating from a form.
pub fn rating(value: i64) -> Result<u8, RuleError> {
    match u8::try_from(value) {
        Ok(rating @ 1..=5) => Ok(rating),
        _ => Err(RuleError::input("rating", Problem::NotAChoice)),
    }
}

/// A tip from a form.
pub fn tip(value: &str) -> Result<Cents, RuleError> {
    let amount = text::euros("tip", value)?;
    if amount < TIP_MIN {
        Err(RuleError::input(
            "tip",
            Problem::TooSmall { min: TIP_MIN.0 },
        ))
    } else if amount > TIP_MAX {
        Err(RuleError::input(
            "tip",
            Problem::TooLarge { max: TIP_MAX.0 },
        ))
    } else {
        Ok(amount)
    }
}

impl Review {
    /// Whether that side is the one it speaks of, and may read it.
    fn speaks_of(&self, party: Party) -> bool {
        let other = match self.party {
            Party::Resident => Party::Provider,
            _ => Party::Resident,
        };
        party == other && self.published_at.is_some()
    }

    /// Whether that side may answer it now.
    pub fn may_answer(&self, party: Party) -> bool {
        self.speaks_of(party) && self.answer.is_none()
    }

    /// Whether that side may report it now.
    pub fn may_report(&self, party: Party) -> bool {
        self.speaks_of(party) && self.report.is_none()
    }

    /// The other side answers, once, a published review.
    pub fn answered(mut self, party: Party, words: &str) -> Result<Self, RuleError> {
        if !self.speaks_of(party) {
            return Err(RuleError::NotPermitted);
        }
        if self.answer.is_some() {
            return Err(RuleError::AlreadyDone);
        }
        self.answer = Some(text::text("answer", words, 1, COMMENT_MAX, true)?);
        Ok(self)
    }

    /// The other side reports a published review, once, to the coordinator.
    pub fn reported(mut self, party: Party, reason: &str) -> Result<Self, RuleError> {
        if !self.speaks_of(party) {
            return Err(RuleError::NotPermitted);
        }
        if self.report.is_some() {
            return Err(RuleError::AlreadyDone);
        }
        self.report = Some(text::text("reason", reason, 5, COMMENT_MAX, true)?);
        Ok(self)
    }

    /// The coordinator of the loge, or the network, has dealt with the report. Nobody judges a review of their own mission,
    /// not even a coordinator.
    pub fn settled(mut self, party: Party, now: Timestamp) -> Result<Self, RuleError> {
        if !matches!(party, Party::Coordinator | Party::Network) {
            return Err(RuleError::NotPermitted);
        }
        if self.report.is_none() || self.report_settled_at.is_some() {
            return Err(RuleError::AlreadyDone);
        }
        self.report_settled_at = Some(now);
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn review(published: bool) -> Review {
        Review {
            id: ReviewId(Uuid::from_u128(1)),
            booking: BookingId(Uuid::from_u128(2)),
            author: AccountId(Uuid::from_u128(3)),
            party: Party::Resident,
            rating: 5,
            comment: "Pistache est ravi.".into(),
            written_at: Timestamp(0),
            published_at: published.then_some(Timestamp(1)),
            answer: None,
            report: None,
            report_settled_at: None,
        }
    }

    #[test]
    fn only_the_other_side_answers_and_only_once() {
        assert_eq!(
            review(false).answered(Party::Provider, "Merci"),
            Err(RuleError::NotPermitted)
        );
        assert_eq!(
            review(true).answered(Party::Resident, "Merci"),
            Err(RuleError::NotPermitted)
        );
        let answered = review(true)
            .answered(Party::Provider, "Merci")
            .expect("answers");
        assert_eq!(
            answered.answered(Party::Provider, "Encore"),
            Err(RuleError::AlreadyDone)
        );
    }

    #[test]
    fn a_review_is_reported_once_by_the_side_it_speaks_of() {
        for party in [Party::Stranger, Party::Resident, Party::Coordinator] {
            assert_eq!(
                review(true).reported(party, "faux avis"),
                Err(RuleError::NotPermitted)
            );
        }
        let reported = review(true)
            .reported(Party::Provider, "faux avis")
            .expect("reports");
        assert_eq!(
            reported.clone().reported(Party::Provider, "encore"),
            Err(RuleError::AlreadyDone)
        );
        for party in [Party::Resident, Party::Provider, Party::Stranger] {
            assert_eq!(
                reported.clone().settled(party, Timestamp(2)),
                Err(RuleError::NotPermitted)
            );
        }
        let settled = reported
            .settled(Party::Coordinator, Timestamp(2))
            .expect("settles");
        assert_eq!(
            settled.settled(Party::Network, Timestamp(3)),
            Err(RuleError::AlreadyDone)
        );
    }

    #[test]
    fn ratings_and_tips_stay_in_their_bounds() {
        assert!(
            rating(0).is_err() && rating(6).is_err() && rating(-1).is_err() && rating(300).is_err()
        );
        assert_eq!(rating(5), Ok(5));
        assert_eq!(tip("2"), Ok(Cents(200)));
        assert!(tip("0,99").is_err() && tip("200,01").is_err() && tip("-2").is_err());
    }
}
