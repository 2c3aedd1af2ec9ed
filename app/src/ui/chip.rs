//! Skills as chips: pictogram, name, price.

use super::{Icon, words};
use crate::i18n::use_lang;
use domain::view::SkillOffer;
use leptos::prelude::*;

/// A skill offered in a lodge, from which price on. A list item for `<ul class="chips">`.
#[component]
pub fn SkillChip(
    /// What is offered.
    offer: SkillOffer,
    /// Where it leads.
    href: String,
    /// Whether it is the one chosen.
    #[prop(optional)]
    current: bool,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <li>
            <a class="chip" href=href aria-current=current.then_some("true")>
                <Icon name=words::pictogram(&offer.skill) />
                {words::skill(lang, &offer.skill)}
                <span class="chip__price">
                    {if offer.providers > 1 {
                        words::rate_from(lang, offer.rate_from, offer.unit)
                    } else {
                        words::rate(lang, offer.rate_from, offer.unit)
                    }}
                </span>
            </a>
        </li>
    }
}

/// A skill the lodge looks for. A list item for `<ul class="chips">`; a link when `href` says where.
#[component]
pub fn WantedChip(
    /// Code of the skill.
    #[prop(into)]
    skill: String,
    /// Where it leads, if anywhere.
    #[prop(optional, into)]
    href: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let inside = view! {
        <Icon name=words::pictogram(&skill) />
        {words::skill(lang, &skill)}
    };
    let chip = match href {
        Some(href) => view! { <a class="chip chip--wanted" href=href>{inside}</a> }.into_any(),
        None => view! { <span class="chip chip--wanted">{inside}</span> }.into_any(),
    };
    view! { <li>{chip}</li> }
}
