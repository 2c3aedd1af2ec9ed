//! Ten thousand at once: one service, one slot. The rules are constraints of the database; everybody else is refused kindly.

use crate::support::{Bed, each, wish};
use backend::{Error, booking, quote};
use domain::{
    Actor, Party, RuleError, Timestamp,
    booking::{Booking, Request, State},
    ids::{AccountId, BookingId, QuoteId},
    listing::RateUnit,
    money::Cents,
    quote::{Quote, QuoteTerms},
    time::{DAY_MS, Slot},
};
use std::{collections::HashMap, time::Instant};
use store::account::Account;
use tokio::task::JoinSet;

const MANY: usize = 10_000;

/// How the ten thousand ended, by name of the answer.
async fn tally(mut tasks: JoinSet<Result<(), Error>>) -> HashMap<String, usize> {
    let mut ends = HashMap::new();
    while let Some(end) = tasks.join_next().await {
        let name = match end.expect("no panic") {
            Ok(()) => "done".to_owned(),
            Err(Error::Rule(rule @ (RuleError::OnceOnly | RuleError::SlotTaken))) => {
                format!("{rule:?}")
            }
            Err(other) => format!("{other:?}"),
        };
        *ends.entry(name).or_default() += 1;
    }
    ends
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_orders_of_one_service_make_one_booking() {
    each(async |bed| {
        let mut tasks = JoinSet::new();
        let begun = Instant::now();
        for _ in 0..MANY {
            let (b, lea, listing) = (bed.b().clone(), bed.w.lea.clone(), bed.w.dog_walk);
            tasks.spawn(async move {
                booking::request(&b, &lea, listing, wish())
                    .await
                    .map(|_| ())
            });
        }
        let ends = tally(tasks).await;
        println!(
            "{MANY} orders, postgres {}: {:?}",
            bed.b().store.is_postgres(),
            begun.elapsed()
        );
        let expected = HashMap::from([("done".to_owned(), 1), ("OnceOnly".to_owned(), MANY - 1)]);
        assert_eq!(ends, expected);
        assert_eq!(
            booking::list(bed.b(), &bed.w.lea).await.unwrap().open.len(),
            1
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_agreements_on_one_slot_make_one_mission() {
    each(async |bed| {
        let prepared = prepare(&bed).await;
        let mut tasks = JoinSet::new();
        let begun = Instant::now();
        for (resident, id, quote, hash) in prepared {
            let b = bed.b().clone();
            tasks.spawn(async move { quote::accept(&b, &resident, id, quote, &hash).await });
        }
        let ends = tally(tasks).await;
        println!(
            "{MANY} agreements, postgres {}: {:?}",
            bed.b().store.is_postgres(),
            begun.elapsed()
        );
        let expected = HashMap::from([("done".to_owned(), 1), ("SlotTaken".to_owned(), MANY - 1)]);
        assert_eq!(ends, expected);
    })
    .await;
}

type Prepared = Vec<(Actor, BookingId, QuoteId, String)>;

/// Ten thousand residents, each with a quote of Ophélie's for the same hour on the table.
async fn prepare(bed: &Bed) -> Prepared {
    let (b, now) = (bed.b(), bed.b().now());
    let mut work = b.write().await.unwrap();
    let mut prepared = Vec::with_capacity(MANY);
    for n in 0..MANY {
        let resident = account(n, b.new_id(), now);
        store::account::insert(&mut work, &resident).await.unwrap();
        let booking = booking_of(bed, resident.id, b.new_id(), now);
        store::booking::insert(&mut work, &booking).await.unwrap();
        let terms = QuoteTerms {
            unit_price: Cents(1_300),
            unit: RateUnit::Job,
            quantity: 1,
            slot: Slot {
                start: now.plus(DAY_MS),
                minutes: 60,
            },
            details: String::new(),
        };
        let author = (bed.w.ophelie.account, Party::Provider);
        let quote = Quote::put(b.new_id(), booking.id, author, terms, now, 7 * DAY_MS);
        store::quote::insert(&mut work, &quote).await.unwrap();
        let hash = quote.terms.content_hash(booking.id);
        let actor = Actor {
            account: resident.id,
            name: resident.name,
            confirmed: true,
            roles: vec![],
        };
        prepared.push((actor, booking.id, quote.id, hash));
    }
    work.commit().await.unwrap();
    prepared
}

fn account(n: usize, id: AccountId, now: Timestamp) -> Account {
    Account {
        id,
        email: format!("voisin{n}@example.fr"),
        name: format!("Voisin {n}"),
        portrait: "neighbour".into(),
        password_hash: String::new(),
        lang: domain::Lang::Fr,
        confirmed_at: Some(now),
        created_at: now,
    }
}

fn booking_of(bed: &Bed, resident: AccountId, id: BookingId, now: Timestamp) -> Booking {
    Booking {
        id,
        lodge: bed.w.alencon,
        resident,
        provider: bed.w.ophelie_profile,
        listing: bed.w.dog_walk,
        skill: "dog-walking".into(),
        request: Request {
            what: "Pistache".into(),
            address: "1 rue aux Sieurs".into(),
            commune: "61001".into(),
            slot: None,
        },
        state: State::Requested {
            expires_at: now.plus(7 * DAY_MS),
        },
        version: 1,
        created_at: now,
    }
}
