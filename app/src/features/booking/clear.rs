//! Emptying a form once what it held was sent. Without script the page comes back with an empty one anyway.

use crate::error::UiError;
use leptos::{html::Div, prelude::*, server_fn::ServerFn, web_sys::HtmlFormElement};
use wasm_bindgen::JsCast;

/// Empties the form inside `place`, and closes what it folded out, each time `action` succeeds.
pub(super) fn clear_after<S>(action: ServerAction<S>, place: NodeRef<Div>)
where
    S: ServerFn<Error = UiError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let value = action.value();
    Effect::new(move |_| {
        if !value.with(|v| matches!(v, Some(Ok(_)))) {
            return;
        }
        let Some(place) = place.get_untracked() else {
            return;
        };
        if let Ok(Some(form)) = place.query_selector("form")
            && let Some(form) = form.dyn_ref::<HtmlFormElement>()
        {
            form.reset();
        }
        if let Ok(Some(details)) = place.query_selector("details[open]") {
            // Staying open does no harm.
            let _ = details.remove_attribute("open");
        }
    });
}
