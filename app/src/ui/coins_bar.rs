//! *Où vont mes sous*: the same bar of coins everywhere a price is shown.

use super::chart::percent;
use crate::{i18n::use_lang, t};
use domain::{Lang, commission::Shares, format, money::Cents};
use leptos::prelude::*;

/// Where the bar stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CoinsForm {
    /// In a card or an aside: cents at the end of each line.
    #[default]
    List,
    /// Across a page, with a big title.
    Large,
}

impl CoinsForm {
    const fn class(self) -> &'static str {
        match self {
            Self::List => "coins coins--list",
            Self::Large => "coins coins--large",
        }
    }
}

/// Class of the share, amount, to whom. Shares of nought are left out.
fn cut(
    lang: Lang,
    shares: &Shares,
    provider: String,
    coordinator: String,
) -> Vec<(&'static str, Cents, String)> {
    let coordinator_all = Cents(shares.coordinator_net.0 + shares.coordinator_vat.0);
    let network_all = Cents(shares.network_net.0 + shares.network_vat.0);
    [
        (
            "coins__share-1",
            shares.provider,
            t!(lang, ui.coins_provider, name = provider),
        ),
        (
            "coins__share-2",
            coordinator_all,
            t!(lang, ui.coins_coordinator, name = coordinator),
        ),
        ("coins__share-3", network_all, t!(lang, ui.coins_network)),
    ]
    .into_iter()
    .filter(|(_, amount, _)| amount.0 > 0)
    .collect()
}

/// Rects and words of the bar, in percentages so that nothing stretches; narrow shares carry smaller words or none.
fn bar(lang: Lang, parts: &[(&'static str, Cents, String)], price: Cents) -> impl IntoView + use<> {
    let mut before = 0;
    parts
        .iter()
        .map(|&(class, amount, _)| {
            let (start, middle) = (before, before * 2 + amount.0);
            before += amount.0;
            let part = amount.0 * 100 / price.0.max(1);
            let words = match part {
                25.. => Some(format::money(lang, amount)),
                8..25 => Some(format::money(lang, amount).replace(['€', '\u{a0}'], "")),
                _ => None,
            };
            view! {
                <rect class=class x=percent(start, price.0) y="0" width=percent(amount.0, price.0) height="100%"></rect>
                {words
                    .map(|words| {
                        view! {
                            <text class=if part < 25 { "coins__small" } else { "" } x=percent(middle, price.0 * 2) y="50%">
                                {words}
                            </text>
                        }
                    })}
            }
        })
        .collect_view()
}

/// A price cut in shares, each with its cents and a name.
#[component]
pub fn CoinsBar(
    /// The price and its shares.
    shares: Shares,
    /// Provider's first name.
    #[prop(into)]
    provider: String,
    /// Coordinator's first name.
    #[prop(into)]
    coordinator: String,
    /// Where the bar stands.
    #[prop(optional)]
    form: CoinsForm,
    /// A line under the title, if any (`Une promenade de chien à 13 €`).
    #[prop(optional, into)]
    caption: String,
) -> impl IntoView {
    let lang = use_lang();
    let parts = cut(lang, &shares, provider, coordinator);
    let drawn = bar(lang, &parts, shares.price);
    let legend = parts
        .into_iter()
        .map(|(class, amount, name)| {
            view! {
                <li>
                    <svg class=format!("coins__swatch {class}") aria-hidden="true">
                        <rect width="100%" height="100%"></rect>
                    </svg>
                    <span>{name}</span>
                    <b>{format::money(lang, amount)}</b>
                </li>
            }
        })
        .collect_view();
    view! {
        <figure class=form.class()>
            <figcaption class="coins__head">
                <span class="coins__title">{t!(lang, ui.coins_title)}</span>
                <span class="coins__total">{format::money(lang, shares.price)}</span>
            </figcaption>
            {(!caption.is_empty()).then(|| view! { <p class="quiet">{caption}</p> })}
            <svg class="coins__bar" aria-hidden="true">
                {drawn}
            </svg>
            <ul class="coins__legend">{legend}</ul>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::commission::CommissionRates;

    #[test]
    fn the_legend_sums_to_the_price() {
        for cents in [1, 99, 1_300, 999_999] {
            let shares = Shares::of(Cents(cents), CommissionRates::default());
            let parts = cut(Lang::Fr, &shares, "Ophélie".into(), "Claudie".into());
            assert_eq!(
                parts.iter().map(|(_, amount, _)| amount.0).sum::<i64>(),
                cents
            );
        }
    }
}
