//! The test cards: which numbers exist, what each one does, and how a refusal is worded.

use crate::error::ApiError;
use serde::{Deserialize, Serialize};

/// What an issuer answers once the card's numbers are well formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Behaviour {
    /// Authorised at once.
    Accept,
    /// Authorised, then refused for want of funds when the amount is captured.
    RefuseCapture,
    /// Refused when authorised.
    Decline(Decline),
    /// The holder must authenticate first (3-D Secure), then authorised.
    Challenge,
    /// The holder must authenticate first, then refused all the same.
    ChallengeThenDecline,
}

/// Why an issuer refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Decline {
    Generic,
    InsufficientFunds,
    LostCard,
    ExpiredCard,
    IncorrectCvc,
    ProcessingError,
    NotATestCard,
    AuthenticationFailed,
    /// Nobody is there to authenticate (off-session).
    AuthenticationRequired,
}

impl Decline {
    /// Stripe's code, decline code and message.
    pub(crate) const fn words(self) -> (&'static str, Option<&'static str>, &'static str) {
        match self {
            Self::Generic => (
                "card_declined",
                Some("generic_decline"),
                "Your card was declined.",
            ),
            Self::InsufficientFunds => (
                "card_declined",
                Some("insufficient_funds"),
                "Your card has insufficient funds.",
            ),
            Self::LostCard => (
                "card_declined",
                Some("lost_card"),
                "Your card was declined.",
            ),
            Self::ExpiredCard => (
                "expired_card",
                Some("expired_card"),
                "Your card has expired.",
            ),
            Self::IncorrectCvc => (
                "incorrect_cvc",
                Some("incorrect_cvc"),
                "Your card's security code is incorrect.",
            ),
            Self::ProcessingError => (
                "processing_error",
                Some("processing_error"),
                "An error occurred while processing your card. Try again in a little bit.",
            ),
            Self::NotATestCard => (
                "card_declined",
                Some("test_mode_live_card"),
                "Your card was declined. Your request was in test mode, but used a non test card.",
            ),
            Self::AuthenticationRequired => (
                "authentication_required",
                Some("authentication_required"),
                "Your card was declined. This transaction requires authentication.",
            ),
            Self::AuthenticationFailed => (
                "payment_intent_authentication_failure",
                None,
                "The provided payment method has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
            ),
        }
    }

    /// The 402 answer.
    pub(crate) fn error(self) -> ApiError {
        let (code, decline_code, message) = self.words();
        ApiError::card(code, decline_code, message)
    }
}

/// One test card.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TestCard {
    pub(crate) number: &'static str,
    pub(crate) brand: &'static str,
    /// The name Stripe's libraries use for it (`pm_card_…`).
    pub(crate) token: &'static str,
    pub(crate) behaviour: Behaviour,
    /// Shown on the hosted page.
    pub(crate) shown: bool,
}

const fn card(
    number: &'static str,
    brand: &'static str,
    token: &'static str,
    behaviour: Behaviour,
    shown: bool,
) -> TestCard {
    TestCard {
        number,
        brand,
        token,
        behaviour,
        shown,
    }
}

/// Every card the sandbox knows. All numbers are Stripe's, except 4000 0000 0000 7718, which is ours: Stripe has none that
/// is authorised and then refused at capture.
pub(crate) const CARDS: &[TestCard] = &[
    card(
        "4242424242424242",
        "visa",
        "pm_card_visa",
        Behaviour::Accept,
        true,
    ),
    card(
        "4000002500001001",
        "cartes_bancaires",
        "pm_card_visa_cartesBancaires",
        Behaviour::Accept,
        false,
    ),
    card(
        "5555555555554444",
        "mastercard",
        "pm_card_mastercard",
        Behaviour::Accept,
        false,
    ),
    card(
        "4000002760003184",
        "visa",
        "pm_card_authenticationRequired",
        Behaviour::Challenge,
        true,
    ),
    card(
        "4000002500003155",
        "visa",
        "pm_card_authenticationRequiredOnSetup",
        Behaviour::Challenge,
        false,
    ),
    card(
        "4000008260003178",
        "visa",
        "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
        Behaviour::ChallengeThenDecline,
        false,
    ),
    card(
        "4000000000000002",
        "visa",
        "pm_card_visa_chargeDeclined",
        Behaviour::Decline(Decline::Generic),
        true,
    ),
    card(
        "4000000000009995",
        "visa",
        "pm_card_visa_chargeDeclinedInsufficientFunds",
        Behaviour::Decline(Decline::InsufficientFunds),
        true,
    ),
    card(
        "4000000000007718",
        "visa",
        "pm_card_refusedAtCapture",
        Behaviour::RefuseCapture,
        true,
    ),
    card(
        "4000000000009987",
        "visa",
        "pm_card_visa_chargeDeclinedLostCard",
        Behaviour::Decline(Decline::LostCard),
        false,
    ),
    card(
        "4000000000000069",
        "visa",
        "pm_card_chargeDeclinedExpiredCard",
        Behaviour::Decline(Decline::ExpiredCard),
        false,
    ),
    card(
        "4000000000000127",
        "visa",
        "pm_card_chargeDeclinedIncorrectCvc",
        Behaviour::Decline(Decline::IncorrectCvc),
        false,
    ),
    card(
        "4000000000000119",
        "visa",
        "pm_card_chargeDeclinedProcessingError",
        Behaviour::Decline(Decline::ProcessingError),
        false,
    ),
];
