//! Showing what a server function answers: a skeleton meanwhile, the page, or a sentence.

use crate::{error::UiError, features::site::ErrorPage, ui::Skeleton};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Shows `resource` with `view` once it is there. Fresh data replaces the old without a flash.
#[component]
pub fn Load<T, V>(
    /// What to wait for.
    resource: Resource<Result<T, UiError>>,
    /// How to show it.
    view: V,
) -> impl IntoView
where
    T: Clone + Send + Sync + Serialize + for<'de> Deserialize<'de> + 'static,
    V: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    view! {
        <Transition fallback=|| view! { <Skeleton/> }>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match resource.await {
                        Ok(value) => view(value),
                        Err(error) => view! { <ErrorPage error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}
