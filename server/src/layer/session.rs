//! The session cookie: who comes with it, and how it changes. Tokens are checked by the use cases; this knows only cookies.

use crate::Web;
use app::server::{CookieChange, CookieJar, SessionToken};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use axum_extra::extract::cookie::{Cookie, CookieJar as Cookies, SameSite};
use domain::{Actor, Timestamp};
use http::{HeaderMap, HeaderValue, header};
use std::sync::PoisonError;

/// Finds out who asks, lets the request pass, and carries out what it wants done to the cookie.
pub async fn session(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let token = Cookies::from_headers(request.headers())
        .get(name(&web))
        .map(|c| c.value().to_owned());
    let mut owed = None;
    if let Some(token) = token {
        match backend::account::authenticate(&web.backend, &token).await {
            Ok(Some(visit)) => {
                owed = visit.prolonged.map(CookieChange::Set);
                request.extensions_mut().insert::<Actor>(visit.actor);
                request.extensions_mut().insert(SessionToken(token));
            }
            Ok(None) => owed = Some(CookieChange::Clear),
            // Not signed in for the moment: pages of everybody still work.
            Err(error) => tracing::error!(%error, "a session could not be looked up"),
        }
    }
    let personal = request.extensions().get::<Actor>().is_some();
    let jar = CookieJar::default();
    request.extensions_mut().insert(jar.clone());
    let mut response = next.run(request).await;
    let change = jar.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    // What the request wanted goes first: who signs out is not given the prolonged session back.
    let change = change.or(owed);
    keep_private(response.headers_mut(), personal || change.is_some());
    if let Some(change) = change {
        apply(&web, response.headers_mut(), change);
    }
    response
}

/// A page of somebody signed in is written nowhere; any other page is asked for again each time, since its nonce is its own.
fn keep_private(headers: &mut HeaderMap, personal: bool) {
    let value = if personal {
        "no-store"
    } else {
        "private, no-cache"
    };
    if personal || !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
}

/// `__Host-` makes browsers refuse the cookie unless it is `Secure` and of this host alone; over plain http, which only
/// development uses, they would refuse it always.
fn name(web: &Web) -> &'static str {
    if web.settings.https() {
        "__Host-sid"
    } else {
        "sid"
    }
}

fn apply(web: &Web, headers: &mut HeaderMap, change: CookieChange) {
    let (value, until) = match change {
        CookieChange::Set(session) => (session.token, session.expires_at),
        CookieChange::Clear => (String::new(), Timestamp(0)),
    };
    let seconds = until.since(web.backend.now()).max(0) / 1000;
    let cookie = Cookie::build((name(web), value))
        .path("/")
        .http_only(true)
        .secure(web.settings.https())
        .same_site(SameSite::Lax)
        .build()
        .to_string();
    if let Ok(value) = HeaderValue::from_str(&format!("{cookie}; Max-Age={seconds}")) {
        headers.append(header::SET_COOKIE, value);
    }
}
