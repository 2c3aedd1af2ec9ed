//! Every address the process answers, and the layers around them.

mod clock;
mod health;
pub mod kept;
pub mod live;
mod mailbox;
mod page;
mod robots;
mod webhook;

use crate::{
    Web,
    layer::{client, form, headers, origin, session, trace},
    plain, site,
};
use app::error::UiError;
use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{any, get, post},
};
use domain::Lang;
use tower_http::compression::CompressionLayer;

/// Server functions that take a guess at somebody's password or send mail to somebody: their tries are limited.
pub const LIMITED: &[&str] = &[
    "/api/sign-in",
    "/api/sign-up",
    "/api/forgot-password",
    "/api/reset-password",
    "/api/confirm",
    "/api/resend-confirmation",
    "/api/change-password",
    "/api/change-email",
];

/// Server functions by which somebody signed in writes to somebody else, who gets a mail: limited by who sends.
pub const SENDING: &[&str] = &[
    "/api/request-listing",
    "/api/write-message",
    "/api/put-quote",
    "/api/end-quote",
    "/api/answer-review",
    "/api/report-review",
];

/// The whole site.
pub fn router(web: Web) -> Router {
    // Pages are rendered on whatever thread asks for them; the second call of a process changes nothing.
    let _ = any_spawner::Executor::init_tokio();
    Router::new()
        .route("/webhooks/stripe", post(webhook::receive))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .with_state(web.clone())
        .fallback_service(people(&web))
        .layer(from_fn_with_state(web.site.clone(), site::answer))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(web.clone(), trace::trace))
        .layer(from_fn_with_state(web, headers::secure))
}

/// What people and their browsers ask for: everything with a session.
fn people(web: &Web) -> Router {
    let pages = Router::new()
        .fallback(get(page::show))
        .with_state(web.clone());
    let forms = form::Forms {
        web: web.clone(),
        pages: pages.clone(),
    };
    let mut router = Router::new()
        .route("/api/{*function}", any(form::call).with_state(forms))
        .route("/live", get(live::stream))
        .route("/sitemap.xml", get(robots::sitemap))
        .route("/robots.txt", get(robots::robots));
    if web.settings.development {
        router = router.merge(development(web));
    }
    router
        .with_state(web.clone())
        .fallback_service(pages)
        .layer(from_fn_with_state(web.clone(), session::session))
        .layer(from_fn_with_state(web.clone(), origin::check))
        .layer(from_fn(without_slash))
}

/// The pages of development, which show everybody's mail and move the clock.
fn development(web: &Web) -> Router<Web> {
    let mut router = Router::new();
    if web.settings.mail_folder().is_some() {
        router = router
            .route("/dev/mail", get(mailbox::list))
            .route("/dev/mail/{message}", get(mailbox::message))
            .route("/dev/mail/{message}/html", get(mailbox::html));
    }
    if web.clock.is_some() {
        router = router.route("/dev/clock", get(clock::show).post(clock::advance));
    }
    router.route_layer(from_fn_with_state(web.clone(), from_here))
}

/// For everybody but this machine, what follows does not exist.
async fn from_here(State(web): State<Web>, request: Request, next: Next) -> Response {
    if client::is_here(request.extensions(), request.headers()) {
        next.run(request).await
    } else {
        plain::refusal(&web, request.headers(), Lang::Fr, &UiError::NotFound)
    }
}

/// `/loges/` is `/loges`: one address for each page.
async fn without_slash(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let bare = path.trim_end_matches('/');
    if bare.len() == path.len()
        || bare.is_empty()
        // Browsers take a backslash for a slash, and two slashes for the beginning of another site's address.
        || bare.starts_with("//")
        || bare.contains('\\')
        || request.method() != http::Method::GET
    {
        return next.run(request).await;
    }
    let query = request
        .uri()
        .query()
        .map(|q| format!("?{q}"))
        .unwrap_or_default();
    Redirect::permanent(&format!("{bare}{query}")).into_response()
}
