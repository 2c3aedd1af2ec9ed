//! A rating, read. The figure always stands beside the stars.

use super::{Icon, words};
use crate::{i18n::use_lang, t};
use domain::format;
use leptos::prelude::*;

/// Five stars and the rating of one review (1 to 5).
#[component]
pub fn Stars(
    /// 1 to 5.
    rating: u8,
) -> impl IntoView {
    let lang = use_lang();
    let row = (1..=5_u8)
        .map(|n| view! { <Icon name="star-fill" class=if n <= rating { "stars__on" } else { "" } /> })
        .collect_view();
    view! {
        <span class="stars">
            <span class="stars__row" aria-hidden="true">
                {row}
            </span>
            <span aria-hidden="true">{rating.to_string()}</span>
            <span class="hidden-text">{t!(lang, ui.rating_of, note = rating.to_string())}</span>
        </span>
    }
}

/// One star, the average and how many reviews: `4,9 · 23 avis`; or that there is none yet.
#[component]
pub fn StarNote(
    /// Average in tenths.
    tenths: Option<u32>,
    /// Number of reviews.
    reviews: u32,
) -> impl IntoView {
    let lang = use_lang();
    let Some(tenths) = tenths.filter(|_| reviews > 0) else {
        return view! { <span>{t!(lang, ui.no_review)}</span> }.into_any();
    };
    let note = format::rating(lang, tenths);
    view! {
        <span class="stars">
            <span class="stars__row" aria-hidden="true">
                <Icon name="star-fill" class="stars__on" />
            </span>
            <span aria-hidden="true">{note.clone()}</span>
            <span class="hidden-text">{t!(lang, ui.rating_of, note = note)}</span>
            <span class="stars__count">{format!("· {}", words::reviews(lang, reviews))}</span>
        </span>
    }
    .into_any()
}
