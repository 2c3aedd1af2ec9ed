//! Webhooks: forged, stale, repeated, in any order, before and after the payer comes back.

use crate::support::{ACCEPTED, Bed, each};
use backend::{Error, booking, payment};
use domain::{booking::StateKind, time::MINUTE_MS, view::PaymentStatus};
use serde_json::{Value, json};
use store::payment::PaymentKind;

const SECRET: &str = "whsec_tests";

impl Bed {
    fn time_s(&self) -> i64 {
        self.b().now().0 / 1000
    }

    async fn send(&self, body: &Value) -> Result<(), Error> {
        let body = body.to_string();
        let signature = sandbox::signature(SECRET, self.time_s(), &body);
        payment::webhook(self.b(), body.as_bytes(), &signature).await
    }
}

fn of_session(event: &str, kind: &str, session: &str) -> Value {
    json!({ "id": event, "type": kind, "data": { "object": { "id": session, "object": "checkout.session", "metadata": {} } } })
}

fn of_intent(event: &str, kind: &str, intent: &str, payment: &str) -> Value {
    let object =
        json!({ "id": intent, "object": "payment_intent", "metadata": { "payment": payment } });
    json!({ "id": event, "type": kind, "data": { "object": object } })
}

#[tokio::test]
async fn events_in_any_order_and_number_lead_to_the_same_end() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.agreed().await;
        bed.start(id).await;
        let payment = bed.payment(id, PaymentKind::Authorization).await;
        let session = payment.session_id.clone().unwrap();
        let intent = bed
            .card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap()
            .payment_intent;
        let ours = payment.id.to_string();
        let events = [
            of_intent(
                "evt_3",
                "payment_intent.amount_capturable_updated",
                &intent,
                &ours,
            ),
            of_session("evt_2", "checkout.session.completed", &session),
            of_intent("evt_1", "payment_intent.payment_failed", &intent, &ours),
            of_session("evt_0", "checkout.session.expired", &session),
        ];
        for _ in 0..5 {
            for event in &events {
                bed.send(event).await.unwrap();
            }
        }
        assert_eq!(
            bed.state(id).await,
            StateKind::Held,
            "before the payer came back"
        );
        payment::returned(b, &w.lea, id).await.unwrap();
        bed.is_sound().await;
        let view = bed.view(&w.lea, id).await;
        let steps = view.thread.iter().filter(|item| {
            matches!(
                item,
                domain::view::ThreadItem::Step {
                    event: domain::booking::Event::Authorise,
                    ..
                }
            )
        });
        assert_eq!(steps.count(), 1, "authorised once");
        assert_eq!(bed.payments(id).await.len(), 1);
        assert_eq!(
            bed.t
                .mail_to("ophelie@example.fr")
                .await
                .iter()
                .filter(|m| m.template == "payment_received")
                .count(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn what_a_webhook_claims_is_not_believed() {
    each(async |bed| {
        let id = bed.agreed().await;
        bed.start(id).await;
        let payment = bed.payment(id, PaymentKind::Authorization).await;
        let claim = of_intent(
            "evt_1",
            "payment_intent.succeeded",
            "pi_invented",
            &payment.id.to_string(),
        );
        bed.send(&claim).await.unwrap();
        assert_eq!(
            bed.state(id).await,
            StateKind::AwaitingPayment,
            "nobody has paid at the gateway"
        );
        assert_eq!(
            bed.payment(id, PaymentKind::Authorization).await.status,
            PaymentStatus::Pending
        );
    })
    .await;
}

#[tokio::test]
async fn forged_stale_and_unreadable_webhooks_are_refused_and_strange_ones_acknowledged() {
    each(async |bed| {
        let b = bed.b();
        let id = bed.agreed().await;
        bed.start(id).await;
        let session = bed.payment(id, PaymentKind::Authorization).await.session_id.unwrap();
        bed.card(id, PaymentKind::Authorization, ACCEPTED).await.unwrap();
        let body = of_session("evt_1", "checkout.session.completed", &session).to_string();
        let now = bed.time_s();
        let refused = [
            ("nobody signed it", String::new()),
            ("another secret", sandbox::signature("whsec_other", now, &body)),
            ("another body", sandbox::signature(SECRET, now, "{}")),
            ("too old", sandbox::signature(SECRET, now - 301, &body)),
            ("from the future", sandbox::signature(SECRET, now + 301, &body)),
        ];
        for (why, signature) in refused {
            let result = payment::webhook(b, body.as_bytes(), &signature).await;
            assert!(matches!(result, Err(Error::NotFound)), "{why}: {result:?}");
        }
        let signature = sandbox::signature(SECRET, now, "nonsense");
        assert!(payment::webhook(b, b"nonsense", &signature).await.is_err());
        assert_eq!(bed.state(id).await, StateKind::AwaitingPayment);

        bed.send(&of_session("evt_9", "checkout.session.completed", "cs_not_ours")).await.unwrap();
        bed.send(&of_intent("evt_8", "payment_intent.succeeded", "pi_not_ours", "not an identifier")).await.unwrap();
        bed.send(&json!({ "id": "evt_7", "type": "customer.created", "data": { "object": { "id": "cus_1" } } })).await.unwrap();
        let signature = sandbox::signature(SECRET, now - 299, &body);
        payment::webhook(b, body.as_bytes(), &signature).await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Held);
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_comes_while_the_gateway_is_silent_is_not_lost() {
    each(async |bed| {
        let id = bed.agreed().await;
        bed.start(id).await;
        let session = bed
            .payment(id, PaymentKind::Authorization)
            .await
            .session_id
            .unwrap();
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        let silent = sandbox::Fault {
            route: "GET *".into(),
            times: 1,
            after: 0,
            kind: sandbox::FaultKind::Error500,
            delay_ms: None,
        };
        bed.t.sandbox.inject(silent);
        bed.send(&of_session("evt_1", "checkout.session.completed", &session))
            .await
            .unwrap();
        assert_eq!(bed.state(id).await, StateKind::AwaitingPayment);
        bed.t.pass(MINUTE_MS).await;
        assert_eq!(bed.state(id).await, StateKind::Held, "its job asked again");
    })
    .await;
}

#[tokio::test]
async fn a_webhook_about_a_cancelled_mission_gives_the_card_back() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.held().await;
        let payment = bed.payment(id, PaymentKind::Authorization).await;
        booking::cancel(b, &w.lea, id).await.unwrap();
        let intent = payment.intent_id.unwrap();
        let event = of_intent(
            "evt_1",
            "payment_intent.amount_capturable_updated",
            &intent,
            &payment.id.to_string(),
        );
        bed.send(&event).await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Cancelled);
        assert_eq!(
            bed.payment(id, PaymentKind::Authorization).await.status,
            PaymentStatus::Voided
        );
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_webhooks_and_clicks_at_once_lead_to_one_hold() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.agreed().await;
        let clicks = (0..8).map(|_| payment::start(b, &w.lea, id, domain::Lang::Fr));
        let urls: std::collections::HashSet<String> = futures::future::join_all(clicks)
            .await
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(
            (urls.len(), bed.payments(id).await.len()),
            (1, 1),
            "one page"
        );
        bed.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        let session = bed
            .payment(id, PaymentKind::Authorization)
            .await
            .session_id
            .unwrap();
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..20 {
            let (b, lea) = (b.clone(), w.lea.clone());
            let body =
                of_session(&format!("evt_{n}"), "checkout.session.completed", &session).to_string();
            let signature = sandbox::signature(SECRET, bed.time_s(), &body);
            tasks.spawn(async move {
                payment::webhook(&b, body.as_bytes(), &signature).await?;
                payment::returned(&b, &lea, id).await
            });
        }
        while let Some(end) = tasks.join_next().await {
            end.unwrap().unwrap();
        }
        assert_eq!(bed.state(id).await, StateKind::Held);
        bed.is_sound().await;
        let mail = bed.t.mail_to("ophelie@example.fr").await;
        assert_eq!(
            mail.iter()
                .filter(|m| m.template == "payment_received")
                .count(),
            1
        );
    })
    .await;
}
