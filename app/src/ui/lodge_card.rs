//! A lodge among others.

use super::{Portrait, PortraitSize};
use crate::{i18n::use_lang, plural, t};
use domain::view::LodgeCard as Card;
use leptos::prelude::*;

/// A lodge in a list: name, territory, who welcomes you. A list item for `<ul class="cards">`.
#[component]
pub fn LodgeCard(
    /// The lodge.
    card: Card,
    /// Its name in the language of the page.
    #[prop(into)]
    title: String,
    /// A word about its state (`tag`), if any.
    #[prop(optional, into)]
    tag: String,
) -> impl IntoView {
    let lang = use_lang();
    let href = lang.path(&format!("/loges/{}", card.lodge.slug));
    view! {
        <li>
            <article class="card card--link lodge-card">
                <h3 class="card__title">
                    <a class="card__link" href=href>
                        {title}
                    </a>
                </h3>
                <p class="lodge-card__meta">
                    <span>{card.territory_name}</span>
                    <span>{plural!(lang, card.communes, ui.communes_singular, ui.communes_plural)}</span>
                </p>
                <p class="card__foot">
                    <Portrait name=card.coordinator.portrait size=PortraitSize::Small />
                    <span>{t!(lang, ui.welcomes, name = card.coordinator.name)}</span>
                    <span>{plural!(lang, card.providers, ui.neighbours_singular, ui.neighbours_plural)}</span>
                    {(!tag.is_empty()).then(|| view! { <span class="tag tag--info">{tag}</span> })}
                </p>
            </article>
        </li>
    }
}
