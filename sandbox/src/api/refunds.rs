//! Refunds: `/v1/refunds`.

use super::check::between;
use super::list::{PAGING, page};
use crate::error::ApiError;
use crate::form::Params;
use crate::model::{IntentStatus, Refund};
use crate::render::refund_json;
use crate::state::World;
use serde_json::Value;

const REASONS: [&str; 3] = ["duplicate", "fraudulent", "requested_by_customer"];

pub(super) fn create(world: &mut World, params: &Params, now: i64) -> Result<Value, ApiError> {
    params.only(&[
        "payment_intent",
        "charge",
        "amount",
        "reason",
        "metadata",
        "expand",
    ])?;
    let amount = between(params, "amount", 1, i64::MAX)?;
    let reason = params.one_of("reason", &REASONS)?;
    let metadata = params.metadata("metadata")?;
    let charge = match (params.text("payment_intent"), params.text("charge")) {
        (Some(id), None) => charge_of(world, id)?,
        (None, Some(id)) => world.charge(id)?.id.clone(),
        _ => {
            return Err(ApiError::invalid(
                "parameter_missing",
                "payment_intent",
                "One of the following params should be provided for this request: payment_intent or charge.",
            ));
        }
    };
    let id = world.refund(&charge, amount, reason, metadata, now)?;
    retrieve(world, &id, &Params::default())
        .and_then(|view| world.expand(view, &params.list("expand")))
}

fn charge_of(world: &World, id: &str) -> Result<String, ApiError> {
    let intent = world.intent(id)?;
    let paid = intent.status == IntentStatus::Succeeded;
    intent
        .latest_charge
        .clone()
        .filter(|_| paid)
        .ok_or_else(|| {
            let message =
                format!("This PaymentIntent ({id}) does not have a successful charge to refund.");
            ApiError::state("payment_intent_unexpected_state", message)
                .with_intent(world.intent_json(intent))
        })
}

pub(super) fn retrieve(world: &World, id: &str, params: &Params) -> Result<Value, ApiError> {
    params.only(&["expand"])?;
    let refund = world
        .tables
        .refunds
        .get(id)
        .ok_or_else(|| ApiError::not_found("refund", "id", id))?;
    world.expand(refund_json(refund), &params.list("expand"))
}

pub(super) fn list(world: &World, params: &Params) -> Result<Value, ApiError> {
    params.only(&[&PAGING[..], &["payment_intent", "charge"]].concat())?;
    let (intent, charge) = (params.text("payment_intent"), params.text("charge"));
    let keep = |refund: &Refund| {
        intent.is_none_or(|id| refund.intent == id) && charge.is_none_or(|id| refund.charge == id)
    };
    page(
        world,
        params,
        "/v1/refunds",
        &world.tables.refunds,
        keep,
        refund_json,
    )
}
