//! Structured data for search engines: a person, a service, an average.

use domain::{
    Lang,
    view::{ListingView, ProviderCard, ProviderView},
};
use serde_json::{Value, json};

/// An average of ratings, when there is one.
fn aggregate(card: &ProviderCard) -> Option<Value> {
    let tenths = card.rating_tenths?;
    Some(json!({
        "@type": "AggregateRating",
        "ratingValue": format!("{}.{}", tenths / 10, tenths % 10),
        "reviewCount": card.reviews,
        "bestRating": 5,
    }))
}

fn with_rating(mut value: Value, card: &ProviderCard) -> String {
    if let (Some(object), Some(rating)) = (value.as_object_mut(), aggregate(card)) {
        object.insert("aggregateRating".to_owned(), rating);
    }
    value.to_string()
}

/// A provider, as somebody who offers services. Ratings belong to the service, not to the person.
pub fn provider(lang: Lang, site: &str, view: &ProviderView) -> String {
    let page = lang.path(&format!(
        "/loges/{}/offreurs/{}",
        view.lodge.slug, view.card.slug
    ));
    let offers: Vec<Value> = view
        .card
        .listings
        .iter()
        .map(|l| json!({"@type": "Offer", "itemOffered": {"@type": "Service", "name": crate::ui::words::skill(lang, &l.skill)}}))
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "Person",
        "name": view.card.person.name,
        "description": view.presentation,
        "image": format!("{site}/portraits/{}.svg", view.card.person.portrait),
        "url": format!("{site}{page}"),
        "address": {"@type": "PostalAddress", "addressLocality": view.commune, "addressCountry": "FR"},
        "makesOffer": offers,
    })
    .to_string()
}

/// A service with its price, its provider and the average of its ratings.
pub fn listing(lang: Lang, site: &str, view: &ListingView) -> String {
    let page = lang.path(&format!(
        "/loges/{}/services/{}",
        view.lodge.slug, view.line.id
    ));
    let price = format!("{}.{:02}", view.line.rate.0 / 100, view.line.rate.0 % 100);
    with_rating(
        json!({
            "@context": "https://schema.org",
            "@type": "Service",
            "name": crate::ui::words::skill(lang, &view.line.skill),
            "description": view.description,
            "url": format!("{site}{page}"),
            "areaServed": view.lodge.town,
            "provider": {"@type": "Person", "name": view.provider.person.name},
            "offers": {"@type": "Offer", "price": price, "priceCurrency": "EUR"},
        }),
        &view.provider,
    )
}
