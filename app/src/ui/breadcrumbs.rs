//! Where one is.

use crate::{i18n::use_lang, t};
use leptos::prelude::*;

/// The way here: address and name of each page above, then the name of this one.
#[component]
pub fn Breadcrumbs(
    /// Address (with its language) and name, outermost first.
    trail: Vec<(String, String)>,
    /// This page.
    #[prop(into)]
    here: String,
) -> impl IntoView {
    let lang = use_lang();
    let above = trail
        .into_iter()
        .map(|(href, name)| view! { <li><a href=href>{name}</a></li> })
        .collect_view();
    view! {
        <nav class="breadcrumbs" aria-label=t!(lang, ui.trail)>
            <ol>
                {above} <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
}
