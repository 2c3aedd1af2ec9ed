//! How a loge works, for somebody who has never heard of one, and how its lists are sorted.

use crate::{i18n::use_lang, meta::PageMeta, t};
use leptos::prelude::*;

/// `/comment-ca-marche`
#[component]
pub fn HowPage() -> impl IntoView {
    let lang = use_lang();
    let parts = [
        (t!(lang, explain.how_who), t!(lang, explain.how_who_text)),
        (t!(lang, explain.how_once), t!(lang, explain.how_once_text)),
        (
            t!(lang, explain.how_agree),
            t!(lang, explain.how_agree_text),
        ),
        (t!(lang, explain.how_hold), t!(lang, explain.how_hold_text)),
        (t!(lang, explain.how_done), t!(lang, explain.how_done_text)),
        (
            t!(lang, explain.how_reviews),
            t!(lang, explain.how_reviews_text),
        ),
        (
            t!(lang, explain.how_sorted),
            t!(lang, explain.how_sorted_text),
        ),
        (
            t!(lang, explain.how_trouble),
            t!(lang, explain.how_trouble_text),
        ),
    ];
    view! {
        <PageMeta title=t!(lang, common.how_it_works) description=t!(lang, explain.how_lead)/>
        <div class="page page--reading">
            <header class="page-head">
                <h1>{t!(lang, common.how_it_works)}</h1>
                <p class="lead">{t!(lang, explain.how_lead)}</p>
            </header>
            {parts
                .into_iter()
                .map(|(title, text)| {
                    view! {
                        <section class="explain-part">
                            <h2>{title}</h2>
                            <p>{text}</p>
                        </section>
                    }
                })
                .collect_view()}
            <p class="buttons"><a class="button" href=lang.path("/loges")>{t!(lang, common.all_loges)}</a></p>
        </div>
    }
}
