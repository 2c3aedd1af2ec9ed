//! Part of a form that stays folded away until it is wanted.

use crate::form::use_form;
use leptos::prelude::*;

/// Fields behind a button; open at once when the form comes back refused, without script too.
#[component]
pub fn Folded(
    /// Words of the button; may change while the page is shown.
    #[prop(into)]
    title: Signal<String>,
    /// Class of the button beside `button`.
    #[prop(default = "button--secondary")]
    class: &'static str,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let refused = use_form().is_some_and(|form| form.error.with_untracked(Option::is_some));
    view! {
        <details open=refused>
            <summary class=format!("button {class}")>{move || title.get()}</summary>
            <div class="card form">{children()}</div>
        </details>
    }
}
