//! From request to reviewed, paid and tipped, with the figures of the ledger.

use crate::support::{ACCEPTED, Bed, assert_wrong_state, each, wish};
use backend::{Error, booking, payment, quote, review};
use domain::{
    Cents, Lang, Party, RuleError,
    booking::{Event, StateKind},
    time::{DAY_MS, HOUR_MS},
    view::{PaymentStatus, ThreadItem},
};
use store::payment::PaymentKind;

#[tokio::test]
async fn a_mission_goes_from_request_to_tip() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        booking::write(
            b,
            &w.ophelie,
            id,
            "Bonjour Léa, Pistache aime-t-il les autres chiens ?",
            None,
        )
        .await
        .unwrap();
        let first = quote::put(b, &w.ophelie, id, bed.terms("15", 24))
            .await
            .unwrap();
        let counter = quote::put(b, &w.lea, id, bed.terms("13", 24))
            .await
            .unwrap();
        assert_eq!(bed.state(id).await, StateKind::Requested);
        let answered = quote::accept(b, &w.lea, id, first, "").await;
        assert!(
            matches!(answered, Err(Error::Rule(RuleError::QuoteChanged))),
            "{answered:?}"
        );
        bed.sign(&w.ophelie, id, counter).await.unwrap();

        let url = payment::start(b, &w.lea, id, Lang::En).await.unwrap();
        assert!(url.starts_with(bed.t.sandbox.base_url()), "{url}");
        assert_eq!(
            payment::start(b, &w.lea, id, Lang::En).await.unwrap(),
            url,
            "the open page is used again"
        );
        let paid = bed
            .card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .unwrap();
        let back = format!("http://loge.example/en/missions/{id}?paiement=retour");
        assert_eq!(paid.redirect_to, back);
        payment::returned(b, &w.lea, id).await.unwrap();
        let view = bed.view(&w.lea, id).await;
        assert_eq!(view.state, StateKind::Held);
        assert_eq!(view.capture_before, Some(b.now().plus(7 * DAY_MS)));
        assert!(
            !bed.view(&w.ophelie, id)
                .await
                .actions
                .contains(&Event::Deliver),
            "not before its time"
        );
        assert_wrong_state(booking::deliver(b, &w.ophelie, id).await, "held");

        bed.t.pass(DAY_MS + HOUR_MS).await;
        assert!(
            bed.view(&w.ophelie, id)
                .await
                .actions
                .contains(&Event::Deliver)
        );
        booking::deliver(b, &w.ophelie, id).await.unwrap();
        assert_eq!(
            bed.balance("psp").await,
            0,
            "nothing is debited before it is confirmed"
        );
        booking::confirm(b, &w.lea, id).await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Paid);
        figures_of_thirteen_euros(&bed).await;

        tip(&bed, id).await;
        review::write(b, &w.lea, id, 5, "Pistache est rentré ravi.")
            .await
            .unwrap();
        review::write(b, &w.ophelie, id, 5, "").await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Closed);
        bed.is_sound().await;
    })
    .await;
}

/// Walkthrough 3 of docs/ARCHITECTURE.md: 13 € gives 10.40 to the provider, 2.17 of commission, 0.43 of VAT, of which 1.09 and 0.22 to the coordinator.
async fn figures_of_thirteen_euros(bed: &Bed) {
    let (provider, coordinator) = (bed.w.ophelie_profile, bed.w.claudie.account);
    assert_eq!(bed.balance("psp").await, 1_300);
    assert_eq!(bed.balance(&format!("provider:{provider}")).await, -1_040);
    assert_eq!(bed.balance("commission").await, -217);
    assert_eq!(bed.balance("vat_collected").await, -43);
    assert_eq!(bed.balance("coordinator_cost").await, 109);
    assert_eq!(bed.balance("vat_deductible").await, 22);
    assert_eq!(
        bed.balance(&format!("coordinator:{coordinator}")).await,
        -131
    );
}

async fn tip(bed: &Bed, id: domain::ids::BookingId) {
    let (b, w) = (bed.b(), &bed.w);
    for wrong in ["0,99", "200,01", "-2", "beaucoup"] {
        assert!(
            matches!(
                payment::tip(b, &w.lea, id, wrong, Lang::Fr).await,
                Err(Error::Rule(_))
            ),
            "{wrong}"
        );
    }
    let small = payment::tip(b, &w.lea, id, "2", Lang::Fr).await.unwrap();
    assert_eq!(
        payment::tip(b, &w.lea, id, "2,00", Lang::Fr).await.unwrap(),
        small
    );
    assert!(
        !bed.view(&w.lea, id).await.actions.contains(&Event::Tip),
        "one at a time"
    );
    let larger = payment::tip(b, &w.lea, id, "3", Lang::Fr).await.unwrap();
    assert_ne!(larger, small);
    bed.card(id, PaymentKind::Tip, ACCEPTED).await.unwrap();
    payment::returned(b, &w.lea, id).await.unwrap();
    let view = bed.view(&w.ophelie, id).await;
    assert_eq!(view.tips, [(Cents(300), b.now())]);
    assert_eq!(bed.balance("psp").await, 1_600);
    assert_eq!(
        bed.balance(&format!("provider:{}", w.ophelie_profile))
            .await,
        -1_340,
        "all of it is hers"
    );
    let statuses: Vec<_> = bed
        .payments(id)
        .await
        .into_iter()
        .map(|p| p.status)
        .collect();
    assert_eq!(
        statuses,
        [
            PaymentStatus::Captured,
            PaymentStatus::Abandoned,
            PaymentStatus::Captured
        ]
    );
}

#[tokio::test]
async fn the_coordinator_talks_for_a_side_but_signs_for_nobody() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        booking::write(
            b,
            &w.claudie,
            id,
            "Léa m’a appelée : plutôt le matin.",
            Some(Party::Resident),
        )
        .await
        .unwrap();
        let as_somebody =
            booking::write(b, &w.lea, id, "Je suis Ophélie", Some(Party::Provider)).await;
        assert!(matches!(
            as_somebody,
            Err(Error::Rule(RuleError::NotPermitted))
        ));
        let quote = quote::put(b, &w.claudie, id, bed.terms("13", 24))
            .await
            .unwrap();
        let signed = bed.sign(&w.claudie, id, quote).await;
        assert!(
            matches!(signed, Err(Error::Rule(RuleError::NotPermitted))),
            "{signed:?}"
        );
        bed.sign(&w.lea, id, quote).await.unwrap();
        assert_eq!(
            bed.state(id).await,
            StateKind::Requested,
            "one signature is not two"
        );
        let again = bed.sign(&w.lea, id, quote).await;
        assert!(matches!(again, Err(Error::Rule(_))), "{again:?}");
        bed.sign(&w.ophelie, id, quote).await.unwrap();
        assert_eq!(bed.state(id).await, StateKind::Agreed);
        let thread = bed.view(&w.lea, id).await.thread;
        let behalf = thread.iter().any(|item| {
            matches!(
                item,
                ThreadItem::Message {
                    party: Party::Coordinator,
                    on_behalf_of: Some(Party::Resident),
                    ..
                }
            )
        });
        assert!(behalf);
    })
    .await;
}

#[tokio::test]
async fn a_request_is_checked_before_anything_is_written() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let ask = async |form| booking::request(b, &w.lea, w.dog_walk, form).await;
        let field = |result: Result<_, Error>| match result {
            Err(Error::Rule(RuleError::Input { field, .. })) => field,
            other => panic!("{other:?}"),
        };
        let dated = |date: &str, time: &str, minutes: &str| booking::RequestForm {
            flexible: false,
            date: date.into(),
            time: time.into(),
            minutes: minutes.into(),
            ..wish()
        };
        assert_eq!(
            field(
                ask(booking::RequestForm {
                    what: " ".into(),
                    ..wish()
                })
                .await
            ),
            "what"
        );
        assert_eq!(
            field(
                ask(booking::RequestForm {
                    what: "x".repeat(2_001),
                    ..wish()
                })
                .await
            ),
            "what"
        );
        assert_eq!(
            field(
                ask(booking::RequestForm {
                    address: "a\u{0}b".into(),
                    ..wish()
                })
                .await
            ),
            "address"
        );
        assert_eq!(
            field(
                ask(booking::RequestForm {
                    commune: "75056".into(),
                    ..wish()
                })
                .await
            ),
            "commune"
        );
        assert_eq!(field(ask(dated("2020-01-01", "10:00", "60")).await), "date");
        assert_eq!(field(ask(dated("2026-11-28", "25:00", "60")).await), "time");
        assert_eq!(
            field(ask(dated("2026-11-28", "10:00", "une heure")).await),
            "minutes"
        );
        let unconfirmed = domain::Actor {
            confirmed: false,
            ..w.lea.clone()
        };
        assert!(matches!(
            booking::request(b, &unconfirmed, w.dog_walk, wish()).await,
            Err(Error::ConfirmFirst)
        ));
        let own = booking::request(b, &w.ophelie, w.dog_walk, wish()).await;
        assert!(
            matches!(own, Err(Error::Rule(RuleError::NotPermitted))),
            "{own:?}"
        );
        let nothing = booking::request(b, &w.lea, uuid::Uuid::nil().into(), wish()).await;
        assert!(matches!(nothing, Err(Error::NotFound)));
        assert_eq!(
            booking::list(b, &w.lea).await.unwrap(),
            domain::view::BookingsView::default()
        );
        ask(dated("2026-11-28", "10:00", "60")).await.unwrap();
        let again = ask(wish()).await;
        assert!(
            matches!(again, Err(Error::Rule(RuleError::OnceOnly))),
            "{again:?}"
        );
        let other = booking::request(b, &w.lea, w.other_dog_walk, wish()).await;
        assert!(
            other.is_ok(),
            "another neighbour's dog walk is another service: {other:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_quote_is_checked_and_answered_as_it_was_seen() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        let put = async |form| quote::put(b, &w.ophelie, id, form).await;
        let base = bed.terms("13", 24);
        for (euros, unit, quantity) in [
            ("-5", "job", "1"),
            ("0,99", "job", "1"),
            ("10000,01", "job", "1"),
            ("99999999999999999999", "job", "1"),
            ("13", "lune", "1"),
            ("13", "job", "0"),
            ("13", "job", "201"),
            ("13", "job", "-1"),
            ("13", "job", ""),
        ] {
            let form = quote::QuoteForm {
                unit_price: euros.into(),
                unit: unit.into(),
                quantity: quantity.into(),
                ..base.clone()
            };
            let result = put(form).await;
            assert!(
                matches!(result, Err(Error::Rule(RuleError::Input { .. }))),
                "{euros} {unit} {quantity}: {result:?}"
            );
        }
        let quote = put(base).await.unwrap();
        let forged = quote::accept(b, &w.lea, id, quote, &"0".repeat(64)).await;
        assert!(
            matches!(forged, Err(Error::Rule(RuleError::QuoteChanged))),
            "{forged:?}"
        );
        quote::end(b, &w.lea, id, quote).await.unwrap();
        let ended = bed.sign(&w.lea, id, quote).await;
        assert!(
            matches!(ended, Err(Error::Rule(RuleError::QuoteChanged))),
            "{ended:?}"
        );
        assert_eq!(bed.view(&w.lea, id).await.open_quote, None);
    })
    .await;
}

#[tokio::test]
async fn silence_confirms_a_delivery() {
    each(async |bed| {
        let id = bed.delivered().await;
        bed.t.pass(2 * DAY_MS - 1).await;
        assert_eq!(bed.state(id).await, StateKind::Delivered);
        bed.t.pass(1).await;
        assert_eq!(bed.state(id).await, StateKind::Paid);
        figures_of_thirteen_euros(&bed).await;
        bed.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn missions_that_wait_for_somebody_come_first() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.delivered().await;
        let piano = bed.ask(&w.lea, w.piano).await;
        let mine = booking::list(b, &w.lea).await.unwrap();
        let order: Vec<_> = mine
            .open
            .iter()
            .map(|line| (line.id, line.waits_for_me))
            .collect();
        assert_eq!(order, [(id, true), (piano, false)]);
        let hers = booking::list(b, &w.ophelie).await.unwrap();
        let order: Vec<_> = hers
            .open
            .iter()
            .map(|line| (line.id, line.waits_for_me, line.side))
            .collect();
        assert_eq!(
            order,
            [(piano, true, Party::Provider), (id, false, Party::Provider)]
        );
        assert_eq!(booking::list(b, &w.paul).await.unwrap().open, []);
    })
    .await;
}
