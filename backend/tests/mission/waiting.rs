//! The number in the header is that of the missions which the list says wait for the reader.

use crate::support::{Bed, each};
use backend::{account, booking, payment, quote, review};
use domain::{
    Actor,
    time::{DAY_MS, HOUR_MS},
};

impl Bed {
    async fn waits(&self, who: &Actor) -> u32 {
        let list = booking::list(self.b(), who).await.unwrap();
        let listed = list.open.iter().filter(|line| line.waits_for_me).count();
        let header = account::session_view(self.b(), who).await.unwrap().waiting;
        assert_eq!(usize::try_from(header), Ok(listed));
        header
    }

    /// For Léa and for Ophélie.
    async fn waiting(&self) -> [u32; 2] {
        [
            self.waits(&self.w.lea).await,
            self.waits(&self.w.ophelie).await,
        ]
    }
}

#[tokio::test]
async fn the_header_counts_what_the_list_marks() {
    each(async |bed| {
        let (b, w) = (bed.b(), &bed.w);
        let id = bed.ask(&w.lea, w.dog_walk).await;
        assert_eq!(bed.waiting().await, [0, 1], "to answer");
        let offer = quote::put(b, &w.ophelie, id, bed.terms("13", 24)).await;
        assert_eq!(bed.waiting().await, [1, 0], "to sign");
        bed.sign(&w.lea, id, offer.unwrap()).await.unwrap();
        assert_eq!(bed.waiting().await, [1, 0], "to pay");
        bed.start(id).await;
        let authorization = store::payment::PaymentKind::Authorization;
        bed.card(id, authorization, crate::support::ACCEPTED)
            .await
            .unwrap();
        payment::returned(b, &w.lea, id).await.unwrap();
        assert_eq!(bed.waiting().await, [0, 0]);
        bed.t.pass(DAY_MS + HOUR_MS).await;
        assert_eq!(bed.waiting().await, [0, 1], "to deliver");
        booking::deliver(b, &w.ophelie, id).await.unwrap();
        assert_eq!(bed.waiting().await, [1, 0], "to confirm");
        booking::confirm(b, &w.lea, id).await.unwrap();
        assert_eq!(bed.waiting().await, [1, 1], "to review");
        review::write(b, &w.lea, id, 5, "").await.unwrap();
        assert_eq!(bed.waiting().await, [0, 1]);
    })
    .await;
}
