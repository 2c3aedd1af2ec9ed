//! The home page: what a loge is, and finding one's own.

mod api;
mod page;

pub use page::HomePage;
