//! Mail: which messages exist, who gets them, how they are worded and where they go. Sent by jobs only: a use case enqueues
//! a [`Message`] of identifiers in its transaction, the job looks at the present state, renders and hands over.

mod context;
mod letter;
mod mailer;
mod template;

pub use mailer::{Mailer, Outgoing};
pub use template::Template;

use crate::{Backend, Error, jobs};
use domain::ids::{AccountId, BookingId};
use serde::{Deserialize, Serialize};
use store::Tx;

/// A message to be rendered and sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Which one.
    pub template: Template,
    /// To whom.
    pub account: AccountId,
    /// About which mission.
    pub booking: Option<BookingId>,
    /// Another address than the account's: its former one, to which a change is told.
    pub to: Option<String>,
    /// The page of ours that the person came for, to which the link leads on: a path without query.
    #[serde(default)]
    pub came_for: Option<String>,
}

/// Adds a message to the transaction; it leaves after the commit.
pub async fn enqueue(
    tx: &mut Tx,
    b: &Backend,
    template: Template,
    account: AccountId,
    booking: Option<BookingId>,
) -> Result<(), Error> {
    let message = Message {
        template,
        account,
        booking,
        to: None,
        came_for: None,
    };
    jobs::enqueue(tx, b, &jobs::Task::Mail(message), b.now(), None).await
}

/// Adds the message with which a new account confirms its address.
pub(crate) async fn enqueue_confirmation(
    tx: &mut Tx,
    b: &Backend,
    account: AccountId,
    came_for: Option<String>,
) -> Result<(), Error> {
    let message = Message {
        template: Template::Confirm,
        account,
        booking: None,
        to: None,
        came_for,
    };
    jobs::enqueue(tx, b, &jobs::Task::Mail(message), b.now(), None).await
}

/// Adds a message that anybody can ask for, unless as many as is decent went to that address lately. Then something as long is
/// written instead, so that whoever asks is answered alike.
pub(crate) async fn enqueue_sparingly(
    tx: &mut Tx,
    b: &Backend,
    template: Template,
    account: AccountId,
    address: &str,
) -> Result<(), Error> {
    let key = format!("{} {address}", template.code());
    if b.letters().allow(&key, b.now()) {
        return enqueue(tx, b, template, account, None).await;
    }
    jobs::enqueue(tx, b, &jobs::Task::Decoy, b.now(), None).await
}

/// Adds a message to another address than the account's.
pub(crate) async fn enqueue_to(
    tx: &mut Tx,
    b: &Backend,
    template: Template,
    account: AccountId,
    to: String,
) -> Result<(), Error> {
    let message = Message {
        template,
        account,
        booking: None,
        to: Some(to),
        came_for: None,
    };
    jobs::enqueue(tx, b, &jobs::Task::Mail(message), b.now(), None).await
}

/// The job: renders the message from the present state and hands it over. A message that has lost its reason (the account,
/// the mission or the change of address is gone) is not sent.
pub(crate) async fn send(b: &Backend, message: &Message) -> Result<(), Error> {
    let Some(context) = context::load(b, message).await? else {
        return Ok(());
    };
    let letter = letter::write(message.template, &context)?;
    let outgoing = Outgoing {
        id: b.new_id(),
        template: message.template.code(),
        lang: context.lang,
        to: context.to,
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        at: b.now(),
    };
    b.mailer.send(&outgoing).await
}
