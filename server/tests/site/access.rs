//! Who may do what: every server function × every role × somebody's mission, from one table. A function that is missing from
//! the table fails the test.

use crate::house::{Browser, House};
use backend::{
    booking::{self, RequestForm},
    payment, quote,
    quote::QuoteForm,
    review,
    testing::ADDRESS,
};
use domain::{
    Lang, Timestamp, format,
    ids::{BookingId, ReviewId},
    time::{DAY_MS, HOUR_MS, SLOT_STEP_MS},
    view::ThreadItem,
};
use http::{Method, StatusCode};
use sandbox::Outcome;
use std::collections::BTreeSet;
use store::payment::PaymentKind;

/// Léa's missions with Ophélie: one asked for and quoted, one paid and reviewed.
pub struct Scene {
    pub requested: BookingId,
    pub quote: String,
    pub hash: String,
    pub paid: BookingId,
    pub review: ReviewId,
}

impl Scene {
    pub async fn play(house: &House) -> Self {
        let (b, w) = (&house.bed.b, &house.world);
        let paid = Self::paid(house).await;
        review::write(b, &w.lea, paid, 4, "Rex est revenu content.")
            .await
            .unwrap();
        review::write(b, &w.ophelie, paid, 5, "Un chien charmant.")
            .await
            .unwrap();
        let view = booking::view(b, &w.lea, paid).await.unwrap();
        let requested = booking::request(b, &w.lea, w.piano, wish()).await.unwrap();
        let quote = quote::put(b, &w.ophelie, requested, terms(house, "25"))
            .await
            .unwrap();
        let hash = hash(house, requested).await;
        Self {
            requested,
            quote: quote.to_string(),
            hash,
            paid,
            review: view.my_review.unwrap().id,
        }
    }

    async fn paid(house: &House) -> BookingId {
        let (b, w) = (&house.bed.b, &house.world);
        let id = booking::request(b, &w.lea, w.dog_walk, wish())
            .await
            .unwrap();
        let offered = quote::put(b, &w.ophelie, id, terms(house, "13"))
            .await
            .unwrap();
        quote::accept(b, &w.lea, id, offered, &hash(house, id).await)
            .await
            .unwrap();
        payment::start(b, &w.lea, id, Lang::Fr).await.unwrap();
        let payments = store::payment::of_booking(&mut b.read().await.unwrap(), id)
            .await
            .unwrap();
        let page = payments
            .into_iter()
            .find(|p| p.kind == PaymentKind::Authorization)
            .unwrap()
            .session_id
            .unwrap();
        house
            .bed
            .sandbox
            .pay(&page, "4242424242424242", Outcome::Authenticate)
            .unwrap();
        payment::returned(b, &w.lea, id).await.unwrap();
        house.bed.pass(DAY_MS + HOUR_MS).await;
        booking::deliver(b, &w.ophelie, id).await.unwrap();
        booking::confirm(b, &w.lea, id).await.unwrap();
        house.bed.work().await;
        id
    }

    /// Everything that can be seen of both missions, by everybody in them.
    async fn seen(&self, house: &House) -> String {
        let (b, w) = (&house.bed.b, &house.world);
        let mut seen = String::new();
        for id in [self.requested, self.paid] {
            for who in [&w.lea, &w.ophelie, &w.claudie] {
                seen += &serde_json::to_string(&booking::view(b, who, id).await.unwrap()).unwrap();
            }
        }
        for who in [&w.lea, &w.ophelie, &w.claudie] {
            let mut account = backend::account::view(b, who).await.unwrap();
            // The test signs people in itself.
            account.sessions = 0;
            seen += &serde_json::to_string(&account).unwrap();
        }
        seen
    }
}

pub fn wish() -> RequestForm {
    RequestForm {
        what: "Promener Rex".to_owned(),
        address: ADDRESS.to_owned(),
        commune: "61001".to_owned(),
        flexible: true,
        ..RequestForm::default()
    }
}

fn terms(house: &House, euros: &str) -> QuoteForm {
    let at = house.bed.b.now().plus(DAY_MS);
    let at = Timestamp(at.0 - at.0.rem_euclid(SLOT_STEP_MS));
    QuoteForm {
        unit_price: euros.to_owned(),
        unit: "job".to_owned(),
        quantity: "1".to_owned(),
        date: format::date_input(at),
        time: format::time_input(at),
        minutes: "60".to_owned(),
        details: "Une heure".to_owned(),
    }
}

async fn hash(house: &House, id: BookingId) -> String {
    let thread = booking::view(&house.bed.b, &house.world.lea, id)
        .await
        .unwrap()
        .thread;
    let mut quotes = thread.into_iter().filter_map(|item| match item {
        ThreadItem::Quote(quote) => Some(quote.content_hash),
        _ => None,
    });
    quotes.next_back().expect("a quote on the table")
}

/// Nobody signed in.
pub const STRANGER: &str = "stranger";
/// Everybody: nobody signed in, another resident, another provider, the other loge's coordinator and provider, then the sides.
const ROLES: [&str; 9] = [
    STRANGER, "paul", "nicolas", "rose", "yann", "lea", "ophelie", "claudie", "reseau",
];
/// Nothing of Léa's mission exists for them.
const OUTSIDERS: [&str; 5] = [STRANGER, "paul", "nicolas", "rose", "yann"];

/// Whose business a function is.
pub enum Whose {
    /// Everybody's: public pages, and what ends in a mail or needs a secret of its own.
    Everybody,
    /// Whoever is signed in, on their own account.
    OwnAccount,
    /// These, on Léa's mission; for outsiders it does not exist.
    Mission(&'static [&'static str]),
    /// These, on the loge of Alençon or above it.
    Dashboard(&'static [&'static str]),
}
use Whose::{Dashboard, Everybody, Mission, OwnAccount};

pub type Fields = Vec<(&'static str, String)>;

/// Every server function, whose business it is, and a well-formed call of it.
#[rustfmt::skip]
pub fn table(scene: &Scene, house: &House) -> Vec<(&'static str, Method, Whose, Fields)> {
    let text = |value: &str| value.to_owned();
    let asked = || scene.requested.to_string();
    let paid = || scene.paid.to_string();
    let review = || scene.review.to_string();
    let quote = || vec![("booking", asked()), ("quote", scene.quote.clone()), ("hash", scene.hash.clone())];
    let slug = || ("slug", text("alencon"));
    let on = |booking: String| vec![("booking", booking)];
    let terms = terms(house, "20");
    let put = vec![
        ("booking", asked()), ("unit_price", terms.unit_price), ("unit", terms.unit), ("quantity", terms.quantity),
        ("date", terms.date), ("time", terms.time), ("minutes", terms.minutes), ("details", terms.details),
    ];
    let request = vec![
        ("listing", house.world.other_dog_walk.to_string()), ("lang", text("fr")), ("what", text("Promener Rex")),
        ("address", text(ADDRESS)), ("commune", text("61001")), ("when", text("flexible")), ("date", text("")),
        ("time", text("")), ("minutes", text("60")),
    ];
    let (get, post) = (|| Method::GET, || Method::POST);
    vec![
        ("/api/home", get(), Everybody, vec![]),
        ("/api/communes", get(), Everybody, vec![("q", text("61000"))]),
        ("/api/lodges", get(), Everybody, vec![]),
        ("/api/lodge", get(), Everybody, vec![slug()]),
        ("/api/provider", get(), Everybody, vec![slug(), ("provider", text("ophelie"))]),
        ("/api/listing", get(), Everybody, vec![slug(), ("listing", house.world.piano.to_string())]),
        ("/api/search", get(), Everybody, vec![slug(), ("q", text("chien"))]),
        ("/api/ask", get(), Everybody, vec![("lodge", text("alencon")), ("listing", house.world.piano.to_string())]),
        ("/api/session", get(), Everybody, vec![]),
        ("/api/sign-up", post(), Everybody, vec![("name", text("Zoé")), ("email", text("zoe@example.fr")), ("password", text("quatre pommes vertes")), ("lang", text("fr"))]),
        ("/api/sign-in", post(), Everybody, vec![("email", text("lea@example.fr")), ("password", text("faux")), ("retour", text("/")), ("lang", text("fr"))]),
        ("/api/sign-out", post(), Everybody, vec![("lang", text("fr"))]),
        ("/api/confirm", post(), Everybody, vec![("token", text("x")), ("lang", text("fr"))]),
        ("/api/forgot-password", post(), Everybody, vec![("email", text("lea@example.fr")), ("lang", text("fr"))]),
        ("/api/reset-password", post(), Everybody, vec![("token", text("x")), ("password", text("quatre pommes vertes")), ("lang", text("fr"))]),
        ("/api/account", get(), OwnAccount, vec![]),
        ("/api/bookings", get(), OwnAccount, vec![]),
        ("/api/rename", post(), OwnAccount, vec![("name", text("Camille"))]),
        ("/api/change-password", post(), OwnAccount, vec![("current_password", text("faux")), ("password", text("quatre pommes vertes"))]),
        ("/api/change-email", post(), OwnAccount, vec![("email", text("autre@example.fr")), ("current_password", text("faux"))]),
        ("/api/resend-confirmation", post(), OwnAccount, vec![]),
        ("/api/sign-out-everywhere", post(), OwnAccount, vec![("lang", text("fr"))]),
        ("/api/request-listing", post(), OwnAccount, request),
        ("/api/booking", get(), Mission(&["lea", "ophelie", "claudie", "reseau"]), on(asked())),
        ("/api/write-message", post(), Mission(&["lea", "ophelie", "claudie"]), vec![("booking", asked()), ("message", text("Bonjour")), ("on_behalf_of", text(""))]),
        ("/api/put-quote", post(), Mission(&["lea", "ophelie", "claudie"]), put),
        ("/api/accept-quote", post(), Mission(&["lea", "ophelie"]), quote()),
        ("/api/end-quote", post(), Mission(&["lea", "ophelie", "claudie"]), quote()),
        ("/api/decline-booking", post(), Mission(&["ophelie", "claudie"]), on(asked())),
        ("/api/withdraw-booking", post(), Mission(&["lea", "claudie"]), on(asked())),
        ("/api/cancel-booking", post(), Mission(&["lea", "ophelie", "claudie"]), on(asked())),
        ("/api/deliver-booking", post(), Mission(&["ophelie", "claudie"]), on(asked())),
        ("/api/confirm-booking", post(), Mission(&["lea"]), on(asked())),
        ("/api/pay-booking", post(), Mission(&["lea"]), vec![("booking", asked()), ("lang", text("fr"))]),
        ("/api/tip-provider", post(), Mission(&["lea"]), vec![("booking", paid()), ("choice", text("2")), ("tip", text("")), ("lang", text("fr"))]),
        ("/api/write-review", post(), Mission(&["lea", "ophelie"]), vec![("booking", paid()), ("rating", text("5")), ("comment", text("Bien"))]),
        ("/api/answer-review", post(), Mission(&["ophelie"]), vec![("review", review()), ("answer", text("Merci"))]),
        ("/api/report-review", post(), Mission(&["ophelie"]), vec![("review", review()), ("reason", text("Ce n’est pas exact."))]),
        ("/api/settle-report", post(), Mission(&["claudie", "reseau"]), vec![("review", review())]),
        ("/api/dashboard", get(), Dashboard(&["claudie", "reseau"]), vec![slug(), ("jours", text("30"))]),
        ("/api/network", get(), Dashboard(&["reseau"]), vec![("jours", text("30"))]),
    ]
}

/// Calls a server function.
pub async fn call(
    browser: &Browser,
    path: &str,
    method: &Method,
    fields: &[(&str, String)],
) -> crate::house::Answer {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    if *method == Method::GET {
        browser.call(path, &fields).await
    } else {
        browser.post(path, &fields).await
    }
}

fn is_denied(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND
    )
}

#[tokio::test]
async fn the_table_holds_every_server_function() {
    let house = House::open().await;
    let scene = Scene::play(&house).await;
    let listed: BTreeSet<_> = table(&scene, &house)
        .into_iter()
        .map(|(path, method, ..)| (path, method.to_string()))
        .collect();
    let registered: BTreeSet<_> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| (path, method.to_string()))
        .collect();
    assert_eq!(listed, registered);
}

#[tokio::test]
async fn nobody_does_what_is_not_theirs_and_trying_changes_nothing() {
    let house = House::open().await;
    let scene = Scene::play(&house).await;
    let before = scene.seen(&house).await;
    let mut tried = 0;
    for role in ROLES {
        let browser = if role == STRANGER {
            house.stranger()
        } else {
            house.person(role).await
        };
        for (path, method, whose, fields) in table(&scene, &house) {
            let (theirs, outsider) = match whose {
                Everybody => continue,
                OwnAccount => (role != STRANGER, true),
                Mission(sides) => (sides.contains(&role), OUTSIDERS.contains(&role)),
                Dashboard(people) => (people.contains(&role), true),
            };
            if theirs {
                continue;
            }
            tried += 1;
            let answer = call(&browser, path, &method, &fields).await;
            // Whoever knows of the mission may be told its state instead of "not yours".
            let denied =
                is_denied(answer.status) || !outsider && answer.status == StatusCode::CONFLICT;
            assert!(denied, "{role} {path}: {} {}", answer.status, answer.body);
        }
    }
    assert!(tried > 100, "{tried}");
    assert_eq!(
        scene.seen(&house).await,
        before,
        "a refusal changes nothing"
    );
}

#[tokio::test]
async fn those_whose_business_it_is_are_not_turned_away() {
    let house = House::open().await;
    let scene = Scene::play(&house).await;
    for (path, method, whose, fields) in table(&scene, &house)
        .into_iter()
        .filter(|(_, method, ..)| *method == Method::POST)
    {
        let Mission(people) = whose else { continue };
        for person in people {
            let answer = call(&house.person(person).await, path, &method, &fields).await;
            // By then another side may have acted: that the state forbids it says that the person may.
            let done = answer.status.is_success() || answer.status == StatusCode::CONFLICT;
            assert!(done, "{person} {path}: {} {}", answer.status, answer.body);
        }
    }
}

#[tokio::test]
async fn those_whose_business_it_is_may_read_it() {
    let house = House::open().await;
    let scene = Scene::play(&house).await;
    for (path, method, whose, fields) in table(&scene, &house)
        .into_iter()
        .filter(|(_, method, ..)| *method == Method::GET)
    {
        let people: &[&str] = match &whose {
            Everybody => &["lea"],
            OwnAccount => &["paul"],
            Mission(people) | Dashboard(people) => people,
        };
        for person in people {
            let answer = call(&house.person(person).await, path, &method, &fields).await;
            assert_eq!(
                answer.status,
                StatusCode::OK,
                "{person} {path}: {}",
                answer.body
            );
        }
    }
}

#[tokio::test]
async fn pages_of_a_mission_do_not_exist_for_others() {
    let house = House::open().await;
    let scene = Scene::play(&house).await;
    let page = format!("/missions/{}", scene.requested);
    for role in OUTSIDERS.into_iter().filter(|role| *role != STRANGER) {
        assert_eq!(
            house.person(role).await.get(&page).await.status,
            StatusCode::NOT_FOUND,
            "{role}"
        );
    }
    for side in ["lea", "ophelie", "claudie", "reseau"] {
        let answer = house.person(side).await.get(&page).await;
        assert_eq!(answer.status, StatusCode::OK, "{side}: {}", answer.body);
    }
}
