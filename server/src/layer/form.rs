//! Forms with and without JavaScript. A script gets a server function's answer as it is. A page without script gets a page:
//! a redirect when the post succeeded, and when it was refused the page it came from, rendered again with what was typed
//! (secrets left out) and what was wrong. Nothing typed is ever lost.

use super::{
    body::{PATIENCE, read},
    client,
};
use crate::{Web, plain};
use app::{
    error::UiError,
    form::{Draft, PAGE_FIELD},
    server::own_path,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use backend::limit::Limiter;
use bytes::Bytes;
use domain::{Actor, Lang};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts};
use leptos::prelude::provide_context;
use tower::ServiceExt;

/// More than any form of ours holds.
const BODY_MAX: usize = 64 * 1024;
/// More than any answer of a server function to a form holds.
const ANSWER_MAX: usize = 1024 * 1024;
/// More than any page holds.
const PAGE_MAX: usize = 8 * 1024 * 1024;
/// Header by which a server function asks a script to go elsewhere.
const SCRIPT_REDIRECT: &str = leptos::server_fn::redirect::REDIRECT_HEADER;

/// What the handler of server functions needs.
#[derive(Clone)]
pub struct Forms {
    /// The process.
    pub web: Web,
    /// Renders pages.
    pub pages: Router,
}

/// Tries counted by e-mail address and by client address, and what people send each other by who sends it.
#[derive(Debug)]
pub struct Tries {
    account: Limiter,
    address: Limiter,
    person: Limiter,
}

impl Tries {
    /// Counters for these limits.
    pub fn new(limits: crate::config::Limits) -> Self {
        Self {
            account: Limiter::new(limits.per_account),
            address: Limiter::new(limits.per_address),
            person: Limiter::new(limits.per_person),
        }
    }
}

/// Answers a call of a server function.
pub async fn call(State(forms): State<Forms>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let for_people = plain::accepts_html(&parts.headers);
    let body = match read(body, BODY_MAX, PATIENCE).await {
        Ok(body) => body,
        Err(begun) => {
            let lang = Lang::of_path(&back(&forms.web, &parts.headers, &begun));
            return plain::refusal(&forms.web, &parts.headers, lang, &UiError::TooLarge);
        }
    };
    let asked = parts.clone();
    // Server functions always speak to scripts; what people get is made here.
    parts
        .headers
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let answer = match let_through(&forms.web, &parts, &body) {
        Ok(()) => {
            run(
                &forms.web,
                Request::from_parts(parts, Body::from(body.clone())),
            )
            .await
        }
        Err(error) => plain::script_error(&error),
    };
    match judge(answer).await {
        Answer::Done(response) if for_people && asked.method != Method::GET => {
            see_other(response, &back(&forms.web, &asked.headers, &body))
        }
        Answer::Refused(_, error) if for_people && asked.method != Method::GET => {
            again(&forms, asked, &body, error).await
        }
        Answer::Done(response) | Answer::Refused(response, _) => response,
    }
}

async fn run(web: &Web, request: Request) -> Response {
    let backend = web.backend.clone();
    leptos_axum::handle_server_fns_with_context(move || provide_context(backend.clone()), request)
        .await
        .into_response()
}

/// What a server function answered.
enum Answer {
    Done(Response),
    Refused(Response, UiError),
}

/// Finds the error of an answer and gives it its proper status: server functions whose arguments make no sense, or that do
/// not exist, say nothing better than 500 or 400 by themselves.
async fn judge(response: Response) -> Answer {
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if !failed && !response.headers().contains_key(plain::FUNCTION_ERROR) {
        return Answer::Done(response);
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, ANSWER_MAX).await.unwrap_or_default();
    let Ok(error) = serde_json::from_slice(&bytes) else {
        return Answer::Refused(plain::script_error(&UiError::NotFound), UiError::NotFound);
    };
    parts.status = plain::status(&error);
    Answer::Refused(Response::from_parts(parts, Body::from(bytes)), error)
}

/// Lets one more try of this through, or says why not.
fn let_through(web: &Web, parts: &Parts, body: &[u8]) -> Result<(), UiError> {
    let path = parts.uri.path();
    if crate::route::LIMITED.contains(&path) {
        return guess(web, parts, body);
    }
    let sender = parts.extensions.get::<Actor>();
    match sender.filter(|_| crate::route::SENDING.contains(&path)) {
        Some(actor)
            if !web
                .tries
                .person
                .allow(&actor.account.to_string(), web.backend.now()) =>
        {
            Err(UiError::TooManyRequests)
        }
        _ => Ok(()),
    }
}

/// Counts a guess or a mail by the client's address, then by the e-mail address named, so that a client who is refused
/// anyway does not use up somebody else's tries.
fn guess(web: &Web, parts: &Parts, body: &[u8]) -> Result<(), UiError> {
    let path = parts.uri.path();
    // Server functions read `[email]` as `email`; no form of ours writes that, and it would be counted for nobody.
    if form_urlencoded::parse(body).any(|(name, _)| name.contains(['[', ']'])) {
        return Err(UiError::Malformed);
    }
    let now = web.backend.now();
    let address = client::address(
        &parts.extensions,
        &parts.headers,
        web.settings.trusted_proxies,
    );
    let network = client::network(address);
    let email = form_urlencoded::parse(body)
        .find(|(name, _)| name == "email")
        .map(|(_, v)| v.trim().to_lowercase());
    let allowed = web.tries.address.allow(&format!("{path} {network}"), now)
        && email.is_none_or(|email| web.tries.account.allow(&format!("{path} {email}"), now));
    if allowed {
        Ok(())
    } else {
        Err(UiError::TooManyRequests)
    }
}

/// Sends a browser on after a post that succeeded: where the function said, else back.
fn see_other(response: Response, back: &str) -> Response {
    let (mut parts, _) = response.into_parts();
    let target = parts.headers.get(header::LOCATION).cloned();
    let target = target
        .or_else(|| HeaderValue::from_str(back).ok())
        .unwrap_or(HeaderValue::from_static("/"));
    parts.headers.insert(header::LOCATION, target);
    for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        parts.headers.remove(name);
    }
    parts.headers.remove(SCRIPT_REDIRECT);
    parts.status = StatusCode::SEE_OTHER;
    Response::from_parts(parts, Body::empty())
}

/// Renders the page of a refused post again.
async fn again(forms: &Forms, mut asked: Parts, body: &Bytes, error: UiError) -> Response {
    let status = plain::status(&error);
    let fields = form_urlencoded::parse(body)
        .into_owned()
        .filter(|(name, _)| !name.contains("password"))
        .collect();
    let draft = Draft {
        action: asked.uri.path().to_owned(),
        fields,
        error,
        lost: false,
    };
    let page = back(&forms.web, &asked.headers, body);
    asked.method = Method::GET;
    asked.uri = page.parse().unwrap_or_else(|_| Uri::from_static("/"));
    asked.headers.remove(header::CONTENT_TYPE);
    asked.headers.remove(header::CONTENT_LENGTH);
    let mut response = with_draft(forms, asked, draft).await;
    // A page that sends elsewhere, because the session is over, does so still.
    if response.status().is_redirection() {
        *response.status_mut() = StatusCode::SEE_OTHER;
    } else if response.status().is_success() {
        *response.status_mut() = status;
    }
    response
}

/// The page with the draft in its form; when things have moved on and the form is gone, with the draft above everything.
async fn with_draft(forms: &Forms, mut asked: Parts, mut draft: Draft) -> Response {
    let form = format!("action=\"{}\"", draft.action);
    asked.extensions.insert(draft.clone());
    let (parts, page) = rendered(forms, asked.clone()).await;
    let has_form = page.windows(form.len()).any(|part| part == form.as_bytes());
    if has_form || parts.status.is_redirection() {
        return Response::from_parts(parts, Body::from(page));
    }
    draft.lost = true;
    asked.extensions.insert(draft);
    let (parts, page) = rendered(forms, asked).await;
    Response::from_parts(parts, Body::from(page))
}

async fn rendered(forms: &Forms, asked: Parts) -> (http::response::Parts, Bytes) {
    let request = Request::from_parts(asked, Body::empty());
    let response = forms.pages.clone().oneshot(request).await.into_response();
    let (parts, body) = response.into_parts();
    (parts, to_bytes(body, PAGE_MAX).await.unwrap_or_default())
}

/// Path and query of the page that posted: what the form says, else the referrer if it is one of ours; else the first page.
/// The form is asked first because a page that answers a refused post is referred to by the address of the function.
fn back(web: &Web, headers: &HeaderMap, body: &[u8]) -> String {
    let said = form_urlencoded::parse(body)
        .find(|(name, _)| name == PAGE_FIELD)
        .map(|(_, page)| page.into_owned());
    [said, referrer(web, headers)]
        .into_iter()
        .flatten()
        .find(|p| own_path(p).is_some() && !p.starts_with("/api/"))
        .unwrap_or_else(|| "/".to_owned())
}

/// Path and query of the page that a browser says it comes from, if it is one of ours.
fn referrer(web: &Web, headers: &HeaderMap) -> Option<String> {
    let referrer = headers
        .get(header::REFERER)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<Uri>().ok());
    let ours = |uri: &Uri| {
        let origin = format!(
            "{}://{}",
            uri.scheme_str().unwrap_or_default(),
            uri.authority().map_or("", http::uri::Authority::as_str)
        );
        let by_host = headers
            .get(header::HOST)
            .and_then(|v| v.to_str().ok())
            .is_some_and(|h| origin == format!("http://{h}"));
        origin == web.settings.public_url || web.settings.development && by_host
    };
    referrer
        .filter(ours)
        .and_then(|uri| uri.path_and_query().map(|p| p.as_str().to_owned()))
}
