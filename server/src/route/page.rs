//! Rendering a page of the application.

use super::kept;
use crate::Web;
use app::{form::Draft, shell::shell};
use axum::{
    extract::{Request, State},
    response::Response,
};
use http::request::Parts;
use leptos::{
    nonce::Nonce,
    prelude::{provide_context, use_context},
};

/// The page that the address names: a moment old where it is everybody's, else rendered now.
pub async fn show(State(web): State<Web>, request: Request) -> Response {
    let nonce = request
        .extensions()
        .get::<Nonce>()
        .map(|nonce| nonce.as_inner().to_string());
    let (Some(key), Some(nonce)) = (kept::key(&request), nonce) else {
        return render(&web, request).await;
    };
    let now = web.backend.now();
    if let Some(page) = web.kept.get(&key, now, &nonce) {
        return page;
    }
    let response = render(&web, request).await;
    web.kept.keep(key, now, &nonce, response).await
}

/// Renders whichever page the address names; unknown addresses are a page too, with status 404. Gives the page the use
/// cases, the nonce of the content security policy and, when it answers a refused post, the draft.
async fn render(web: &Web, request: Request) -> Response {
    let options = web.site.options().clone();
    let backend = web.backend.clone();
    let context = move || {
        provide_context(backend.clone());
        let extensions = use_context::<Parts>()
            .map(|parts| parts.extensions)
            .unwrap_or_default();
        if let Some(nonce) = extensions.get::<Nonce>() {
            provide_context(nonce.clone());
        }
        if let Some(draft) = extensions.get::<Draft>() {
            provide_context(draft.clone());
        }
    };
    leptos_axum::render_app_async_with_context(context, move || shell(options.clone()))(request)
        .await
}
