//! A sandbox on a free port, an HTTP client that speaks to it, and a receiver of its webhooks.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "each test file uses its own part, a test fails by panicking, and `json!` reads best in place"
)]

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use sandbox::{Builder, Running, Sandbox};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// 2026-11-18, 10:13:20 UTC.
pub const START_MS: i64 = 1_794_996_800_000;
pub const DAY_MS: i64 = 86_400_000;
pub const ACCEPTED: &str = "4242424242424242";
pub const CHALLENGED: &str = "4000002760003184";
pub const REFUSED_AT_CAPTURE: &str = "4000000000007718";
pub const KEY: &str = "sk_test_openloge";

/// A clock that only moves when told.
#[derive(Clone)]
pub struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub fn new() -> Self {
        Self(Arc::new(AtomicI64::new(START_MS)))
    }

    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub fn builder(&self) -> Builder {
        let clock = self.0.clone();
        Sandbox::builder()
            .seed(7)
            .clock(Arc::new(move || clock.load(Ordering::SeqCst)))
    }
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
    pub body: Value,
}

impl Answer {
    pub fn str(&self, pointer: &str) -> &str {
        self.body
            .pointer(pointer)
            .and_then(Value::as_str)
            .unwrap_or_else(|| panic!("{pointer} in {}", self.body))
    }

    pub fn int(&self, pointer: &str) -> i64 {
        self.body
            .pointer(pointer)
            .and_then(Value::as_i64)
            .unwrap_or_else(|| panic!("{pointer} in {}", self.body))
    }

    /// Asserts the status and that the body holds at least `expected`.
    #[track_caller]
    pub fn is(&self, status: u16, expected: Value) -> &Self {
        assert_eq!(self.status, status, "{}", self.text);
        assert!(
            holds(&self.body, &expected),
            "expected {expected}\nin {:#}",
            self.body
        );
        self
    }

    /// Asserts an error answer with this code.
    #[track_caller]
    pub fn fails(&self, status: u16, code: &str) -> &Self {
        self.is(status, json!({ "error": { "code": code } }))
    }

    pub fn code(&self) -> &str {
        self.str("/error/code")
    }

    pub fn location(&self) -> &str {
        self.headers["location"].to_str().unwrap()
    }
}

/// Whether `found` has every member of `expected`, recursively.
fn holds(found: &Value, expected: &Value) -> bool {
    match expected {
        Value::Object(members) => members
            .iter()
            .all(|(name, value)| found.get(name).is_some_and(|found| holds(found, value))),
        other => found == other,
    }
}

pub struct Client {
    pub http: reqwest::Client,
    pub base: String,
}

impl Client {
    pub fn new(base: &str) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(5))
            .build()
            .unwrap();
        Self {
            http,
            base: base.to_owned(),
        }
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Answer {
            status,
            headers,
            text,
            body,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    pub fn post_request(&self, path: &str, form: &[(&str, &str)]) -> reqwest::RequestBuilder {
        self.http.post(self.url(path)).bearer_auth(KEY).form(form)
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.post_request(path, form)).await
    }

    pub async fn post_keyed(&self, path: &str, key: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.post_request(path, form).header("Idempotency-Key", key))
            .await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.http.get(self.url(path)).bearer_auth(KEY))
            .await
    }

    /// JSON to a control route.
    pub async fn control(&self, path: &str, body: Value) -> Answer {
        self.send(self.http.post(self.url(path)).json(&body)).await
    }

    /// A form posted by a browser.
    pub async fn browse(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.http.post(self.url(path)).form(form)).await
    }

    /// A session of 13 euros, held until captured; gives its identifier.
    pub async fn session(&self) -> String {
        self.post("/v1/checkout/sessions", &session_form())
            .await
            .str("/id")
            .to_owned()
    }

    /// A session paid with an accepted card; gives its identifier and the intent's.
    pub async fn held(&self) -> (String, String) {
        let session = self.session().await;
        let paid = self.pay(&session, ACCEPTED, "authenticate").await;
        (session, paid.str("/payment_intent").to_owned())
    }

    /// Pays a session with a card through the control route.
    pub async fn pay(&self, session: &str, card: &str, outcome: &str) -> Answer {
        self.control(
            &format!("/sandbox/sessions/{session}/pay"),
            json!({ "card": card, "outcome": outcome }),
        )
        .await
    }

    pub async fn get_session(&self, id: &str) -> Answer {
        self.get(&format!(
            "/v1/checkout/sessions/{id}?expand[]=payment_intent.latest_charge&expand[]=line_items"
        ))
        .await
    }

    pub async fn get_intent(&self, id: &str) -> Answer {
        self.get(&format!("/v1/payment_intents/{id}?expand[]=latest_charge"))
            .await
    }

    /// `capture` or `cancel`, or any other verb on an intent.
    pub async fn act(&self, intent: &str, verb: &str, form: &[(&str, &str)]) -> Answer {
        self.post(&format!("/v1/payment_intents/{intent}/{verb}"), form)
            .await
    }

    /// The kinds of all events, oldest first.
    pub async fn event_kinds(&self) -> Vec<String> {
        let list = self.get("/v1/events?limit=100").await;
        let mut kinds: Vec<String> = list.body["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["type"].as_str().unwrap().to_owned())
            .collect();
        kinds.reverse();
        kinds
    }
}

/// What the application asks for a mission of 13 euros.
pub fn session_form() -> Vec<(&'static str, &'static str)> {
    vec![
        ("mode", "payment"),
        ("line_items[0][price_data][currency]", "eur"),
        ("line_items[0][price_data][unit_amount]", "1300"),
        (
            "line_items[0][price_data][product_data][name]",
            "Promenade de chien",
        ),
        ("line_items[0][quantity]", "1"),
        ("payment_intent_data[capture_method]", "manual"),
        ("payment_intent_data[metadata][booking]", "b-1"),
        ("metadata[booking]", "b-1"),
        ("client_reference_id", "b-1"),
        ("customer_email", "camille@example.org"),
        ("locale", "fr"),
        (
            "success_url",
            "http://127.0.0.1:3000/missions/1?session={CHECKOUT_SESSION_ID}",
        ),
        ("cancel_url", "http://127.0.0.1:3000/missions/1"),
    ]
}

/// Starts on a free port.
pub async fn launch(builder: Builder) -> (Running, Client) {
    let running = builder.start("127.0.0.1:0").await.unwrap();
    let client = Client::new(running.base_url());
    (running, client)
}

/// The usual: no webhook, no file, a clock that only moves when told.
pub async fn start() -> (Running, Client, TestClock) {
    let clock = TestClock::new();
    let (running, client) = launch(clock.builder()).await;
    (running, client, clock)
}

/// One delivery as it arrived.
#[derive(Debug, Clone)]
pub struct Delivery {
    pub signature: String,
    pub body: String,
    pub kind: String,
    pub id: String,
}

/// A webhook endpoint that refuses the first `failures` deliveries.
pub struct Receiver {
    pub url: String,
    inner: Arc<Inner>,
}

struct Inner {
    failures: AtomicUsize,
    seen: Mutex<Vec<Delivery>>,
}

impl Receiver {
    pub async fn start(failures: usize) -> Self {
        let inner = Arc::new(Inner {
            failures: failures.into(),
            seen: Mutex::default(),
        });
        let app = axum::Router::new()
            .route("/webhooks/stripe", axum::routing::post(receive))
            .with_state(inner.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/webhooks/stripe", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, inner }
    }

    pub fn seen(&self) -> Vec<Delivery> {
        self.inner.seen.lock().unwrap().clone()
    }

    /// Waits until so many deliveries have arrived.
    pub async fn wait(&self, count: usize) -> Vec<Delivery> {
        let until = Instant::now() + Duration::from_secs(10);
        while self.seen().len() < count {
            assert!(Instant::now() < until, "only {:?}", self.seen());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        self.seen()
    }
}

async fn receive(State(inner): State<Arc<Inner>>, headers: HeaderMap, body: String) -> StatusCode {
    if inner
        .failures
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
            left.checked_sub(1)
        })
        .is_ok()
    {
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    let event: Value = serde_json::from_str(&body).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let signature = headers["stripe-signature"].to_str().unwrap().to_owned();
    inner.seen.lock().unwrap().push(Delivery {
        signature,
        kind: text(&event["type"]),
        id: text(&event["id"]),
        body,
    });
    StatusCode::OK
}
