//! Lists as Stripe pages them: newest first, `limit`, `starting_after`, `ending_before`, `has_more`.

use crate::error::ApiError;
use crate::form::Params;
use crate::state::World;
use crate::table::{Row, Table};
use serde_json::{Value, json};

/// The parameters that every list takes.
pub(super) const PAGING: [&str; 5] = [
    "limit",
    "starting_after",
    "ending_before",
    "expand",
    "created",
];

/// One page of the rows that `keep` accepts.
///
/// # Errors
/// 400 for a limit outside 1 to 100 or an unknown cursor.
pub(super) fn page<T: Row>(
    world: &World,
    params: &Params,
    url: &str,
    table: &Table<T>,
    keep: impl Fn(&T) -> bool,
    show: impl Fn(&T) -> Value,
) -> Result<Value, ApiError> {
    let limit = params.integer("limit")?.unwrap_or(10);
    let limit = usize::try_from(limit)
        .ok()
        .filter(|limit| (1..=100).contains(limit))
        .ok_or_else(|| {
            ApiError::invalid(
                "parameter_invalid_integer",
                "limit",
                "Invalid limit: must be between 1 and 100.",
            )
        })?;
    let cursor = |name: &str| match params.text(name) {
        Some(id) => table
            .place(id)
            .map(Some)
            .ok_or_else(|| ApiError::not_found("object", name, id)),
        None => Ok(None),
    };
    let mut found: Vec<&T> = match (cursor("starting_after")?, cursor("ending_before")?) {
        (_, Some(place)) => {
            let mut newer: Vec<&T> = table
                .iter()
                .skip(place + 1)
                .filter(|row| keep(row))
                .take(limit + 1)
                .collect();
            newer.reverse();
            newer
        }
        (after, None) => {
            let end = after.unwrap_or(table.iter().len());
            table
                .iter()
                .rev()
                .skip(table.iter().len() - end)
                .filter(|row| keep(row))
                .take(limit + 1)
                .collect()
        }
    };
    let has_more = found.len() > limit;
    if has_more && params.text("ending_before").is_some() {
        found.remove(0);
    }
    found.truncate(limit);
    let data: Vec<Value> = found.into_iter().map(show).collect();
    let list = json!({ "object": "list", "url": url, "has_more": has_more, "data": data });
    world.expand(list, &params.list("expand"))
}
