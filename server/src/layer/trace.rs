//! One line of log for each request, with an identifier that the answer carries too, and a page instead of silence when a
//! handler panics.

use crate::{Web, plain};
use app::error::UiError;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures::FutureExt;
use http::{HeaderName, HeaderValue, StatusCode};
use std::{any::Any, panic::AssertUnwindSafe};
use tracing::Instrument;

/// Carries the identifier in answers.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Logs the request, catches a panic.
pub async fn trace(State(web): State<Web>, request: Request, next: Next) -> Response {
    let mut bytes = [0; 4];
    web.backend.random.fill(&mut bytes);
    let id = hex::encode(bytes).to_uppercase();
    // The query may hold the token of a mailed link: only the path is written down.
    let span = tracing::info_span!("request", %id, method = %request.method(), path = request.uri().path());
    let headers = request.headers().clone();
    let begin = web.backend.now();
    let outcome = AssertUnwindSafe(next.run(request))
        .catch_unwind()
        .instrument(span.clone())
        .await;
    let _entered = span.enter();
    let mut response = outcome.unwrap_or_else(|panic| {
        let reference = format!("{}-{}", &id[..4], &id[4..]);
        tracing::error!(%reference, cause = cause(panic.as_ref()), "a handler panicked");
        plain::refusal(
            &web,
            &headers,
            plain::language(&headers),
            &UiError::Internal { reference },
        )
    });
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let ms = web.backend.now().since(begin);
    let status = response.status();
    if status >= StatusCode::INTERNAL_SERVER_ERROR {
        tracing::warn!(status = status.as_u16(), ms, "answered");
    } else {
        tracing::debug!(status = status.as_u16(), ms, "answered");
    }
    response
}

fn cause(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown")
}
