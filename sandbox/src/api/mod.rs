//! The HTTP side of `/v1`: authentication, faults, idempotency and logging around the operations of the submodules.
//! The rules of payments are not here.

mod auth;
mod check;
mod events;
mod intents;
mod list;
mod refunds;
mod reply;
mod sessions;

use crate::app::App;
use crate::error::ApiError;
use crate::fault::{FaultKind, Struck};
use crate::form::Params;
use crate::idempotency::fingerprint;
use crate::log::{Entry, shorten};
use crate::state::{Origin, World};
use axum::body::{Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use reply::{Reply, respond};
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// No Stripe request of ours comes near this.
pub(crate) const MAX_BODY: usize = 1 << 20;
const MAX_KEY: usize = 255;

/// A request, read whole.
struct Call {
    id: String,
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
    body: Bytes,
}

impl Call {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Keys mean something on POST only.
    fn idempotency_key(&self) -> Result<Option<&str>, ApiError> {
        let Some(value) = self
            .headers
            .get("idempotency-key")
            .filter(|_| self.method == Method::POST)
        else {
            return Ok(None);
        };
        match value.to_str() {
            Ok(key) if !key.is_empty() && key.len() <= MAX_KEY => Ok(Some(key)),
            _ => Err(ApiError::invalid(
                "idempotency_key_invalid",
                "",
                format!("Idempotency keys are 1 to {MAX_KEY} visible characters."),
            )),
        }
    }
}

/// Everything that is not the hosted page or a control route.
pub(crate) async fn handle(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let id = app.request_id();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        let error = ApiError::invalid(
            "request_too_large",
            "",
            format!("The request's body is incomplete or larger than {MAX_BODY} bytes."),
        );
        return respond(&Err(error).into(), &id, &parts.headers);
    };
    let call = Call {
        id: id.clone(),
        method: parts.method,
        path: parts.uri.path().trim_end_matches('/').to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers.clone(),
        body,
    };
    // In a task of its own, so that a caller who hangs up does not undo what was begun.
    let reply = tokio::spawn(serve(app, call))
        .await
        .unwrap_or_else(|panic| {
            tracing::error!(%panic, request = id, "request failed");
            Err(ApiError::internal()).into()
        });
    respond(&reply, &id, &parts.headers)
}

async fn serve(app: Arc<App>, call: Call) -> Reply {
    let parsed = admit(&app, &call);
    let (reply, fault, params) = match parsed {
        Ok(params) => {
            let fault = app.faults().for_request(call.method.as_str(), &call.path);
            (struck(&app, &call, &params, fault).await, fault, params)
        }
        Err(error) => (Err(error).into(), None, Params::default()),
    };
    let entry = Entry {
        id: call.id.clone(),
        at_ms: app.read(|_, now| now),
        method: call.method.to_string(),
        path: shorten(&call.path),
        status: reply.status,
        idempotency_key: call.idempotency_key().ok().flatten().map(str::to_owned),
        replayed: reply.replayed_from.is_some(),
        fault: fault.map(|fault| fault.kind),
        params: params
            .pairs()
            .map(|(name, value)| (shorten(name), shorten(value)))
            .collect(),
    };
    app.log().push(entry);
    reply
}

/// The parameters of a request that may be carried out.
fn admit(app: &App, call: &Call) -> Result<Params, ApiError> {
    if !call.path.starts_with("/v1") {
        return Err(ApiError::no_route(call.method.as_str(), &call.path));
    }
    auth::check(&app.config, call.header("authorization"))?;
    let posted = call.method == Method::POST;
    Params::parse(if posted {
        &call.body
    } else {
        call.query.as_bytes()
    })
}

/// Carries the request out under the fault that struck it, if any.
async fn struck(app: &App, call: &Call, params: &Params, fault: Option<Struck>) -> Reply {
    let wait = Duration::from_millis(fault.map_or(0, |fault| fault.delay_ms));
    match fault.map(|fault| fault.kind) {
        Some(FaultKind::Error500) => Err(ApiError::internal()).into(),
        Some(FaultKind::Error429) => Err(ApiError::rate_limited()).into(),
        Some(FaultKind::Slow) => execute(app, call, params, Some(wait), false).await,
        Some(FaultKind::Error500AfterEffect) => execute(app, call, params, None, true).await,
        Some(FaultKind::TimeoutAfterEffect) => {
            let reply = execute(app, call, params, None, false).await;
            tokio::time::sleep(wait).await;
            Reply { cut: true, ..reply }
        }
        _ => execute(app, call, params, None, false).await,
    }
}

/// The operation between the claim and the release of its idempotency key.
async fn execute(
    app: &App,
    call: &Call,
    params: &Params,
    wait: Option<Duration>,
    spoil: bool,
) -> Reply {
    let key = match call.idempotency_key() {
        Ok(key) => key.map(|key| (key, fingerprint(call.method.as_str(), &call.path, params))),
        Err(error) => return Err(error).into(),
    };
    if let Some((key, print)) = &key {
        match app.change(|world, now| world.tables.keys.begin(key, print, now)) {
            Ok(None) => {}
            Ok(Some(old)) => {
                return Reply {
                    status: old.status,
                    body: old.body,
                    replayed_from: Some(old.request_id),
                    cut: false,
                };
            }
            Err(error) => return Err(error).into(),
        }
    }
    if let Some(wait) = wait {
        tokio::time::sleep(wait).await;
    }
    let work = |world: &mut World, now: i64| {
        let idempotency_key = key.as_ref().map(|(key, _)| (*key).to_owned());
        world.origin = Origin {
            request: Some(call.id.clone()),
            idempotency_key,
        };
        let mut result = route(world, &call.method, &call.path, params, now);
        if spoil {
            let mut error = ApiError::internal();
            error.stored = true;
            result = Err(error);
        }
        let stored = result.as_ref().map_or_else(|error| error.stored, |_| true);
        let reply = Reply::from(result);
        if let Some((key, print)) = &key {
            let remembered =
                stored.then_some((reply.status, reply.body.as_str(), call.id.as_str()));
            world.tables.keys.finish(key, now, print, remembered);
        }
        reply
    };
    app.enter(call.method == Method::POST, work)
}

/// The table of routes.
fn route(
    world: &mut World,
    method: &Method,
    path: &str,
    params: &Params,
    now: i64,
) -> Result<Value, ApiError> {
    let parts: Vec<&str> = path
        .strip_prefix("/v1/")
        .unwrap_or_default()
        .split('/')
        .collect();
    match (method.as_str(), parts.as_slice()) {
        ("POST", ["checkout", "sessions"]) => sessions::create(world, params, now),
        ("GET", ["checkout", "sessions"]) => sessions::list(world, params),
        ("GET", ["checkout", "sessions", id]) => sessions::retrieve(world, id, params),
        ("GET", ["checkout", "sessions", id, "line_items"]) => sessions::line_items(world, id),
        ("POST", ["checkout", "sessions", id, "expire"]) => {
            sessions::expire(world, id, params, now)
        }
        ("POST", ["payment_intents"]) => intents::create(world, params, now),
        ("GET", ["payment_intents"]) => intents::list(world, params),
        ("GET", ["payment_intents", id]) => intents::retrieve(world, id, params),
        ("POST", ["payment_intents", id, "confirm"]) => intents::confirm(world, id, params, now),
        ("POST", ["payment_intents", id, "capture"]) => intents::capture(world, id, params, now),
        ("POST", ["payment_intents", id, "cancel"]) => intents::cancel(world, id, params, now),
        ("GET", ["charges", id]) => intents::charge(world, id, params),
        ("POST", ["refunds"]) => refunds::create(world, params, now),
        ("GET", ["refunds"]) => refunds::list(world, params),
        ("GET", ["refunds", id]) => refunds::retrieve(world, id, params),
        ("GET", ["events"]) => events::list(world, params),
        ("GET", ["events", id]) => events::retrieve(world, id),
        (method, _) => Err(ApiError::no_route(method, path)),
    }
}
