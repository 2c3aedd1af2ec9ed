//! Pictograms from the one sprite. An icon is always decoration: the words beside it say the same.

use leptos::prelude::*;

/// A pictogram of `public/icons/pictograms.svg`, in the colour of the words beside it.
#[component]
pub fn Icon(
    /// Identifier in the sprite.
    name: &'static str,
    /// Twice the size of the words.
    #[prop(optional)]
    large: bool,
    /// One more class (`stars__on`).
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = if large {
        format!("icon icon--large {class}")
    } else {
        format!("icon {class}")
    };
    view! {
        <svg class=class.trim_end().to_owned() aria-hidden="true">
            <use href=format!("/icons/pictograms.svg#{name}")></use>
        </svg>
    }
}

/// A pictogram in a soft round.
#[component]
pub fn IconDisc(
    /// Identifier in the sprite.
    name: &'static str,
    /// `icon-disc--honey` or `icon-disc--tile`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <span class=format!("icon-disc {class}")>
            <Icon name />
        </span>
    }
}

#[cfg(test)]
mod tests {
    use domain::skill::CATALOGUE;

    const SPRITE: &str = include_str!("../../../public/icons/pictograms.svg");
    const OURS: [&str; 6] = [
        "star-fill",
        "warning-circle",
        "info",
        "check-circle",
        "x",
        "caret-left",
    ];

    #[test]
    fn every_pictogram_is_in_the_sprite() {
        let missing: Vec<&str> = CATALOGUE
            .iter()
            .map(|s| s.pictogram)
            .chain(OURS)
            .filter(|name| !SPRITE.contains(&format!("id=\"{name}\"")))
            .collect();
        assert!(missing.is_empty(), "not in the sprite: {missing:?}");
    }
}
