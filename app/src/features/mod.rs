//! One folder per feature: `api` (server functions), pages, components.

pub mod account;
pub mod booking;
pub mod dashboard;
pub mod explain;
pub mod home;
pub mod lodge;
pub mod site;
