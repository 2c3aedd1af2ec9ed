//! What went wrong with a form as a whole, said at its head and found by the keyboard.
//!
//! Links within a page are `external` to the router everywhere: the browser moves the focus, the router would only scroll.

use super::Icon;
use crate::{error::UiError, error_text::message, form::use_form, i18n::use_lang, t};
use leptos::{html::Div, prelude::*};

/// Says why the form around it was refused: a link to the field, or the refusal itself. Takes the focus when it appears.
#[component]
pub fn ErrorSummary(
    /// Fields whose identifier is not the usual `f-<name>`, with the one they have: two forms of a page share a name.
    #[prop(optional)]
    at: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let lang = use_lang();
    let place = NodeRef::<Div>::new();
    let error = use_form().map(|form| form.error);
    Effect::new(move |_| {
        if error.is_some_and(|e| e.get().is_some())
            && let Some(place) = place.get()
        {
            // A focus that fails leaves the reader where they were; the summary is announced anyway.
            let _ = place.focus();
        }
    });
    move || {
        error.and_then(|e| e.get()).map(|e| {
            let words = message(&e, lang);
            let (title, said) = match &e {
                UiError::Input { field, .. } => {
                    let own = at.iter().find(|(name, _)| name == field);
                    let id = own.map_or_else(|| format!("f-{field}"), |(_, id)| (*id).to_owned());
                    (t!(lang, ui.check_title), view! { <a href=format!("#{id}") rel="external">{words}</a> }.into_any())
                }
                _ => (t!(lang, ui.refused_title), words.into_any()),
            };
            view! {
                <div class="notice notice--wrong error-summary" role="alert" tabindex="-1" node_ref=place>
                    <Icon name="warning-circle" />
                    <div class="notice__body">
                        <p class="notice__title">{title}</p>
                        <p>{said}</p>
                        <p class="quiet">{t!(lang, ui.kept)}</p>
                    </div>
                </div>
            }
        })
    }
}
