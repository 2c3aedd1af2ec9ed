//! A rating from 1 to 5, made of radio buttons: keyboard, readers and no script included.

use super::{
    Icon,
    field::{FieldError, FieldState, field_state},
};
use crate::{i18n::use_lang, t};
use leptos::prelude::*;

/// Five stars to choose from. Posts 1 to 5.
#[component]
pub fn StarsInput(
    /// Name posted.
    name: &'static str,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The rating chosen so far.
    #[prop(optional, into)]
    value: Option<u8>,
) -> impl IntoView {
    let lang = use_lang();
    let first = value.map(|n| n.to_string()).unwrap_or_default();
    let FieldState { ids, value, error } = field_state("", name, first);
    let described = ids.clone();
    let stars = (1..=5_u8)
        .map(|n| {
            let id = if n == 1 { ids.input.clone() } else { format!("{}-{n}", ids.input) };
            let checked = value == n.to_string();
            view! {
                <label class="stars-input__star">
                    <Icon name="star-fill" />
                    <input type="radio" id=id name=name value=n.to_string() checked=checked required=true />
                    <span class="hidden-text">{t!(lang, ui.stars_of, n = n.to_string())}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="stars-input" aria-describedby=move || described.described_by(false, error.get().is_some())>
            <legend class="field__label">{legend}</legend>
            <div class="stars-input__row">{stars}</div>
            <FieldError id=ids.error error />
        </fieldset>
    }
}
