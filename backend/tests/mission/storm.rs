//! Many missions under a gateway that fails every fourth time, before and after the effect: people try things in any order,
//! and once the storm is over, our books and the gateway's say the same.

use crate::support::{ACCEPTED, Bed, DECLINED, REFUSED_AT_CAPTURE, each};
use backend::{
    Error, booking,
    clock::{Random, Rng},
    gateway::IntentStatus,
    payment, quote, review,
};
use domain::{
    Actor, Lang,
    booking::StateKind,
    ids::BookingId,
    time::{HOUR_MS, MINUTE_MS},
    view::PaymentStatus,
};
use sandbox::{Fault, FaultKind, Outcome};
use store::payment::PaymentKind;

const STEPS: usize = 600;
const FAULTS_IN_ALL: u32 = 200;
const FAULTS: [FaultKind; 4] = [
    FaultKind::Error500,
    FaultKind::Error500AfterEffect,
    FaultKind::TimeoutAfterEffect,
    FaultKind::Error429,
];

struct Dice(Rng<rand::rngs::StdRng>);

impl Dice {
    fn below(&self, sides: usize) -> usize {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        usize::try_from(u32::from_le_bytes(bytes)).unwrap() % sides
    }
}

impl Bed {
    /// Each resident asks for each service whenever that is possible; the refusals are part of the storm.
    async fn try_something(&self, dice: &Dice, missions: &mut Vec<BookingId>) -> Result<(), Error> {
        let (b, w) = (self.b(), &self.w);
        if missions.is_empty() || dice.below(12) == 0 {
            let who = [&w.lea, &w.paul, &w.rose, &w.yann, &w.nicolas, &w.claudie][dice.below(6)];
            let listing = [w.dog_walk, w.piano][dice.below(2)];
            missions.push(booking::request(b, who, listing, crate::support::wish()).await?);
            return Ok(());
        }
        // Mostly those that are under way.
        let id = missions[missions.len() - 1 - dice.below(missions.len().min(8))];
        let resident = self.resident(id).await;
        let quoted = self.view(&w.ophelie, id).await.open_quote;
        match self.likely(dice, id).await {
            0 | 1 => quote::put(
                b,
                &w.ophelie,
                id,
                self.terms("13", 2 + i64::try_from(dice.below(12)).unwrap()),
            )
            .await
            .map(|_| ()),
            2 | 3 => match quoted {
                Some(quote) => self.sign(&resident, id, quote).await,
                None => Ok(()),
            },
            4 | 5 => payment::start(b, &resident, id, Lang::Fr).await.map(|_| ()),
            6 | 7 => {
                let card =
                    [ACCEPTED, ACCEPTED, ACCEPTED, DECLINED, REFUSED_AT_CAPTURE][dice.below(5)];
                for p in self.payments(id).await {
                    if let Some(session) = p.session_id {
                        let _ = self.t.sandbox.pay(&session, card, Outcome::Authenticate);
                    }
                }
                payment::returned(b, &resident, id).await
            }
            8 | 9 => booking::deliver(b, &w.ophelie, id).await,
            10 => booking::confirm(b, &resident, id).await,
            11 => payment::tip(b, &resident, id, "2", Lang::Fr)
                .await
                .map(|_| ()),
            12 if dice.below(3) == 0 => booking::cancel(b, &w.ophelie, id).await,
            _ => review::write(b, &resident, id, 5, "").await,
        }
    }

    /// What comes next in that state, but for every third time, when it is anything.
    async fn likely(&self, dice: &Dice, id: BookingId) -> usize {
        let sensible: &[usize] = match self.state(id).await {
            StateKind::Requested => &[0, 2, 3],
            StateKind::Agreed => &[4],
            StateKind::AwaitingPayment | StateKind::ActionNeeded => &[4, 6, 6],
            StateKind::Held => &[8],
            StateKind::Delivered => &[10],
            StateKind::Paid => &[11, 6, 13],
            _ => &[],
        };
        if sensible.is_empty() || dice.below(3) == 0 {
            dice.below(14)
        } else {
            sensible[dice.below(sensible.len())]
        }
    }

    async fn resident(&self, id: BookingId) -> Actor {
        let mut tx = self.b().read().await.unwrap();
        let account = store::booking::get(&mut tx, id)
            .await
            .unwrap()
            .unwrap()
            .resident;
        let w = &self.w;
        [&w.lea, &w.paul, &w.rose, &w.yann, &w.nicolas, &w.claudie]
            .into_iter()
            .find(|a| a.account == account)
            .unwrap()
            .clone()
    }

    /// Every payment is at the gateway what it is here; returns what was taken in all.
    async fn agrees_with_the_gateway(&self, missions: &[BookingId]) -> i64 {
        let mut taken = 0;
        for id in missions {
            let state = self.state(*id).await;
            for p in self.payments(*id).await {
                let Some(session) = &p.session_id else {
                    continue;
                };
                let session = self.b().gateway.session(session).await.unwrap();
                let Some(intent) = session.intent() else {
                    continue;
                };
                let says = format!("{state:?} {p:?} {intent:?}");
                taken += intent.amount_received.0;
                let captured = p.status == PaymentStatus::Captured;
                assert_eq!(intent.status == IntentStatus::Succeeded, captured, "{says}");
                if intent.status == IntentStatus::RequiresCapture {
                    assert!(
                        p.kind == PaymentKind::Authorization
                            && p.status == PaymentStatus::Authorised,
                        "{says}"
                    );
                    assert!(
                        matches!(state, StateKind::Held | StateKind::Delivered),
                        "no hold is forgotten: {says}"
                    );
                }
            }
        }
        taken
    }
}

#[tokio::test]
async fn after_a_storm_the_books_agree_with_the_gateway() {
    each(async |bed| {
        let dice = Dice(Rng::seeded(4));
        let mut missions = Vec::new();
        for n in 0..FAULTS_IN_ALL {
            // Each waits for its own number of requests to go well.
            let after = n * 2 + u32::try_from(dice.below(3)).unwrap();
            let kind = FAULTS[dice.below(FAULTS.len())];
            let route = "* /v1/*".into();
            bed.t.sandbox.inject(Fault {
                route,
                times: 1,
                after,
                kind,
                delay_ms: Some(0),
            });
        }
        let (mut done, mut refused, mut unavailable) = (0, 0, 0);
        for _ in 0..STEPS {
            match bed.try_something(&dice, &mut missions).await {
                Ok(()) => done += 1,
                Err(Error::Rule(_) | Error::Stale) => refused += 1,
                Err(Error::GatewayUnavailable) => unavailable += 1,
                Err(other) => panic!("{other:?}"),
            }
            if dice.below(3) == 0 {
                bed.t
                    .pass(i64::try_from(dice.below(90)).unwrap() * MINUTE_MS)
                    .await;
            }
        }
        println!(
            "{} missions: {done} done, {refused} refused, {unavailable} without the gateway",
            missions.len()
        );
        assert!(
            done > 100 && refused > 100 && unavailable > 0,
            "{done} {refused} {unavailable}"
        );
        // What is left of the storm is used up, then the jobs that failed are tried again.
        for _ in 0..3 * FAULTS_IN_ALL {
            let _ = bed.b().gateway.intent("pi_none").await;
        }
        for _ in 0..3 {
            bed.t.pass(2 * HOUR_MS).await;
            payment::reconcile(bed.b()).await.unwrap();
        }
        bed.is_sound().await;
        let taken = bed.agrees_with_the_gateway(&missions).await;
        assert!(taken > 0);
        assert_eq!(
            bed.balance("psp").await,
            taken,
            "the ledger holds what the gateway took"
        );
    })
    .await;
}
