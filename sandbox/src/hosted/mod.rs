//! The hosted payment page: `/pay/{session}`. Server-rendered, works without JavaScript, French or English.
//! Owns the HTTP side (what was submitted, where to go next); `page` draws, `text` speaks.

mod page;
mod text;

use crate::api::MAX_BODY;
use crate::app::App;
use crate::card::{CardInput, digits};
use crate::catalogue::CARDS;
use crate::control::success_url;
use crate::error::ApiError;
use crate::form::Params;
use crate::lifecycle::Submitted;
use crate::model::{IntentStatus, Session, SessionStatus};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use page::{Fields, View};
use std::sync::Arc;
use text::Language;

pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(home))
        .route("/pay/{id}", get(show).post(submit))
        .route("/pay/{id}/3ds", get(challenge).post(answer))
        .route("/pay/{id}/cancel", get(cancel))
        .layer(DefaultBodyLimit::max(MAX_BODY))
}

/// Who asks, and in which language.
fn language(session: Option<&Session>, headers: &HeaderMap) -> Language {
    let wanted = session
        .and_then(|session| session.locale.as_deref())
        .filter(|locale| *locale != "auto");
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Language::from_tag(wanted.or(accepted).unwrap_or("fr"))
}

fn html(status: StatusCode, body: String) -> Response {
    let mut response = (status, Html(body)).into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn redirect(to: &str) -> Response {
    let location = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// What the page needs to know, taken under the lock.
struct Visit {
    session: Session,
    waiting: bool,
    language: Language,
}

fn visit(app: &App, id: &str, headers: &HeaderMap) -> Result<Visit, Box<Response>> {
    let found = app.read(|world, _| {
        let session = world.session(id).ok()?.clone();
        let intent = session
            .intent
            .as_deref()
            .and_then(|intent| world.tables.intents.get(intent));
        let waiting = intent.is_some_and(|intent| intent.status == IntentStatus::RequiresAction);
        Some((session, waiting))
    });
    match found {
        Some((session, waiting)) => {
            let language = language(Some(&session), headers);
            Ok(Visit {
                session,
                waiting,
                language,
            })
        }
        None => Err(Box::new(html(
            StatusCode::NOT_FOUND,
            page::unknown(language(None, headers)),
        ))),
    }
}

impl Visit {
    /// The page of a session that cannot be paid any more.
    fn over(&self, app: &App) -> Option<Response> {
        match self.session.status {
            SessionStatus::Open => None,
            SessionStatus::Complete => app
                .read(|world, _| success_url(world, &self.session.id))
                .ok()
                .map(|url| redirect(&url)),
            SessionStatus::Expired => Some(html(StatusCode::GONE, page::expired(&self.view(app)))),
        }
    }

    fn view<'a>(&'a self, app: &'a App) -> View<'a> {
        View {
            session: &self.session,
            merchant: &app.config.merchant,
            language: self.language,
        }
    }
}

async fn home(headers: HeaderMap) -> Response {
    html(StatusCode::OK, page::home(language(None, &headers)))
}

async fn show(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let visit = match visit(&app, &id, &headers) {
        Ok(visit) => visit,
        Err(response) => return *response,
    };
    if let Some(over) = visit.over(&app) {
        return over;
    }
    let asked = Params::parse(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let chosen = CARDS
        .iter()
        .find(|card| asked.text("card") == Some(card.number));
    let fields = chosen
        .map(|card| Fields::of_test_card(card.number))
        .unwrap_or_default();
    html(StatusCode::OK, page::pay(&visit.view(&app), &fields, None))
}

async fn submit(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    raw: Bytes,
) -> Response {
    let visit = match visit(&app, &id, &headers) {
        Ok(visit) => visit,
        Err(response) => return *response,
    };
    if let Some(over) = visit.over(&app) {
        return over;
    }
    let fields = Params::parse(&raw)
        .map(|params| Fields::read(&params))
        .unwrap_or_default();
    let result = app.change(|world, now| {
        let submitted = world.pay_session(&id, &fields.input(), now)?;
        Ok((submitted, success_url(world, &id)?))
    });
    match result {
        Ok((Submitted::Paid, url)) => redirect(&url),
        Ok((Submitted::Challenge, _)) => redirect(&format!("/pay/{id}/3ds")),
        Err(error) => refused(&app, &visit, &fields, &error),
    }
}

/// A refusal is a normal answer of this page, not a failed request: status 200, as on a form shown again.
/// What was already decided meanwhile (a form sent twice) is shown by the page itself.
fn refused(app: &App, visit: &Visit, fields: &Fields, error: &ApiError) -> Response {
    if error.kind != "card_error" {
        return redirect(&format!("/pay/{}", visit.session.id));
    }
    html(
        StatusCode::OK,
        page::pay(&visit.view(app), fields, Some(error)),
    )
}

async fn challenge(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let visit = match visit(&app, &id, &headers) {
        Ok(visit) => visit,
        Err(response) => return *response,
    };
    match visit.over(&app) {
        Some(over) => over,
        None if visit.waiting => html(StatusCode::OK, page::challenge(&visit.view(&app))),
        None => redirect(&format!("/pay/{id}")),
    }
}

async fn answer(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    raw: Bytes,
) -> Response {
    let visit = match visit(&app, &id, &headers) {
        Ok(visit) => visit,
        Err(response) => return *response,
    };
    if let Some(over) = visit.over(&app) {
        return over;
    }
    let params = Params::parse(&raw).unwrap_or_default();
    let authenticated = match params.text("answer") {
        Some("authenticate") => true,
        Some("fail") => false,
        _ => return redirect(&format!("/pay/{id}/3ds")),
    };
    let result = app.change(|world, now| {
        let intent = world.session(&id)?.intent.clone().unwrap_or_default();
        world.answer_challenge(&intent, authenticated, now)?;
        success_url(world, &id)
    });
    match result {
        Ok(url) => redirect(&url),
        Err(error) => refused(&app, &visit, &Fields::default(), &error),
    }
}

async fn cancel(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    match visit(&app, &id, &headers) {
        Ok(visit) => match &visit.session.cancel_url {
            Some(url) => redirect(url),
            None => redirect(&format!("/pay/{id}")),
        },
        Err(response) => *response,
    }
}

impl Fields {
    fn of_test_card(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            expiry: "12/34".to_owned(),
            cvc: "123".to_owned(),
            name: "Camille Test".to_owned(),
        }
    }

    fn read(params: &Params) -> Self {
        let text = |name: &str| {
            params
                .text(name)
                .unwrap_or_default()
                .trim()
                .chars()
                .take(60)
                .collect::<String>()
        };
        Self {
            number: text("number"),
            expiry: text("expiry"),
            cvc: text("cvc"),
            name: text("name"),
        }
    }

    /// `12/34` or `1234`, read as month and year; what cannot be read becomes month 0, which is refused.
    fn input(&self) -> CardInput {
        let expiry: String = self.expiry.chars().filter(char::is_ascii_digit).collect();
        let (month, year) = expiry
            .split_at_checked(expiry.len().saturating_sub(2))
            .unwrap_or_default();
        let exp_month = if expiry.len() == 6 {
            &expiry[..2]
        } else {
            month
        }
        .parse()
        .unwrap_or(0);
        let exp_year = year.parse().map_or(0, |year: i64| 2000 + year);
        CardInput {
            number: digits(&self.number),
            exp_month,
            exp_year,
            cvc: self.cvc.clone(),
        }
    }
}
