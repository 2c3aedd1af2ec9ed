//! From the words of a message to its text and HTML. The words are plain paragraphs: the first line is the subject, an empty
//! line ends a paragraph, `- label: value` lines make a list of facts, and `[label](address)` alone is the button.

use super::{Template, context::Context};
use crate::Error;
use askama::Template as _;
use domain::Lang;

/// A message ready to send.
pub(super) struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// One piece of a message.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Paragraph(String),
    Facts(Vec<(String, String)>),
    Button { label: String, address: String },
}

#[derive(askama::Template)]
#[template(path = "mail/layout.html")]
struct Html<'a> {
    lang: Lang,
    site: &'a str,
    subject: &'a str,
    name: &'a str,
    pieces: &'a [Piece],
}

#[derive(askama::Template)]
#[template(path = "mail/layout.txt")]
struct Text<'a> {
    lang: Lang,
    site: &'a str,
    name: &'a str,
    pieces: &'a [Piece],
}

/// Words the message for its reader.
pub(super) fn write(template: Template, w: &Context) -> Result<Letter, Error> {
    let fault = |e: askama::Error| Error::Internal(format!("mail {}: {e}", template.code()));
    let (subject, pieces) = parse(&template.words(w).map_err(fault)?, w.lang);
    let (site, name) = (w.site.as_str(), w.name.as_str());
    let html = Html {
        lang: w.lang,
        site,
        subject: &subject,
        name,
        pieces: &pieces,
    }
    .render()
    .map_err(fault)?;
    let text = Text {
        lang: w.lang,
        site,
        name,
        pieces: &pieces,
    }
    .render()
    .map_err(fault)?;
    Ok(Letter {
        subject,
        text,
        html,
    })
}

fn parse(words: &str, lang: Lang) -> (String, Vec<Piece>) {
    let mut blocks = words
        .trim()
        .split("\n\n")
        .map(str::trim)
        .filter(|b| !b.is_empty());
    let subject = typeset(blocks.next().unwrap_or_default(), lang);
    (subject, blocks.map(|block| piece(block, lang)).collect())
}

fn piece(block: &str, lang: Lang) -> Piece {
    let button = block
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|rest| rest.rsplit_once("]("));
    if let Some((label, address)) = button {
        return Piece::Button {
            label: typeset(label, lang),
            address: address.to_owned(),
        };
    }
    let fact = |line: &str| {
        let (label, value) = line.strip_prefix("- ")?.split_once(": ")?;
        Some((typeset(label.trim(), lang), typeset(value, lang)))
    };
    match block.lines().map(fact).collect() {
        Some(facts) => Piece::Facts(facts),
        None => Piece::Paragraph(typeset(&block.replace('\n', " "), lang)),
    }
}

/// French spaces and apostrophes: a thin unbreakable space before high punctuation, an unbreakable one inside guillemets.
fn typeset(text: &str, lang: Lang) -> String {
    let text = text.replace('\'', "’");
    if lang == Lang::En {
        return text;
    }
    let mut out = text
        .replace("« ", "«\u{a0}")
        .replace(" »", "\u{a0}»")
        .replace(" €", "\u{a0}€");
    for mark in [';', ':', '!', '?'] {
        out = out.replace(&format!(" {mark}"), &format!("\u{202f}{mark}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::context::Mission;
    use super::*;

    fn context(lang: Lang) -> Context {
        let s = str::to_owned;
        Context {
            lang,
            to: s("lea@example.fr"),
            name: s("Léa <b>"),
            site: format!("https://loge.example{}", lang.prefix()),
            link: format!("https://loge.example{}/missions/7", lang.prefix()),
            mission: Mission {
                skill: s("SKILL"),
                resident: s("Léa <b>"),
                provider: s("Ophélie"),
                coordinator: s("Claudie"),
                of_town: s("d’Alençon"),
                phone: s("02 61 91 00 00"),
                other: s("Ophélie"),
                price: s("13,00 €"),
                slot: s("samedi 28 novembre à 10 h"),
                due: s("dimanche 29 novembre à 10 h"),
                provider_share: s("10,40 €"),
                coordinator_share: s("1,30 €"),
                network_share: s("1,30 €"),
                tip: s("2,00 €"),
            },
        }
    }

    #[test]
    fn every_message_is_whole_in_both_languages() {
        for lang in Lang::ALL {
            for template in Template::ALL {
                let letter = write(*template, &context(lang)).expect("it renders");
                let site = format!("https://loge.example{}/", lang.prefix());
                assert!(
                    letter.text.contains(&site),
                    "{template:?} {lang:?} has no link in text"
                );
                assert!(
                    letter.html.contains(&format!("href=\"{site}")),
                    "{template:?} {lang:?} has no link in HTML"
                );
                assert!(
                    !letter.html.contains("Léa <b>"),
                    "{template:?} {lang:?} does not escape"
                );
                assert!(
                    (8..=90).contains(&letter.subject.chars().count()),
                    "{template:?} {lang:?}: {}",
                    letter.subject
                );
                assert!(!letter.subject.contains('\n'));
                let both = format!("{}{}", letter.subject, letter.text);
                assert!(
                    !both.contains("  ") && !both.contains(" ."),
                    "{template:?} {lang:?}: {both}"
                );
            }
        }
    }

    #[test]
    fn the_two_languages_differ() {
        for template in Template::ALL {
            let [fr, en] =
                Lang::ALL.map(|lang| write(*template, &context(lang)).expect("it renders"));
            assert_ne!(fr.subject, en.subject, "{template:?}");
        }
    }

    #[test]
    fn french_is_typeset() {
        assert_eq!(
            typeset("C'est fait : « oui » !", Lang::Fr),
            "C’est fait\u{202f}: «\u{a0}oui\u{a0}»\u{202f}!"
        );
        for template in Template::ALL {
            let letter = write(*template, &context(Lang::Fr)).expect("it renders");
            for wrong in [" :", " ;", " !", " ?", "« ", " »", "'"] {
                assert!(
                    !letter.text.contains(wrong) && !letter.subject.contains(wrong),
                    "{template:?}: {wrong:?}"
                );
            }
        }
    }

    #[test]
    fn words_are_read_into_pieces() {
        let words =
            "Sujet\n\nUn\ndeux.\n\n- Prix: 13 €\n- Quand: samedi\n\n[Voir](https://x.example/a)\n";
        let (subject, pieces) = parse(words, Lang::Fr);
        assert_eq!(subject, "Sujet");
        assert_eq!(
            pieces,
            [
                Piece::Paragraph("Un deux.".into()),
                Piece::Facts(vec![
                    ("Prix".into(), "13\u{a0}€".into()),
                    ("Quand".into(), "samedi".into())
                ]),
                Piece::Button {
                    label: "Voir".into(),
                    address: "https://x.example/a".into()
                },
            ]
        );
    }
}
