//! The messages that exist, and their words: one file a language below `templates/mail`.

use super::context::Context;
use askama::Template as _;
use domain::Lang;
use serde::{Deserialize, Serialize};

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $fr:tt, $en:tt;)*) => {
        /// A message of OpenLoge.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Template { $($(#[$doc])* $name),* }

        impl Template {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// As stored, and as in the names of folders.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The words of the message, in the markup that [`super::letter`] reads.
            pub(super) fn words(self, w: &Context) -> askama::Result<String> {
                match (self, w.lang) {
                    $(
                        (Self::$name, Lang::Fr) => {
                            #[derive(askama::Template)]
                            #[template(path = $fr)]
                            struct Words<'a> { w: &'a Context }
                            Words { w }.render()
                        }
                        (Self::$name, Lang::En) => {
                            #[derive(askama::Template)]
                            #[template(path = $en)]
                            struct Words<'a> { w: &'a Context }
                            Words { w }.render()
                        }
                    )*
                }
            }
        }
    };
}

templates! {
    /// To a new account: confirm the address.
    Confirm = "confirm", "mail/fr/confirm.txt", "mail/en/confirm.txt";
    /// To an account whose address somebody typed at sign-up.
    AlreadyRegistered = "already_registered", "mail/fr/already_registered.txt", "mail/en/already_registered.txt";
    /// A link to choose a new password.
    Reset = "reset", "mail/fr/reset.txt", "mail/en/reset.txt";
    /// The password was changed.
    PasswordChanged = "password_changed", "mail/fr/password_changed.txt", "mail/en/password_changed.txt";
    /// To the new address: confirm the change.
    ChangeEmail = "change_email", "mail/fr/change_email.txt", "mail/en/change_email.txt";
    /// To the former address: it was changed.
    EmailChanged = "email_changed", "mail/fr/email_changed.txt", "mail/en/email_changed.txt";
    /// To the provider: somebody asks.
    RequestReceived = "request_received", "mail/fr/request_received.txt", "mail/en/request_received.txt";
    /// To the other side: a message.
    MessageReceived = "message_received", "mail/fr/message_received.txt", "mail/en/message_received.txt";
    /// To the other side: a quote.
    QuoteReceived = "quote_received", "mail/fr/quote_received.txt", "mail/en/quote_received.txt";
    /// To the other side: the quote on the table was declined or taken back.
    QuoteEnded = "quote_ended", "mail/fr/quote_ended.txt", "mail/en/quote_ended.txt";
    /// To the resident: agreed, the card is to be left.
    AgreedPayNow = "agreed_pay_now", "mail/fr/agreed_pay_now.txt", "mail/en/agreed_pay_now.txt";
    /// To the resident: the bank lifted the hold before the day, the card is to be left again.
    HoldLapsed = "hold_lapsed", "mail/fr/hold_lapsed.txt", "mail/en/hold_lapsed.txt";
    /// To the provider: the card is held, the mission is certain.
    PaymentReceived = "payment_received", "mail/fr/payment_received.txt", "mail/en/payment_received.txt";
    /// To the other side: called off.
    MissionCancelled = "mission_cancelled", "mail/fr/mission_cancelled.txt", "mail/en/mission_cancelled.txt";
    /// To the resident: the provider cannot.
    MissionDeclined = "mission_declined", "mail/fr/mission_declined.txt", "mail/en/mission_declined.txt";
    /// To both: nobody acted in time.
    MissionExpired = "mission_expired", "mail/fr/mission_expired.txt", "mail/en/mission_expired.txt";
    /// To the resident: the provider says it is done.
    PleaseConfirm = "please_confirm", "mail/fr/please_confirm.txt", "mail/en/please_confirm.txt";
    /// To the resident: the card was debited, with the shares.
    Receipt = "receipt", "mail/fr/receipt.txt", "mail/en/receipt.txt";
    /// To the provider: what comes.
    PayoutComing = "payout_coming", "mail/fr/payout_coming.txt", "mail/en/payout_coming.txt";
    /// To the resident: the card could not be debited.
    ActionNeeded = "action_needed", "mail/fr/action_needed.txt", "mail/en/action_needed.txt";
    /// To each side: what was it like.
    ReviewInvitation = "review_invitation", "mail/fr/review_invitation.txt", "mail/en/review_invitation.txt";
    /// To each side: both reviews can be read.
    ReviewsPublished = "reviews_published", "mail/fr/reviews_published.txt", "mail/en/reviews_published.txt";
    /// To the provider: a tip.
    TipReceived = "tip_received", "mail/fr/tip_received.txt", "mail/en/tip_received.txt";
}
