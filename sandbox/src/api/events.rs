//! Events: `/v1/events`, kept for 30 days.

use super::list::{PAGING, page};
use crate::error::ApiError;
use crate::form::Params;
use crate::model::Event;
use crate::render::event_json;
use crate::state::World;
use serde_json::Value;

pub(super) fn list(world: &World, params: &Params) -> Result<Value, ApiError> {
    params.only(&[&PAGING[..], &["type", "types"]].concat())?;
    let (one, several) = (params.text("type"), params.list("types"));
    let fits = |kind: &str, wanted: &str| {
        wanted == kind
            || wanted
                .strip_suffix(".*")
                .is_some_and(|stem| kind.starts_with(stem))
    };
    let keep = |event: &Event| {
        one.is_none_or(|wanted| fits(&event.kind, wanted))
            && (several.is_empty() || several.iter().any(|wanted| fits(&event.kind, wanted)))
    };
    page(
        world,
        params,
        "/v1/events",
        &world.tables.events,
        keep,
        event_json,
    )
}

pub(super) fn retrieve(world: &World, id: &str) -> Result<Value, ApiError> {
    let event = world
        .tables
        .events
        .get(id)
        .ok_or_else(|| ApiError::not_found("event", "id", id))?;
    Ok(event_json(event))
}
