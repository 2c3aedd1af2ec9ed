//! The development mailbox: what the process would have mailed, read from the folder where it keeps it instead. Routed in
//! development only. A message's HTML is shown in a frame that may run nothing and reach nothing.

use crate::{Web, plain};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::Lang;
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use std::{fmt::Write, path::PathBuf};

/// Shown at most: the newest.
const SHOWN: usize = 200;

/// Links may be followed, in a window of their own; nothing else.
const FRAME_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; \
     sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

#[derive(Deserialize)]
struct Meta {
    to: String,
    subject: String,
}

struct Letter {
    name: String,
    meta: Meta,
}

/// Every message, newest first.
pub async fn list(State(web): State<Web>) -> Response {
    let mut rows = String::new();
    for Letter { name, meta } in letters(&web).await {
        let (subject, to) = (plain::escape(&meta.subject), plain::escape(&meta.to));
        let time = plain::escape(name.get(..15).unwrap_or_default());
        let _ = write!(
            rows,
            "<li><article class=\"card card--link\"><h2 class=\"card__title\"><a class=\"card__link\" href=\"/dev/mail/{}\">\
             {subject}</a></h2><p class=\"quiet\">{to} · {time}</p></article></li>",
            plain::escape(&name)
        );
    }
    let list = if rows.is_empty() {
        "<p class=\"lead\">–</p>".to_owned()
    } else {
        format!("<ul class=\"stack\">{rows}</ul>")
    };
    let body = format!("<header class=\"page-head\"><h1>Mail</h1></header>{list}");
    plain::html(
        StatusCode::OK,
        plain::document(&web, Lang::Fr, "Mail", &body),
    )
}

/// One message: its text with links that work, and its HTML in a frame.
pub async fn message(State(web): State<Web>, Path(name): Path<String>) -> Response {
    let Some((folder, letter)) = find(&web, &name).await else {
        return Redirect::to("/dev/mail").into_response();
    };
    let text = tokio::fs::read_to_string(folder.join("message.txt"))
        .await
        .unwrap_or_default();
    let (subject, to) = (
        plain::escape(&letter.meta.subject),
        plain::escape(&letter.meta.to),
    );
    let body = format!(
        "<nav class=\"breadcrumbs\"><ol><li><a href=\"/dev/mail\">Mail</a></li></ol></nav>\
         <header class=\"page-head\"><h1>{subject}</h1><p class=\"quiet\">{to}</p></header>\
         <div class=\"card prose mail-text\"><p>{}</p></div>\
         <iframe class=\"mail-frame\" title=\"HTML\" width=\"640\" height=\"720\" src=\"/dev/mail/{}/html\" \
         sandbox=\"allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation\"></iframe>",
        linked(&text),
        plain::escape(&name)
    );
    plain::html(
        StatusCode::OK,
        plain::document(&web, Lang::Fr, &letter.meta.subject, &body),
    )
}

/// The HTML of one message, for the frame.
pub async fn html(State(web): State<Web>, Path(name): Path<String>) -> Response {
    let Some((folder, _)) = find(&web, &name).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let document = tokio::fs::read_to_string(folder.join("message.html"))
        .await
        .unwrap_or_default();
    let mut response = plain::html(StatusCode::OK, document);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(FRAME_POLICY),
    );
    headers.insert(
        header::X_FRAME_OPTIONS,
        HeaderValue::from_static("SAMEORIGIN"),
    );
    response
}

async fn letters(web: &Web) -> Vec<Letter> {
    let Some(folder) = web.settings.mail_folder() else {
        return Vec::new();
    };
    let mut names = Vec::new();
    if let Ok(mut entries) = tokio::fs::read_dir(folder).await {
        while let Ok(Some(entry)) = entries.next_entry().await {
            names.extend(
                entry
                    .file_name()
                    .into_string()
                    .ok()
                    .filter(|name| !name.starts_with('.')),
            );
        }
    }
    names.sort_unstable();
    names.reverse();
    let mut letters = Vec::new();
    for name in names.into_iter().take(SHOWN) {
        let meta = tokio::fs::read(folder.join(&name).join("meta.json"))
            .await
            .ok();
        if let Some(meta) = meta.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            letters.push(Letter { name, meta });
        }
    }
    letters
}

/// The message of that name, which must be one of those listed: a name is never taken for a path.
async fn find(web: &Web, name: &str) -> Option<(PathBuf, Letter)> {
    let letter = letters(web)
        .await
        .into_iter()
        .find(|letter| letter.name == name)?;
    Some((web.settings.mail_folder()?.join(&letter.name), letter))
}

/// Text as HTML, its addresses made into links.
fn linked(text: &str) -> String {
    let mut html = String::new();
    for line in text.lines() {
        for word in line.split_inclusive(' ') {
            let (word, space) = word.strip_suffix(' ').map_or((word, ""), |w| (w, " "));
            let shown = plain::escape(word);
            if word.starts_with("http://") || word.starts_with("https://") {
                let _ = write!(html, "<a href=\"{shown}\">{shown}</a>{space}");
            } else {
                let _ = write!(html, "{shown}{space}");
            }
        }
        html.push_str("<br>");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_nothing_becomes_markup() {
        let html = linked("Voir https://loge.example/confirmer?jeton=a&b <b>\n");
        assert_eq!(
            html,
            "Voir <a href=\"https://loge.example/confirmer?jeton=a&amp;b\">https://loge.example/confirmer?jeton=a&amp;b</a> \
             &lt;b&gt;<br>"
        );
    }
}
