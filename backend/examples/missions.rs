//! Measures complete missions per second, from the request to the captured card, beside the raw rate of durable transactions
//! of the same database: `missions sqlite|postgres [seconds]`, Postgres at `TEST_DATABASE_URL`.
//!
//! One process holds the use cases, the jobs, mail to a folder and the payment sandbox, which is reached over HTTP as the real
//! gateway is. Only the clock is moved: a mission asked for now takes place in an hour.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that goes wrong has to stop"
)]

use backend::{
    Backend, Error, booking,
    booking::RequestForm,
    jobs, payment, quote,
    quote::QuoteForm,
    testing::{ADDRESS, Database, Testbed},
};
use domain::{
    Actor, Cents, Lang,
    actor::Role,
    booking::StateKind,
    format::{date_input, time_input},
    ids::{BookingId, ListingId, LodgeId},
    listing::{Listing, RateUnit},
    provider::{LegalStatus, Provider},
    time::HOUR_MS,
    view::ThreadItem,
};
use sandbox::Outcome;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use store::{Tx, account::Account};
use tokio::{sync::Semaphore, task::JoinSet};

/// People who act at the same time.
const AT_ONCE: usize = 16;
/// Missions that begin before the clock moves.
const BATCH: usize = 96;
const CARD: &str = "4242424242424242";

/// Two neighbours who never met: nobody may order the same service twice.
struct Pair {
    resident: Actor,
    provider: Actor,
    listing: ListingId,
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let database = match arguments.next().as_deref() {
        Some("sqlite") => Database::Sqlite,
        Some("postgres") => Database::Postgres,
        _ => panic!("usage: missions sqlite|postgres [seconds]"),
    };
    let seconds = arguments
        .next()
        .map_or(10, |s| s.parse().expect("a number of seconds"));
    let limit = Duration::from_secs(seconds);
    let t = Arc::new(Testbed::on(database).await);
    let lodge = t.world().await.alencon;
    let raw = transactions(&t, lodge, limit / 3).await;
    let (missions, took) = missions(&t, lodge, limit).await;
    let rate = f64::from(missions) / took.as_secs_f64();
    println!("raw_transactions_per_second {raw:.0}");
    println!("missions {missions}");
    println!("missions_per_second {rate:.1}");
    println!("raw_transactions_per_mission {:.1}", raw / rate);
}

/// Transactions of one changed row each, by as many people at a time as in [`missions`].
async fn transactions(t: &Arc<Testbed>, lodge: LodgeId, limit: Duration) -> f64 {
    let people = pairs(&t.b, lodge, "raw", AT_ONCE).await;
    let began = Instant::now();
    let mut running = JoinSet::new();
    for pair in people {
        let t = Arc::clone(t);
        running.spawn(async move {
            let mut done = 0_u32;
            while began.elapsed() < limit {
                let mut tx = t.b.store.write().await.expect("a transaction");
                store::account::set_name(&mut tx, pair.resident.account, &format!("Voisin {done}"))
                    .await
                    .expect("a change");
                tx.commit().await.expect("a commit");
                done += 1;
            }
            done
        });
    }
    let done: u32 = running.join_all().await.into_iter().sum();
    f64::from(done) / began.elapsed().as_secs_f64()
}

/// Complete missions, and how long they took; making the people does not count.
async fn missions(t: &Arc<Testbed>, lodge: LodgeId, limit: Duration) -> (u32, Duration) {
    let (mut done, mut took) = (0, Duration::ZERO);
    let worker = tokio::spawn(jobs::worker(t.b.clone(), std::future::pending()));
    while took < limit {
        let people = Arc::new(pairs(&t.b, lodge, &format!("m{done}"), BATCH).await);
        let began = Instant::now();
        batch(t, &people).await;
        took += began.elapsed();
        done += u32::try_from(people.len()).expect("a count");
    }
    worker.abort();
    (done, took)
}

/// One mission for each pair, [`AT_ONCE`] at a time.
async fn batch(t: &Arc<Testbed>, people: &Arc<Vec<Pair>>) {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for at in 0..people.len() {
        let (t, people, turns) = (Arc::clone(t), Arc::clone(people), Arc::clone(&turns));
        running.spawn(async move {
            let _turn = turns.acquire().await;
            (at, until_held(&t, &people[at]).await)
        });
    }
    let held = running.join_all().await;
    t.clock.advance(HOUR_MS);
    let mut running = JoinSet::new();
    for (at, id) in held {
        let (t, people, turns) = (Arc::clone(t), Arc::clone(people), Arc::clone(&turns));
        running.spawn(async move {
            let turn = turns.acquire().await;
            booking::deliver(&t.b, &people[at].provider, id)
                .await
                .expect("delivers");
            booking::confirm(&t.b, &people[at].resident, id)
                .await
                .expect("confirms");
            drop(turn);
            captured(&t.b, id).await;
        });
    }
    running.join_all().await;
}

/// Asks, is offered a price, agrees, leaves the card.
async fn until_held(t: &Testbed, pair: &Pair) -> BookingId {
    let b = &t.b;
    let wish = RequestForm {
        what: "Promener Pistache, un épagneul qui tire un peu".into(),
        address: ADDRESS.into(),
        commune: "61001".into(),
        flexible: true,
        ..RequestForm::default()
    };
    let id = booking::request(b, &pair.resident, pair.listing, wish)
        .await
        .expect("asks");
    let at = b.now().plus(HOUR_MS);
    let terms = QuoteForm {
        unit_price: "13".into(),
        unit: "job".into(),
        quantity: "1".into(),
        date: date_input(at),
        time: time_input(at),
        minutes: "60".into(),
        details: "Une heure au parc de la Providence".into(),
    };
    let quote = quote::put(b, &pair.provider, id, terms)
        .await
        .expect("quotes");
    let seen = booking::view(b, &pair.resident, id)
        .await
        .expect("reads")
        .thread;
    let hash = seen.into_iter().find_map(|item| match item {
        ThreadItem::Quote(q) if q.id == quote => Some(q.content_hash),
        _ => None,
    });
    quote::accept(b, &pair.resident, id, quote, &hash.expect("the quote"))
        .await
        .expect("agrees");
    let page = payment_page(b, pair, id).await;
    let session = page.rsplit('/').next().expect("an address");
    t.sandbox
        .pay(session, CARD, Outcome::Authenticate)
        .expect("pays");
    payment::returned(b, &pair.resident, id)
        .await
        .expect("comes back");
    id
}

/// The job that prepares the page may be at it already; a person presses again.
async fn payment_page(b: &Backend, pair: &Pair, id: BookingId) -> String {
    for _ in 0..100 {
        match payment::start(b, &pair.resident, id, Lang::Fr).await {
            Err(Error::Stale) => tokio::time::sleep(Duration::from_millis(5)).await,
            page => return page.expect("a payment page"),
        }
    }
    panic!("no payment page in a hundred tries")
}

/// Waits until the job has captured the card.
async fn captured(b: &Backend, id: BookingId) {
    for _ in 0..6_000 {
        let mut tx = b.store.read().await.expect("a transaction");
        let booking = store::booking::get(&mut tx, id)
            .await
            .expect("a query")
            .expect("the booking");
        drop(tx);
        if booking.state.kind() == StateKind::Paid {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("a card was not captured within 30 s");
}

/// New neighbours, two by two.
async fn pairs(b: &Backend, lodge: LodgeId, name: &str, count: usize) -> Vec<Pair> {
    let mut tx = b.store.write().await.expect("a transaction");
    let mut pairs = Vec::with_capacity(count);
    for n in 0..count {
        let resident = person(&mut tx, b, &format!("{name}-{n}-resident")).await;
        let mut provider = person(&mut tx, b, &format!("{name}-{n}-provider")).await;
        let profile = profile(b, lodge, &provider, format!("{name}-{n}"));
        store::provider::insert(&mut tx, &profile)
            .await
            .expect("a profile");
        provider.roles.push(Role::Provider {
            lodge,
            provider: profile.id,
        });
        let listing = Listing {
            id: b.new_id(),
            lodge,
            provider: profile.id,
            skill: "dog-walking".into(),
            rate: Cents(1_300),
            unit: RateUnit::Job,
            description: "Avec soin, par tous les temps.".into(),
            minutes: 60,
            open: true,
        };
        store::listing::insert(&mut tx, &listing, "promenade de chien")
            .await
            .expect("a listing");
        pairs.push(Pair {
            resident,
            provider,
            listing: listing.id,
        });
    }
    tx.commit().await.expect("the people");
    pairs
}

async fn person(tx: &mut Tx, b: &Backend, name: &str) -> Actor {
    let account = Account {
        id: b.new_id(),
        email: format!("{name}@example.fr"),
        name: "Voisin".into(),
        portrait: String::new(),
        password_hash: "-".into(),
        lang: Lang::Fr,
        confirmed_at: Some(b.now()),
        created_at: b.now(),
    };
    store::account::insert(tx, &account)
        .await
        .expect("an account");
    Actor {
        account: account.id,
        name: account.name,
        confirmed: true,
        roles: Vec::new(),
    }
}

fn profile(b: &Backend, lodge: LodgeId, person: &Actor, slug: String) -> Provider {
    Provider {
        id: b.new_id(),
        account: person.account,
        lodge,
        slug,
        name: person.name.clone(),
        portrait: String::new(),
        adjectives: "calme et rigoureuse".into(),
        presentation: "J’habite le quartier depuis toujours.".into(),
        status: LegalStatus::Individual,
        commune: "61001".into(),
        interviewed_by: "Claudie".into(),
        interviewed_at: b.now(),
        days: 0b0111_1111,
    }
}
