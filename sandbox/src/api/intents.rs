//! Payment intents and charges: `/v1/payment_intents`, `/v1/charges`.

use super::check::{between, capture_method, check_amount, read_currency};
use super::list::{PAGING, page};
use crate::card::{self, CardFace, CardInput};
use crate::catalogue::CARDS;
use crate::error::ApiError;
use crate::form::Params;
use crate::lifecycle::Submitted;
use crate::model::{Intent, IntentStatus};
use crate::render::charge_json;
use crate::state::World;
use serde_json::Value;

const CREATE: [&str; 12] = [
    "amount",
    "currency",
    "capture_method",
    "confirm",
    "payment_method",
    "payment_method_types",
    "metadata",
    "description",
    "off_session",
    "return_url",
    "expand",
    "automatic_payment_methods",
];
const REASONS: [&str; 4] = [
    "duplicate",
    "fraudulent",
    "requested_by_customer",
    "abandoned",
];

/// An intent without a session, optionally confirmed at once with one of Stripe's test payment methods (`pm_card_visa`).
pub(super) fn create(world: &mut World, params: &Params, now: i64) -> Result<Value, ApiError> {
    params.only(&CREATE)?;
    let amount = params
        .integer("amount")?
        .ok_or_else(|| ApiError::missing("amount"))?;
    check_amount(amount, "amount")?;
    let currency = read_currency(params, "currency")?;
    let method = capture_method(params, "capture_method")?;
    let (metadata, description) = (
        params.metadata("metadata")?,
        params.short_text("description", 1000)?,
    );
    let face = params
        .text("payment_method")
        .map(|token| card_of(token, now))
        .transpose()?;
    let confirm = params.flag("confirm")?;
    let mut intent = world.new_intent(amount, currency, method, now);
    (intent.metadata, intent.description) = (metadata, description);
    intent.return_url = params.short_text("return_url", 5000)?;
    if let Some(face) = &face {
        intent.pending_card = Some(face.clone());
        intent.status = IntentStatus::RequiresConfirmation;
    }
    let id = intent.id.clone();
    world.tables.intents.insert(intent);
    if confirm {
        confirm_with(world, &id, face, params, now)
    } else {
        show(world, &id, params)
    }
}

pub(super) fn confirm(
    world: &mut World,
    id: &str,
    params: &Params,
    now: i64,
) -> Result<Value, ApiError> {
    params.only(&["payment_method", "off_session", "return_url", "expand"])?;
    let intent = world.intent(id)?;
    if !matches!(
        intent.status,
        IntentStatus::RequiresPaymentMethod | IntentStatus::RequiresConfirmation
    ) || intent.session.is_some()
    {
        let message = format!(
            "You cannot confirm this PaymentIntent because it has a status of {}.",
            intent.status.word()
        );
        return Err(ApiError::state("payment_intent_unexpected_state", message)
            .with_intent(world.intent_json(intent)));
    }
    let kept = intent.pending_card.clone();
    let face = params
        .text("payment_method")
        .map(|token| card_of(token, now))
        .transpose()?
        .or(kept);
    confirm_with(world, id, face, params, now)
}

fn confirm_with(
    world: &mut World,
    id: &str,
    face: Option<CardFace>,
    params: &Params,
    now: i64,
) -> Result<Value, ApiError> {
    let face = face.ok_or_else(|| ApiError::missing("payment_method"))?;
    if world.confirm(id, face, now)? == Submitted::Challenge && params.flag("off_session")? {
        return Err(world.authentication_required(id, now)?);
    }
    show(world, id, params)
}

fn card_of(token: &str, now: i64) -> Result<CardFace, ApiError> {
    let known = CARDS.iter().find(|card| card.token == token);
    let number = known
        .ok_or_else(|| ApiError::not_found("PaymentMethod", "payment_method", token))?
        .number;
    card::read(&CardInput::from_number(number), now)
}

fn show(world: &World, id: &str, params: &Params) -> Result<Value, ApiError> {
    world.expand(world.intent_json(world.intent(id)?), &params.list("expand"))
}

pub(super) fn retrieve(world: &World, id: &str, params: &Params) -> Result<Value, ApiError> {
    params.only(&["expand", "client_secret"])?;
    show(world, id, params)
}

pub(super) fn capture(
    world: &mut World,
    id: &str,
    params: &Params,
    now: i64,
) -> Result<Value, ApiError> {
    params.only(&[
        "amount_to_capture",
        "expand",
        "metadata",
        "final_capture",
        "statement_descriptor",
    ])?;
    let amount = between(params, "amount_to_capture", 1, i64::MAX)?;
    let metadata = params.metadata("metadata")?;
    world.capture(id, amount, now)?;
    world.intent_mut(id)?.metadata.extend(metadata);
    show(world, id, params)
}

pub(super) fn cancel(
    world: &mut World,
    id: &str,
    params: &Params,
    now: i64,
) -> Result<Value, ApiError> {
    params.only(&["cancellation_reason", "expand"])?;
    let reason = params.one_of("cancellation_reason", &REASONS)?;
    world.cancel(id, reason, now)?;
    show(world, id, params)
}

pub(super) fn list(world: &World, params: &Params) -> Result<Value, ApiError> {
    params.only(&PAGING)?;
    page(
        world,
        params,
        "/v1/payment_intents",
        &world.tables.intents,
        |_: &Intent| true,
        |intent| world.intent_json(intent),
    )
}

pub(super) fn charge(world: &World, id: &str, params: &Params) -> Result<Value, ApiError> {
    params.only(&["expand"])?;
    world.expand(charge_json(world.charge(id)?), &params.list("expand"))
}
