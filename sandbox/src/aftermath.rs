//! What happens to money after it was held: capture, cancellation, the lapse of holds and sessions, refunds.

use crate::catalogue::{Behaviour, Decline};
use crate::error::ApiError;
use crate::model::{CardFailure, Intent, IntentStatus, Metadata, Refund, SessionStatus};
use crate::render::{charge_json, is_held, refund_json};
use crate::state::{Timer, World};

impl World {
    /// Takes `amount` cents of what is held (all when `None`); the rest is released.
    ///
    /// # Errors
    /// 400 when nothing is held or more is asked than is held, 402 when the card refuses at capture (the hold stays).
    pub(crate) fn capture(
        &mut self,
        id: &str,
        amount: Option<i64>,
        now: i64,
    ) -> Result<(), ApiError> {
        let intent = self.intent(id)?;
        if !is_held(intent) {
            return Err(self.wrong_state(intent, "captured", "requires_capture"));
        }
        let amount = amount.unwrap_or(intent.amount_capturable);
        if amount > intent.amount_capturable {
            let message = "The amount to capture is greater than the amount you can capture for this PaymentIntent.";
            return Err(
                ApiError::invalid("amount_too_large", "amount_to_capture", message)
                    .with_intent(self.intent_json(intent)),
            );
        }
        let charge_id = intent.latest_charge.clone().unwrap_or_default();
        if self.charge(&charge_id)?.card.behaviour == Behaviour::RefuseCapture {
            return Err(self.refuse_capture(id, &charge_id)?);
        }
        let charge = self.charge_mut(&charge_id)?;
        charge.captured = true;
        charge.amount_captured = amount;
        charge.amount_refunded = charge.amount - amount;
        let charge_view = charge_json(charge);
        let intent = self.intent_mut(id)?;
        intent.status = IntentStatus::Succeeded;
        (intent.amount_capturable, intent.amount_received) = (0, amount);
        let view = self.intent_json(self.intent(id)?);
        self.emit("charge.captured", now, &charge_view);
        self.emit("payment_intent.succeeded", now, &view);
        Ok(())
    }

    fn refuse_capture(&mut self, id: &str, charge: &str) -> Result<ApiError, ApiError> {
        let mut error = Decline::InsufficientFunds.error();
        error.charge = Some(charge.to_owned());
        self.intent_mut(id)?.last_error = Some(CardFailure {
            code: error.code.unwrap_or_default().to_owned(),
            decline_code: error.decline_code.map(str::to_owned),
            message: error.message.clone(),
            charge: error.charge.clone(),
        });
        Ok(error.with_intent(self.intent_json(self.intent(id)?)))
    }

    /// Gives up an intent and releases what it holds.
    ///
    /// # Errors
    /// 400 when it is already over, or belongs to a session that is still open.
    pub(crate) fn cancel(
        &mut self,
        id: &str,
        reason: Option<&str>,
        now: i64,
    ) -> Result<(), ApiError> {
        let intent = self.intent(id)?;
        if matches!(
            intent.status,
            IntentStatus::Succeeded | IntentStatus::Canceled
        ) {
            let allowed = "requires_payment_method, requires_capture, requires_confirmation, requires_action, processing";
            return Err(self.wrong_state(intent, "canceled", allowed));
        }
        let session = intent
            .session
            .as_deref()
            .and_then(|session| self.tables.sessions.get(session));
        if session.is_some_and(|session| session.status == SessionStatus::Open) {
            let message = "You cannot cancel this PaymentIntent because it belongs to an open Checkout Session. Expire the Checkout Session instead.";
            return Err(ApiError::state("payment_intent_unexpected_state", message)
                .with_intent(self.intent_json(intent)));
        }
        self.give_up(id, reason, now)
    }

    fn give_up(&mut self, id: &str, reason: Option<&str>, now: i64) -> Result<(), ApiError> {
        let intent = self.intent_mut(id)?;
        let held = is_held(intent);
        intent.status = IntentStatus::Canceled;
        (intent.amount_capturable, intent.pending_card) = (0, None);
        intent.canceled_at = Some(now);
        intent.cancellation_reason = reason.map(str::to_owned);
        let charge = intent.latest_charge.clone().filter(|_| held);
        if let Some(charge) = charge {
            let charge = self.charge_mut(&charge)?;
            charge.amount_refunded = charge.amount;
        }
        let view = self.intent_json(self.intent(id)?);
        self.emit("payment_intent.canceled", now, &view);
        Ok(())
    }

    /// Ends an open session: nobody can pay it any more.
    ///
    /// # Errors
    /// 400 when the session is not open.
    pub(crate) fn expire_session(&mut self, id: &str, now: i64) -> Result<(), ApiError> {
        let session = self.session_mut(id)?;
        if session.status != SessionStatus::Open {
            let message = format!(
                "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of {}.",
                session.status.word()
            );
            return Err(ApiError::state("checkout_session_not_open", message));
        }
        session.status = SessionStatus::Expired;
        let intent = session.intent.clone();
        if let Some(intent) = intent {
            self.give_up(&intent, Some("automatic"), now)?;
        }
        let view = self.session_json(self.session(id)?);
        self.emit("checkout.session.expired", now, &view);
        Ok(())
    }

    /// Gives back `amount` cents of what was captured (all that is left when `None`).
    ///
    /// # Errors
    /// 400 when nothing was captured, or less is left than asked.
    pub(crate) fn refund(
        &mut self,
        charge_id: &str,
        amount: Option<i64>,
        reason: Option<&str>,
        metadata: Metadata,
        now: i64,
    ) -> Result<String, ApiError> {
        let charge = self.charge(charge_id)?;
        if !charge.captured {
            return Err(ApiError::state(
                "charge_not_refundable",
                format!("Charge {charge_id} has not been captured: cancel it instead."),
            ));
        }
        let left = charge.amount - charge.amount_refunded;
        if left == 0 {
            return Err(ApiError::state(
                "charge_already_refunded",
                format!("Charge {charge_id} has already been refunded."),
            ));
        }
        let amount = amount.unwrap_or(left);
        if amount > left {
            let message = format!(
                "Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
            );
            return Err(ApiError::invalid("amount_too_large", "amount", message));
        }
        let id = self.tables.ids.next("re_");
        let charge = self.charge_mut(charge_id)?;
        charge.amount_refunded += amount;
        let refund = Refund {
            id: id.clone(),
            charge: charge_id.to_owned(),
            intent: charge.intent.clone(),
            amount,
            currency: charge.currency.clone(),
            reason: reason.map(str::to_owned),
            metadata,
            created: now,
        };
        let view = charge_json(charge);
        let refund_view = refund_json(&refund);
        self.tables.refunds.insert(refund);
        self.emit("charge.refunded", now, &view);
        self.emit("refund.created", now, &refund_view);
        Ok(id)
    }

    /// Does what time has made due, each at its own moment, and says whether anything changed.
    pub(crate) fn settle(&mut self, now: i64) -> bool {
        let mut changed = false;
        while let Some((at, timer)) = self.next_due(now) {
            let done = match timer {
                // Refused when the session is no longer open: nothing to do then.
                Timer::Session(id) => self.expire_session(&id, at),
                Timer::Hold(id) if self.intent(&id).is_ok_and(is_held) => {
                    self.give_up(&id, Some("automatic"), at)
                }
                Timer::Hold(_) => continue,
            };
            changed |= done.is_ok();
        }
        changed
    }

    fn wrong_state(&self, intent: &Intent, done: &str, allowed: &str) -> ApiError {
        let message = format!(
            "This PaymentIntent could not be {done} because it has a status of {}. Only a PaymentIntent with one of the following statuses may be {done}: {allowed}.",
            intent.status.word()
        );
        ApiError::state("payment_intent_unexpected_state", message)
            .with_intent(self.intent_json(intent))
    }
}
