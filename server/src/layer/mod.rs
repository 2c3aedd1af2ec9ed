//! What stands between the network and the pages: headers, sessions, limits, forms without JavaScript, and what happens when
//! something breaks. No layer knows a rule of the loge.

pub mod body;
pub mod client;
pub mod form;
pub mod headers;
pub mod origin;
pub mod session;
pub mod trace;
