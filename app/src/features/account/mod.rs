//! Page under construction.
use leptos::prelude::*;
/// Under construction.
#[component] pub fn AccountPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn ConfirmPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn ForgotPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn ResetPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn SignInPage() -> impl IntoView {}
/// Under construction.
#[component] pub fn SignUpPage() -> impl IntoView {}
