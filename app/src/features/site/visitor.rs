//! Who is signed in, as the header shows it and pages may correct it.

use super::api::session;
use crate::{error::UiError, form::use_refresh};
use domain::view::SessionView;
use leptos::prelude::*;

/// Who is signed in.
#[derive(Clone, Copy)]
pub struct Visitor(Resource<Result<Option<SessionView>, UiError>>);

impl Visitor {
    /// Asks the server, and tells the pages below.
    pub fn provide() -> Self {
        let refresh = use_refresh();
        let visitor = Self(Resource::new_blocking(move || refresh.get(), |_| session()));
        provide_context(visitor);
        visitor
    }

    /// Nobody while that is not known.
    pub async fn session(self) -> Option<SessionView> {
        self.0.await.unwrap_or_default()
    }

    /// Asks again: a page has found out that the session is over.
    pub fn look_again(self) {
        self.0.refetch();
    }
}
