//! A refused post of a page that has moved on: why it was refused, and what was written, so that nothing is lost.

use crate::{
    form::lost_draft,
    i18n::use_lang,
    t,
    ui::{Notice, Tone},
};
use leptos::prelude::*;

/// Above the page that a refused post came from, when the form is no longer on it.
#[component]
pub fn LostDraft() -> impl IntoView {
    let lang = use_lang();
    lost_draft().map(|draft| {
        let written = draft.written();
        let kept = (!written.is_empty()).then(|| {
            let texts = written
                .into_iter()
                .map(|text| view! { <blockquote class="lost-draft__text">{text}</blockquote> })
                .collect_view();
            view! {
                <p>{t!(lang, ui.lost_kept)}</p>
                {texts}
            }
        });
        view! {
            <div class="page page--narrow lost-draft" role="alert">
                <Notice tone=Tone::Wrong title=t!(lang, ui.refused_title)>
                    <p>{draft.error.message(lang)}</p>
                    {kept}
                </Notice>
            </div>
        }
    })
}
