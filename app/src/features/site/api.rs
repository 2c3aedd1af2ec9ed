//! Who is signed in.

use crate::error::UiError;
use domain::view::SessionView;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Who is signed in, for the header of every page; nobody is no error.
#[server(prefix = "/api", endpoint = "session", input = GetUrl)]
pub async fn session() -> Result<Option<SessionView>, UiError> {
    use crate::server::{backend, fail, visitor};
    let Some(actor) = visitor() else {
        return Ok(None);
    };
    backend::account::session_view(&backend()?, &actor)
        .await
        .map(Some)
        .map_err(fail)
}
