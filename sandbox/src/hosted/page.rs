//! Draws the pages: plain HTML with its own style, no script. Everything that comes from outside is escaped here.

use super::text::{Language, Texts};
use crate::catalogue::{Behaviour, CARDS, Decline, TestCard};
use crate::error::ApiError;
use crate::model::{CaptureMethod, LineItem, Session};

const STYLE: &str = include_str!("style.css");

/// What is being paid, to whom, in which language.
pub(super) struct View<'a> {
    pub(super) session: &'a Session,
    pub(super) merchant: &'a str,
    pub(super) language: Language,
}

/// What stands in the card's fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub(super) number: String,
    pub(super) expiry: String,
    pub(super) cvc: String,
    pub(super) name: String,
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn document(language: Language, title: &str, main: &str) -> String {
    let banner = language.texts().test_banner;
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"icon\" href=\"data:,\"><meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\"><title>{}</title><style>{STYLE}</style></head>\
         <body><header class=\"banner\"><p>{banner}</p></header><main>{main}</main></body></html>",
        language.code(),
        escape(title),
    )
}

/// The payment form, with the reason of the last refusal if there was one.
pub(super) fn pay(view: &View, fields: &Fields, refused: Option<&ApiError>) -> String {
    let texts = view.language.texts();
    let amount = view
        .language
        .money(view.session.amount_total, &view.session.currency);
    let manual = view.session.capture_method == CaptureMethod::Manual;
    let (verb, note) = if manual {
        (texts.hold, texts.held_note)
    } else {
        (texts.pay, texts.taken_note)
    };
    let alert = refused.map_or_else(String::new, |error| {
        format!(
            "<p class=\"alert\" id=\"alert\" role=\"alert\" tabindex=\"-1\" autofocus>{}</p>",
            view.language.refusal(error)
        )
    });
    let main = format!(
        "{summary}<section class=\"card\"><form method=\"post\" action=\"/pay/{id}\">{alert}{form}\
         <p class=\"note\">{note}</p><button type=\"submit\">{verb} {amount}</button></form>\
         <p class=\"back\"><a href=\"/pay/{id}/cancel\">{back}</a></p></section>{cards}",
        summary = summary(view, &amount),
        id = escape(&view.session.id),
        form = inputs(texts, fields, refused),
        back = texts.back,
        cards = test_cards(view),
    );
    document(
        view.language,
        &format!("{verb} {amount} · {}", view.merchant),
        &main,
    )
}

fn summary(view: &View, amount: &str) -> String {
    let line = |item: &LineItem| {
        let total = view
            .language
            .money(item.unit_amount * item.quantity, &view.session.currency);
        let times = if item.quantity > 1 {
            format!(" × {}", item.quantity)
        } else {
            String::new()
        };
        let more = item
            .description
            .as_deref()
            .map(|text| format!("<small>{}</small>", escape(text)));
        format!(
            "<li><span>{}{times}{}</span><span class=\"sum\">{total}</span></li>",
            escape(&item.name),
            more.unwrap_or_default(),
        )
    };
    let lines = view
        .session
        .items
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .concat();
    format!(
        "<div><p class=\"merchant\">{} <strong>{}</strong></p><h1>{amount}</h1><ul class=\"lines\">{lines}</ul></div>",
        view.language.texts().pay_to,
        escape(view.merchant),
    )
}

fn inputs(texts: &Texts, fields: &Fields, refused: Option<&ApiError>) -> String {
    let wrong = match refused.and_then(|error| error.code) {
        Some("incorrect_number") => "number",
        Some("invalid_expiry_month" | "invalid_expiry_year" | "expired_card") => "expiry",
        Some("invalid_cvc" | "incorrect_cvc") => "cvc",
        _ => "",
    };
    let field = |name: &str, label: &str, value: &str, attributes: &str| {
        let state = if name == wrong {
            " aria-invalid=\"true\" aria-describedby=\"alert\""
        } else {
            ""
        };
        format!(
            "<p class=\"field {name}\"><label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" value=\"{}\" {attributes}{state}></p>",
            escape(value)
        )
    };
    let expiry = format!(
        "inputmode=\"numeric\" autocomplete=\"cc-exp\" required maxlength=\"7\" placeholder=\"{}\"",
        texts.expiry_hint
    );
    [
        field(
            "number",
            texts.number,
            &spaced(&fields.number),
            "inputmode=\"numeric\" autocomplete=\"cc-number\" required maxlength=\"30\"",
        ),
        field("expiry", texts.expiry, &fields.expiry, &expiry),
        field(
            "cvc",
            texts.cvc,
            &fields.cvc,
            "inputmode=\"numeric\" autocomplete=\"cc-csc\" required maxlength=\"4\"",
        ),
        field(
            "name",
            texts.name,
            &fields.name,
            "autocomplete=\"cc-name\" maxlength=\"60\"",
        ),
    ]
    .concat()
}

/// Digits in fours, as on a card.
fn spaced(number: &str) -> String {
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = String::new();
    for (place, digit) in number.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

fn test_cards(view: &View) -> String {
    let texts = view.language.texts();
    let line = |card: &TestCard| {
        let number = spaced(card.number);
        format!(
            "<li><span><strong>{what}</strong><code>{number}</code></span><a href=\"/pay/{id}?card={raw}\" aria-label=\"{fill}{colon} {what}\">{fill}</a></li>",
            what = effect(texts, card.behaviour),
            id = escape(&view.session.id),
            raw = card.number,
            fill = texts.fill,
            colon = if view.language == Language::French {
                "\u{202f}:"
            } else {
                ":"
            },
        )
    };
    let lines: String = CARDS.iter().filter(|card| card.shown).map(line).collect();
    format!(
        "<section class=\"tests\"><h2>{}</h2><p>{}</p><ul>{lines}</ul></section>",
        texts.cards_title, texts.cards_note
    )
}

const fn effect(texts: &Texts, behaviour: Behaviour) -> &'static str {
    match behaviour {
        Behaviour::Accept => texts.accepted,
        Behaviour::Challenge | Behaviour::ChallengeThenDecline => texts.challenged,
        Behaviour::RefuseCapture => texts.at_capture,
        Behaviour::Decline(Decline::InsufficientFunds) => texts.insufficient,
        Behaviour::Decline(_) => texts.declined,
    }
}

/// The 3-D Secure challenge.
pub(super) fn challenge(view: &View) -> String {
    let texts = view.language.texts();
    let amount = view
        .language
        .money(view.session.amount_total, &view.session.currency);
    let main = format!(
        "<section class=\"card challenge\"><p class=\"merchant\">{bank}</p><h1 class=\"small\">{title}</h1><p>{text}</p>\
         <p class=\"sum big\">{amount} · {merchant}</p><form method=\"post\" action=\"/pay/{id}/3ds\">\
         <button type=\"submit\" name=\"answer\" value=\"authenticate\">{yes}</button>\
         <button type=\"submit\" name=\"answer\" value=\"fail\" class=\"quiet\">{no}</button></form></section>",
        bank = texts.bank,
        title = texts.challenge_title,
        text = texts.challenge_text,
        merchant = escape(view.merchant),
        id = escape(&view.session.id),
        yes = texts.authenticate,
        no = texts.fail,
    );
    document(view.language, texts.challenge_title, &main)
}

/// The page of a session that ran out of time.
pub(super) fn expired(view: &View) -> String {
    let texts = view.language.texts();
    let back = view.session.cancel_url.as_ref().map(|_| {
        format!(
            "<p><a class=\"button\" href=\"/pay/{}/cancel\">{}</a></p>",
            escape(&view.session.id),
            texts.back
        )
    });
    message(
        view.language,
        texts.expired_title,
        texts.expired_text,
        &back.unwrap_or_default(),
    )
}

/// The page of a session that does not exist.
pub(super) fn unknown(language: Language) -> String {
    let texts = language.texts();
    message(language, texts.unknown_title, texts.unknown_text, "")
}

/// The page at the root: what this server is.
pub(super) fn home(language: Language) -> String {
    let texts = language.texts();
    message(language, texts.home_title, texts.home_text, "")
}

fn message(language: Language, title: &str, text: &str, more: &str) -> String {
    document(
        language,
        title,
        &format!(
            "<section class=\"card\"><h1 class=\"small\">{title}</h1><p>{text}</p>{more}</section>"
        ),
    )
}
