//! Pieces that several pages of a loge share.

use crate::{
    i18n::{of_town, use_lang},
    t,
    ui::ReviewCard,
};
use domain::{
    Lang,
    view::{LodgeRef, ReviewView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A part of the address, tracked.
pub fn params(name: &'static str) -> Signal<String> {
    let map = use_params_map();
    Signal::derive(move || map.with(|m| m.get(name).unwrap_or_default()))
}

/// "La loge d’Alençon".
pub fn title(lang: Lang, lodge: &LodgeRef) -> String {
    t!(lang, lodge.title, of = of_town(lang, lodge))
}

/// The loges, then this one, for the way back.
pub fn trail(lang: Lang, lodge: &LodgeRef) -> Vec<(String, String)> {
    vec![
        (lang.path("/loges"), t!(lang, common.the_loges)),
        (
            lang.path(&format!("/loges/{}", lodge.slug)),
            title(lang, lodge),
        ),
    ]
}

/// Names of the days set in `days`, bit 0 being Monday: "lundi, samedi".
pub fn day_names(lang: Lang, days: u8) -> String {
    let names: Vec<String> = (0..7)
        .filter(|d| days & (1 << d) != 0)
        .map(|d| day_name(lang, d))
        .collect();
    if names.len() == 7 {
        t!(lang, lodge.every_day)
    } else {
        names.join(", ")
    }
}

/// Name of a day, 0 for Monday.
pub fn day_name(lang: Lang, day: u8) -> String {
    match day {
        0 => t!(lang, lodge.monday),
        1 => t!(lang, lodge.tuesday),
        2 => t!(lang, lodge.wednesday),
        3 => t!(lang, lodge.thursday),
        4 => t!(lang, lodge.friday),
        5 => t!(lang, lodge.saturday),
        _ => t!(lang, lodge.sunday),
    }
}

/// Published reviews under a heading; says so kindly when there is none yet.
#[component]
pub fn Reviews(
    /// Heading.
    title: String,
    /// Newest first.
    reviews: Vec<ReviewView>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <section class="section">
            <div class="section__head"><h2>{title}</h2></div>
            {if reviews.is_empty() {
                view! { <p class="quiet">{t!(lang, lodge.no_review)}</p> }.into_any()
            } else {
                view! { <div class="reviews">{reviews.into_iter().map(|review| view! { <ReviewCard review/> }).collect_view()}</div> }
                    .into_any()
            }}
        </section>
    }
}
