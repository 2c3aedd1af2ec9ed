//! Whether what the page shows is what happens: said in words beside the dot, and announced when it changes.

use crate::{i18n::use_lang, live::LiveState, t};
use domain::{Timestamp, format};
use leptos::prelude::*;

/// How the live stream stands; before it is open, and without script, the moment the page was read.
#[component]
pub fn Live(
    /// The stream.
    state: Signal<LiveState>,
    /// When the page was read.
    now: Memo<Timestamp>,
) -> impl IntoView {
    let lang = use_lang();
    let code = move || match state.get() {
        LiveState::Connecting => "off",
        LiveState::Open => "open",
        LiveState::Broken => "broken",
    };
    let words = move || {
        let time = || format::time(lang, now.get());
        match state.get() {
            LiveState::Connecting => t!(lang, dashboard.live.off, time = time()),
            LiveState::Open => t!(lang, dashboard.live.open),
            LiveState::Broken => t!(lang, dashboard.live.broken, time = time()),
        }
    };
    view! {
        <p class="live" data-state=code role="status">
            <span class="live__dot"></span>
            <span>{words}</span>
        </p>
    }
}
