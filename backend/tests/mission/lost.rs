//! A hold that is lost while the card is being debited: heard of by the capture, by anybody else, or by both.

use crate::support::{ACCEPTED, Bed, each};
use backend::{booking, payment};
use domain::{
    booking::StateKind,
    ids::{BookingId, PaymentId},
    time::DAY_MS,
    view::PaymentStatus,
};
use sandbox::{Fault, FaultKind};
use store::{
    attempt::{self, Attempt, AttemptKind, AttemptStatus},
    payment::PaymentKind,
};

impl Bed {
    /// The gateway does not answer the next call to capture.
    fn silence_capture(&self) {
        self.t.sandbox.inject(Fault {
            route: "POST /v1/payment_intents/*/capture".into(),
            times: 1,
            after: 0,
            kind: FaultKind::Error500,
            delay_ms: Some(0),
        });
    }

    /// Léa has confirmed, the capture got no answer, and the hold is gone; nobody has heard of that yet.
    async fn capturing_nothing(&self) -> (BookingId, PaymentId) {
        let id = self.delivered().await;
        self.silence_capture();
        booking::confirm(self.b(), &self.w.lea, id).await.unwrap();
        assert_eq!(self.state(id).await, StateKind::Capturing);
        let payment = self.payment(id, PaymentKind::Authorization).await;
        let intent = payment.intent_id.unwrap();
        self.b().gateway.cancel("lapses", &intent).await.unwrap();
        (id, payment.id)
    }

    async fn pending_capture(&self, id: PaymentId) -> Option<Attempt> {
        let mut tx = self.b().read().await.unwrap();
        attempt::pending_of(&mut tx, id, AttemptKind::Capture)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_hold_lost_while_capturing_ends_the_capture() {
    each(async |bed| {
        let (id, payment) = bed.capturing_nothing().await;
        payment::settle(bed.b(), payment).await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::ActionNeeded);
        assert_eq!(bed.pending_capture(payment).await, None);
        bed.t.pass(DAY_MS).await;
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn the_refusal_of_a_former_card_leaves_the_present_one_alone() {
    each(async |bed| {
        let (id, former) = bed.capturing_nothing().await;
        let late = bed
            .pending_capture(former)
            .await
            .expect("a capture under way");
        payment::settle(bed.b(), former).await.unwrap();
        bed.start(id).await;
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        bed.silence_capture();
        payment::returned(bed.b(), &bed.w.lea, id).await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Capturing);
        // As if the loss had been heard of in the midst of the first capture.
        let mut work = bed.b().write().await.unwrap();
        let late = Attempt {
            id: bed.b().new_id(),
            status: AttemptStatus::Pending,
            ..late
        };
        attempt::insert(&mut work, &late).await.unwrap();
        work.commit().await.unwrap();
        payment::capture(bed.b(), former).await.unwrap();
        assert_eq!(bed.pending_capture(former).await, None);
        assert_eq!(bed.state(id).await, StateKind::Capturing);
        let present = bed.payment(id, PaymentKind::Authorization).await;
        payment::capture(bed.b(), present.id).await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Paid);
        let statuses: Vec<_> = bed.payments(id).await.iter().map(|p| p.status).collect();
        assert_eq!(statuses, [PaymentStatus::Voided, PaymentStatus::Captured]);
        bed.is_sound().await;
    })
    .await;
}
