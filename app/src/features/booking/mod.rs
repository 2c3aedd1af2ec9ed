//! The mission as people meet it: asking, "my missions", the page on which everything about one happens.
//!
//! Owns no rule: what may be done now comes with the data ([`domain::view::BookingView::actions`]).

mod api;
mod aside;
mod booking_page;
mod bookings_page;
mod clear;
mod conversation;
mod endings;
mod now;
mod now_sheet;
mod quote_card;
mod quote_form;
mod refusal;
mod reply_form;
mod request_form;
mod request_page;
mod review;
#[cfg(test)]
mod sample;
mod slot_fields;
mod steps;
mod tip;
mod wording;

pub use booking_page::BookingPage;
pub use bookings_page::BookingsPage;
pub use request_page::RequestPage;
