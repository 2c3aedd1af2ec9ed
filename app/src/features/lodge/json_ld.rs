//! Structured data for search engines: a person, a service, an average.

use domain::{
    Lang,
    view::{ListingView, ProviderView},
};
use serde_json::{Value, json};

/// The average of ratings from 1 to 5, to the nearest tenth; nothing when nobody has rated.
fn aggregate(ratings: &[u8]) -> Option<Value> {
    let count = ratings.len();
    let sum: usize = ratings.iter().copied().map(usize::from).sum();
    let tenths = (sum * 10 + count / 2).checked_div(count)?;
    Some(json!({
        "@type": "AggregateRating",
        "ratingValue": format!("{}.{}", tenths / 10, tenths % 10),
        "reviewCount": count,
        "bestRating": 5,
    }))
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

/// A service with its price, its provider and the average of its own ratings: those of the provider's other services say
/// nothing about this one.
pub fn listing(lang: Lang, site: &str, view: &ListingView) -> String {
    let page = lang.path(&format!(
        "/loges/{}/services/{}",
        view.lodge.slug, view.line.id
    ));
    let price = format!("{}.{:02}", view.line.rate.0 / 100, view.line.rate.0 % 100);
    let mut service = json!({
        "@context": "https://schema.org",
        "@type": "Service",
        "name": crate::ui::words::skill(lang, &view.line.skill),
        "description": view.description,
        "url": format!("{site}{page}"),
        "areaServed": view.lodge.town,
        "provider": {"@type": "Person", "name": view.provider.person.name},
        "offers": {"@type": "Offer", "price": price, "priceCurrency": "EUR"},
    });
    let ratings: Vec<u8> = view.reviews.iter().map(|r| r.rating).collect();
    if let Some(rating) = aggregate(&ratings) {
        service["aggregateRating"] = rating;
    }
    service.to_string()
}

#[cfg(test)]
mod tests {
    use super::aggregate;

    #[test]
    fn an_average_is_of_the_ratings_there_are() {
        assert_eq!(aggregate(&[]), None);
        let said = aggregate(&[5, 5, 4]).expect("three ratings");
        assert_eq!(
            (said["ratingValue"].as_str(), said["reviewCount"].as_u64()),
            (Some("4.7"), Some(3))
        );
        assert_eq!(aggregate(&[5]).expect("one rating")["ratingValue"], "5.0");
    }
}
