//! Where the text of a setting comes from: flag, environment variable, `openloge.toml`, in that order. Knows no meaning.

use super::{
    ConfigError,
    table::{self, SETTINGS, Setting},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Where a value was given, as a person would name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A flag of the command line.
    Flag(&'static str),
    /// An environment variable.
    Variable(String),
    /// A configuration file.
    File(PathBuf),
    /// Nowhere: the default.
    Default,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(flag) => f.write_str(flag),
            Self::Variable(name) => f.write_str(name),
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value as given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The text, without space around it.
    pub text: String,
    /// Where it was given.
    pub source: Source,
}

/// Every value given, by setting.
#[derive(Clone, Debug, Default)]
pub struct Sources(BTreeMap<&'static str, Given>);

impl Sources {
    /// Gathers the values: `flags` by setting, `variable` asks the environment, `file` names a configuration file that must
    /// exist; without it `openloge.toml` of the working folder is read when there is one.
    pub fn gather(
        flags: &BTreeMap<&'static str, String>,
        variable: &dyn Fn(&str) -> Option<String>,
        file: Option<&Path>,
    ) -> Result<Self, ConfigError> {
        let default = Path::new("openloge.toml");
        let (path, written) = match file {
            Some(path) => (path, read_file(path)?),
            None if default.exists() => (default, read_file(default)?),
            None => (default, BTreeMap::new()),
        };
        let mut given = BTreeMap::new();
        for s in SETTINGS {
            let from_flag = flags
                .get(s.name)
                .map(|text| (text.clone(), Source::Flag(s.flag.unwrap_or_default())));
            let found = match from_flag {
                Some(found) => Some(found),
                None => from_variable(s, variable)?.or(from_file(s, path, &written)?),
            };
            if let Some((text, source)) = found {
                given.insert(
                    s.name,
                    Given {
                        text: text.trim().to_owned(),
                        source,
                    },
                );
            }
        }
        Ok(Self(given))
    }

    /// What was given for that setting.
    pub fn get(&self, name: &str) -> Option<&Given> {
        self.0.get(name)
    }
}

fn from_variable(
    s: &Setting,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<(String, Source)>, ConfigError> {
    let name = s.variable();
    if let Some(text) = variable(&name) {
        return Ok(Some((text, Source::Variable(name))));
    }
    let name = format!("{name}_FILE");
    match variable(&name) {
        Some(path) if s.secret => Ok(Some((read_secret(s, &path)?, Source::Variable(name)))),
        _ => Ok(None),
    }
}

fn from_file(
    s: &Setting,
    path: &Path,
    written: &BTreeMap<String, String>,
) -> Result<Option<(String, Source)>, ConfigError> {
    let source = || Source::File(path.to_path_buf());
    if let Some(text) = written.get(s.name) {
        return Ok(Some((text.clone(), source())));
    }
    match written.get(&s.file_key()) {
        Some(secret) => Ok(Some((read_secret(s, secret)?, source()))),
        None => Ok(None),
    }
}

fn read_secret(s: &Setting, path: &str) -> Result<String, ConfigError> {
    std::fs::read_to_string(path.trim()).map_err(|source| ConfigError::Secret {
        setting: s.name,
        path: path.into(),
        source,
    })
}

/// The keys and values of a configuration file; keys that are no setting stop the start, since a misspelt one would
/// otherwise be ignored in silence.
fn read_file(path: &Path) -> Result<BTreeMap<String, String>, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::File {
        path: path.into(),
        source,
    })?;
    let table: toml::Table = text
        .parse()
        .map_err(|e: toml::de::Error| ConfigError::Toml {
            path: path.into(),
            message: e.message().to_owned(),
        })?;
    let mut values = BTreeMap::new();
    for (key, value) in table {
        let known =
            table::find(&key).is_some() || SETTINGS.iter().any(|s| s.secret && s.file_key() == key);
        let text = match value {
            toml::Value::String(text) => Some(text),
            toml::Value::Integer(number) => Some(number.to_string()),
            toml::Value::Boolean(flag) => Some(flag.to_string()),
            _ => None,
        };
        match text {
            Some(text) if known => values.insert(key, text),
            _ if known => {
                return Err(ConfigError::Shape {
                    path: path.into(),
                    key,
                });
            }
            _ => {
                return Err(ConfigError::Unknown {
                    path: path.into(),
                    key,
                });
            }
        };
    }
    Ok(values)
}
