//! The place of what is coming, of about its size, so that nothing jumps.

use crate::{i18n::use_lang, t};
use leptos::prelude::*;

/// A title, some lines and a block.
#[component]
pub fn Skeleton(
    /// Lines of text.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <div class="page" aria-busy="true">
            <p class="hidden-text">{t!(lang, ui.loading)}</p>
            <div class="skeleton" aria-hidden="true">
                <span class="skeleton__line skeleton__line--title"></span>
                {(0..lines).map(|_| view! { <span class="skeleton__line"></span> }).collect_view()}
                <span class="skeleton__block"></span>
            </div>
        </div>
    }
}

/// Cards that are coming.
#[component]
pub fn SkeletonCards(
    /// How many.
    #[prop(default = 3)]
    count: usize,
) -> impl IntoView {
    let cards = (0..count)
        .map(|_| {
            view! {
                <li>
                    <div class="card skeleton">
                        <span class="skeleton__disc"></span>
                        <span class="skeleton__line"></span>
                        <span class="skeleton__line"></span>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="cards" aria-hidden="true">
            {cards}
        </ul>
    }
}
