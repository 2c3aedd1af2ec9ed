//! What happened lately, newest first. What arrives while the page is open is warm for a moment and announced in few words.

use super::wording;
use crate::{
    i18n::use_lang,
    plural, t,
    ui::{EmptyState, Icon, words},
};
use domain::{
    Lang, Timestamp, format,
    view::{DashboardView, FeedItem},
};
use leptos::{leptos_dom::helpers::debounce, prelude::*};
use std::time::Duration;

/// Readers are told when it has been quiet for this long, not at each event.
const QUIET: Duration = Duration::from_secs(2);

/// Lines shown at once; older ones are unfolded.
const SHOWN: usize = 12;

/// The latest events.
#[component]
pub fn Feed(board: Memo<DashboardView>) -> impl IntoView {
    let lang = use_lang();
    let opened = board.with_untracked(|b| b.now);
    // The day is part of what a line shows, so that a new day shows dates.
    let feed = Memo::new(move |_| {
        board.with(|b| {
            b.feed
                .iter()
                .map(|item| (item.clone(), wording::moment(item.at, b.now)))
                .collect::<Vec<_>>()
        })
    });
    let none = Memo::new(move |_| feed.with(Vec::is_empty));
    view! {
        <section class="dashboard__part" aria-labelledby="feed">
            <h2 id="feed">{t!(lang, dashboard.feed)}</h2>
            <News board opened/>
            <Show
                when=move || none.get()
                fallback=move || {
                    view! {
                        <Lines feed=Memo::new(move |_| feed.with(|f| f.iter().take(SHOWN).cloned().collect())) opened/>
                        <Show when=move || feed.with(|f| f.len() > SHOWN)>
                            <details class="stack">
                                <summary>{t!(lang, dashboard.earlier)}</summary>
                                <Lines feed=Memo::new(move |_| feed.with(|f| f.iter().skip(SHOWN).cloned().collect())) opened/>
                            </details>
                        </Show>
                    }
                }
            >
                <EmptyState icon="moon-stars" title=t!(lang, dashboard.feed_none)>
                    <p>{t!(lang, dashboard.feed_none_text)}</p>
                </EmptyState>
            </Show>
        </section>
    }
}

/// Events and when they happened, as written.
#[component]
fn Lines(feed: Memo<Vec<(FeedItem, String)>>, opened: Timestamp) -> impl IntoView {
    let lang = use_lang();
    view! {
        <ol class="feed">
            <For each=move || feed.get() key=|(item, moment)| (item.id, moment.clone()) let:entry>
                {line(lang, &entry.0, entry.1, opened)}
            </For>
        </ol>
    }
}

fn line(lang: Lang, item: &FeedItem, moment: String, opened: Timestamp) -> impl IntoView + use<> {
    let href = lang.path(&format!("/missions/{}", item.booking));
    let fresh = (item.at > opened).then_some("true");
    view! {
        <li class="feed__event" data-fresh=fresh>
            <time datetime=format::iso(item.at)>{moment}</time>
            <Icon name=wording::event_icon(item.event)/>
            <span>
                <a href=href>{wording::event(lang, item)}</a>
                <span class="quiet">" · " {words::skill(lang, &item.skill)}</span>
            </span>
        </li>
    }
}

/// The same for those who listen: the latest event, and how many others came with it.
#[component]
fn News(board: Memo<DashboardView>, opened: Timestamp) -> impl IntoView {
    let lang = use_lang();
    let told = StoredValue::new(opened);
    let news = RwSignal::new(String::new());
    let mut tell = debounce(QUIET, move |()| {
        board.with_untracked(|b| {
            let after = told.get_value();
            let others = b
                .feed
                .iter()
                .filter(|item| item.at > after)
                .count()
                .saturating_sub(1);
            if let Some(item) = b.feed.iter().find(|item| item.at > after) {
                told.set_value(item.at);
                news.set(announcement(
                    lang,
                    item,
                    u32::try_from(others).unwrap_or(u32::MAX),
                ));
            }
        });
    });
    let newest = Memo::new(move |_| board.with(|b| b.feed.first().map(|item| item.id)));
    Effect::watch(move || newest.get(), move |_, _, _| tell(()), false);
    view! { <p class="hidden-text" role="status" aria-live="polite">{news}</p> }
}

fn announcement(lang: Lang, item: &FeedItem, others: u32) -> String {
    let latest = wording::event(lang, item);
    if others == 0 {
        return latest;
    }
    let others = plural!(
        lang,
        others,
        dashboard.others_singular,
        dashboard.others_plural
    );
    t!(lang, dashboard.news, latest, others)
}
