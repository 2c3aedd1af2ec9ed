//! What a page says of itself to browsers and search engines.

use crate::i18n::use_lang;
use domain::{Lang, Timestamp};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{Link, Meta, Script, Title};
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

/// Known to every page and the same on both sides.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct PageFacts {
    /// The moment the document was rendered.
    now: Timestamp,
    /// Where people reach the site.
    public_url: String,
}

/// Makes the moment of rendering and the site's address known to the page; the browser gets them with the document.
pub fn provide_page_facts() {
    provide_context(SharedValue::new(page_facts).into_inner());
}

#[cfg(feature = "ssr")]
fn page_facts() -> PageFacts {
    let backend = use_context::<backend::Backend>();
    backend
        .map(|b| PageFacts {
            now: b.clock.now(),
            public_url: b.config.public_url.clone(),
        })
        .unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn page_facts() -> PageFacts {
    PageFacts::default()
}

/// The moment the document was rendered: what "today" and "this year" mean on the page.
pub fn use_now() -> Timestamp {
    use_context::<PageFacts>().unwrap_or_default().now
}

/// Where people reach the site, without a slash at the end, for absolute addresses.
pub fn use_public_url() -> String {
    use_context::<PageFacts>().unwrap_or_default().public_url
}

/// Title, description, the address in both languages, Open Graph and, where there is one, JSON-LD.
#[component]
pub fn PageMeta(
    /// Title of the page, without the site's name.
    #[prop(into)]
    title: String,
    /// One or two sentences; empty keeps the page out of search engines.
    #[prop(into, optional)]
    description: String,
    /// Structured data, already JSON.
    #[prop(optional_no_strip)]
    json_ld: Option<String>,
) -> impl IntoView {
    let lang = use_lang();
    let site = use_public_url();
    let path = use_location().pathname.get_untracked();
    let path = Lang::strip(&path).to_owned();
    let address = |lang: Lang| format!("{site}{}", lang.path(&path));
    let full = if title.is_empty() {
        "OpenLoge".to_owned()
    } else {
        format!("{title} · OpenLoge")
    };
    let private = description.is_empty();
    // Each page has this, also one that is fetched after the rest: tells tests that the page now answers.
    Effect::new(|_| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
    view! {
        <Title text=full.clone()/>
        <Meta name="description" content=description.clone()/>
        {private.then(|| view! { <Meta name="robots" content="noindex"/> })}
        <Link rel="canonical" href=address(lang)/>
        <Link rel="alternate" hreflang="fr" href=address(Lang::Fr)/>
        <Link rel="alternate" hreflang="en" href=address(Lang::En)/>
        <Link rel="alternate" hreflang="x-default" href=address(Lang::Fr)/>
        <Meta property="og:site_name" content="OpenLoge"/>
        <Meta property="og:type" content="website"/>
        <Meta property="og:title" content=full/>
        <Meta property="og:description" content=description/>
        <Meta property="og:url" content=address(lang)/>
        <Meta property="og:image" content=format!("{site}/og.png")/>
        <Meta property="og:locale" content=if lang == Lang::Fr { "fr_FR" } else { "en_GB" }/>
        {json_ld
            .map(|json| {
                // `<` would end the script element whatever stands around it.
                let json = json.replace('<', "\\u003c");
                view! { <Script type_="application/ld+json" nonce=use_nonce().map(|n| n.to_string()).unwrap_or_default()>{json}</Script> }
            })}
    }
}
