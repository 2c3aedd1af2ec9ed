//! Every way a mission ends before delivery, and what each one frees.

use crate::support::{ACCEPTED, Bed, assert_wrong_state, each};
use backend::{Error, booking, gateway::IntentStatus, payment, quote};
use domain::{
    Actor, Lang, Party, RuleError,
    booking::StateKind,
    ids::BookingId,
    time::{DAY_MS, HOUR_MS},
    view::PaymentStatus,
};
use store::payment::PaymentKind;

impl Bed {
    /// The same service can be asked for again, and the provider's slot is free.
    async fn is_freed(&self, id: BookingId, state: StateKind) {
        assert_eq!(self.state(id).await, state);
        let view = self.view(&self.w.lea, id).await;
        assert_eq!(
            (view.open_quote, view.due_at, view.ended_at),
            (None, None, Some(self.b().now()))
        );
        assert_eq!(view.actions, [], "nothing is left to do");
        for late in [
            booking::cancel(self.b(), &self.w.lea, id).await,
            booking::deliver(self.b(), &self.w.ophelie, id).await,
            booking::confirm(self.b(), &self.w.lea, id).await,
            booking::decline(self.b(), &self.w.ophelie, id).await,
            booking::withdraw(self.b(), &self.w.lea, id).await,
            booking::write(self.b(), &self.w.lea, id, "Encore un mot", None).await,
        ] {
            assert_wrong_state(late, state.code());
        }
        assert_wrong_state(
            payment::start(self.b(), &self.w.lea, id, Lang::Fr).await,
            state.code(),
        );
        let again = self.agreed().await;
        assert_ne!(again, id);
        self.is_sound().await;
    }
}

#[tokio::test]
async fn a_request_is_declined_by_the_provider_only() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        quote::put(b, &w.lea, id, bed.terms("13", 24))
            .await
            .unwrap();
        let own = booking::decline(b, &w.lea, id).await;
        assert!(matches!(own, Err(Error::Rule(RuleError::NotPermitted))));
        booking::decline(b, &w.ophelie, id).await.unwrap();
        bed.is_freed(id, StateKind::Declined).await;
    })
    .await;
}

#[tokio::test]
async fn a_request_is_withdrawn_by_the_resident_or_by_the_coordinator_for_them() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        assert!(booking::withdraw(b, &w.ophelie, id).await.is_err());
        booking::withdraw(b, &w.claudie, id).await.unwrap();
        bed.is_freed(id, StateKind::Withdrawn).await;
    })
    .await;
}

#[tokio::test]
async fn a_request_expires_after_seven_silent_days() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        bed.t.pass(6 * DAY_MS).await;
        let far = bed.terms("13", 20 * 24);
        quote::put(b, &w.ophelie, id, far).await.unwrap();
        bed.t.pass(2 * DAY_MS).await;
        assert_eq!(
            bed.state(id).await,
            StateKind::Requested,
            "a quote gives seven more days"
        );
        bed.t.pass(5 * DAY_MS - 1).await;
        assert_eq!(bed.state(id).await, StateKind::Requested);
        bed.t.pass(1).await;
        bed.is_freed(id, StateKind::Expired).await;
    })
    .await;
}

#[tokio::test]
async fn an_agreement_expires_when_the_card_is_not_left_in_time() {
    each(async |bed| {
        let id = bed.agreed().await;
        bed.start(id).await;
        let session = bed
            .payment(id, PaymentKind::Authorization)
            .await
            .session_id
            .unwrap();
        bed.t.pass(DAY_MS).await;
        bed.is_freed(id, StateKind::Expired).await;
        let late = bed
            .t
            .sandbox
            .pay(&session, ACCEPTED, sandbox::Outcome::Authenticate);
        assert!(late.is_err(), "the page is closed");
    })
    .await;
}

#[tokio::test]
async fn a_page_left_open_is_closed_when_the_mission_is_cancelled() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.agreed().await;
        bed.start(id).await;
        booking::cancel(b, &w.ophelie, id).await.unwrap();
        let payment = bed.payment(id, PaymentKind::Authorization).await;
        assert_eq!(payment.status, PaymentStatus::Abandoned);
        assert_eq!(
            bed.view(&w.lea, id).await.cancelled_by,
            Some(Party::Provider)
        );
        assert!(
            bed.card(id, PaymentKind::Authorization, ACCEPTED)
                .await
                .is_err(),
            "the page is closed"
        );
        bed.is_freed(id, StateKind::Cancelled).await;
    })
    .await;
}

#[tokio::test]
async fn cancelling_before_delivery_voids_the_hold() {
    each(async |bed| {
        let by: [fn(&Bed) -> &Actor; 3] = [|x| &x.w.lea, |x| &x.w.ophelie, |x| &x.w.claudie];
        for who in by {
            let id = bed.held().await;
            booking::cancel(bed.b(), who(&bed), id).await.unwrap();
            let payment = bed.payment(id, PaymentKind::Authorization).await;
            assert_eq!(payment.status, PaymentStatus::Voided);
            let intent = bed.at_gateway(payment.id).await;
            assert_eq!(
                (intent.status, intent.amount_capturable.0),
                (IntentStatus::Canceled, 0)
            );
            assert_eq!(bed.balance("psp").await, 0);
            // Frees it for the next round; the last agreement is withdrawn from by the clock.
            bed.is_freed(id, StateKind::Cancelled).await;
            bed.t.pass(DAY_MS).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_delivered_cannot_be_cancelled() {
    each(async |bed| {
        let id = bed.delivered().await;
        assert_wrong_state(booking::cancel(bed.b(), &bed.w.lea, id).await, "delivered");
        assert_wrong_state(
            booking::deliver(bed.b(), &bed.w.ophelie, id).await,
            "delivered",
        );
        booking::confirm(bed.b(), &bed.w.lea, id).await.unwrap();
        assert_wrong_state(booking::confirm(bed.b(), &bed.w.lea, id).await, "paid");
        let again =
            booking::request(bed.b(), &bed.w.lea, bed.w.dog_walk, crate::support::wish()).await;
        assert!(
            matches!(again, Err(Error::Rule(RuleError::OnceOnly))),
            "{again:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_hold_that_lapses_is_asked_for_again() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        let quote = quote::put(b, &w.ophelie, id, bed.terms("13", 8 * 24))
            .await
            .unwrap();
        bed.sign(&w.lea, id, quote).await.unwrap();
        bed.start(id).await;
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        payment::returned(b, &w.lea, id).await.unwrap();
        // No webhook reaches us here: the job that looks again finds the loss.
        bed.t.pass(7 * DAY_MS + HOUR_MS).await;
        assert_eq!(bed.state(id).await, StateKind::Agreed);
        assert_eq!(
            bed.payment(id, PaymentKind::Authorization).await.status,
            PaymentStatus::Voided
        );
        let told = bed.t.mail_to("lea@example.fr").await;
        let lapsed: Vec<_> = told
            .iter()
            .filter(|m| m.template == "hold_lapsed")
            .collect();
        assert_eq!(lapsed.len(), 1);
        assert!(
            lapsed[0].text.contains("Rien n’a été débité"),
            "{}",
            lapsed[0].text
        );
        let asked = told.iter().filter(|m| m.template == "agreed_pay_now");
        assert_eq!(asked.count(), 1, "only when it was agreed");
        let view = bed.view(&w.lea, id).await;
        let start = view.agreement.as_ref().map(|a| a.slot.start);
        assert_eq!(view.due_at, start, "less than a day ahead");
        bed.start(id).await;
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        payment::returned(b, &w.lea, id).await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Held);
        bed.is_sound().await;
    })
    .await;
}
