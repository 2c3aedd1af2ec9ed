//! Page under construction.
use leptos::prelude::*;
/// Under construction.
#[component] pub fn HowPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn MoneyPage() -> impl IntoView {}
