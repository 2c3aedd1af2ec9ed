//! The interface: components shared by server and browser, and the server functions between them.
//!
//! A page is a feature's `page.rs`, asks its `api.rs`, and is made of components from [`ui`]. No rule, no SQL, no text
//! outside the catalogue.

#![recursion_limit = "512"]
#![allow(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties"
)]

pub mod error;
mod error_text;
pub mod features;
pub mod form;
#[cfg(feature = "ssr")]
mod hydration;
pub mod i18n;
mod lazy;
pub mod live;
pub mod load;
pub mod meta;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod ui;

pub use routes::App;
