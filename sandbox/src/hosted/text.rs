//! What the hosted page says, in French and in English.

use crate::error::ApiError;

/// The two languages of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    French,
    English,
}

impl Language {
    /// From a language tag or an `Accept-Language` value: French when it starts so, else English.
    pub(super) fn from_tag(tag: &str) -> Self {
        if tag.trim_start().to_ascii_lowercase().starts_with("fr") {
            Self::French
        } else {
            Self::English
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    pub(super) const fn texts(self) -> &'static Texts {
        match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
        }
    }

    /// An amount as this language writes it: `13,00 €`, `€13.00`.
    pub(super) fn money(self, cents: i64, currency: &str) -> String {
        let (units, rest) = (cents / 100, cents % 100);
        let symbol = match currency {
            "eur" => "€",
            "gbp" => "£",
            "usd" => "$",
            other => other,
        };
        match self {
            Self::French => format!("{},{rest:02}\u{a0}{symbol}", grouped(units, '\u{202f}')),
            Self::English => format!("{symbol}{}.{rest:02}", grouped(units, ',')),
        }
    }

    /// Why a card was refused, and what to do.
    pub(super) fn refusal(self, error: &ApiError) -> &'static str {
        let code = error.decline_code.or(error.code).unwrap_or_default();
        let (french, english) = match code {
            "insufficient_funds" => (
                "Votre banque refuse cette carte\u{202f}: les fonds disponibles ne suffisent pas. Rien n’a été débité. Essayez une autre carte.",
                "Your bank refused this card: there are not enough funds. Nothing was charged. Try another card.",
            ),
            "expired_card" | "invalid_expiry_month" | "invalid_expiry_year" => (
                "La date d’expiration n’est pas valable, ou la carte est expirée. Vérifiez-la, au format MM/AA.",
                "The expiry date is not valid, or the card has expired. Check it, as MM/YY.",
            ),
            "incorrect_cvc" | "invalid_cvc" => (
                "Le cryptogramme n’est pas le bon. Ce sont les trois chiffres au dos de la carte.",
                "The security code is not right. It is the three digits on the back of the card.",
            ),
            "incorrect_number" => (
                "Ce numéro de carte n’existe pas. Vérifiez les chiffres.",
                "This card number does not exist. Check the digits.",
            ),
            "payment_intent_authentication_failure" => (
                "Vous n’avez pas été authentifié par votre banque. Rien n’a été débité. Recommencez, ou essayez une autre carte.",
                "Your bank could not authenticate you. Nothing was charged. Try again, or use another card.",
            ),
            "processing_error" => (
                "La banque n’a pas répondu comme prévu. Rien n’a été débité. Réessayez dans un instant.",
                "The bank did not answer as expected. Nothing was charged. Try again in a moment.",
            ),
            "test_mode_live_card" => (
                "Ceci est un paiement d’essai\u{202f}: seules les cartes d’essai ci-dessous fonctionnent. Ne saisissez jamais une vraie carte ici.",
                "This is a test payment: only the test cards below work. Never type a real card here.",
            ),
            _ => (
                "Votre banque a refusé cette carte. Rien n’a été débité. Essayez une autre carte.",
                "Your bank refused this card. Nothing was charged. Try another card.",
            ),
        };
        match self {
            Self::French => french,
            Self::English => english,
        }
    }
}

fn grouped(units: i64, separator: char) -> String {
    let digits = units.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Every text of the page.
pub(super) struct Texts {
    pub(super) test_banner: &'static str,
    pub(super) pay_to: &'static str,
    pub(super) held_note: &'static str,
    pub(super) taken_note: &'static str,
    pub(super) number: &'static str,
    pub(super) expiry: &'static str,
    pub(super) expiry_hint: &'static str,
    pub(super) cvc: &'static str,
    pub(super) name: &'static str,
    pub(super) hold: &'static str,
    pub(super) pay: &'static str,
    pub(super) back: &'static str,
    pub(super) cards_title: &'static str,
    pub(super) cards_note: &'static str,
    pub(super) fill: &'static str,
    pub(super) accepted: &'static str,
    pub(super) challenged: &'static str,
    pub(super) declined: &'static str,
    pub(super) insufficient: &'static str,
    pub(super) at_capture: &'static str,
    pub(super) bank: &'static str,
    pub(super) challenge_title: &'static str,
    pub(super) challenge_text: &'static str,
    pub(super) authenticate: &'static str,
    pub(super) fail: &'static str,
    pub(super) expired_title: &'static str,
    pub(super) expired_text: &'static str,
    pub(super) unknown_title: &'static str,
    pub(super) unknown_text: &'static str,
    pub(super) home_title: &'static str,
    pub(super) home_text: &'static str,
}

static FRENCH: Texts = Texts {
    test_banner: "Paiement d’essai\u{202f}: aucune vraie carte, aucun argent réel",
    pay_to: "Vous réglez",
    held_note: "Empreinte bancaire\u{202f}: la somme est réservée sur votre carte. Rien n’est débité avant la fin de la mission.",
    taken_note: "La somme est débitée tout de suite.",
    number: "Numéro de carte",
    expiry: "Expiration",
    expiry_hint: "MM/AA",
    cvc: "Cryptogramme",
    name: "Nom sur la carte",
    hold: "Réserver",
    pay: "Payer",
    back: "Revenir sans payer",
    cards_title: "Cartes d’essai",
    cards_note: "Choisissez ce qui doit arriver\u{202f}: la carte est remplie pour vous.",
    fill: "Remplir",
    accepted: "Acceptée",
    challenged: "Authentification demandée (3-D Secure)",
    declined: "Refusée par la banque",
    insufficient: "Refusée\u{202f}: fonds insuffisants",
    at_capture: "Acceptée, puis refusée au moment du débit",
    bank: "Votre banque (essai)",
    challenge_title: "Confirmez que c’est bien vous",
    challenge_text: "Votre banque vous demande d’approuver ce paiement. Dans cet essai, vous décidez de la réponse.",
    authenticate: "Approuver le paiement",
    fail: "Échouer à l’authentification",
    expired_title: "Ce paiement a expiré",
    expired_text: "Le délai pour payer est passé. Rien n’a été débité. Revenez à votre mission pour recommencer.",
    unknown_title: "Paiement introuvable",
    unknown_text: "Ce lien de paiement n’existe pas ou plus. Rien n’a été débité.",
    home_title: "Serveur de paiement d’essai",
    home_text: "Il répond comme Stripe sous /v1 et affiche ses pages de paiement sous /pay. Aucun argent réel n’y circule.",
};

static ENGLISH: Texts = Texts {
    test_banner: "Test payment: no real card, no real money",
    pay_to: "You are paying",
    held_note: "Card hold: the amount is reserved on your card. Nothing is charged before the mission is done.",
    taken_note: "The amount is charged at once.",
    number: "Card number",
    expiry: "Expiry",
    expiry_hint: "MM/YY",
    cvc: "Security code",
    name: "Name on the card",
    hold: "Reserve",
    pay: "Pay",
    back: "Go back without paying",
    cards_title: "Test cards",
    cards_note: "Choose what should happen: the card is filled in for you.",
    fill: "Fill in",
    accepted: "Accepted",
    challenged: "Authentication asked (3-D Secure)",
    declined: "Declined by the bank",
    insufficient: "Declined: not enough funds",
    at_capture: "Accepted, then refused when captured",
    bank: "Your bank (test)",
    challenge_title: "Confirm that it is you",
    challenge_text: "Your bank asks you to approve this payment. In this test, you decide what it answers.",
    authenticate: "Approve the payment",
    fail: "Fail the authentication",
    expired_title: "This payment has expired",
    expired_text: "The time to pay is over. Nothing was charged. Go back to your mission to start again.",
    unknown_title: "Payment not found",
    unknown_text: "This payment link does not exist, or no longer. Nothing was charged.",
    home_title: "Test payment server",
    home_text: "It answers like Stripe under /v1 and shows its payment pages under /pay. No real money moves here.",
};

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn writes_amounts_in_both_languages() {
        assert_eq!(
            Language::French.money(123_450, "eur"),
            "1\u{202f}234,50\u{a0}€"
        );
        assert_eq!(Language::English.money(1_305, "eur"), "€13.05");
        assert_eq!(Language::from_tag("fr-FR,fr;q=0.9"), Language::French);
        assert_eq!(Language::from_tag("en"), Language::English);
    }
}
