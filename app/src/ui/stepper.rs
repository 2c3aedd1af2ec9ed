//! A small whole number with a smaller and a bigger button, which appear once the page is alive.

use super::{
    Icon,
    field::{FieldShell, FieldState, field_state},
};
use crate::{i18n::use_lang, t};
use leptos::{html::Input, prelude::*};

/// A number field; without script it is a plain one.
#[component]
pub fn Stepper(
    /// Name posted.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// The number so far.
    value: u32,
    /// Smallest number.
    #[prop(default = 1)]
    min: u32,
    /// Biggest number.
    #[prop(default = 99)]
    max: u32,
    /// Help under the label.
    #[prop(optional, into)]
    hint: String,
    /// Identifier, when the page has two fields of this name.
    #[prop(optional)]
    id: &'static str,
) -> impl IntoView {
    let lang = use_lang();
    let FieldState {
        ids,
        value: shown,
        error,
    } = field_state(id, name, value.to_string());
    let (input, has_hint) = (ids.clone(), !hint.is_empty());
    let field = NodeRef::<Input>::new();
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    let step = move |up: bool| {
        if let Some(field) = field.get_untracked() {
            let now = field.value().parse().unwrap_or(value);
            let next = if up {
                now.saturating_add(1)
            } else {
                now.saturating_sub(1)
            };
            field.set_value(&next.clamp(min, max).to_string());
        }
    };
    view! {
        <FieldShell ids label hint error optional=false>
            <div class="stepper">
                <button
                    type="button"
                    class="stepper__button"
                    hidden=move || !alive.get()
                    aria-label=t!(lang, ui.less)
                    on:click=move |_| step(false)
                >
                    <Icon name="minus" />
                </button>
                <input
                    node_ref=field
                    class="field__input"
                    id=input.input.clone()
                    type="number"
                    name=name
                    value=shown
                    min=min.to_string()
                    max=max.to_string()
                    required=true
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=move || input.described_by(has_hint, error.get().is_some())
                />
                <button
                    type="button"
                    class="stepper__button"
                    hidden=move || !alive.get()
                    aria-label=t!(lang, ui.more)
                    on:click=move |_| step(true)
                >
                    <Icon name="plus" />
                </button>
            </div>
        </FieldShell>
    }
}
