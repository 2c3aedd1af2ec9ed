//! The catalogue of texts, checked at compile time, and the language of the page, which its address says.

use domain::Lang;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[allow(
    missing_docs,
    unused,
    clippy::all,
    clippy::pedantic,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "generated from locales/"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}
pub use generated::i18n::*;

/// The catalogue's name of a language.
pub const fn locale(lang: Lang) -> Locale {
    match lang {
        Lang::Fr => Locale::fr,
        Lang::En => Locale::en,
    }
}

/// A text of the catalogue as a `String`: `t!(lang, common.hello, name = person)`. Variables take anything that displays.
#[macro_export]
macro_rules! t {
    ($lang:expr, $($key:tt)*) => { leptos_i18n::td_string!($crate::i18n::locale($lang), $($key)*).to_string() };
}

/// A text that depends on a count, from two keys: `plural!(lang, n, lodge.providers_singular, lodge.providers_plural)`. Both get `n`.
#[macro_export]
macro_rules! plural {
    ($lang:expr, $n:expr, $($one:ident).+, $($other:ident).+) => {{
        let n = u64::from($n);
        let shown = domain::format::count($lang, n);
        if domain::format::is_one($lang, n) { $crate::t!($lang, $($one).+, n = shown.clone()) } else { $crate::t!($lang, $($other).+, n = shown.clone()) }
    }};
}

/// The language of the page: fixed while it is open, since the link to the other language loads a new page.
#[derive(Clone, Copy)]
struct PageLang(Lang);

/// Reads the language from the address; called once, inside the router.
pub fn provide_lang() -> Lang {
    let lang = Lang::of_path(&use_location().pathname.get_untracked());
    provide_context(PageLang(lang));
    lang
}

/// The language of the page.
pub fn use_lang() -> Lang {
    use_context::<PageLang>().map_or(Lang::Fr, |l| l.0)
}

/// "d’Alençon", "of Alençon": what follows "La loge" and "The loge".
pub fn of_town(lang: Lang, lodge: &domain::view::LodgeRef) -> String {
    match lang {
        Lang::Fr => lodge.of_town.clone(),
        Lang::En => format!("of {}", lodge.town),
    }
}
