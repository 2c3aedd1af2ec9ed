//! What people are told about a mission: by mail, on the dashboard, live.

use crate::support::{ACCEPTED, Bed, REFUSED_AT_CAPTURE, each};
use backend::{
    account, booking, dashboard,
    live::{self, Signal},
    payment, quote, review,
};
use domain::{
    Cents, Lang,
    booking::{Event, StateKind},
    ids::BookingId,
    time::{DAY_MS, HOUR_MS},
    view::{DashboardView, NeedKind},
};
use store::payment::PaymentKind;

impl Bed {
    /// Templates of the messages somebody got, sorted, each with a link to the mission.
    async fn told(&self, name: &str, id: BookingId) -> Vec<String> {
        let link = format!("http://loge.example/missions/{id}");
        let mail = self.t.mail_to(&format!("{name}@example.fr")).await;
        for message in &mail {
            assert!(
                message.text.contains(&link),
                "{} has no link: {}",
                message.template,
                message.text
            );
        }
        let mut templates: Vec<String> = mail.into_iter().map(|m| m.template).collect();
        templates.sort();
        templates
    }

    async fn dashboard(&self) -> DashboardView {
        dashboard::lodge(self.b(), &self.w.claudie, "alencon", 7)
            .await
            .unwrap()
    }

    async fn needs(&self) -> Vec<NeedKind> {
        self.dashboard()
            .await
            .needs
            .into_iter()
            .map(|n| n.kind)
            .collect()
    }
}

#[tokio::test]
async fn each_step_is_mailed_to_whoever_it_concerns() {
    each(async |bed| {
        let id = bed.delivered().await;
        assert_eq!(
            bed.told("ophelie", id).await,
            ["payment_received", "request_received"]
        );
        assert_eq!(
            bed.told("lea", id).await,
            ["agreed_pay_now", "please_confirm", "quote_received"]
        );
        booking::confirm(bed.b(), &bed.w.lea, id).await.unwrap();
        let got = bed.t.mail_to("lea@example.fr").await;
        let receipt = got
            .iter()
            .find(|m| m.template == "receipt")
            .expect("a receipt");
        for share in [
            "13,00\u{a0}€",
            "10,40\u{a0}€",
            "1,31\u{a0}€",
            "1,29\u{a0}€",
            "Ophélie",
            "Claudie",
        ] {
            assert!(
                receipt.text.contains(share),
                "{share} is missing from {}",
                receipt.text
            );
        }
        let got = bed.t.mail_to("ophelie@example.fr").await;
        assert!(
            got.iter()
                .any(|m| m.template == "payout_coming" && m.subject.contains("10,40"))
        );
        payment::tip(bed.b(), &bed.w.lea, id, "2,50", Lang::Fr)
            .await
            .unwrap();
        bed.card(id, PaymentKind::Tip, ACCEPTED).await.unwrap();
        payment::returned(bed.b(), &bed.w.lea, id).await.unwrap();
        let got = bed.t.mail_to("ophelie@example.fr").await;
        assert!(
            got.iter()
                .any(|m| m.template == "tip_received" && m.subject.contains("2,50\u{a0}€"))
        );
        for stranger in ["paul@example.fr", "nicolas@example.fr", "rose@example.fr"] {
            assert!(bed.t.mail_to(stranger).await.is_empty(), "{stranger}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_dashboard_counts_what_happened_in_its_loge() {
    each(async |bed| {
        let id = bed.paid().await;
        bed.t.work().await;
        assert_eq!(bed.state(id).await, StateKind::Paid);
        review::write(bed.b(), &bed.w.lea, id, 5, "Pistache est revenu ravi.")
            .await
            .unwrap();
        let view = bed.dashboard().await;
        let p = view.period;
        assert_eq!(
            (
                p.requests,
                p.agreed,
                p.held,
                p.delivered,
                p.captured,
                p.reviewed
            ),
            (1, 1, 1, 1, 1, 1)
        );
        assert_eq!(
            (p.captured_amount, p.commission),
            (Cents(1_300), Cents(109))
        );
        assert_eq!(
            (view.today.requests, view.today.captured),
            (0, 1),
            "asked yesterday, debited today"
        );
        assert_eq!(view.previous.requests, 0);
        assert_eq!(
            view.daily.iter().map(|d| d.figures.captured).sum::<u32>(),
            1
        );
        assert_eq!(view.daily.last().map(|d| d.figures), Some(view.today));
        let first = view.feed.last().unwrap();
        assert_eq!(
            (first.resident.as_str(), first.provider.as_str()),
            ("Léa", "Ophélie")
        );
        assert!(view.feed.iter().any(|f| f.event == Event::Capture));

        let other = dashboard::lodge(bed.b(), &bed.w.rose, "mortagne", 7)
            .await
            .unwrap();
        assert_eq!(
            (other.period.requests, other.feed.len(), other.needs.len()),
            (0, 0, 0)
        );
        let network = dashboard::network(bed.b(), &bed.w.network, 7)
            .await
            .unwrap();
        assert_eq!(network.period, p);
    })
    .await;
}

#[tokio::test]
async fn missions_that_need_somebody_are_named() {
    each(async |bed| {
        let id = bed.ask(&bed.w.lea, bed.w.dog_walk).await;
        assert_eq!(bed.needs().await, []);
        bed.t.pass(DAY_MS + 1).await;
        assert_eq!(bed.needs().await, [NeedKind::Unanswered]);
        let need = bed.dashboard().await.needs.remove(0);
        assert_eq!(
            (need.booking, need.resident.as_str(), need.provider.as_str()),
            (id, "Léa", "Ophélie")
        );
        booking::write(
            bed.b(),
            &bed.w.ophelie,
            id,
            "Bonjour, quand vous voulez.",
            None,
        )
        .await
        .unwrap();
        assert_eq!(bed.needs().await, []);
        assert_eq!(bed.dashboard().await.open, 1);
    })
    .await;
}

#[tokio::test]
async fn a_card_that_cannot_be_debited_needs_somebody() {
    each(async |bed| {
        let id = bed.agreed().await;
        bed.start(id).await;
        bed.card(id, PaymentKind::Authorization, REFUSED_AT_CAPTURE)
            .await
            .unwrap();
        payment::returned(bed.b(), &bed.w.lea, id).await.unwrap();
        bed.t.pass(DAY_MS + HOUR_MS).await;
        booking::deliver(bed.b(), &bed.w.ophelie, id).await.unwrap();
        booking::confirm(bed.b(), &bed.w.lea, id).await.unwrap();
        assert!(
            bed.told("lea", id)
                .await
                .contains(&"action_needed".to_owned())
        );
        assert_eq!(bed.needs().await, [NeedKind::ActionNeeded]);
        let waiting = account::session_view(bed.b(), &bed.w.lea)
            .await
            .unwrap()
            .waiting;
        assert_eq!(waiting, 1);
    })
    .await;
}

#[tokio::test]
async fn a_reported_review_waits_for_the_coordinator() {
    each(async |bed| {
        let id = bed.paid().await;
        bed.t.work().await;
        review::write(bed.b(), &bed.w.lea, id, 1, "Parapluie oublié.")
            .await
            .unwrap();
        review::write(bed.b(), &bed.w.ophelie, id, 5, "")
            .await
            .unwrap();
        bed.t.work().await;
        let seen = bed
            .view(&bed.w.ophelie, id)
            .await
            .other_review
            .expect("both are published");
        review::report(
            bed.b(),
            &bed.w.ophelie,
            seen.id,
            "Ce n'était pas mon parapluie.",
        )
        .await
        .unwrap();
        let needs = bed.dashboard().await.needs;
        assert_eq!(
            needs.iter().map(|n| (n.kind, n.review)).collect::<Vec<_>>(),
            [(NeedKind::ReportedReview, Some(seen.id))]
        );
        assert!(
            review::settle_report(bed.b(), &bed.w.rose, seen.id)
                .await
                .is_err(),
            "not her loge"
        );
        review::settle_report(bed.b(), &bed.w.claudie, seen.id)
            .await
            .unwrap();
        assert_eq!(bed.needs().await, []);
    })
    .await;
}

#[tokio::test]
async fn every_step_is_heard_live() {
    each(async |bed| {
        let relay = tokio::spawn(live::relay(bed.b().clone(), std::future::pending()));
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let mut ear = live::subscribe(bed.b(), &bed.w.claudie, "alencon")
            .await
            .unwrap();
        let id = bed.held().await;
        let mut heard = Vec::new();
        while heard.last() != Some(&Event::Authorise) {
            let next = tokio::time::timeout(std::time::Duration::from_secs(5), ear.next());
            let Some(Signal::Event(event)) = next.await.expect("in time") else {
                panic!("interrupted")
            };
            assert_eq!((event.booking, event.lodge), (id, bed.w.alencon));
            heard.push(event.event);
        }
        assert!(
            heard.contains(&Event::PutQuote) && heard.contains(&Event::Agree),
            "{heard:?}"
        );
        relay.abort();
    })
    .await;
}

#[tokio::test]
async fn mail_names_who_wrote_and_a_quote_that_ended_is_no_message() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        booking::write(b, &w.claudie, id, "Je vous appelle.", None)
            .await
            .unwrap();
        let offer = quote::put(b, &w.ophelie, id, bed.terms("13", 24)).await;
        bed.t.work().await;
        let mail = bed.t.mail_to("lea@example.fr").await;
        let told = mail.iter().find(|m| m.template == "message_received");
        let text = &told.expect("a message about hers").text;
        assert!(text.contains("Claudie vous a écrit"), "{text}");
        quote::end(b, &w.lea, id, offer.unwrap()).await.unwrap();
        assert_eq!(
            bed.told("ophelie", id).await,
            ["message_received", "quote_ended", "request_received"]
        );
    })
    .await;
}
