//! What pages show: read models made by `backend` and rendered by `app`. Shapes only, no rules, nothing private that the
//! page does not print.

mod booking;
mod dashboard;
mod lodge;
mod people;

pub use booking::*;
pub use dashboard::*;
pub use lodge::*;
pub use people::*;
