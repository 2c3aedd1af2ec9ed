//! The built site in memory: scripts, WebAssembly, styles, fonts and pictures, each with its compressed forms, its type
//! and its `ETag`. Read once at the start; no request touches the disk.

mod answer;

pub use answer::answer;

use bytes::Bytes;
use leptos::config::LeptosOptions;
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Where cargo-leptos puts scripts and styles, below the site.
const PKG: &str = "pkg";
/// What it calls them.
const OUTPUT_NAME: &str = "openloge";
/// The file beside the binary that says what their names are, content hashes included.
const HASH_FILE: &str = "hash.txt";
/// Where cargo-leptos tells browsers to reload while it watches.
const RELOAD_PORT: u32 = 3002;

/// One file.
#[derive(Debug)]
struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    content_type: &'static str,
    etag: String,
    /// Its name carries the hash of its content.
    immutable: bool,
}

/// The built site.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
    /// Path in the address, `/pkg/openloge.css`, to the file.
    files: Arc<HashMap<String, File>>,
    options: LeptosOptions,
    /// Address of the style sheet, its hash included.
    stylesheet: Arc<str>,
    /// Files change while the server runs: browsers ask each time, and the disk is read each time.
    watched: bool,
}

impl Site {
    /// Reads the site from `folder`, or from where a build puts it. A missing folder is an empty site, which `/readyz` and
    /// `doctor` tell of: pages still work, without style or script.
    pub fn load(folder: Option<&Path>, watched: bool) -> io::Result<Self> {
        let binary = std::env::current_exe()
            .ok()
            .and_then(|p| p.parent().map(Path::to_path_buf));
        let folder = folder.map_or_else(|| find(binary.as_deref()), Path::to_path_buf);
        let folder = std::path::absolute(folder)?;
        let hash_file = binary
            .map(|dir| dir.join(HASH_FILE))
            .filter(|path| path.exists());
        let mut files = HashMap::new();
        if folder.is_dir() {
            read(&folder, &folder, &mut files)?;
        }
        let stylesheet = stylesheet(hash_file.as_deref()).into();
        let options = options(&folder, hash_file.as_deref());
        Ok(Self {
            folder,
            files: Arc::new(files),
            options,
            stylesheet,
            watched,
        })
    }

    /// Whether scripts and styles are there, or what is missing.
    pub fn check(&self) -> Result<usize, String> {
        let folder = self.folder.display();
        if self.files.is_empty() {
            return Err(format!("{folder} is empty or missing"));
        }
        let stylesheet = self.stylesheet();
        if self.files.contains_key(stylesheet) {
            Ok(self.files.len())
        } else {
            Err(format!(
                "{folder}{stylesheet} is missing, though {HASH_FILE} beside the binary wants it"
            ))
        }
    }

    /// The address of the style sheet.
    pub fn stylesheet(&self) -> &str {
        &self.stylesheet
    }

    /// What Leptos needs to name scripts and styles.
    pub fn options(&self) -> &LeptosOptions {
        &self.options
    }

    /// Where browsers are told to reload, while the sources are watched.
    pub fn reload_port(&self) -> Option<u32> {
        self.watched.then_some(RELOAD_PORT)
    }
}

/// Folder and names are absolute, so that any working folder will do.
fn options(folder: &Path, hash_file: Option<&Path>) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name(OUTPUT_NAME)
        .site_root(folder.display().to_string())
        .site_pkg_dir(PKG)
        .reload_port(RELOAD_PORT)
        .hash_file(hash_file.map_or_else(
            || HASH_FILE.into(),
            |path| path.display().to_string().into(),
        ))
        .hash_files(hash_file.is_some())
        .build()
}

/// Beside the binary (as shipped), one folder up (as cargo-leptos builds), or below the working folder.
fn find(binary: Option<&Path>) -> PathBuf {
    let beside = binary.map(|dir| dir.join("site"));
    let above = binary.and_then(Path::parent).map(|dir| dir.join("site"));
    beside
        .into_iter()
        .chain(above)
        .find(|path| path.is_dir())
        .unwrap_or_else(|| PathBuf::from("target/site"))
}

fn stylesheet(hash_file: Option<&Path>) -> String {
    let hash = hash_file
        .and_then(|path| std::fs::read_to_string(path).ok())
        .and_then(|text| {
            text.lines().find_map(|line| {
                line.strip_prefix("css:")
                    .map(|hash| format!(".{}", hash.trim()))
            })
        });
    format!("/{PKG}/{OUTPUT_NAME}{}.css", hash.unwrap_or_default())
}

fn read(root: &Path, folder: &Path, files: &mut HashMap<String, File>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, &path, files)?;
        } else if !is_compressed(&path)
            && let Some(address) = address(root, &path)
        {
            files.insert(address, load(&path)?);
        }
    }
    Ok(())
}

fn address(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<_>> = below.iter().map(|part| part.to_str()).collect();
    Some(format!("/{}", parts?.join("/")))
}

fn is_compressed(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "br" || e == "gz")
}

fn load(path: &Path) -> io::Result<File> {
    let beside = |extension: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(extension);
        std::fs::read(name).ok().map(Bytes::from)
    };
    let plain = Bytes::from(std::fs::read(path)?);
    let digest = hex::encode(Sha256::digest(&plain));
    let name = path
        .file_name()
        .and_then(|n| n.to_str())
        .unwrap_or_default();
    Ok(File {
        brotli: beside(".br"),
        gzip: beside(".gz"),
        content_type: content_type(name),
        etag: format!("\"{}\"", &digest[..24]),
        immutable: carries_hash(name),
        plain,
    })
}

/// Whether a name reads `name.HASH.extension`, with a hash of at least 16 characters, as cargo-leptos writes it.
fn carries_hash(name: &str) -> bool {
    let parts: Vec<_> = name.split('.').collect();
    let hash = |part: &&str| {
        part.len() >= 16
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    parts.len() >= 3 && parts[1..parts.len() - 1].iter().any(hash)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
