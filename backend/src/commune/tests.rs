use super::*;

const ALENCON: &str = "246100663";
const MORTAGNE: &str = "200036069";

fn names(query: &str, limit: usize) -> Vec<&'static str> {
    find(query, limit).iter().map(|c| c.name).collect()
}

#[test]
fn every_line_is_read() {
    assert_eq!(list().communes.len(), COMMUNES.lines().count());
    assert_eq!(list().communes.len(), 34_964);
    let well_formed = |c: &Commune| {
        c.insee.len() == 5
            && c.postcode_list()
                .all(|p| p.len() == 5 && p.bytes().all(|b| b.is_ascii_digit()))
            && c.departement_name() != c.departement
            && (c.epci.is_empty() || epci_name(c.epci).is_some())
    };
    assert_eq!(list().communes.iter().find(|c| !well_formed(c)), None);
}

#[test]
fn alencon_is_found_by_code_postcode_and_name() {
    let facts = by_insee("61001").map(|c| {
        (
            c.name,
            c.postcode(),
            c.departement_name(),
            c.population > 20_000,
        )
    });
    assert_eq!(facts, Some(("Alençon", "61000", "Orne", true)));
    for query in [
        "Alençon",
        "ALENCON",
        " alençon ",
        "61000 alençon",
        "alencon 61000",
        "61 000",
        "alenç",
    ] {
        assert_eq!(
            find(query, 5).first().map(|c| c.insee),
            Some("61001"),
            "{query}"
        );
    }
}

#[test]
fn a_postcode_prefix_gives_the_largest_first() {
    let found = find("610", 50);
    assert_eq!(found.first().map(|c| c.insee), Some("61001"));
    assert!(found.iter().all(|c| c.postcodes.contains("610")));
    assert!(found.is_sorted_by_key(|c| Reverse(c.population)));
    assert_eq!(names("75011", 3), ["Paris"]);
}

#[test]
fn names_are_found_as_people_type_them() {
    assert_eq!(names("valframbert", 3), ["Valframbert"]);
    assert_eq!(names("orée d'écouves", 3), ["L'Orée-d'Écouves"]);
    assert_eq!(names("oree decouves", 3), Vec::<&str>::new());
    assert_eq!(names("st germain du corb", 3), ["Saint-Germain-du-Corbéis"]);
    assert_eq!(names("STE MERE EGLISE", 1), ["Sainte-Mère-Église"]);
    assert_eq!(names("saint-ceneri", 3), ["Saint-Céneri-le-Gérei"]);
    assert_eq!(names("Mieuxcé", 3), names("mieuxce", 3));
}

#[test]
fn exact_names_come_before_larger_communes() {
    assert_eq!(
        find("st denis", 9).first().map(|c| c.name),
        Some("Saint-Denis")
    );
    assert_eq!(names("st denis", 9), names("Saint-Denis", 9));
    assert_eq!(names("st denis sarthon", 2), ["Saint-Denis-sur-Sarthon"]);
    assert_eq!(names("pacé", 2), ["Pacé", "Pacé"]);
    let corbeil = ["Saint-Germain-lès-Corbeil", "Saint-Germain-du-Corbéis"];
    assert_eq!(names("st germain corb", 3), corbeil);
}

#[test]
fn nothing_is_found_for_nothing() {
    let long = "z".repeat(1_000_000);
    for query in [
        "",
        "   ",
        "***",
        "';--",
        "\u{0}\u{202e}",
        "zzqqxx",
        "99999",
        "999999999999999999999",
        &long,
    ] {
        assert_eq!(names(query, 10), Vec::<&str>::new(), "{query:?}");
    }
    assert_eq!(names("saint", 0), Vec::<&str>::new());
    for insee in ["", "61000", "6100", "61001 ", "été"] {
        assert_eq!(by_insee(insee), None, "{insee:?}");
    }
}

#[test]
fn the_territories_of_the_demonstration_are_their_epci() {
    let insee = |epci| territory(epci).iter().map(|c| c.insee).collect::<Vec<_>>();
    let alencon = include_str!("../../data/territories/alencon.txt")
        .lines()
        .collect::<Vec<_>>();
    let mortagne = include_str!("../../data/territories/mortagne.txt")
        .lines()
        .collect::<Vec<_>>();
    assert_eq!((alencon.len(), mortagne.len()), (31, 33));
    assert_eq!(
        (insee(ALENCON), insee(MORTAGNE)),
        (alencon.clone(), mortagne.clone())
    );
    assert_eq!(epci_name(ALENCON), Some("CU d'Alençon"));
    assert!(
        alencon.contains(&"61497") && !alencon.contains(&"61293") && mortagne.contains(&"61293")
    );
    assert_eq!(
        (
            territory("").len(),
            territory("nonsense").len(),
            epci_name("")
        ),
        (0, 0, None)
    );
}
