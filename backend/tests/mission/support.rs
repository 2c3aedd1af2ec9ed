//! Shorthands: a mission brought to a state by the people who bring it there.

use backend::{
    Backend, Error, booking,
    booking::RequestForm,
    payment, quote,
    quote::QuoteForm,
    testing::{ADDRESS, Testbed, World, on_both},
};
use domain::{
    Actor, Lang, RuleError, Timestamp,
    booking::StateKind,
    format::{date_input, time_input},
    ids::{BookingId, ListingId, PaymentId, QuoteId},
    time::{DAY_MS, HOUR_MS, SLOT_STEP_MS},
    view::{BookingView, ThreadItem},
};
use sandbox::{Outcome, PayError, PayResult};
use store::payment::{Payment, PaymentKind};

pub const ACCEPTED: &str = "4242424242424242";
pub const DECLINED: &str = "4000000000000002";
pub const CHALLENGED: &str = "4000002760003184";
pub const REFUSED_AT_CAPTURE: &str = "4000000000007718";

/// A database, a sandbox, and the people of the world.
pub struct Bed {
    pub t: Testbed,
    pub w: World,
}

/// Runs a test on both databases.
pub async fn each(test: impl AsyncFn(Bed)) {
    on_both(async |t| {
        let w = t.world().await;
        test(Bed { t, w }).await;
    })
    .await;
}

/// A flexible request.
pub fn wish() -> RequestForm {
    RequestForm {
        what: "Promener Pistache, un épagneul qui tire un peu".into(),
        address: ADDRESS.into(),
        commune: "61001".into(),
        flexible: true,
        ..RequestForm::default()
    }
}

impl Bed {
    pub fn b(&self) -> &Backend {
        &self.t.b
    }

    /// A quote for one job, `hours` from now, of one hour.
    pub fn terms(&self, euros: &str, hours: i64) -> QuoteForm {
        let at = self.b().now().plus(hours * HOUR_MS);
        let at = Timestamp(at.0 - at.0.rem_euclid(SLOT_STEP_MS));
        QuoteForm {
            unit_price: euros.into(),
            unit: "job".into(),
            quantity: "1".into(),
            date: date_input(at),
            time: time_input(at),
            minutes: "60".into(),
            details: "Une heure au parc de la Providence".into(),
        }
    }

    pub async fn ask(&self, who: &Actor, listing: ListingId) -> BookingId {
        booking::request(self.b(), who, listing, wish())
            .await
            .expect("asks")
    }

    pub async fn sign(&self, who: &Actor, id: BookingId, quote: QuoteId) -> Result<(), Error> {
        let hash = self.hash(who, id, quote).await;
        quote::accept(self.b(), who, id, quote, &hash).await
    }

    /// Hash of a quote as that person sees it.
    pub async fn hash(&self, who: &Actor, id: BookingId, quote: QuoteId) -> String {
        let thread = self.view(who, id).await.thread;
        let seen = thread.into_iter().find_map(|item| match item {
            ThreadItem::Quote(q) if q.id == quote => Some(q.content_hash),
            _ => None,
        });
        seen.expect("the quote is in the thread")
    }

    /// Léa and Ophélie agree on the dog walk at 13 €, tomorrow.
    pub async fn agreed(&self) -> BookingId {
        let id = self.ask(&self.w.lea, self.w.dog_walk).await;
        let quote = quote::put(self.b(), &self.w.ophelie, id, self.terms("13", 24))
            .await
            .expect("quotes");
        self.sign(&self.w.lea, id, quote).await.expect("agrees");
        id
    }

    /// Opens the payment page.
    pub async fn start(&self, id: BookingId) -> String {
        payment::start(self.b(), &self.w.lea, id, Lang::Fr)
            .await
            .expect("a payment page")
    }

    /// Puts a card forward on the page of the latest payment of that kind.
    pub async fn card(
        &self,
        id: BookingId,
        kind: PaymentKind,
        card: &str,
    ) -> Result<PayResult, PayError> {
        let session = self
            .payment(id, kind)
            .await
            .session_id
            .expect("an open page");
        self.t.sandbox.pay(&session, card, Outcome::Authenticate)
    }

    /// Léa pays and comes back.
    pub async fn held(&self) -> BookingId {
        let id = self.agreed().await;
        self.start(id).await;
        self.card(id, PaymentKind::Authorization, ACCEPTED)
            .await
            .expect("pays");
        payment::returned(self.b(), &self.w.lea, id)
            .await
            .expect("comes back");
        id
    }

    /// Ophélie has done it, a day and an hour later.
    pub async fn delivered(&self) -> BookingId {
        let id = self.held().await;
        self.t.pass(DAY_MS + HOUR_MS).await;
        booking::deliver(self.b(), &self.w.ophelie, id)
            .await
            .expect("delivers");
        id
    }

    pub async fn paid(&self) -> BookingId {
        let id = self.delivered().await;
        booking::confirm(self.b(), &self.w.lea, id)
            .await
            .expect("confirms");
        id
    }

    pub async fn view(&self, who: &Actor, id: BookingId) -> BookingView {
        booking::view(self.b(), who, id)
            .await
            .expect("the page of the mission")
    }

    pub async fn state(&self, id: BookingId) -> StateKind {
        let mut tx = self.b().read().await.unwrap();
        store::booking::get(&mut tx, id)
            .await
            .unwrap()
            .unwrap()
            .state
            .kind()
    }

    pub async fn payments(&self, id: BookingId) -> Vec<Payment> {
        let mut tx = self.b().read().await.unwrap();
        store::payment::of_booking(&mut tx, id).await.unwrap()
    }

    /// The latest payment of that kind.
    pub async fn payment(&self, id: BookingId, kind: PaymentKind) -> Payment {
        self.payments(id)
            .await
            .into_iter()
            .rfind(|p| p.kind == kind)
            .expect("a payment")
    }

    /// How an intent stands at the sandbox.
    pub async fn at_gateway(&self, id: PaymentId) -> backend::gateway::Intent {
        let mut tx = self.b().read().await.unwrap();
        let payment = store::payment::get(&mut tx, id).await.unwrap().unwrap();
        drop(tx);
        let session = self
            .b()
            .gateway
            .session(&payment.session_id.unwrap())
            .await
            .unwrap();
        session.intent().expect("a card was put forward").clone()
    }

    /// Balance of one account of the ledger, in cents; debits are positive.
    pub async fn balance(&self, account: &str) -> i64 {
        let mut tx = self.b().read().await.unwrap();
        store::ledger::balance(&mut tx, account).await.unwrap().0
    }

    /// The ledger sums to nought, each entry too, and no job is given up.
    pub async fn is_sound(&self) {
        self.t.work().await;
        let mut tx = self.b().read().await.unwrap();
        assert_eq!(store::ledger::total(&mut tx).await.unwrap().0, 0);
        assert_eq!(store::ledger::unbalanced(&mut tx).await.unwrap(), []);
        let buried = store::job::buried(&mut tx).await.unwrap();
        assert!(buried.is_empty(), "{buried:#?}");
    }
}

/// That a use case answered 409 with this state.
pub fn assert_wrong_state<T: std::fmt::Debug>(result: Result<T, Error>, expected: &str) {
    assert!(
        matches!(&result, Err(Error::Rule(RuleError::WrongState { state })) if *state == expected),
        "expected the state {expected}, got {result:?}"
    );
}
