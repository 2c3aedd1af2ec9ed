//! Page under construction.
use leptos::prelude::*;
/// Under construction.
#[component] pub fn BookingPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn BookingsPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn RequestPage() -> impl IntoView {}
