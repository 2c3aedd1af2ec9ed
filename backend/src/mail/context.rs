//! What the words of a message can name: people, the mission, the money and the links, already in the reader's language.

use super::{Message, Template};
use crate::{Backend, Error, account::link};
use domain::{
    Cents, Lang,
    booking::{Booking, State},
    commission::Shares,
    format,
    ids::BookingId,
    provider::Provider,
    time::Timestamp,
    view::PaymentStatus,
};
use store::{Tx, account::Account, link::Purpose, payment::PaymentKind};

/// The values; those that a message does not use are empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    pub lang: Lang,
    /// Address it goes to.
    pub to: String,
    /// Name of the reader.
    pub name: String,
    /// The site in the reader's language, without a slash at the end.
    pub site: String,
    /// What the button opens.
    pub link: String,
    /// The mission, once the message is about one.
    pub mission: Mission,
}

/// A mission in words.
#[derive(Clone, Debug, Default)]
pub(super) struct Mission {
    pub skill: String,
    pub resident: String,
    pub provider: String,
    pub coordinator: String,
    /// `d’Alençon`.
    pub of_town: String,
    pub phone: String,
    /// The side that is not the reader; for a third, the resident. Of a message received, its author.
    pub other: String,
    /// Agreed price, else that of the quote on the table.
    pub price: String,
    /// When: agreed, else proposed, else asked.
    pub slot: String,
    /// By when somebody has to act.
    pub due: String,
    pub provider_share: String,
    pub coordinator_share: String,
    pub network_share: String,
    /// The latest tip.
    pub tip: String,
}

/// Reads what the message says now; `None` when it has lost its reason. The link it carries is minted here.
pub(super) async fn load(b: &Backend, message: &Message) -> Result<Option<Context>, Error> {
    let mut tx = b.read().await?;
    let Some(account) = store::account::get(&mut tx, message.account).await? else {
        return Ok(None);
    };
    let site = format!("{}{}", b.config.public_url, account.lang.prefix());
    let mut context = Context {
        lang: account.lang,
        to: message.to.clone().unwrap_or_else(|| account.email.clone()),
        name: account.name.clone(),
        site,
        ..Context::default()
    };
    if let Some(id) = message.booking {
        let Some(mission) = mission(&mut tx, b, &account, id, message.template).await? else {
            return Ok(None);
        };
        context.mission = mission;
        context.link = format!("{}/missions/{id}", context.site);
        return Ok(Some(context));
    }
    drop(tx);
    let Some(page) = page(b, message, &account, &mut context).await? else {
        return Ok(None);
    };
    context.link = format!("{}{page}", context.site);
    Ok(Some(context))
}

/// The page that a message about the account opens, with a new link where it carries one.
async fn page(
    b: &Backend,
    message: &Message,
    account: &Account,
    context: &mut Context,
) -> Result<Option<String>, Error> {
    let mut work = b.write().await?;
    let page = match message.template {
        Template::Confirm if account.confirmed_at.is_some() => return Ok(None),
        Template::Confirm => {
            let token = link::mint(&mut work, b, account.id, Purpose::Confirm, None).await?;
            let on = message.came_for.as_ref();
            let on = on.map_or_else(String::new, |page| format!("&retour={page}"));
            format!("/confirmer?jeton={token}{on}")
        }
        Template::Reset => {
            let token = link::mint(&mut work, b, account.id, Purpose::Reset, None).await?;
            format!("/nouveau-mot-de-passe?jeton={token}")
        }
        Template::ChangeEmail => {
            let Some(email) = store::link::pending_email(&mut work, account.id, b.now()).await?
            else {
                return Ok(None);
            };
            let token =
                link::mint(&mut work, b, account.id, Purpose::ChangeEmail, Some(&email)).await?;
            context.to = email;
            format!("/confirmer?jeton={token}")
        }
        Template::AlreadyRegistered => return Ok(Some("/connexion".to_owned())),
        _ => return Ok(Some("/mot-de-passe-oublie".to_owned())),
    };
    work.commit().await?;
    Ok(Some(page))
}

async fn mission(
    tx: &mut Tx,
    b: &Backend,
    reader: &Account,
    id: BookingId,
    template: Template,
) -> Result<Option<Mission>, Error> {
    let Some(booking) = store::booking::get(tx, id).await? else {
        return Ok(None);
    };
    let (Some(lodge), Some(provider), Some(resident)) = (
        store::lodge::get(tx, booking.lodge).await?,
        store::provider::get(tx, booking.provider).await?,
        store::account::get(tx, booking.resident).await?,
    ) else {
        return Ok(None);
    };
    let coordinator = store::account::get(tx, lodge.coordinator)
        .await?
        .map(|a| a.name)
        .unwrap_or_default();
    let lang = reader.lang;
    let when = |at: Timestamp| format::date_time(lang, at, b.now());
    let skill = domain::skill::find(&booking.skill)
        .map_or_else(|| booking.skill.clone(), |s| s.name(lang).to_owned());
    let author = match template {
        Template::MessageReceived => author(tx, id, reader, &provider).await?,
        _ => None,
    };
    let other = author.unwrap_or_else(|| {
        if reader.id == booking.resident {
            provider.name.clone()
        } else {
            resident.name.clone()
        }
    });
    let mut mission = Mission {
        skill,
        resident: resident.name,
        provider: provider.name,
        coordinator,
        of_town: if lang == Lang::Fr {
            lodge.of_town
        } else {
            lodge.town
        },
        phone: lodge.phone,
        other,
        due: booking.state.due_at().map(when).unwrap_or_default(),
        tip: latest_tip(tx, id)
            .await?
            .map(|tip| format::money(lang, tip))
            .unwrap_or_default(),
        ..Mission::default()
    };
    let flexible = if lang == Lang::Fr {
        "à convenir"
    } else {
        "to be agreed"
    };
    mission.slot = booking
        .request
        .slot
        .map_or_else(|| flexible.to_owned(), |s| when(s.start));
    if let Some((shares, at)) = terms(tx, &booking, lodge.rates).await? {
        mission.price = format::money(lang, shares.price);
        mission.slot = when(at);
        mission.provider_share = format::money(lang, shares.provider);
        mission.coordinator_share = format::money(lang, shares.coordinator());
        mission.network_share = format::money(lang, shares.network());
    }
    Ok(Some(mission))
}

/// Who wrote the latest message to the reader: the other side, or the coordinator.
async fn author(
    tx: &mut Tx,
    booking: BookingId,
    reader: &Account,
    provider: &Provider,
) -> Result<Option<String>, Error> {
    let messages = store::message::of_booking(tx, booking).await?;
    let Some(latest) = messages.iter().rfind(|m| m.author != reader.id) else {
        return Ok(None);
    };
    if latest.author == provider.account {
        return Ok(Some(provider.name.clone()));
    }
    let account = store::account::get(tx, latest.author).await?;
    Ok(account.map(|a| a.name))
}

/// Price with shares, and start: as agreed, else of the quote on the table.
async fn terms(
    tx: &mut Tx,
    booking: &Booking,
    rates: domain::commission::CommissionRates,
) -> Result<Option<(Shares, Timestamp)>, Error> {
    if let Some(agreement) = booking.state.agreement() {
        return Ok(Some((agreement.shares, agreement.slot.start)));
    }
    let open = match booking.state {
        State::Requested { .. } => store::quote::open_of(tx, booking.id).await?,
        _ => None,
    };
    Ok(open.map(|quote| {
        (
            Shares::of(quote.terms.total(), rates),
            quote.terms.slot.start,
        )
    }))
}

async fn latest_tip(tx: &mut Tx, booking: BookingId) -> Result<Option<Cents>, Error> {
    let payments = store::payment::of_booking(tx, booking).await?;
    let tip = payments
        .iter()
        .rev()
        .find(|p| p.kind == PaymentKind::Tip && p.status == PaymentStatus::Captured);
    Ok(tip.map(|p| p.amount))
}
