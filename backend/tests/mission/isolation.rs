//! Identifiers mixed from several missions, and lists: nothing of one mission is reached or seen through another.

use crate::support::{Bed, each, wish};
use backend::{Error, booking, dashboard, quote, review};
use domain::{
    RuleError,
    ids::{BookingId, QuoteId, ReviewId},
};

/// A request with a quote on the table, and a published review of a paid mission.
async fn missions(bed: &Bed) -> (BookingId, QuoteId, ReviewId) {
    let paid = bed.paid().await;
    bed.t.work().await;
    review::write(bed.b(), &bed.w.lea, paid, 4, "Parfait.")
        .await
        .unwrap();
    review::write(bed.b(), &bed.w.ophelie, paid, 5, "")
        .await
        .unwrap();
    bed.t.work().await;
    let seen = bed.view(&bed.w.ophelie, paid).await.other_review;
    let asked = bed.ask(&bed.w.lea, bed.w.piano).await;
    let quote = quote::put(bed.b(), &bed.w.ophelie, asked, bed.terms("25", 24))
        .await
        .unwrap();
    (asked, quote, seen.expect("published").id)
}

#[tokio::test]
async fn a_quote_of_another_mission_is_neither_signed_nor_ended() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let (asked, quote, _) = missions(&bed).await;
        let hash = bed.hash(&w.lea, asked, quote).await;
        let own = booking::request(b, &w.paul, w.dog_walk, wish())
            .await
            .unwrap();
        for who in [&w.paul, &w.ophelie] {
            for answer in [
                quote::accept(b, who, own, quote, &hash).await,
                quote::end(b, who, own, quote).await,
            ] {
                let refused = matches!(
                    answer,
                    Err(Error::NotFound | Error::Rule(RuleError::QuoteChanged))
                );
                assert!(refused, "{}: {answer:?}", who.name);
            }
        }
        // It is still on the table where it belongs.
        assert_eq!(bed.view(&w.lea, asked).await.open_quote, Some(quote));
        quote::accept(b, &w.lea, asked, quote, &hash).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn lists_and_dashboards_show_nothing_of_others() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        missions(&bed).await;
        for who in [
            &w.paul, &w.nicolas, &w.yann, &w.rose, &w.claudie, &w.network,
        ] {
            let list = booking::list(b, who).await.unwrap();
            assert_eq!((list.open.len(), list.over.len()), (0, 0), "{}", who.name);
        }
        let mine = booking::list(b, &w.lea).await.unwrap();
        assert_eq!(mine.open.len() + mine.over.len(), 2);
        let refused = dashboard::lodge(b, &w.ophelie, "alencon", 7).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn public_pages_show_published_reviews_and_names_only() {
    each(async |bed| {
        let w = &bed.w;
        missions(&bed).await;
        let public = [
            serde_json::to_string(&backend::lodge::home(bed.b()).await.unwrap()).unwrap(),
            serde_json::to_string(&backend::lodge::view(bed.b(), "alencon").await.unwrap())
                .unwrap(),
            serde_json::to_string(
                &backend::lodge::provider(bed.b(), "alencon", "ophelie")
                    .await
                    .unwrap(),
            )
            .unwrap(),
            serde_json::to_string(
                &backend::lodge::listing(bed.b(), "alencon", w.dog_walk, None)
                    .await
                    .unwrap(),
            )
            .unwrap(),
        ];
        for page in &public {
            assert!(page.contains("Parfait."), "the review is published: {page}");
            for private in [
                "@example.fr",
                "rue du Jeudi",
                "Pistache",
                &w.lea.account.to_string(),
                "argon2",
            ] {
                assert!(!page.contains(private), "{private} in {page}");
            }
        }
    })
    .await;
}
