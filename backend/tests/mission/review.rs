//! Reviews: unseen until both are written or two weeks are over; one answer, one report.

use crate::support::{Bed, assert_wrong_state, each};
use backend::{Error, lodge, review};
use domain::{
    RuleError,
    booking::{Event, StateKind},
    ids::BookingId,
    time::DAY_MS,
    view::BookingReview,
};

impl Bed {
    /// What Ophélie sees of Léa's review.
    async fn about_ophelie(&self, id: BookingId) -> Option<BookingReview> {
        self.view(&self.w.ophelie, id).await.other_review
    }

    async fn public(&self) -> usize {
        lodge::provider(self.b(), "alencon", "ophelie")
            .await
            .expect("her page")
            .reviews
            .len()
    }
}

#[tokio::test]
async fn nobody_reads_the_other_before_both_have_written() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.delivered().await;
        assert_wrong_state(review::write(b, &w.lea, id, 5, "").await, "delivered");
        backend::booking::confirm(b, &w.lea, id).await.unwrap();
        for stars in [0, 6, -1, i64::MAX] {
            assert!(matches!(
                review::write(b, &w.lea, id, stars, "").await,
                Err(Error::Rule(RuleError::Input { .. }))
            ));
        }
        review::write(b, &w.lea, id, 4, "Pistache est revenue ravie.")
            .await
            .unwrap();
        let seen = bed
            .about_ophelie(id)
            .await
            .expect("that it was written is known");
        assert_eq!((seen.content, seen.published), (None, false));
        assert_eq!(
            bed.view(&w.claudie, id).await.reviews,
            [],
            "not to the coordinator either"
        );
        assert_eq!(bed.public().await, 0);
        let view = bed.view(&w.lea, id).await;
        assert_eq!(
            view.my_review.and_then(|r| r.content),
            Some((4, "Pistache est revenue ravie.".to_owned()))
        );
        assert!(!view.actions.contains(&Event::Review));
        let twice = review::write(b, &w.lea, id, 1, "").await;
        assert!(
            matches!(twice, Err(Error::Rule(RuleError::AlreadyDone))),
            "{twice:?}"
        );
        let third = review::write(b, &w.claudie, id, 5, "").await;
        assert!(
            matches!(third, Err(Error::Rule(RuleError::NotPermitted))),
            "{third:?}"
        );

        review::write(b, &w.ophelie, id, 5, "Une chienne adorable.")
            .await
            .unwrap();
        assert_eq!(bed.state(id).await, StateKind::Closed);
        let seen = bed.about_ophelie(id).await.expect("published");
        assert_eq!(
            seen.content,
            Some((4, "Pistache est revenue ravie.".to_owned()))
        );
        assert_eq!(
            (
                bed.public().await,
                bed.view(&w.claudie, id).await.reviews.len()
            ),
            (1, 2)
        );
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_single_review_is_published_after_two_weeks() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.paid().await;
        review::write(b, &w.lea, id, 5, "").await.unwrap();
        bed.t.pass(14 * DAY_MS - 1).await;
        assert_eq!(
            (bed.state(id).await, bed.public().await),
            (StateKind::Paid, 0)
        );
        bed.t.pass(1).await;
        assert_eq!(
            (bed.state(id).await, bed.public().await),
            (StateKind::Closed, 1)
        );
        assert_wrong_state(review::write(b, &w.ophelie, id, 5, "").await, "closed");
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_mission_without_reviews_closes_too() {
    each(async |bed| {
        let id = bed.paid().await;
        bed.t.pass(14 * DAY_MS).await;
        assert_eq!(
            (bed.state(id).await, bed.public().await),
            (StateKind::Closed, 0)
        );
    })
    .await;
}

#[tokio::test]
async fn a_review_is_answered_once_and_by_its_subject() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.paid().await;
        review::write(b, &w.lea, id, 3, "Un peu en retard.")
            .await
            .unwrap();
        let review = bed.view(&w.lea, id).await.my_review.unwrap().id;
        let early = review::answer(b, &w.ophelie, review, "Pardon").await;
        assert!(
            matches!(early, Err(Error::Rule(RuleError::NotPermitted))),
            "{early:?}"
        );
        review::write(b, &w.ophelie, id, 5, "").await.unwrap();
        assert!(bed.view(&w.ophelie, id).await.may_answer);
        let own = review::answer(b, &w.lea, review, "Je me réponds").await;
        assert!(
            matches!(own, Err(Error::Rule(RuleError::NotPermitted))),
            "{own:?}"
        );
        assert!(review::answer(b, &w.ophelie, review, " ").await.is_err());
        review::answer(b, &w.ophelie, review, "Vous avez raison, pardon.")
            .await
            .unwrap();
        let twice = review::answer(b, &w.ophelie, review, "Et aussi").await;
        assert!(
            matches!(twice, Err(Error::Rule(RuleError::AlreadyDone))),
            "{twice:?}"
        );
        let view = bed.view(&w.ophelie, id).await;
        assert!(!view.may_answer);
        assert_eq!(
            view.other_review.unwrap().answer.as_deref(),
            Some("Vous avez raison, pardon.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_report_goes_to_the_coordinator_of_the_loge() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.paid().await;
        review::write(b, &w.lea, id, 1, "Faux.").await.unwrap();
        review::write(b, &w.ophelie, id, 5, "").await.unwrap();
        let review = bed.view(&w.lea, id).await.my_review.unwrap().id;
        assert!(matches!(
            review::settle_report(b, &w.claudie, review).await,
            Err(Error::Rule(RuleError::AlreadyDone))
        ));
        review::report(b, &w.ophelie, review, "Ce n’est pas ce qui s’est passé.")
            .await
            .unwrap();
        let twice = review::report(b, &w.ophelie, review, "J’insiste vraiment.").await;
        assert!(
            matches!(twice, Err(Error::Rule(RuleError::AlreadyDone))),
            "{twice:?}"
        );
        let needs = backend::dashboard::lodge(b, &w.claudie, "alencon", 30)
            .await
            .unwrap()
            .needs;
        assert_eq!(needs.iter().filter(|n| n.review == Some(review)).count(), 1);
        let seen = bed.about_ophelie(id).await;
        assert!(seen.is_some_and(|r| r.reported));
        let own = review::settle_report(b, &w.ophelie, review).await;
        assert!(
            matches!(own, Err(Error::Rule(RuleError::NotPermitted))),
            "{own:?}"
        );
        assert!(matches!(
            review::settle_report(b, &w.rose, review).await,
            Err(Error::NotFound)
        ));
        review::settle_report(b, &w.claudie, review).await.unwrap();
        let needs = backend::dashboard::lodge(b, &w.claudie, "alencon", 30)
            .await
            .unwrap()
            .needs;
        assert!(needs.iter().all(|n| n.review != Some(review)));
        let seen = bed.about_ophelie(id).await;
        assert!(seen.is_some_and(|r| !r.reported), "it is settled");
    })
    .await;
}
