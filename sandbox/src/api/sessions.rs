//! Checkout Sessions: `/v1/checkout/sessions`.

use super::check::{
    LARGEST, between, capture_method, check_amount, email, locale, read_currency, url,
};
use super::list::{PAGING, page};
use crate::clock::{DAY_MS, seconds};
use crate::error::ApiError;
use crate::form::Params;
use crate::model::{LineItem, Session, SessionStatus};
use crate::render::items_json;
use crate::state::World;
use serde_json::Value;

/// Stripe's limits of `expires_at`, in seconds from the creation.
const SHORTEST_S: i64 = 30 * 60;
const LONGEST_S: i64 = 24 * 3600;
const CREATE: [&str; 24] = [
    "mode",
    "line_items",
    "success_url",
    "cancel_url",
    "payment_intent_data",
    "metadata",
    "client_reference_id",
    "customer_email",
    "expires_at",
    "locale",
    "payment_method_types",
    "payment_method_options",
    "expand",
    "submit_type",
    "ui_mode",
    "billing_address_collection",
    "customer_creation",
    "phone_number_collection",
    "allow_promotion_codes",
    "automatic_tax",
    "consent_collection",
    "custom_text",
    "invoice_creation",
    "currency",
];

pub(super) fn create(world: &mut World, params: &Params, now: i64) -> Result<Value, ApiError> {
    params.only(&CREATE)?;
    params.required("mode")?;
    params.one_of("mode", &["payment"])?;
    params.one_of("ui_mode", &["hosted"])?;
    let (mut items, currency) = line_items_of(params)?;
    let amount_total = total(&items)?;
    check_amount(amount_total, "line_items")?;
    let expires_at = expiry(params, now)?;
    let success_url =
        url(params, "success_url")?.ok_or_else(|| ApiError::missing("success_url"))?;
    let session = Session {
        id: world.tables.ids.next("cs_test_"),
        status: SessionStatus::Open,
        items: Vec::new(),
        amount_total,
        currency,
        capture_method: capture_method(params, "payment_intent_data[capture_method]")?,
        description: params.short_text("payment_intent_data[description]", 1000)?,
        intent_metadata: params.metadata("payment_intent_data[metadata]")?,
        metadata: params.metadata("metadata")?,
        client_reference_id: params.short_text("client_reference_id", 200)?,
        customer_email: email(params)?,
        success_url,
        cancel_url: url(params, "cancel_url")?,
        locale: locale(params)?,
        created: now,
        expires_at,
        intent: None,
    };
    for item in &mut items {
        item.id = world.tables.ids.next("li_");
    }
    let id = session.id.clone();
    world.open_session(Session { items, ..session });
    world.expand(
        world.session_json(world.session(&id)?),
        &params.list("expand"),
    )
}

pub(super) fn retrieve(world: &World, id: &str, params: &Params) -> Result<Value, ApiError> {
    params.only(&["expand"])?;
    world.expand(
        world.session_json(world.session(id)?),
        &params.list("expand"),
    )
}

pub(super) fn line_items(world: &World, id: &str) -> Result<Value, ApiError> {
    world.session(id).map(items_json)
}

pub(super) fn expire(
    world: &mut World,
    id: &str,
    params: &Params,
    now: i64,
) -> Result<Value, ApiError> {
    params.only(&["expand"])?;
    world.expire_session(id, now)?;
    retrieve(world, id, params)
}

pub(super) fn list(world: &World, params: &Params) -> Result<Value, ApiError> {
    params.only(&[&PAGING[..], &["payment_intent", "status"]].concat())?;
    let (intent, status) = (
        params.text("payment_intent"),
        params.one_of("status", &["open", "complete", "expired"])?,
    );
    let keep = |session: &Session| {
        intent.is_none_or(|id| session.intent.as_deref() == Some(id))
            && status.is_none_or(|word| session.status.word() == word)
    };
    page(
        world,
        params,
        "/v1/checkout/sessions",
        &world.tables.sessions,
        keep,
        |session| world.session_json(session),
    )
}

fn line_items_of(params: &Params) -> Result<(Vec<LineItem>, String), ApiError> {
    let mut items = Vec::new();
    let mut currency: Option<String> = None;
    for index in params.indices("line_items") {
        let stem = format!("line_items[{index}]");
        if let Some(price) = params.text(&format!("{stem}[price]")) {
            return Err(ApiError::not_found(
                "price",
                &format!("{stem}[price]"),
                price,
            ));
        }
        let path = format!("{stem}[price_data][currency]");
        let this = read_currency(params, &path)?;
        if currency.get_or_insert_with(|| this.clone()) != &this {
            return Err(ApiError::invalid(
                "parameter_invalid",
                &path,
                "All line items must have the same currency.",
            ));
        }
        items.push(LineItem {
            id: String::new(),
            name: params
                .required(&format!("{stem}[price_data][product_data][name]"))?
                .chars()
                .take(250)
                .collect(),
            description: params.short_text(
                &format!("{stem}[price_data][product_data][description]"),
                1000,
            )?,
            unit_amount: between(
                params,
                &format!("{stem}[price_data][unit_amount]"),
                0,
                LARGEST,
            )?
            .unwrap_or(0),
            quantity: between(params, &format!("{stem}[quantity]"), 1, 999_999)?.unwrap_or(1),
        });
    }
    match currency {
        Some(currency) if items.len() <= 100 => Ok((items, currency)),
        Some(_) => Err(ApiError::invalid(
            "parameter_invalid",
            "line_items",
            "At most 100 line items.",
        )),
        None => Err(ApiError::missing("line_items")),
    }
}

fn total(items: &[LineItem]) -> Result<i64, ApiError> {
    let sum = items.iter().try_fold(0_i64, |sum, item| {
        sum.checked_add(item.unit_amount.checked_mul(item.quantity)?)
    });
    sum.ok_or_else(|| {
        ApiError::invalid("amount_too_large", "line_items", "The total is too large.")
    })
}

fn expiry(params: &Params, now: i64) -> Result<i64, ApiError> {
    let Some(at) = params.integer("expires_at")? else {
        return Ok(now + DAY_MS);
    };
    let wait = at.saturating_sub(seconds(now));
    if wait < SHORTEST_S {
        return Err(ApiError::invalid(
            "parameter_invalid",
            "expires_at",
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
        ));
    }
    if wait > LONGEST_S {
        return Err(ApiError::invalid(
            "parameter_invalid",
            "expires_at",
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
        ));
    }
    Ok(at * 1000)
}
