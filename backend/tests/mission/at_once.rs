//! Two people, or two clicks, in the same moment.

use crate::support::{Bed, each};
use backend::{payment, review};
use domain::{Lang, booking::StateKind, view::PaymentStatus};
use store::payment::PaymentKind;

/// How often two race: once could be luck.
const ROUNDS: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn two_sides_that_review_at_once_publish_both() {
    each(async |bed| {
        let id = bed.paid().await;
        let (b, w) = (bed.b(), &bed.w);
        let (one, two) = tokio::join!(
            review::write(b, &w.lea, id, 5, "Parfait"),
            review::write(b, &w.ophelie, id, 4, "Un chien adorable"),
        );
        one.unwrap();
        two.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Closed);
        let view = bed.view(&w.lea, id).await;
        assert!(view.other_review.is_some_and(|r| r.published));
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clicks_at_once_open_one_page_to_tip() {
    each(async |bed: Bed| {
        let id = bed.paid().await;
        let (b, lea) = (bed.b(), &bed.w.lea);
        for amount in ["2", "5", "3", "4"].into_iter().take(ROUNDS) {
            let click = || Box::pin(payment::tip(b, lea, id, amount, Lang::Fr));
            let (one, two, three) = tokio::join!(click(), click(), click());
            let one = one.unwrap();
            assert_eq!([one.clone(), one], [two.unwrap(), three.unwrap()]);
            let payments = bed.payments(id).await;
            let open = payments
                .iter()
                .filter(|p| p.kind == PaymentKind::Tip && p.status == PaymentStatus::Pending);
            assert_eq!(open.count(), 1);
        }
        bed.is_sound().await;
    })
    .await;
}
