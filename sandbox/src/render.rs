//! Stripe's JSON shapes of our objects, and the expansion of identifiers into objects (`expand[]=latest_charge`).

use crate::clock::seconds;
use crate::error::ApiError;
use crate::model::{
    CaptureMethod, CardFailure, Charge, Event, Intent, IntentStatus, LineItem, Refund, Session,
    SessionStatus,
};
use crate::state::World;
use serde_json::{Value, json};

/// The API version whose shapes are answered.
pub(crate) const API_VERSION: &str = "2025-09-30.clover";

const MAX_EXPANSIONS: usize = 20;

impl World {
    /// A Checkout Session. `payment_status` of a manual capture turns `paid` when captured.
    pub(crate) fn session_json(&self, session: &Session) -> Value {
        let intent = session
            .intent
            .as_deref()
            .and_then(|id| self.tables.intents.get(id));
        let paid = intent.is_some_and(|intent| intent.status == IntentStatus::Succeeded);
        let open = session.status == SessionStatus::Open;
        let url = open.then(|| format!("{}/pay/{}", self.base_url, session.id));
        let details = session
            .customer_email
            .as_ref()
            .filter(|_| !open)
            .map(|email| json!({ "email": email }));
        json!({
            "id": session.id, "object": "checkout.session", "livemode": false, "mode": "payment",
            "amount_subtotal": session.amount_total, "amount_total": session.amount_total, "currency": session.currency,
            "automatic_tax": { "enabled": false, "status": null }, "billing_address_collection": null,
            "cancel_url": session.cancel_url, "success_url": session.success_url, "url": url,
            "client_reference_id": session.client_reference_id, "created": seconds(session.created),
            "expires_at": seconds(session.expires_at), "customer": null, "customer_creation": "if_required",
            "customer_details": details, "customer_email": session.customer_email, "locale": session.locale,
            "metadata": session.metadata, "payment_intent": session.intent, "payment_method_types": ["card"],
            "payment_status": if paid { "paid" } else { "unpaid" }, "setup_intent": null, "status": session.status.word(),
            "subscription": null, "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 },
            "ui_mode": "hosted",
        })
    }

    /// A payment intent.
    pub(crate) fn intent_json(&self, intent: &Intent) -> Value {
        let next = (intent.status == IntentStatus::RequiresAction).then(|| {
            let url = match &intent.session {
                Some(session) => format!("{}/pay/{session}/3ds", self.base_url),
                None => format!("{}/3ds/{}", self.base_url, intent.id),
            };
            json!({ "type": "redirect_to_url", "redirect_to_url": { "url": url, "return_url": intent.return_url } })
        });
        json!({
            "id": intent.id, "object": "payment_intent", "livemode": false, "amount": intent.amount,
            "amount_capturable": intent.amount_capturable, "amount_details": { "tip": {} },
            "amount_received": intent.amount_received, "application": null, "application_fee_amount": null,
            "automatic_payment_methods": null, "canceled_at": intent.canceled_at.map(seconds),
            "cancellation_reason": intent.cancellation_reason, "capture_method": intent.capture_method.word(),
            "client_secret": format!("{}_secret_{}", intent.id, intent.secret), "confirmation_method": "automatic",
            "created": seconds(intent.created), "currency": intent.currency, "customer": null,
            "description": intent.description, "last_payment_error": intent.last_error.as_ref().map(failure_json),
            "latest_charge": intent.latest_charge, "metadata": intent.metadata, "next_action": next,
            "on_behalf_of": null, "payment_method": intent.payment_method, "payment_method_types": ["card"],
            "processing": null, "receipt_email": null, "setup_future_usage": null, "shipping": null,
            "statement_descriptor": null, "status": intent.status.word(), "transfer_data": null, "transfer_group": null,
        })
    }

    fn expanded(&self, id: &str) -> Option<Value> {
        match id.split('_').next()? {
            "cs" => self
                .tables
                .sessions
                .get(id)
                .map(|row| self.session_json(row)),
            "pi" => self.tables.intents.get(id).map(|row| self.intent_json(row)),
            "ch" => self.tables.charges.get(id).map(charge_json),
            "re" => self.tables.refunds.get(id).map(refund_json),
            _ => None,
        }
    }

    /// Replaces the identifiers at the asked paths by their objects.
    ///
    /// # Errors
    /// 400 when a path leads to something that cannot be expanded.
    pub(crate) fn expand(&self, mut value: Value, paths: &[&str]) -> Result<Value, ApiError> {
        for path in paths.iter().take(MAX_EXPANSIONS) {
            let parts: Vec<&str> = path.split('.').take(5).collect();
            if !self.expand_path(&mut value, &parts) {
                let shown: String = path.chars().take(80).collect();
                let message = format!("This property cannot be expanded ({shown}).");
                return Err(ApiError::invalid(
                    "property_not_expandable",
                    "expand",
                    message,
                ));
            }
        }
        Ok(value)
    }

    fn expand_path(&self, value: &mut Value, parts: &[&str]) -> bool {
        let Some((name, rest)) = parts.split_first() else {
            return true;
        };
        if *name == "line_items" && rest.is_empty() {
            let session = value["id"]
                .as_str()
                .and_then(|id| self.tables.sessions.get(id));
            return session.is_some_and(|session| {
                value["line_items"] = items_json(session);
                true
            });
        }
        match value.get_mut(*name) {
            Some(Value::Null) => true,
            Some(Value::Array(list)) => list.iter_mut().all(|item| self.expand_path(item, rest)),
            Some(found) => {
                if let Some(object) = found.as_str().and_then(|id| self.expanded(id)) {
                    *found = object;
                }
                found.is_object() && self.expand_path(found, rest)
            }
            None => false,
        }
    }
}

fn failure_json(failure: &CardFailure) -> Value {
    json!({
        "type": if failure.code == "payment_intent_authentication_failure" { "invalid_request_error" } else { "card_error" },
        "code": failure.code, "decline_code": failure.decline_code, "message": failure.message, "charge": failure.charge,
    })
}

/// A charge; `payment_method_details.card.capture_before` says until when a hold can be captured.
pub(crate) fn charge_json(charge: &Charge) -> Value {
    let ok = charge.failure.is_none();
    let three_ds = charge.authenticated.then(|| json!({ "authentication_flow": "challenge", "result": "authenticated", "version": "2.2.0" }));
    let outcome = json!({
        "network_status": if ok { "approved_by_network" } else { "declined_by_network" },
        "reason": charge.failure.as_ref().map(|failure| failure.decline_code.as_ref().unwrap_or(&failure.code)),
        "risk_level": "normal", "seller_message": if ok { "Payment complete." } else { "The bank refused the payment." },
        "type": if ok { "authorized" } else { "issuer_declined" },
    });
    let card = json!({
        "amount_authorized": if ok { Some(charge.amount) } else { None }, "brand": charge.card.brand,
        "capture_before": charge.capture_before.map(seconds), "country": "FR", "exp_month": charge.card.exp_month,
        "exp_year": charge.card.exp_year, "funding": "credit", "last4": charge.card.last4, "network": charge.card.brand,
        "three_d_secure": three_ds,
    });
    json!({
        "id": charge.id, "object": "charge", "livemode": false, "amount": charge.amount,
        "amount_captured": charge.amount_captured, "amount_refunded": charge.amount_refunded, "application": null,
        "balance_transaction": null, "billing_details": { "email": null, "name": null }, "captured": charge.captured,
        "created": seconds(charge.created), "currency": charge.currency, "customer": null,
        "description": charge.description, "disputed": false,
        "failure_code": charge.failure.as_ref().map(|failure| &failure.code),
        "failure_message": charge.failure.as_ref().map(|failure| &failure.message),
        "metadata": charge.metadata, "outcome": outcome, "paid": ok, "payment_intent": charge.intent,
        "payment_method": charge.payment_method, "payment_method_details": { "card": card, "type": "card" },
        "receipt_url": null, "refunded": ok && charge.amount_refunded == charge.amount,
        "status": if ok { "succeeded" } else { "failed" }, "transfer_group": null,
    })
}

/// A refund.
pub(crate) fn refund_json(refund: &Refund) -> Value {
    json!({
        "id": refund.id, "object": "refund", "amount": refund.amount, "balance_transaction": null, "charge": refund.charge,
        "created": seconds(refund.created), "currency": refund.currency, "metadata": refund.metadata,
        "payment_intent": refund.intent, "reason": refund.reason, "receipt_number": null, "status": "succeeded",
        "source_transfer_reversal": null, "transfer_reversal": null,
    })
}

/// An event; also the body of a webhook.
pub(crate) fn event_json(event: &Event) -> Value {
    let object: Value = serde_json::from_str(&event.object).unwrap_or_default();
    json!({
        "id": event.id, "object": "event", "api_version": API_VERSION, "created": seconds(event.created),
        "data": { "object": object }, "livemode": false, "pending_webhooks": i32::from(event.pending),
        "request": { "id": event.request, "idempotency_key": event.idempotency_key }, "type": event.kind,
    })
}

/// The lines of a session, as a list.
pub(crate) fn items_json(session: &Session) -> Value {
    let line = |item: &LineItem| {
        let total = item.unit_amount * item.quantity;
        json!({
            "id": item.id, "object": "item", "amount_discount": 0, "amount_subtotal": total, "amount_tax": 0,
            "amount_total": total, "currency": session.currency, "description": item.name, "quantity": item.quantity,
            "price": { "object": "price", "active": false, "currency": session.currency, "type": "one_time", "unit_amount": item.unit_amount },
        })
    };
    let url = format!("/v1/checkout/sessions/{}/line_items", session.id);
    json!({ "object": "list", "data": session.items.iter().map(line).collect::<Vec<_>>(), "has_more": false, "url": url })
}

/// Whether money of this intent waits to be captured.
pub(crate) fn is_held(intent: &Intent) -> bool {
    intent.status == IntentStatus::RequiresCapture && intent.capture_method == CaptureMethod::Manual
}
