//! From an open session or a new intent to money held, received or refused: what happens when somebody pays.
//! What comes after (capture, cancellation, expiry, refund) is `aftermath`'s.

use crate::card::{self, CardFace, CardInput};
use crate::catalogue::{Behaviour, Decline};
use crate::clock::DAY_MS;
use crate::error::ApiError;
use crate::model::{
    CaptureMethod, CardFailure, Charge, Intent, IntentStatus, Session, SessionStatus,
};
use crate::render::charge_json;
use crate::state::{Timer, World};

/// How long a hold can be captured: 7 days for a card whose holder is present (docs.stripe.com, "Place a hold on a payment
/// method"). Callers must read `capture_before`, not this.
pub(crate) const HOLD_MS: i64 = 7 * DAY_MS;

/// What came of a submitted card that was not refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Submitted {
    /// Held or received, by the intent's capture method.
    Paid,
    /// The holder must authenticate first.
    Challenge,
}

impl World {
    /// Records a new session.
    pub(crate) fn open_session(&mut self, session: Session) {
        self.schedule(session.expires_at, Timer::Session(session.id.clone()));
        self.tables.sessions.insert(session);
    }

    /// The payer submits a card on the hosted page.
    ///
    /// # Errors
    /// 402 when the card is mistyped or refused (the session stays open), 400 when the session is not open.
    pub(crate) fn pay_session(
        &mut self,
        id: &str,
        input: &CardInput,
        now: i64,
    ) -> Result<Submitted, ApiError> {
        let session = self.session(id)?;
        if session.status != SessionStatus::Open {
            let message = format!(
                "This Checkout Session is {} and takes no payment any more.",
                session.status.word()
            );
            return Err(ApiError::state("checkout_session_not_open", message));
        }
        let face = card::read(input, now)?;
        let intent = match session.intent.clone() {
            Some(intent) => intent,
            None => self.intent_of_session(id, now)?,
        };
        self.confirm(&intent, face, now)
    }

    /// The intent of a session is made when a card is first submitted, as with Stripe.
    fn intent_of_session(&mut self, id: &str, now: i64) -> Result<String, ApiError> {
        let session = self.session(id)?.clone();
        let mut intent = self.new_intent(
            session.amount_total,
            session.currency,
            session.capture_method,
            now,
        );
        intent.session = Some(session.id);
        intent.description = session.description;
        intent.metadata = session.intent_metadata;
        let made = intent.id.clone();
        self.tables.intents.insert(intent);
        self.session_mut(id)?.intent = Some(made.clone());
        Ok(made)
    }

    /// A blank intent, not yet recorded.
    pub(crate) fn new_intent(
        &mut self,
        amount: i64,
        currency: String,
        capture_method: CaptureMethod,
        now: i64,
    ) -> Intent {
        Intent {
            id: self.tables.ids.next("pi_"),
            secret: self.tables.ids.next("s"),
            session: None,
            status: IntentStatus::RequiresPaymentMethod,
            amount,
            amount_capturable: 0,
            amount_received: 0,
            currency,
            capture_method,
            description: None,
            metadata: std::collections::BTreeMap::new(),
            created: now,
            canceled_at: None,
            cancellation_reason: None,
            payment_method: None,
            pending_card: None,
            latest_charge: None,
            last_error: None,
            return_url: None,
        }
    }

    /// Puts a card to the issuer.
    pub(crate) fn confirm(
        &mut self,
        id: &str,
        face: CardFace,
        now: i64,
    ) -> Result<Submitted, ApiError> {
        let payment_method = self.tables.ids.next("pm_");
        let intent = self.intent_mut(id)?;
        intent.payment_method = Some(payment_method);
        intent.last_error = None;
        match face.behaviour {
            Behaviour::Accept | Behaviour::RefuseCapture => self.authorise(id, face, false, now),
            Behaviour::Decline(decline) => Err(self.decline(id, Some(face), decline, now)?),
            Behaviour::Challenge | Behaviour::ChallengeThenDecline => {
                intent.pending_card = Some(face);
                intent.status = IntentStatus::RequiresAction;
                Ok(Submitted::Challenge)
            }
        }
    }

    /// The holder passes or fails the 3-D Secure challenge.
    ///
    /// # Errors
    /// 402 when it fails or the issuer refuses all the same, 400 when no challenge is waiting.
    pub(crate) fn answer_challenge(
        &mut self,
        id: &str,
        authenticated: bool,
        now: i64,
    ) -> Result<Submitted, ApiError> {
        let intent = self.intent_mut(id)?;
        let (IntentStatus::RequiresAction, Some(face)) =
            (intent.status, intent.pending_card.take())
        else {
            let message = "This PaymentIntent is not waiting for an authentication.";
            return Err(ApiError::state("payment_intent_unexpected_state", message));
        };
        if !authenticated {
            return Err(self.decline(id, None, Decline::AuthenticationFailed, now)?);
        }
        if face.behaviour == Behaviour::ChallengeThenDecline {
            return Err(self.decline(id, Some(face), Decline::InsufficientFunds, now)?);
        }
        self.authorise(id, face, true, now)
    }

    /// The holder would have to authenticate but is not there: refused, so that the payer is asked back.
    pub(crate) fn authentication_required(
        &mut self,
        id: &str,
        now: i64,
    ) -> Result<ApiError, ApiError> {
        let face = self.intent_mut(id)?.pending_card.take();
        self.decline(id, face, Decline::AuthenticationRequired, now)
    }

    /// The issuer says yes: the money is held or, with automatic capture, received.
    fn authorise(
        &mut self,
        id: &str,
        face: CardFace,
        authenticated: bool,
        now: i64,
    ) -> Result<Submitted, ApiError> {
        let mut charge = self.new_charge(id, face, now)?;
        charge.authenticated = authenticated;
        let intent = self.intent_mut(id)?;
        intent.latest_charge = Some(charge.id.clone());
        intent.pending_card = None;
        let event = if charge.manual {
            charge.capture_before = Some(now + HOLD_MS);
            intent.status = IntentStatus::RequiresCapture;
            intent.amount_capturable = intent.amount;
            self.schedule(now + HOLD_MS, Timer::Hold(id.to_owned()));
            "payment_intent.amount_capturable_updated"
        } else {
            (charge.captured, charge.amount_captured) = (true, charge.amount);
            intent.status = IntentStatus::Succeeded;
            intent.amount_received = intent.amount;
            "payment_intent.succeeded"
        };
        let charge_view = charge_json(&charge);
        self.tables.charges.insert(charge);
        let intent = self.intent(id)?;
        let (view, session) = (self.intent_json(intent), intent.session.clone());
        self.emit("charge.succeeded", now, &charge_view);
        self.emit(event, now, &view);
        if let Some(session) = session {
            self.session_mut(&session)?.status = SessionStatus::Complete;
            let view = self.session_json(self.session(&session)?);
            self.emit("checkout.session.completed", now, &view);
        }
        Ok(Submitted::Paid)
    }

    /// The issuer says no: the intent waits for another card. Gives the answer for the caller.
    fn decline(
        &mut self,
        id: &str,
        face: Option<CardFace>,
        why: Decline,
        now: i64,
    ) -> Result<ApiError, ApiError> {
        let mut error = why.error();
        let (code, decline_code, message) = why.words();
        let mut failure = CardFailure {
            code: code.to_owned(),
            decline_code: decline_code.map(str::to_owned),
            message: message.to_owned(),
            charge: None,
        };
        if let Some(face) = face {
            let mut charge = self.new_charge(id, face, now)?;
            failure.charge = Some(charge.id.clone());
            charge.failure = Some(failure.clone());
            self.tables.charges.insert(charge);
        }
        error.charge.clone_from(&failure.charge);
        let intent = self.intent_mut(id)?;
        intent.status = IntentStatus::RequiresPaymentMethod;
        (intent.payment_method, intent.pending_card) = (None, None);
        if failure.charge.is_some() {
            intent.latest_charge.clone_from(&failure.charge);
        }
        intent.last_error = Some(failure);
        let view = self.intent_json(self.intent(id)?);
        self.emit("payment_intent.payment_failed", now, &view);
        Ok(error.with_intent(view))
    }

    fn new_charge(&mut self, id: &str, card: CardFace, now: i64) -> Result<Charge, ApiError> {
        let charge_id = self.tables.ids.next("ch_");
        let intent = self.intent(id)?;
        Ok(Charge {
            id: charge_id,
            intent: intent.id.clone(),
            payment_method: intent.payment_method.clone().unwrap_or_default(),
            card,
            authenticated: false,
            amount: intent.amount,
            amount_captured: 0,
            amount_refunded: 0,
            currency: intent.currency.clone(),
            captured: false,
            manual: intent.capture_method == CaptureMethod::Manual,
            failure: None,
            metadata: intent.metadata.clone(),
            description: intent.description.clone(),
            created: now,
            capture_before: None,
        })
    }
}
