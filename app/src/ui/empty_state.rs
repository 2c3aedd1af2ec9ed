//! Nothing here yet, said kindly.

use super::Icon;
use leptos::prelude::*;

/// A kind empty state; `children` say what to do next (a paragraph, then `<div class="buttons">`).
#[component]
pub fn EmptyState(
    /// Pictogram.
    icon: &'static str,
    /// What is not here yet.
    #[prop(into)]
    title: String,
    /// What to do next.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon large=true />
            <h2 class="empty__title">{title}</h2>
            {children()}
        </div>
    }
}
