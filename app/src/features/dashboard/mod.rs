//! Page under construction.
use leptos::prelude::*;
/// Under construction.
#[component] pub fn DashboardPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn NetworkPage() -> impl IntoView {}
