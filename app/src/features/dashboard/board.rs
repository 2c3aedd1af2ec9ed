//! Data that is shown once and then kept fresh in place: parts of the page follow the part of the data they show, so that
//! an event changes a figure and leaves cursor, scroll and open tables where they are.

use crate::{error::UiError, features::site::ErrorPage, form::use_refresh, ui::Skeleton};
use leptos::{prelude::*, reactive::computed::ScopedFuture};
use leptos_router::hooks::use_query_map;
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// Without any event, waiting times still grow and days still end.
const TICK: Duration = Duration::from_mins(3);

/// The period in the address, as typed; followed.
pub fn asked_period() -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|q| q.get("jours").unwrap_or_default()))
}

/// Asks for fresh data now and then while the page is shown.
pub fn tick() {
    let refresh = use_refresh();
    Effect::new(move |_| {
        // A browser without timers only shows events.
        if let Ok(timer) = set_interval_with_handle(move || refresh.now(), TICK) {
            on_cleanup(move || timer.clear());
        }
    });
}

/// Shows `resource` with `view` once it is there. Unlike [`crate::load::Load`], makes the view once: fresh data only moves
/// the memo given to it. What was shown stays while the server cannot be reached.
#[component]
pub fn Board<T, V>(
    /// What to wait for.
    resource: Resource<Result<T, UiError>>,
    /// How to show it.
    view: V,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static,
    V: Fn(Memo<T>) -> AnyView + Clone + Send + Sync + 'static,
{
    let latest = RwSignal::new(None);
    Effect::new(move |_| {
        if let Some(Ok(value)) = resource.get() {
            latest.set(Some(value));
        }
    });
    view! {
        <Transition fallback=|| view! { <Skeleton/> }>
            {move || {
                let view = view.clone();
                Suspend::new(ScopedFuture::new_untracked(async move {
                    match resource.await {
                        Ok(first) => view(Memo::new(move |_| latest.get().unwrap_or_else(|| first.clone()))),
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                }))
            }}
        </Transition>
    }
}
