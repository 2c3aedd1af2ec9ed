//! One among a few, each on its own card; and a box to tick.

use super::field::{FieldError, FieldState, field_state};
use leptos::prelude::*;

/// One card.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Value posted.
    pub value: String,
    /// What it is.
    pub title: String,
    /// What it means; may be empty.
    pub hint: String,
}

impl Choice {
    /// A card with a hint.
    pub fn new(
        value: impl Into<String>,
        title: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            value: value.into(),
            title: title.into(),
            hint: hint.into(),
        }
    }
}

/// Real radio buttons on cards.
#[component]
pub fn RadioCards(
    /// Name posted.
    name: &'static str,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The cards.
    choices: Vec<Choice>,
    /// The value chosen so far.
    #[prop(optional, into)]
    selected: String,
) -> impl IntoView {
    let FieldState {
        ids,
        value: selected,
        error,
    } = field_state("", name, selected);
    let described = ids.clone();
    let cards = choices
        .into_iter()
        .enumerate()
        .map(|(i, choice)| {
            let checked = choice.value == selected;
            let id = if i == 0 { ids.input.clone() } else { format!("{}-{i}", ids.input) };
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        id=id
                        name=name
                        value=choice.value
                        checked=checked
                        required=true
                        aria-invalid=move || error.get().map(|_| "true")
                    />
                    <span>
                        <span class="choice__title">{choice.title}</span>
                        {(!choice.hint.is_empty()).then(|| view! { <span class="choice__hint">{choice.hint}</span> })}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices" aria-describedby=move || described.described_by(false, error.get().is_some())>
            <legend class="choices__legend">{legend}</legend>
            <div class="choices__list">{cards}</div>
            <FieldError id=ids.error error />
        </fieldset>
    }
}

/// A box to tick, its words beside it. Posts `value` when ticked, nothing otherwise.
#[component]
pub fn Check(
    /// Name posted.
    name: &'static str,
    /// Value posted.
    #[prop(default = "true")]
    value: &'static str,
    /// Whether it is ticked at first.
    #[prop(optional)]
    checked: bool,
    /// Whether it has to be ticked.
    #[prop(optional)]
    required: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    let first = if checked {
        value.to_owned()
    } else {
        String::new()
    };
    let FieldState {
        ids,
        value: ticked,
        error,
    } = field_state("", name, first);
    let described = ids.clone();
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    id=ids.input
                    name=name
                    value=value
                    checked=ticked == value
                    required=required
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=move || described.described_by(false, error.get().is_some())
                />
                <span>{children()}</span>
            </label>
            <FieldError id=ids.error error />
        </div>
    }
}
