//! Accounts: opening one, signing in, mailed links, settings.

mod account_page;
mod api;
mod link_pages;
mod settings;
mod sign_in_page;
mod sign_up_page;

pub use account_page::AccountPage;
pub use link_pages::{ConfirmPage, ForgotPage, ResetPage};
pub use sign_in_page::SignInPage;
pub use sign_up_page::SignUpPage;

use domain::Lang;
use leptos::prelude::WithUntracked;
use leptos_router::hooks::use_query_map;

/// The page that somebody wanted before being asked who they are, as the address says; empty without any.
struct WayBack(String);

fn way_back() -> WayBack {
    WayBack(use_query_map().with_untracked(|m| m.get("retour").unwrap_or_default()))
}

impl WayBack {
    /// Another page on the way, which leads there too.
    fn link(&self, lang: Lang, page: &str) -> String {
        let page = lang.path(page);
        if self.0.is_empty() {
            page
        } else {
            format!("{page}?retour={}", self.0)
        }
    }
}
