//! One-line fields: label, hint, answer, and what is wrong beside it, tied together for readers.
//!
//! A field finds the form around it: what was typed before a refused post came back, and what was wrong with it.

use super::Icon;
use crate::{error_text::message, form::use_form, i18n::use_lang, t};
use leptos::prelude::*;

/// The identifiers that tie a field to its hint and its error.
#[derive(Clone, Debug)]
pub(super) struct FieldIds {
    pub input: String,
    pub hint: String,
    pub error: String,
}

impl FieldIds {
    /// `id` when a page has two fields of one name, else made from the name.
    pub fn new(id: &str, name: &str) -> Self {
        let input = if id.is_empty() {
            format!("f-{name}")
        } else {
            id.to_owned()
        };
        Self {
            hint: format!("{input}-hint"),
            error: format!("{input}-error"),
            input,
        }
    }

    /// What `aria-describedby` says.
    pub fn described_by(&self, hint: bool, error: bool) -> Option<String> {
        match (hint, error) {
            (false, false) => None,
            (true, false) => Some(self.hint.clone()),
            (false, true) => Some(self.error.clone()),
            (true, true) => Some(format!("{} {}", self.hint, self.error)),
        }
    }
}

/// What a field needs to know: its identifiers, the answer so far, what is wrong.
#[derive(Clone)]
pub(super) struct FieldState {
    pub ids: FieldIds,
    pub value: String,
    pub error: Signal<Option<String>>,
}

/// The state of the field `name`; `value` stands unless the form remembers what was typed.
pub(super) fn field_state(id: &str, name: &'static str, value: String) -> FieldState {
    let lang = use_lang();
    let ids = FieldIds::new(id, name);
    match use_form() {
        None => FieldState {
            ids,
            value,
            error: Signal::stored(None),
        },
        Some(form) => {
            let problem = form.problem(name);
            let error = Signal::derive(move || problem.get().map(|e| message(&e, lang)));
            FieldState {
                ids,
                value: form.typed(name).unwrap_or(value),
                error,
            }
        }
    }
}

/// What is wrong, beside its field; nothing when nothing is.
#[component]
pub(super) fn FieldError(
    /// The identifier the field refers to.
    id: String,
    /// In words.
    error: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        let id = id.clone();
        error.get().map(|text| {
            view! {
                <p class="field__error" id=id>
                    <Icon name="warning-circle" />
                    <span>{text}</span>
                </p>
            }
        })
    }
}

/// Label and hint above, error below, the answer between.
#[component]
pub(super) fn FieldShell(
    ids: FieldIds,
    label: String,
    hint: String,
    error: Signal<Option<String>>,
    optional: bool,
    #[prop(default = "field")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let hint_id = ids.hint.clone();
    view! {
        <div class=class>
            <label class="field__label" for=ids.input.clone()>
                {label}
                {optional.then(|| view! { " " <span class="field__optional">{t!(lang, ui.optional)}</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            {children()}
            <FieldError id=ids.error error />
        </div>
    }
}

/// A line of text of any `<input>` type.
#[component]
pub fn TextField(
    /// Name posted.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// `text`, `email`, `password`, `date`, `time`, `tel`, `search`…
    #[prop(default = "text")]
    kind: &'static str,
    /// Help under the label.
    #[prop(optional, into)]
    hint: String,
    /// The answer so far.
    #[prop(optional, into)]
    value: String,
    /// Says so beside the label and does not require an answer.
    #[prop(optional)]
    optional: bool,
    /// `autocomplete` token.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Longest answer in characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// `inputmode` token.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// First day or smallest number.
    #[prop(optional, into)]
    min: Option<String>,
    /// Last day or biggest number.
    #[prop(optional, into)]
    max: Option<String>,
    /// For a short answer.
    #[prop(optional)]
    short: bool,
    /// Identifier, when the page has two fields of this name.
    #[prop(optional)]
    id: &'static str,
) -> impl IntoView {
    let FieldState { ids, value, error } = field_state(id, name, value);
    let (input, has_hint) = (ids.clone(), !hint.is_empty());
    view! {
        <FieldShell ids label hint error optional>
            <input
                class=if short { "field__input field__input--short" } else { "field__input" }
                id=input.input.clone()
                type=kind
                name=name
                value=value
                required=!optional
                autocomplete=autocomplete
                maxlength=maxlength
                inputmode=inputmode
                min=min
                max=max
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || input.described_by(has_hint, error.get().is_some())
            />
        </FieldShell>
    }
}

/// An amount in euros, as people type it (`13`, `13,50`); the server parses.
#[component]
pub fn MoneyInput(
    /// Name posted.
    name: &'static str,
    /// The question.
    #[prop(into)]
    label: String,
    /// Help under the label.
    #[prop(optional, into)]
    hint: String,
    /// The answer so far.
    #[prop(optional, into)]
    value: String,
    /// Says so beside the label and does not require an answer.
    #[prop(optional)]
    optional: bool,
    /// Identifier, when the page has two fields of this name.
    #[prop(optional)]
    id: &'static str,
) -> impl IntoView {
    let FieldState { ids, value, error } = field_state(id, name, value);
    let (input, has_hint) = (ids.clone(), !hint.is_empty());
    view! {
        <FieldShell ids label hint error optional class="field field--money">
            <div class="field__affix">
                <input
                    class="field__input"
                    id=input.input.clone()
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    maxlength="12"
                    name=name
                    value=value
                    required=!optional
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=move || input.described_by(has_hint, error.get().is_some())
                />
                <span class="field__suffix" aria-hidden="true">"€"</span>
            </div>
        </FieldShell>
    }
}
