//! Every loge of the network.

use super::{api::lodges, components::title};
use crate::{i18n::use_lang, load::Load, meta::PageMeta, t, ui::LodgeCard};
use domain::{Lang, lodge::LodgeState, view::LodgeCard as Card};
use leptos::prelude::*;

/// `/loges`
#[component]
pub fn LodgesPage() -> impl IntoView {
    let lang = use_lang();
    let data = Resource::new_blocking(|| (), |()| lodges());
    view! {
        <PageMeta title=t!(lang, common.the_loges) description=t!(lang, lodge.lodges_description)/>
        <div class="page">
            <header class="page-head">
                <h1>{t!(lang, common.the_loges)}</h1>
                <p class="lead">{t!(lang, lodge.lodges_lead)}</p>
            </header>
            <h2 class="hidden-text">{t!(lang, common.all_loges)}</h2>
            <Load resource=data view=move |cards| list(lang, cards)/>
        </div>
    }
}

fn list(lang: Lang, cards: Vec<Card>) -> AnyView {
    let cards = cards
        .into_iter()
        .map(|card| {
            let title = title(lang, &card.lodge);
            let tag = if card.state == LodgeState::Recruiting {
                t!(lang, lodge.recruiting)
            } else {
                String::new()
            };
            view! { <LodgeCard card title tag/> }
        })
        .collect_view();
    view! { <ul class="cards cards--wide">{cards}</ul> }.into_any()
}
