//! The button that sends a form.

use crate::form::use_form;
use leptos::prelude::*;

/// Sends the form around it; while that is under way its words stay, and a second press does nothing.
#[component]
pub fn Submit(
    /// `button--secondary`, `button--tile`, `button--wide`…
    #[prop(optional)]
    class: &'static str,
    /// What happens, in words.
    children: Children,
) -> impl IntoView {
    let pending = use_form().map(|form| form.pending);
    let busy = move || pending.is_some_and(|p| p.get()).then_some("true");
    view! {
        <button
            type="submit"
            class=format!("button {class}")
            aria-busy=busy
            aria-disabled=busy
            on:click=move |press| {
                if pending.is_some_and(|p| p.get_untracked()) {
                    press.prevent_default();
                }
            }
        >
            {children()}
        </button>
    }
}
