//! Stripe's form encoding: `line_items[0][price_data][currency]=eur`, `expand[]=payment_intent`.
//! Owns decoding and typed reading of parameters; knows nothing of what they mean.

use crate::error::ApiError;
use std::collections::{BTreeMap, BTreeSet};

const MAX_PAIRS: usize = 1000;
const MAX_DEPTH: usize = 8;

/// Decoded parameters: canonical path (`a[b][0]`, empty brackets numbered) to value, in order of path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Params(BTreeMap<String, String>);

impl Params {
    /// Decodes a body or a query string.
    ///
    /// # Errors
    /// 400 for malformed brackets, too many or too deeply nested parameters, and text that is not UTF-8.
    pub(crate) fn parse(raw: &[u8]) -> Result<Self, ApiError> {
        let mut values = BTreeMap::new();
        let mut appended: BTreeMap<String, usize> = BTreeMap::new();
        for (count, (name, value)) in form_urlencoded::parse(raw).enumerate() {
            if count >= MAX_PAIRS {
                return Err(ApiError::invalid(
                    "parameters_too_many",
                    "",
                    "Too many parameters in the request.",
                ));
            }
            if name.contains('\u{FFFD}') || value.contains('\u{FFFD}') {
                return Err(ApiError::invalid(
                    "invalid_utf8",
                    "",
                    "Invalid UTF-8 in the request's parameters.",
                ));
            }
            let mut path = canonical(&name)?;
            if let Some(stem) = path.strip_suffix("[]") {
                let next = appended.entry(stem.to_owned()).or_insert(0);
                path = format!("{stem}[{next}]");
                *next += 1;
            }
            values.insert(path, value.into_owned());
        }
        Ok(Self(values))
    }

    /// The value at a path; an empty value is the same as none, as with Stripe.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.0
            .get(path)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// A required value.
    pub(crate) fn required(&self, path: &str) -> Result<&str, ApiError> {
        self.text(path).ok_or_else(|| ApiError::missing(path))
    }

    /// A value of at most `max` characters.
    pub(crate) fn short_text(&self, path: &str, max: usize) -> Result<Option<String>, ApiError> {
        match self.text(path) {
            Some(value) if value.chars().count() > max => {
                let message = format!("Invalid string: must be at most {max} characters.");
                Err(ApiError::invalid(
                    "parameter_invalid_string_length",
                    path,
                    message,
                ))
            }
            other => Ok(other.map(str::to_owned)),
        }
    }

    /// A whole number.
    pub(crate) fn integer(&self, path: &str) -> Result<Option<i64>, ApiError> {
        let Some(value) = self.text(path) else {
            return Ok(None);
        };
        let number = value.parse().map_err(|_| {
            let shown: String = value.chars().take(40).collect();
            ApiError::invalid(
                "parameter_invalid_integer",
                path,
                format!("Invalid integer: {shown}"),
            )
        })?;
        Ok(Some(number))
    }

    /// One of a closed set of words.
    pub(crate) fn one_of(
        &self,
        path: &str,
        words: &[&'static str],
    ) -> Result<Option<&'static str>, ApiError> {
        let Some(value) = self.text(path) else {
            return Ok(None);
        };
        words
            .iter()
            .find(|word| **word == value)
            .map(|word| Some(*word))
            .ok_or_else(|| {
                let message = format!("Invalid {path}: must be one of {}", words.join(", "));
                ApiError::invalid("parameter_invalid_enum", path, message)
            })
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, path: &str) -> Result<bool, ApiError> {
        Ok(self.one_of(path, &["true", "false"])? == Some("true"))
    }

    /// The values of a list, in order of index.
    pub(crate) fn list<'a>(&'a self, stem: &str) -> Vec<&'a str> {
        let mut found: Vec<(usize, &'a str)> = self
            .under(stem)
            .into_iter()
            .filter_map(|(key, value)| Some((key.parse().ok()?, value)))
            .collect();
        found.sort_unstable_by_key(|(index, _)| *index);
        found.into_iter().map(|(_, value)| value).collect()
    }

    /// The indices present below a list of objects, in order.
    pub(crate) fn indices(&self, stem: &str) -> BTreeSet<usize> {
        self.under(stem)
            .into_iter()
            .filter_map(|(key, _)| key.split(']').next()?.parse().ok())
            .collect()
    }

    /// The `metadata`-like map at a stem, within Stripe's limits: 50 keys of 40 characters, values of 500.
    pub(crate) fn metadata(&self, stem: &str) -> Result<BTreeMap<String, String>, ApiError> {
        let map: BTreeMap<String, String> = self
            .under(stem)
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let too_long = map
            .iter()
            .any(|(key, value)| key.chars().count() > 40 || value.chars().count() > 500);
        if map.len() > 50 || too_long {
            let message =
                "Metadata holds at most 50 keys of 40 characters, with values of 500 characters.";
            return Err(ApiError::invalid("metadata_too_large", stem, message));
        }
        Ok(map)
    }

    /// Refuses parameters whose first name is not known.
    pub(crate) fn only(&self, known: &[&str]) -> Result<(), ApiError> {
        for path in self.0.keys() {
            let root = path.split('[').next().unwrap_or_default();
            if !known.contains(&root) {
                let shown: String = root.chars().take(60).collect();
                return Err(ApiError::invalid(
                    "parameter_unknown",
                    &shown,
                    format!("Received unknown parameter: {shown}"),
                ));
            }
        }
        Ok(())
    }

    /// Every parameter, in order: the material of an idempotency fingerprint and of the request log.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, value)| (path.as_str(), value.as_str()))
    }

    /// `stem[key]…` entries as `(key…, value)`, the outer bracket removed.
    fn under<'a>(&'a self, stem: &str) -> Vec<(&'a str, &'a str)> {
        let prefix = format!("{stem}[");
        let below = self
            .0
            .range(prefix.clone()..)
            .take_while(|(path, _)| path.starts_with(&prefix));
        below
            .map(|(path, value)| (path[prefix.len()..].trim_end_matches(']'), value.as_str()))
            .collect()
    }
}

/// Checks the brackets of a name: `root`, then any number of `[part]`; only the last part may be empty.
fn canonical(name: &str) -> Result<String, ApiError> {
    let malformed = || {
        let shown: String = name.chars().take(60).collect();
        ApiError::invalid(
            "parameter_malformed",
            "",
            format!("Malformed parameter name: {shown}"),
        )
    };
    let (root, mut rest) = name.find('[').map_or((name, ""), |at| name.split_at(at));
    if root.is_empty() || root.contains(']') {
        return Err(malformed());
    }
    let mut depth = 0;
    while !rest.is_empty() {
        let close = rest.find(']').ok_or_else(malformed)?;
        let part = rest
            .strip_prefix('[')
            .and_then(|inner| inner.get(..close - 1))
            .ok_or_else(malformed)?;
        rest = &rest[close + 1..];
        depth += 1;
        if depth > MAX_DEPTH || part.contains('[') || (part.is_empty() && !rest.is_empty()) {
            return Err(malformed());
        }
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Params;

    #[test]
    fn reads_nested_names_lists_and_metadata() {
        let raw = b"line_items[0][price_data][currency]=eur&line_items%5B10%5D%5Bquantity%5D=2&expand[]=a&expand[]=b&metadata[k]=v&x=";
        let params = Params::parse(raw).unwrap();
        assert_eq!(
            params.text("line_items[0][price_data][currency]"),
            Some("eur")
        );
        assert_eq!(params.integer("line_items[10][quantity]").unwrap(), Some(2));
        assert_eq!(
            params.indices("line_items").into_iter().collect::<Vec<_>>(),
            vec![0, 10]
        );
        assert_eq!(params.list("expand"), vec!["a", "b"]);
        assert_eq!(params.metadata("metadata").unwrap()["k"], "v");
        assert_eq!(params.text("x"), None);
    }

    #[test]
    fn refuses_malformed_names() {
        for raw in [
            "a[b=1",
            "[a]=1",
            "a]b=1",
            "a[b]c=1",
            "a[][b]=1",
            "a[[b]]=1",
            "a[1][1][1][1][1][1][1][1][1]=1",
            "%FF=1",
            "=1",
        ] {
            assert!(Params::parse(raw.as_bytes()).is_err(), "{raw}");
        }
    }

    #[test]
    fn refuses_wrong_types_and_unknown_names() {
        let params = Params::parse(b"amount=12.5&mode=later").unwrap();
        assert_eq!(
            params.integer("amount").unwrap_err().code,
            Some("parameter_invalid_integer")
        );
        assert_eq!(
            params.one_of("mode", &["payment"]).unwrap_err().code,
            Some("parameter_invalid_enum")
        );
        assert_eq!(
            params.only(&["amount"]).unwrap_err().param.as_deref(),
            Some("mode")
        );
    }
}
