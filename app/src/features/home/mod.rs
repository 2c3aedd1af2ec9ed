//! Page under construction.
use leptos::prelude::*;
/// Under construction.
#[component] pub fn HomePage() -> impl IntoView {}
