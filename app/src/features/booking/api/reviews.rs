//! Writing, answering and reporting a review.

use crate::error::UiError;
use leptos::prelude::*;

/// Rates and comments a paid mission.
#[server(prefix = "/api", endpoint = "write-review")]
pub async fn write_review(
    booking: String,
    #[server(default)] rating: String,
    #[server(default)] comment: String,
) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, booking) = (backend()?, actor()?, id(&booking)?);
    // No star chosen, or nonsense: not one of the choices, which 0 is not either.
    let rating = rating.parse().unwrap_or(0);
    backend::review::write(&b, &actor, booking, rating, &comment)
        .await
        .map_err(fail)
}

/// Answers a review, once.
#[server(prefix = "/api", endpoint = "answer-review")]
pub async fn answer_review(review: String, answer: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, review) = (backend()?, actor()?, id(&review)?);
    backend::review::answer(&b, &actor, review, &answer)
        .await
        .map_err(fail)
}

/// Reports a review to the coordinator, once.
#[server(prefix = "/api", endpoint = "report-review")]
pub async fn report_review(review: String, reason: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, id};
    let (b, actor, review) = (backend()?, actor()?, id(&review)?);
    backend::review::report(&b, &actor, review, &reason)
        .await
        .map_err(fail)
}
