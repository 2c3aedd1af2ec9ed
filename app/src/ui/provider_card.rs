//! A neighbour in the shop window.

use super::{Icon, Portrait, StarNote, words};
use crate::i18n::use_lang;
use domain::view::{ListingLine, ProviderCard as Card};
use leptos::prelude::*;

/// Rows of "pictogram, what, how much".
#[component]
pub fn Rates(
    /// The listings.
    listings: Vec<ListingLine>,
) -> impl IntoView {
    let lang = use_lang();
    let rows = listings
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <Icon name=words::pictogram(&line.skill) />
                    <span>{words::skill(lang, &line.skill)}</span>
                    <span class="rates__price">{words::rate(lang, line.rate, line.unit)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rates">{rows}</ul> }
}

/// A provider in a list: face and first name, two adjectives, rates, facts. A list item for `<ul class="cards">`.
#[component]
pub fn ProviderCard(
    /// The provider.
    card: Card,
    /// Slug of the lodge.
    #[prop(into)]
    lodge: String,
    /// How many rates are shown.
    #[prop(default = 3)]
    rates: usize,
) -> impl IntoView {
    let lang = use_lang();
    let href = lang.path(&format!("/loges/{lodge}/offreurs/{}", card.slug));
    let listings = card.listings.into_iter().take(rates).collect();
    view! {
        <li>
            <article class="card card--link provider-card">
                <div class="provider-card__who">
                    <Portrait name=card.person.portrait />
                    <div>
                        <h3 class="provider-card__name">
                            <a class="card__link" href=href>
                                {card.person.name}
                            </a>
                        </h3>
                        <p class="provider-card__adjectives">{card.adjectives}</p>
                    </div>
                </div>
                <Rates listings />
                <p class="card__foot">
                    <StarNote tenths=card.rating_tenths reviews=card.reviews />
                    <span>{words::missions(lang, card.missions)}</span>
                </p>
            </article>
        </li>
    }
}
