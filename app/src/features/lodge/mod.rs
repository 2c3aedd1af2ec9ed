//! Page under construction.
use leptos::prelude::*;
/// Under construction.
#[component] pub fn ListingPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn LodgePage() -> impl IntoView {}
/// Under construction.
#[component] pub fn LodgesPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn ProviderPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn SearchPage() -> impl IntoView {}
