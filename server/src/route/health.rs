//! Whether the process lives, and whether it can do its work.

use crate::Web;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use std::future::{Ready, ready as ready_now};

/// The process answers.
pub fn alive() -> Ready<&'static str> {
    ready_now("alive\n")
}

/// One line for each thing a page needs; 503 when one is missing.
pub async fn ready(State(web): State<Web>) -> Response {
    let store = &web.backend.store;
    let checks = [
        ("database", store.ping().await.map_err(|e| e.to_string())),
        ("migrations", migrated(&web).await),
        ("site", web.site.check().map(|_| ())),
    ];
    let fine = checks.iter().all(|(_, result)| result.is_ok());
    let mut lines = String::new();
    for (name, result) in checks {
        if let Err(problem) = &result {
            // What is wrong is for the log; strangers learn only that something is.
            tracing::warn!(check = name, problem, "not ready");
        }
        lines.push_str(name);
        lines.push_str(if result.is_ok() {
            ": ok\n"
        } else {
            ": problem, see the log\n"
        });
    }
    (
        if fine {
            StatusCode::OK
        } else {
            StatusCode::SERVICE_UNAVAILABLE
        },
        lines,
    )
        .into_response()
}

async fn migrated(web: &Web) -> Result<(), String> {
    match web.backend.store.pending_migrations().await {
        Ok(0) => Ok(()),
        Ok(pending) => Err(format!("{pending} to run")),
        Err(error) => Err(error.to_string()),
    }
}
