//! `/sandbox/*`: what tests and demonstrations do to the sandbox itself: pay without a browser, move the clock, inject faults,
//! read what was asked, start over. JSON in and out, no key: a sandbox listens on loopback only.

use crate::api::MAX_BODY;
use crate::app::{App, Move};
use crate::card::CardInput;
use crate::error::ApiError;
use crate::fault::Fault;
use crate::lifecycle::Submitted;
use crate::state::World;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

/// What the card's holder does when asked to authenticate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Passes.
    #[default]
    Authenticate,
    /// Fails: the payment is refused and the session stays open.
    Fail,
    /// Walks away: the intent stays at `requires_action`.
    Leave,
}

/// A payment that was not refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PayResult {
    /// `paid`, or `requires_action` when the holder walked away from the challenge.
    pub result: &'static str,
    /// The session's payment intent, `pi_…`.
    pub payment_intent: String,
    /// The intent's status: `requires_capture`, `succeeded` or `requires_action`.
    pub status: String,
    /// Where the browser would be sent.
    pub redirect_to: String,
}

/// A payment that was refused, in Stripe's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct PayError {
    /// HTTP status of the same refusal over HTTP: 400, 402 or 404.
    pub status: u16,
    /// Stripe's code, such as `card_declined`.
    pub code: String,
    /// Stripe's decline code, such as `insufficient_funds`.
    pub decline_code: Option<String>,
    /// Stripe's message, in English.
    pub message: String,
}

impl From<ApiError> for PayError {
    fn from(error: ApiError) -> Self {
        Self {
            status: error.status.as_u16(),
            code: error.code.unwrap_or(error.kind).to_owned(),
            decline_code: error.decline_code.map(str::to_owned),
            message: error.message.clone(),
        }
    }
}

pub(crate) fn pay(
    app: &App,
    session: &str,
    card: &str,
    outcome: Outcome,
) -> Result<PayResult, PayError> {
    Ok(app.change(|world, now| pay_in(world, session, card, outcome, now))?)
}

fn pay_in(
    world: &mut World,
    id: &str,
    card: &str,
    outcome: Outcome,
    now: i64,
) -> Result<PayResult, ApiError> {
    let mut submitted = world.pay_session(id, &CardInput::from_number(card), now)?;
    let payment_intent = world.session(id)?.intent.clone().unwrap_or_default();
    if submitted == Submitted::Challenge && outcome != Outcome::Leave {
        submitted =
            world.answer_challenge(&payment_intent, outcome == Outcome::Authenticate, now)?;
    }
    let status = world.intent(&payment_intent)?.status.word().to_owned();
    let paid = submitted == Submitted::Paid;
    let redirect_to = if paid {
        success_url(world, id)?
    } else {
        format!("{}/pay/{id}/3ds", world.base_url)
    };
    Ok(PayResult {
        result: if paid { "paid" } else { "requires_action" },
        payment_intent,
        status,
        redirect_to,
    })
}

/// The session's `success_url` with its identifier filled in.
pub(crate) fn success_url(world: &World, id: &str) -> Result<String, ApiError> {
    Ok(world
        .session(id)?
        .success_url
        .replace("{CHECKOUT_SESSION_ID}", id))
}

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/sandbox/sessions/{id}/pay", post(pay_route))
        .route("/sandbox/clock", get(clock).post(move_clock))
        .route(
            "/sandbox/faults",
            get(faults).post(add_fault).delete(clear_faults),
        )
        .route("/sandbox/requests", get(requests).delete(clear_requests))
        .route("/sandbox/reset", post(reset))
        .layer(DefaultBodyLimit::max(MAX_BODY))
}

type Answer = Result<Json<Value>, Refused>;

struct Refused(ApiError);

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0.status, Json(self.0.body())).into_response()
    }
}

/// Reads a JSON body; an empty one is an empty object.
fn body<T: DeserializeOwned>(raw: &Bytes) -> Result<T, ApiError> {
    let raw: &[u8] = if raw.is_empty() { b"{}" } else { raw };
    serde_json::from_slice(raw).map_err(|error| {
        ApiError::invalid(
            "parameter_invalid",
            "",
            format!("Invalid JSON body: {error}"),
        )
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pay {
    #[serde(default = "accepted_card")]
    card: String,
    #[serde(default)]
    outcome: Outcome,
}

fn accepted_card() -> String {
    "4242424242424242".to_owned()
}

async fn pay_route(State(app): State<Arc<App>>, Path(id): Path<String>, raw: Bytes) -> Answer {
    let wanted: Pay = body(&raw)?;
    let paid = app.change(|world, now| pay_in(world, &id, &wanted.card, wanted.outcome, now))?;
    Ok(Json(json!(paid)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockMove {
    advance_ms: Option<i64>,
    set_ms: Option<i64>,
    sign_with_moved_clock: Option<bool>,
}

async fn clock(State(app): State<Arc<App>>) -> Json<Value> {
    Json(app.read(World::clock_view))
}

async fn move_clock(State(app): State<Arc<App>>, raw: Bytes) -> Answer {
    let wanted: ClockMove = body(&raw)?;
    if let Some(moved) = wanted.sign_with_moved_clock {
        app.sign_with_moved_clock(moved);
    }
    match (wanted.advance_ms, wanted.set_ms) {
        (Some(by), None) => app.move_clock(Move::By(by)),
        (None, Some(to)) => app.move_clock(Move::To(to)),
        (None, None) if wanted.sign_with_moved_clock.is_some() => {}
        _ => {
            return Err(ApiError::invalid(
                "parameter_missing",
                "advance_ms",
                "Give either advance_ms or set_ms.",
            )
            .into());
        }
    }
    Ok(Json(app.read(World::clock_view)))
}

async fn faults(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!({ "faults": app.faults().list() }))
}

async fn add_fault(State(app): State<Arc<App>>, raw: Bytes) -> Answer {
    let fault: Fault = body(&raw)?;
    app.faults().add(fault);
    Ok(faults(State(app)).await)
}

async fn clear_faults(State(app): State<Arc<App>>) -> StatusCode {
    app.faults().clear();
    StatusCode::NO_CONTENT
}

async fn requests(State(app): State<Arc<App>>) -> Json<Value> {
    Json(json!(*app.log()))
}

async fn clear_requests(State(app): State<Arc<App>>) -> StatusCode {
    app.log().clear();
    StatusCode::NO_CONTENT
}

async fn reset(State(app): State<Arc<App>>) -> StatusCode {
    app.reset();
    StatusCode::NO_CONTENT
}
