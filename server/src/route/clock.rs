//! The development clock: moves the process's time ahead, and that of its payment sandbox, so that an agreed hour comes and
//! a silence passes without waiting for them. Routed in development only; never back, since what happened has happened.

use crate::{Web, plain};
use axum::{
    Form,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Lang, format,
    time::{DAY_MS, HOUR_MS, MINUTE_MS},
};
use http::StatusCode;
use serde::Deserialize;
use std::{
    fmt::Write,
    future::{Ready, ready},
};

/// Moved at most this far at once: further, and every hold has lapsed and every session has ended.
const MINUTES_MAX: i64 = 30 * DAY_MS / MINUTE_MS;

/// What the buttons offer.
const STEPS: [(&str, i64); 4] = [
    ("15 min", 15),
    ("1 h", HOUR_MS / MINUTE_MS),
    ("1 j", DAY_MS / MINUTE_MS),
    ("7 j", 7 * DAY_MS / MINUTE_MS),
];

/// How far ahead, in minutes.
#[derive(Deserialize)]
pub struct Ahead {
    minutes: i64,
}

/// What time it is, and buttons.
pub fn show(State(web): State<Web>) -> Ready<Response> {
    let now = web.backend.now();
    let mut buttons = String::new();
    for (words, minutes) in STEPS {
        let _ = write!(
            buttons,
            "<button class=\"button button--secondary\" name=\"minutes\" value=\"{minutes}\">+ {words}</button>"
        );
    }
    let body = format!(
        "<header class=\"page-head\"><h1>Horloge</h1><p class=\"lead\"><time datetime=\"{}\">{}</time></p></header>\
         <form method=\"post\" action=\"/dev/clock\"><div class=\"buttons\">{buttons}</div></form>",
        format::iso(now),
        plain::escape(&format::date_time(Lang::Fr, now, now)),
    );
    ready(plain::html(
        StatusCode::OK,
        plain::document(&web, Lang::Fr, "Horloge", &body),
    ))
}

/// Moves the clock; jobs that have become due run at once.
pub fn advance(State(web): State<Web>, Form(ahead): Form<Ahead>) -> Ready<Response> {
    let Some(clock) = web
        .clock
        .as_ref()
        .filter(|_| (1..=MINUTES_MAX).contains(&ahead.minutes))
    else {
        return ready(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    };
    if let Err(error) = clock.advance(ahead.minutes * MINUTE_MS) {
        tracing::error!(%error, "the clock is ahead until the next start only: it cannot be kept");
    }
    web.backend.poke();
    ready(Redirect::to("/dev/clock").into_response())
}
