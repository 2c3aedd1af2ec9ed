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
    /// The other side answers, once, a published review.
    pub fn answered(mut self, party: Party, words: &str) -> Result<Self, RuleError> {
        let other = match self.party {
            Party::Resident => Party::Provider,
            _ => Party::Resident,
        };
        if party != other || self.published_at.is_none() {
            return Err(RuleError::NotPermitted);
        }
        if self.answer.is_some() {
            return Err(RuleError::AlreadyDone);
        }
        self.answer = Some(text::text("answer", words, 1, COMMENT_MAX, true)?);
        Ok(self)
    }

    /// A side of the booking reports a published review, once, to the coordinator.
    pub fn reported(mut self, party: Party, reason: &str) -> Result<Self, RuleError> {
        if !matches!(party, Party::Resident | Party::Provider) || self.published_at.is_none() {
            return Err(RuleError::NotPermitted);
        }
        if self.report.is_some() {
            return Err(RuleError::AlreadyDone);
        }
        self.report = Some(text::text("reason", reason, 5, COMMENT_MAX, true)?);
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
    fn a_review_is_reported_once_by_a_side() {
        assert_eq!(
            review(true).reported(Party::Stranger, "faux avis"),
            Err(RuleError::NotPermitted)
        );
        let reported = review(true)
            .reported(Party::Provider, "faux avis")
            .expect("reports");
        assert_eq!(
            reported.reported(Party::Provider, "encore"),
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
