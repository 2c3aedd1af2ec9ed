//! Searching a loge: words, skill, day and greatest rate, all in the address; rendered on the server, instant once hydrated.

use super::{
    api::search,
    components::{day_name, params, title, trail},
};
use crate::{
    i18n::{of_town, use_lang},
    load::Load,
    meta::PageMeta,
    plural, t,
    ui::{
        Breadcrumbs, EmptyState, MoneyInput, Portrait, PortraitSize, Select, StarNote, TextField,
        WantedChip, words,
    },
};
use domain::{
    Lang,
    view::{ListingHit, SearchView},
};
use leptos::{
    leptos_dom::helpers::debounce, prelude::*, wasm_bindgen::JsCast, web_sys::HtmlFormElement,
};
use leptos_router::{components::Form, hooks::use_query_map};
use std::time::Duration;

/// `/loges/:lodge/services`
#[component]
pub fn SearchPage() -> impl IntoView {
    let slug = params("lodge");
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let get = |name: &str| query.with(|m| m.get(name).unwrap_or_default());
        (get("q"), get("savoir"), get("jour"), get("max"))
    });
    let data = Resource::new_blocking(
        move || (slug.get(), asked.get()),
        |(slug, (q, savoir, jour, max))| search(slug, q, savoir, jour, max),
    );
    view! {
        <div class="page">
            <div class="search-layout">
                <Filters slug asked=asked.get_untracked()/>
                <Load resource=data view=move |v: SearchView| view! { <Results view=v/> }.into_any()/>
            </div>
        </div>
    }
}

/// The form stays as it is while results change, so that nobody loses the cursor.
#[component]
fn Filters(slug: Signal<String>, asked: (String, String, String, String)) -> impl IntoView {
    let lang = use_lang();
    let action = lang.path(&format!("/loges/{}/services", slug.get_untracked()));
    let submit = debounce(Duration::from_millis(200), |form: HtmlFormElement| {
        // An invalid form stays where it is; the button tells.
        let _ = form.request_submit();
    });
    let skills = std::iter::once((String::new(), t!(lang, lodge.any_skill)))
        .chain(
            domain::skill::CATALOGUE
                .iter()
                .map(|s| (s.code.to_owned(), s.name(lang).to_owned())),
        )
        .collect();
    let days = std::iter::once((String::new(), t!(lang, lodge.any_day)))
        .chain((0..7).map(|d| ((d + 1).to_string(), day_name(lang, d))))
        .collect();
    let mut submit = submit;
    let on_input = move |e: leptos::ev::Event| {
        if let Some(form) = e
            .current_target()
            .and_then(|t| t.dyn_into::<HtmlFormElement>().ok())
        {
            submit(form);
        }
    };
    view! {
        <Form method="GET" action=action attr:class="filters" attr:role="search" on:input=on_input>
            <TextField name="q" label=t!(lang, lodge.search_label) kind="search" value=asked.0 optional=true maxlength=100/>
            <Select name="savoir" label=t!(lang, lodge.filter_skill) options=skills selected=asked.1 optional=true/>
            <Select name="jour" label=t!(lang, lodge.filter_day) options=days selected=asked.2 optional=true/>
            <MoneyInput name="max" label=t!(lang, lodge.filter_max) value=asked.3 optional=true/>
            <button class="button">{t!(lang, lodge.search_button)}</button>
        </Form>
    }
}

#[component]
fn Results(view: SearchView) -> impl IntoView {
    let lang = use_lang();
    let count = u32::try_from(view.hits.len()).unwrap_or(u32::MAX);
    let heading = t!(lang, lodge.search_title, of = of_town(lang, &view.lodge));
    view! {
        <PageMeta title=heading.clone() description=t!(lang, lodge.description, town = view.lodge.town.clone())/>
        <div class="results">
            <Breadcrumbs trail=trail(lang, &view.lodge) here=t!(lang, lodge.services)/>
            <h1>{heading}</h1>
            <p class="quiet" aria-live="polite">{plural!(lang, count, lodge.found_singular, lodge.found_plural)}</p>
            {if view.hits.is_empty() { nothing(lang, &view) } else { hits(lang, &view) }}
        </div>
    }
}

fn hits(lang: Lang, view: &SearchView) -> AnyView {
    let slug = view.lodge.slug.clone();
    view.hits
        .iter()
        .cloned()
        .map(|hit| view! { <Hit hit slug=slug.clone() lang/> })
        .collect_view()
        .into_any()
}

/// Nothing found: what the loge looks for, and whom to ask.
fn nothing(lang: Lang, view: &SearchView) -> AnyView {
    let lodge = lang.path(&format!("/loges/{}", view.lodge.slug));
    let wanted = view.wanted.clone();
    let back = title(lang, &view.lodge);
    view! {
        <EmptyState icon="magnifying-glass" title=t!(lang, lodge.nothing_title)>
            <p>{t!(lang, lodge.nothing_text)}</p>
            <ul class="chips">{wanted.into_iter().map(|skill| view! { <WantedChip skill/> }).collect_view()}</ul>
            <div class="buttons"><a class="button button--secondary" href=format!("{lodge}#coordination")>{back}</a></div>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Hit(hit: ListingHit, slug: String, lang: Lang) -> impl IntoView {
    let href = lang.path(&format!("/loges/{slug}/services/{}", hit.line.id));
    view! {
        <article class="card card--link result">
            <Portrait name=hit.person.portrait size=PortraitSize::Small/>
            <div class="result__body">
                <h2 class="result__title"><a class="card__link" href=href>{words::skill(lang, &hit.line.skill)}</a></h2>
                <p class="quiet">{t!(lang, lodge.hit_who, name = hit.person.name, adjectives = hit.adjectives)}</p>
                <p class="quiet">{hit.description}</p>
                <StarNote tenths=hit.rating_tenths reviews=hit.reviews/>
            </div>
            <span class="price">{words::rate(lang, hit.line.rate, hit.line.unit)}</span>
        </article>
    }
}
