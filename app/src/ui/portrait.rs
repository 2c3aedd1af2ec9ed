//! Drawn faces on pastel discs.

use leptos::prelude::*;

/// How big a portrait is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PortraitSize {
    /// 2 rem: beside a bubble, in the header.
    Tiny,
    /// 3 rem: beside a review or a line.
    Small,
    /// 4.5 rem: on a card.
    #[default]
    Medium,
    /// 6.5 rem: the coordinator, a refusal.
    Large,
    /// The letter of introduction.
    Huge,
}

impl PortraitSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Tiny => "portrait portrait--tiny",
            Self::Small => "portrait portrait--small",
            Self::Medium => "portrait",
            Self::Large => "portrait portrait--large",
            Self::Huge => "portrait portrait--huge",
        }
    }
}

const TONES: [&str; 7] = ["sand", "sky", "rose", "peach", "sage", "lilac", "lemon"];

/// One person always has the same disc.
fn tone_of(portrait: &str) -> &'static str {
    let sum = portrait.bytes().fold(0_usize, |sum, byte| {
        (sum * 31 + usize::from(byte)) % 1_000_003
    });
    TONES[sum % TONES.len()]
}

/// A portrait. The person's name stands beside it, so it says nothing to readers.
#[component]
pub fn Portrait(
    /// File name without extension (`Person::portrait`); empty shows a neighbour nobody drew yet.
    #[prop(into)]
    name: String,
    /// How big.
    #[prop(optional)]
    size: PortraitSize,
) -> impl IntoView {
    let file = if name.is_empty() { "neighbour" } else { &name };
    view! {
        <span class=size.class() data-tone=tone_of(file) aria-hidden="true">
            <img src=format!("/portraits/{file}.svg") alt="" width="96" height="96" decoding="async" />
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_keeps_their_disc() {
        assert_eq!(tone_of("ophelie"), tone_of("ophelie"));
        let tones: std::collections::BTreeSet<_> = [
            "claudie",
            "ophelie",
            "nicolas",
            "melodie",
            "florence",
            "francois",
            "sebastien",
        ]
        .map(tone_of)
        .into();
        assert!(tones.len() >= 4, "the seven look alike: {tones:?}");
    }
}
