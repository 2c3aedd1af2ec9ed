//! What stands around every page: header, footer, messages, and the page shown when something is wrong.

mod api;
mod error_page;
mod footer;
mod header;
mod lost_draft;
mod visitor;

pub use error_page::{ErrorPage, NotFoundPage};
pub use footer::SiteFooter;
pub use header::SiteHeader;
pub use lost_draft::LostDraft;
pub use visitor::Visitor;
