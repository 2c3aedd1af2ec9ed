//! Turns `locales/` into a module checked at compile time: a missing key or variable does not compile.

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use std::{error::Error, path::PathBuf};

/// One file per page family, in each language folder.
const NAMESPACES: [&str; 9] = [
    "common",
    "ui",
    "home",
    "lodge",
    "booking",
    "account",
    "dashboard",
    "error",
    "explain",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    let config = Config::new("fr")?
        .add_locale("en")?
        .add_namespaces(NAMESPACES)?;
    let config = config.parse_options(ParseOptions::new().interpolate_display(true));
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    translations.rerun_if_locales_changed();
    #[expect(
        clippy::disallowed_methods,
        reason = "how cargo tells a build script where to write"
    )]
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    translations.generate_i18n_module(out.join("i18n"))?;
    Ok(())
}
