//! One among many, in a native list.

use super::field::{FieldShell, FieldState, field_state};
use leptos::prelude::*;

/// A native list. Options are value and words; `selected` is a value.
#[component]
pub fn Select(
    /// Name posted.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// Value and words of each.
    options: Vec<(String, String)>,
    /// The value chosen so far.
    #[prop(optional, into)]
    selected: String,
    /// Help under the label.
    #[prop(optional, into)]
    hint: String,
    /// Says so beside the label and does not require an answer.
    #[prop(optional)]
    optional: bool,
    /// Identifier, when the page has two fields of this name.
    #[prop(optional)]
    id: &'static str,
) -> impl IntoView {
    let FieldState {
        ids,
        value: selected,
        error,
    } = field_state(id, name, selected);
    let (input, has_hint) = (ids.clone(), !hint.is_empty());
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let chosen = value == selected;
            view! { <option value=value selected=chosen>{words}</option> }
        })
        .collect_view();
    view! {
        <FieldShell ids label hint error optional>
            <select
                class="field__input"
                id=input.input.clone()
                name=name
                required=!optional
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || input.described_by(has_hint, error.get().is_some())
            >
                {options}
            </select>
        </FieldShell>
    }
}
