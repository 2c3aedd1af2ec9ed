//! What the pages of an account ask and do. Whether an address has an account is never told.

use crate::error::UiError;
use domain::view::AccountView;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// The signed-in account.
#[server(prefix = "/api", endpoint = "account", input = GetUrl)]
pub async fn account() -> Result<AccountView, UiError> {
    use crate::server::{actor, backend, fail};
    backend::account::view(&backend()?, &actor()?)
        .await
        .map_err(fail)
}

/// Opens an account; the link to confirm it is mailed, and leads on to `retour`, a page of ours.
#[server(SignUp, prefix = "/api", endpoint = "sign-up")]
pub async fn sign_up(
    #[server(default)] name: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] retour: String,
    #[server(default)] lang: String,
) -> Result<(), UiError> {
    use crate::server::{backend, fail, own_page};
    let lang = domain::Lang::from_code(&lang).unwrap_or_default();
    let form = backend::account::SignUp {
        name,
        email,
        password,
        lang,
        came_for: own_page(&retour).map(str::to_owned),
    };
    backend::account::sign_up(&backend()?, form)
        .await
        .map_err(fail)?;
    leptos_axum::redirect(&lang.path("/inscription?fait=1"));
    Ok(())
}

/// Confirms the address, or a new one, by the token of a mailed link, signs in, and goes to `retour`, a page of ours.
#[server(Confirm, prefix = "/api", endpoint = "confirm")]
pub async fn confirm(
    #[server(default)] token: String,
    #[server(default)] retour: String,
    #[server(default)] lang: String,
) -> Result<(), UiError> {
    use crate::server::{CookieChange, backend, change_cookie, fail, own_page, session_token};
    let session = backend::account::confirm(&backend()?, &token, session_token().as_deref())
        .await
        .map_err(fail)?;
    change_cookie(CookieChange::Set(session));
    let account = domain::Lang::from_code(&lang)
        .unwrap_or_default()
        .path("/compte?fait=confirme");
    leptos_axum::redirect(own_page(&retour).unwrap_or(&account));
    Ok(())
}

/// Signs in and goes to `retour`, a page of ours.
#[server(SignIn, prefix = "/api", endpoint = "sign-in")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] retour: String,
    #[server(default)] lang: String,
) -> Result<(), UiError> {
    use crate::server::{CookieChange, backend, change_cookie, fail, own_path, session_token};
    let old = session_token();
    let session = backend::account::sign_in(&backend()?, &email, &password, old.as_deref())
        .await
        .map_err(fail)?;
    change_cookie(CookieChange::Set(session));
    let missions = domain::Lang::from_code(&lang)
        .unwrap_or_default()
        .path("/missions");
    leptos_axum::redirect(own_path(&retour).unwrap_or(&missions));
    Ok(())
}

/// Signs out here.
#[server(SignOut, prefix = "/api", endpoint = "sign-out")]
pub async fn sign_out(#[server(default)] lang: String) -> Result<(), UiError> {
    use crate::server::{CookieChange, backend, change_cookie, fail, session_token};
    if let Some(token) = session_token() {
        backend::account::sign_out(&backend()?, &token)
            .await
            .map_err(fail)?;
    }
    change_cookie(CookieChange::Clear);
    leptos_axum::redirect(&domain::Lang::from_code(&lang).unwrap_or_default().path("/"));
    Ok(())
}

/// Ends every session of the account, this one included.
#[server(SignOutEverywhere, prefix = "/api", endpoint = "sign-out-everywhere")]
pub async fn sign_out_everywhere(#[server(default)] lang: String) -> Result<(), UiError> {
    use crate::server::{CookieChange, actor, backend, change_cookie, fail};
    backend::account::sign_out_everywhere(&backend()?, &actor()?)
        .await
        .map_err(fail)?;
    change_cookie(CookieChange::Clear);
    leptos_axum::redirect(
        &domain::Lang::from_code(&lang)
            .unwrap_or_default()
            .path("/connexion"),
    );
    Ok(())
}

/// Mails a link to choose a new password, to whoever has an account.
#[server(ForgotPassword, prefix = "/api", endpoint = "forgot-password")]
pub async fn forgot_password(
    #[server(default)] email: String,
    #[server(default)] lang: String,
) -> Result<(), UiError> {
    use crate::server::{backend, fail};
    backend::account::forgot_password(&backend()?, &email)
        .await
        .map_err(fail)?;
    leptos_axum::redirect(
        &domain::Lang::from_code(&lang)
            .unwrap_or_default()
            .path("/mot-de-passe-oublie?fait=1"),
    );
    Ok(())
}

/// Sets a new password by the token of a mailed link, and signs in.
#[server(ResetPassword, prefix = "/api", endpoint = "reset-password")]
pub async fn reset_password(
    #[server(default)] token: String,
    #[server(default)] password: String,
    #[server(default)] lang: String,
) -> Result<(), UiError> {
    use crate::server::{CookieChange, backend, change_cookie, fail};
    let session = backend::account::reset_password(&backend()?, &token, &password)
        .await
        .map_err(fail)?;
    change_cookie(CookieChange::Set(session));
    leptos_axum::redirect(
        &domain::Lang::from_code(&lang)
            .unwrap_or_default()
            .path("/compte?fait=mot-de-passe"),
    );
    Ok(())
}

/// Goes on to `retour`, a page of ours that says that it is done; without one, back to where the form is.
#[cfg(feature = "ssr")]
fn go_on(retour: &str) {
    if let Some(page) = crate::server::own_path(retour) {
        leptos_axum::redirect(page);
    }
}

/// Changes the name shown to others.
#[server(Rename, prefix = "/api", endpoint = "rename")]
pub async fn rename(
    #[server(default)] name: String,
    #[server(default)] retour: String,
) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail};
    backend::account::rename(&backend()?, &actor()?, &name)
        .await
        .map_err(fail)?;
    go_on(&retour);
    Ok(())
}

/// Changes the password; other sessions end.
#[server(ChangePassword, prefix = "/api", endpoint = "change-password")]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] password: String,
    #[server(default)] retour: String,
) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail, session_token};
    let keep = session_token().unwrap_or_default();
    backend::account::change_password(&backend()?, &actor()?, &current_password, &password, &keep)
        .await
        .map_err(fail)?;
    go_on(&retour);
    Ok(())
}

/// Asks for another address; a link is mailed to it, and nothing changes before it is used.
#[server(ChangeEmail, prefix = "/api", endpoint = "change-email")]
pub async fn change_email(
    #[server(default)] email: String,
    #[server(default)] current_password: String,
    #[server(default)] retour: String,
) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail};
    backend::account::change_email(&backend()?, &actor()?, &current_password, &email)
        .await
        .map_err(fail)?;
    go_on(&retour);
    Ok(())
}

/// Mails the link to confirm the address again.
#[server(ResendConfirmation, prefix = "/api", endpoint = "resend-confirmation")]
pub async fn resend_confirmation(#[server(default)] retour: String) -> Result<(), UiError> {
    use crate::server::{actor, backend, fail};
    backend::account::resend_confirmation(&backend()?, &actor()?)
        .await
        .map_err(fail)?;
    go_on(&retour);
    Ok(())
}
