//! The official list of French communes, embedded in the program: finding where somebody lives, and the communes that
//! make a territory. Owns the reading of `data/*.tsv` (written by `scripts/communes.mjs`); knows nothing of lodges.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

use domain::text::fold;

const COMMUNES: &str = include_str!("../data/communes.tsv");
const DEPARTEMENTS: &str = include_str!("../data/departements.tsv");
const EPCI: &str = include_str!("../data/epci.tsv");

/// Characters of a query that are looked at: longer than any name and postcode together.
const QUERY_CHARS: usize = 80;

/// One current commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commune {
    /// INSEE code, five characters, the identity of a commune: `61001`, `2A004`.
    pub insee: &'static str,
    /// Official name with its article: `Alençon`, `La Ferrière-Bochard`.
    pub name: &'static str,
    /// Code of the département or overseas collectivity: `61`, `2A`, `971`.
    pub departement: &'static str,
    /// Inhabitants (legal municipal population), 0 when not published.
    pub population: u32,
    /// Postcodes, comma separated, at least one. See [`Commune::postcode_list`].
    pub postcodes: &'static str,
    /// SIREN code of the EPCI (group of communes) that it belongs to; empty for the few that belong to none.
    pub epci: &'static str,
}

impl Commune {
    /// Its postcodes, ascending.
    pub fn postcode_list(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.postcodes.split(',')
    }

    /// The lowest of its postcodes: the one to show when the visitor typed none.
    pub fn postcode(&self) -> &'static str {
        self.postcode_list().next().unwrap_or_default()
    }

    /// Name of its département: `Orne`.
    pub fn departement_name(&self) -> &'static str {
        let names = &list().departements;
        names
            .get(self.departement)
            .copied()
            .unwrap_or(self.departement)
    }
}

struct List {
    /// Sorted by INSEE code.
    communes: Vec<Commune>,
    /// Searchable name of each commune, in the same order.
    folded: Vec<Box<str>>,
    departements: HashMap<&'static str, &'static str>,
    epci: HashMap<&'static str, &'static str>,
}

/// The list, read at the first use (some 15 ms and 6 MB) and kept.
fn list() -> &'static List {
    static LIST: OnceLock<List> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut communes: Vec<Commune> = COMMUNES.lines().filter_map(parse).collect();
        communes.sort_unstable_by_key(|c| c.insee);
        let folded = communes
            .iter()
            .map(|c| searchable(c.name).into_boxed_str())
            .collect();
        let names = |tsv: &'static str| {
            tsv.lines()
                .filter_map(|line| line.split_once('\t'))
                .collect()
        };
        List {
            communes,
            folded,
            departements: names(DEPARTEMENTS),
            epci: names(EPCI),
        }
    })
}

/// Reads one line; `None` for a malformed one, which the test of the number of communes would show.
fn parse(line: &'static str) -> Option<Commune> {
    let mut fields = line.split('\t');
    Some(Commune {
        insee: fields.next()?,
        name: fields.next()?,
        departement: fields.next()?,
        population: fields.next()?.parse().ok()?,
        postcodes: fields.next()?,
        epci: fields.next()?,
    })
}

/// Folded text in which `st` and `ste` are written out, as people type both.
fn searchable(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len() + 4);
    for word in folded.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(match word {
            "st" => "saint",
            "ste" => "sainte",
            other => other,
        });
    }
    out
}

/// What a query asks of a name and of a postcode.
struct Query {
    name: String,
    digits: String,
}

impl Query {
    /// `None` when nothing in the text can be searched. Digits in several groups ("61 000") are one postcode.
    fn read(text: &str) -> Option<Self> {
        let text: String = text.chars().take(QUERY_CHARS).collect();
        let (digits, words): (Vec<&str>, Vec<&str>) = text
            .split_whitespace()
            .partition(|word| word.bytes().all(|b| b.is_ascii_digit()));
        let query = Self {
            name: searchable(&words.join(" ")),
            digits: digits.concat(),
        };
        (!query.name.is_empty() || !query.digits.is_empty()).then_some(query)
    }

    /// How well a commune answers: 0 exact, 1 beginning of the name, 2 beginnings of its words; `None` for not at all.
    fn rank(&self, commune: &Commune, folded: &str) -> Option<u8> {
        if !self.digits.is_empty() && !commune.postcode_list().any(|p| p.starts_with(&self.digits))
        {
            return None;
        }
        if self.name.is_empty() || folded == self.name {
            return Some(0);
        }
        if folded.starts_with(&self.name) {
            return Some(1);
        }
        let word_begins = |asked: &str| folded.split(' ').any(|word| word.starts_with(asked));
        self.name.split(' ').all(word_begins).then_some(2)
    }
}

/// Communes that answer what a visitor typed: a postcode or its beginning, a name or the beginnings of its words, with or
/// without accents, or both ("61000 alencon"). Exact names first, then the most populous; at most `limit`, none for a
/// text without letter or digit.
pub fn find(query: &str, limit: usize) -> Vec<&'static Commune> {
    let Some(query) = Query::read(query) else {
        return Vec::new();
    };
    let list = list();
    let mut found: Vec<(u8, &'static Commune)> = list
        .communes
        .iter()
        .zip(&list.folded)
        .filter_map(|(commune, folded)| Some((query.rank(commune, folded)?, commune)))
        .collect();
    found.sort_by_key(|(rank, c)| (*rank, Reverse(c.population), c.insee));
    found.into_iter().take(limit).map(|(_, c)| c).collect()
}

/// The commune of an INSEE code, if it is a current one.
pub fn by_insee(insee: &str) -> Option<&'static Commune> {
    let communes = &list().communes;
    communes
        .binary_search_by_key(&insee, |c| c.insee)
        .ok()
        .and_then(|at| communes.get(at))
}

/// The communes of an EPCI by its SIREN code, sorted by INSEE code; empty for an unknown code.
pub fn territory(epci: &str) -> Vec<&'static Commune> {
    if epci.is_empty() {
        return Vec::new();
    }
    list().communes.iter().filter(|c| c.epci == epci).collect()
}

/// Name of an EPCI by its SIREN code, as the State abbreviates it: `CU d'Alençon`.
pub fn epci_name(epci: &str) -> Option<&'static str> {
    list().epci.get(epci).copied()
}

#[cfg(test)]
mod tests;
