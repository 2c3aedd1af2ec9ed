//! Who may know of a mission: for a stranger and for another loge's coordinator, no use case admits that it exists.

use crate::support::{Bed, assert_wrong_state, each};
use backend::{Error, booking, payment, quote, review};
use domain::{Actor, Lang, RuleError, ids::BookingId};

/// Every use case on one mission, by that person, with well-formed values.
async fn everything(
    bed: &Bed,
    who: &Actor,
    id: BookingId,
) -> Vec<(&'static str, Result<(), Error>)> {
    let b = bed.b();
    let nil = uuid::Uuid::nil();
    let unit = |r: Result<_, Error>| r.map(|_: String| ());
    vec![
        ("view", booking::view(b, who, id).await.map(|_| ())),
        ("write", booking::write(b, who, id, "Bonjour", None).await),
        ("decline", booking::decline(b, who, id).await),
        ("withdraw", booking::withdraw(b, who, id).await),
        ("cancel", booking::cancel(b, who, id).await),
        ("deliver", booking::deliver(b, who, id).await),
        ("confirm", booking::confirm(b, who, id).await),
        (
            "put",
            quote::put(b, who, id, bed.terms("13", 24))
                .await
                .map(|_| ()),
        ),
        ("accept", quote::accept(b, who, id, nil.into(), "").await),
        ("end", quote::end(b, who, id, nil.into()).await),
        ("start", unit(payment::start(b, who, id, Lang::Fr).await)),
        ("returned", payment::returned(b, who, id).await),
        ("tip", unit(payment::tip(b, who, id, "2", Lang::Fr).await)),
        ("review", review::write(b, who, id, 5, "").await),
    ]
}

#[tokio::test]
async fn a_mission_does_not_exist_for_strangers() {
    each(async |bed| {
        let w = &bed.w;
        let requested = bed.ask(&w.lea, w.piano).await;
        let paid = bed.paid().await;
        review::write(bed.b(), &w.lea, paid, 5, "").await.unwrap();
        let review = bed.view(&w.lea, paid).await.my_review.unwrap().id;
        for who in [&w.paul, &w.nicolas, &w.rose, &w.yann] {
            for id in [requested, paid, uuid::Uuid::nil().into()] {
                for (case, result) in everything(&bed, who, id).await {
                    assert!(
                        matches!(result, Err(Error::NotFound)),
                        "{case} by {}: {result:?}",
                        who.name
                    );
                }
            }
            for result in [
                review::answer(bed.b(), who, review, "Merci").await,
                review::report(bed.b(), who, review, "Un motif assez long").await,
                review::settle_report(bed.b(), who, review).await,
            ] {
                assert!(
                    matches!(result, Err(Error::NotFound)),
                    "{}: {result:?}",
                    who.name
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_network_looks_and_does_not_touch() {
    each(async |bed| {
        let id = bed.ask(&bed.w.lea, bed.w.dog_walk).await;
        for (case, result) in everything(&bed, &bed.w.network, id).await {
            match case {
                "view" | "returned" => assert!(result.is_ok(), "{case}: {result:?}"),
                _ => assert!(
                    matches!(result, Err(Error::Rule(RuleError::NotPermitted))),
                    "{case}: {result:?}"
                ),
            }
        }
        assert_eq!(bed.view(&bed.w.network, id).await.actions, []);
    })
    .await;
}

#[tokio::test]
async fn a_side_may_only_do_what_is_its_own() {
    each(async |bed| {
        let never = |who: &str, case: &str| match who {
            "Léa" => matches!(case, "decline" | "deliver"),
            "Ophélie" => matches!(case, "withdraw" | "confirm" | "start" | "tip"),
            _ => matches!(case, "accept" | "confirm" | "start" | "tip" | "review"),
        };
        for who in [&bed.w.lea, &bed.w.ophelie, &bed.w.claudie] {
            let id = bed.ask(&bed.w.lea, bed.w.dog_walk).await;
            for (case, result) in everything(&bed, who, id).await {
                let refused = matches!(result, Err(Error::Rule(RuleError::NotPermitted)));
                assert_eq!(
                    refused,
                    never(&who.name, case),
                    "{case} by {}: {result:?}",
                    who.name
                );
            }
            // Each of them could end the request in one of those ways, which frees the service for the next round.
            assert!(bed.state(id).await.is_freed());
        }
    })
    .await;
}

#[tokio::test]
async fn illegal_moves_answer_with_the_present_state() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        assert_wrong_state(booking::deliver(b, &w.ophelie, id).await, "requested");
        assert_wrong_state(booking::confirm(b, &w.lea, id).await, "requested");
        assert_wrong_state(booking::cancel(b, &w.lea, id).await, "requested");
        assert_wrong_state(payment::start(b, &w.lea, id, Lang::Fr).await, "requested");
        assert_wrong_state(
            payment::tip(b, &w.lea, id, "2", Lang::Fr).await,
            "requested",
        );
        let id = {
            booking::withdraw(b, &w.lea, id).await.unwrap();
            bed.agreed().await
        };
        assert_wrong_state(booking::decline(b, &w.ophelie, id).await, "agreed");
        assert_wrong_state(booking::withdraw(b, &w.lea, id).await, "agreed");
        assert_wrong_state(
            quote::put(b, &w.lea, id, bed.terms("14", 24)).await,
            "agreed",
        );
        bed.start(id).await;
        assert_wrong_state(
            booking::deliver(b, &w.ophelie, id).await,
            "awaiting_payment",
        );
    })
    .await;
}
