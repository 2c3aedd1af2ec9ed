//! What cards and the gateway do: refusals, 3-D Secure, pages left, silence after the effect.

use crate::support::{ACCEPTED, Bed, CHALLENGED, DECLINED, REFUSED_AT_CAPTURE, each};
use backend::{
    Error, booking,
    gateway::{GatewayError, IntentStatus},
    payment,
};
use domain::{
    Lang,
    booking::{Event, StateKind},
    ids::BookingId,
    time::{DAY_MS, HOUR_MS, MINUTE_MS},
    view::PaymentStatus,
};
use sandbox::{Fault, FaultKind, Outcome};
use store::payment::PaymentKind;

fn fault(route: &str, kind: FaultKind, times: u32) -> Fault {
    Fault {
        route: route.into(),
        times,
        after: 0,
        kind,
        delay_ms: Some(0),
    }
}

impl Bed {
    async fn comes_back(&self, id: BookingId) {
        payment::returned(self.b(), &self.w.lea, id)
            .await
            .expect("comes back");
    }

    async fn status(&self, id: BookingId) -> (StateKind, PaymentStatus, Option<String>) {
        let view = self.view(&self.w.lea, id).await;
        let payment = view.payment.expect("a payment");
        (view.state, payment.status, payment.decline_code)
    }
}

#[tokio::test]
async fn a_declined_card_is_told_and_another_one_may_be_tried() {
    each(async |bed| {
        let id = bed.agreed().await;
        let url = bed.start(id).await;
        assert!(
            bed.card(id, PaymentKind::Authorization, DECLINED)
                .await
                .is_err()
        );
        bed.comes_back(id).await;
        let declined = (
            StateKind::AwaitingPayment,
            PaymentStatus::Declined,
            Some("generic_decline".to_owned()),
        );
        assert_eq!(bed.status(id).await, declined);
        assert_eq!(bed.start(id).await, url, "the same page takes another card");
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        bed.comes_back(id).await;
        assert_eq!(
            bed.status(id).await,
            (StateKind::Held, PaymentStatus::Authorised, None)
        );
    })
    .await;
}

#[tokio::test]
async fn three_d_secure_is_waited_for() {
    each(async |bed| {
        let id = bed.agreed().await;
        bed.start(id).await;
        let session = bed
            .payment(id, PaymentKind::Authorization)
            .await
            .session_id
            .unwrap();
        bed.t
            .sandbox
            .pay(&session, CHALLENGED, Outcome::Leave)
            .unwrap();
        bed.comes_back(id).await;
        assert_eq!(
            bed.status(id).await,
            (StateKind::AwaitingPayment, PaymentStatus::Pending, None)
        );
        assert!(
            bed.t
                .sandbox
                .pay(&session, CHALLENGED, Outcome::Fail)
                .is_err()
        );
        bed.comes_back(id).await;
        assert_eq!(bed.status(id).await.1, PaymentStatus::Declined);
        bed.t
            .sandbox
            .pay(&session, CHALLENGED, Outcome::Authenticate)
            .unwrap();
        bed.comes_back(id).await;
        assert_eq!(
            bed.status(id).await,
            (StateKind::Held, PaymentStatus::Authorised, None)
        );
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_left_lapses_and_another_can_be_opened() {
    each(async |bed| {
        let id = bed.agreed().await;
        let first = bed.start(id).await;
        bed.comes_back(id).await;
        assert_eq!(
            bed.status(id).await,
            (StateKind::AwaitingPayment, PaymentStatus::Pending, None)
        );
        bed.t.pass(HOUR_MS + 2 * MINUTE_MS).await;
        assert_eq!(
            bed.status(id).await,
            (StateKind::Agreed, PaymentStatus::Abandoned, None)
        );
        assert_ne!(bed.start(id).await, first);
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        bed.comes_back(id).await;
        assert_eq!(bed.state(id).await, StateKind::Held);
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn somebody_who_paid_in_another_window_is_sent_back_to_the_mission() {
    each(async |bed| {
        let id = bed.agreed().await;
        bed.start(id).await;
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        let url = bed.start(id).await;
        assert_eq!(
            url,
            format!("http://loge.example/missions/{id}?paiement=retour")
        );
        assert_eq!(bed.state(id).await, StateKind::Held);
        assert_eq!(bed.payments(id).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_capture_refused_by_the_bank_is_made_good_by_another_card() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.agreed().await;
        bed.start(id).await;
        bed.card(id, PaymentKind::Authorization, REFUSED_AT_CAPTURE)
            .await
            .unwrap();
        bed.comes_back(id).await;
        bed.t.pass(DAY_MS + HOUR_MS).await;
        booking::deliver(b, &w.ophelie, id).await.unwrap();
        booking::confirm(b, &w.lea, id).await.unwrap();
        let refused = (
            StateKind::ActionNeeded,
            PaymentStatus::Declined,
            Some("insufficient_funds".to_owned()),
        );
        assert_eq!(bed.status(id).await, refused);
        let first = bed.payment(id, PaymentKind::Authorization).await;
        assert_eq!(
            bed.at_gateway(first.id).await.status,
            IntentStatus::Canceled,
            "the refused hold is given back"
        );
        payment::settle(b, first.id).await.unwrap();
        assert_eq!(bed.balance("psp").await, 0);
        assert!(
            bed.view(&w.lea, id)
                .await
                .actions
                .contains(&Event::StartPayment)
        );
        bed.start(id).await;
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        bed.comes_back(id).await;
        assert_eq!(
            bed.status(id).await,
            (StateKind::Paid, PaymentStatus::Captured, None)
        );
        assert_eq!(bed.balance("psp").await, 1_300);
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn silence_after_the_effect_neither_loses_nor_doubles_a_capture() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        for kind in [
            FaultKind::TimeoutAfterEffect,
            FaultKind::Error500AfterEffect,
            FaultKind::Error500,
        ] {
            let id = bed.delivered().await;
            let before = bed.balance("psp").await;
            bed.t
                .sandbox
                .inject(fault("POST /v1/payment_intents/*/capture", kind, 1));
            booking::confirm(b, &w.lea, id).await.unwrap();
            bed.t.pass(MINUTE_MS).await;
            assert_eq!(bed.state(id).await, StateKind::Paid, "{kind:?}");
            assert_eq!(bed.balance("psp").await - before, 1_300);
            let payment = bed.payment(id, PaymentKind::Authorization).await;
            payment::capture(b, payment.id).await.unwrap();
            payment::settle(b, payment.id).await.unwrap();
            assert_eq!(
                bed.balance("psp").await - before,
                1_300,
                "once only, {kind:?}"
            );
            free(&bed, id).await;
        }
        bed.is_sound().await;
    })
    .await;
}

/// Lets Léa ask for the walk again in a test that needs several: nothing but the history of this resident is changed.
async fn free(bed: &Bed, id: BookingId) {
    let mut work = bed.b().write().await.unwrap();
    let mut booking = store::booking::get(&mut work, id).await.unwrap().unwrap();
    booking.state = domain::booking::State::Expired { at: bed.b().now() };
    store::booking::save(&mut work, &booking).await.unwrap();
    store::booking::free_slot(&mut work, id).await.unwrap();
    work.commit().await.unwrap();
}

#[tokio::test]
async fn a_gateway_that_is_down_when_confirming_debits_later() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.delivered().await;
        bed.t.sandbox.inject(fault("*", FaultKind::Error500, 2));
        booking::confirm(b, &w.lea, id).await.unwrap();
        assert_eq!(
            bed.state(id).await,
            StateKind::Capturing,
            "the resident is not kept waiting"
        );
        payment::reconcile(b).await.unwrap();
        assert_eq!(
            bed.state(id).await,
            StateKind::Capturing,
            "not before the attempt is two minutes old"
        );
        bed.t.clock.advance(3 * MINUTE_MS);
        assert_eq!(payment::reconcile(b).await.unwrap(), 1);
        assert_eq!(bed.state(id).await, StateKind::Paid);
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_page_opened_in_silence_is_found_again_under_the_same_key() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        for lang in Lang::ALL {
            let id = bed.agreed().await;
            bed.t.sandbox.inject(fault(
                "POST /v1/checkout/sessions",
                FaultKind::TimeoutAfterEffect,
                1,
            ));
            let first = payment::start(b, &w.lea, id, lang).await;
            assert!(matches!(first, Err(Error::GatewayUnavailable)), "{first:?}");
            let other = Lang::ALL.into_iter().find(|l| *l != lang).unwrap();
            let url = payment::start(b, &w.lea, id, other).await.unwrap();
            assert!(url.contains("/pay/"), "{url}");
            assert_eq!(bed.payments(id).await.len(), 1, "no second payment");
            booking::cancel(b, &w.lea, id).await.unwrap();
        }
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_card_authorised_too_late_is_given_back() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.agreed().await;
        bed.start(id).await;
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        // We have not heard of it yet, and the gateway is silent while Ophélie calls off.
        bed.t.sandbox.inject(fault("*", FaultKind::Error500, 1));
        booking::cancel(b, &w.ophelie, id).await.unwrap();
        let payment = bed.payment(id, PaymentKind::Authorization).await;
        assert_eq!(
            bed.at_gateway(payment.id).await.status,
            IntentStatus::RequiresCapture
        );
        bed.comes_back(id).await;
        assert_eq!(
            bed.at_gateway(payment.id).await.status,
            IntentStatus::Canceled
        );
        assert_eq!(
            bed.status(id).await,
            (StateKind::Cancelled, PaymentStatus::Voided, None)
        );
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_tip_is_its_own_payment_and_a_declined_one_changes_nothing() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.paid().await;
        payment::tip(b, &w.lea, id, "5", Lang::Fr).await.unwrap();
        assert!(bed.card(id, PaymentKind::Tip, DECLINED).await.is_err());
        bed.comes_back(id).await;
        let view = bed.view(&w.lea, id).await;
        assert_eq!((view.state, view.tips), (StateKind::Paid, vec![]));
        assert_eq!(
            view.payment.map(|p| p.status),
            Some(PaymentStatus::Captured),
            "the mission's own payment stands"
        );
        bed.t.pass(HOUR_MS + 2 * MINUTE_MS).await;
        assert_eq!(
            bed.payment(id, PaymentKind::Tip).await.status,
            PaymentStatus::Abandoned
        );
        assert_eq!(bed.balance("psp").await, 1_300);
        assert!(
            payment::tip(b, &w.ophelie, id, "5", Lang::Fr)
                .await
                .is_err(),
            "nobody tips themselves"
        );
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_captured_by_hand_for_a_cancelled_mission_is_refunded() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.held().await;
        let payment = bed.payment(id, PaymentKind::Authorization).await;
        let intent = payment.intent_id.unwrap();
        b.gateway.capture("by hand", &intent, payment.amount).await.unwrap();
        booking::cancel(b, &w.lea, id).await.unwrap();
        assert_eq!(bed.status(id).await, (StateKind::Cancelled, PaymentStatus::Voided, None));
        let again = b.gateway.refund("again", &intent, payment.amount).await;
        let is_back = matches!(&again, Err(GatewayError::Refused { code, .. }) if code == "charge_already_refunded");
        assert!(is_back, "{again:?}");
        assert_eq!(bed.balance("psp").await, 0);
        bed.is_sound().await;
    })
    .await;
}
