//! Pages that the browser fetches when they are first opened, so that a visitor of the first pages does not carry them.

use crate::features::{
    account::{AccountPage, ConfirmPage, ForgotPage, ResetPage, SignInPage, SignUpPage},
    booking::{BookingPage, BookingsPage, RequestPage},
    dashboard::{DashboardPage, NetworkPage},
    explain::{HowPage, MoneyPage},
    lodge::{ListingPage, ProviderPage, SearchPage},
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

macro_rules! lazy_pages {
    ($($route:ident shows $page:ident),* $(,)?) => {$(
        #[doc = concat!("[`", stringify!($page), "`], fetched when it is first opened.")]
        #[derive(Debug)]
        pub struct $route;

        #[lazy_route]
        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            fn view(_this: Self) -> AnyView {
                $page().into_any()
            }
        }
    )*};
}

lazy_pages! {
    LazySearch shows SearchPage,
    LazyProvider shows ProviderPage,
    LazyListing shows ListingPage,
    LazyRequest shows RequestPage,
    LazyBookings shows BookingsPage,
    LazyBooking shows BookingPage,
    LazySignIn shows SignInPage,
    LazySignUp shows SignUpPage,
    LazyForgot shows ForgotPage,
    LazyReset shows ResetPage,
    LazyConfirm shows ConfirmPage,
    LazyAccount shows AccountPage,
    LazyDashboard shows DashboardPage,
    LazyNetwork shows NetworkPage,
    LazyMoney shows MoneyPage,
    LazyHow shows HowPage,
}
