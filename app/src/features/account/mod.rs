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
