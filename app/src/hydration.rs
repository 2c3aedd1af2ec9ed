//! Bringing the document to life.

use leptos::{nonce::use_nonce, prelude::*};
use std::{fs, path::PathBuf, sync::OnceLock};

/// Fetches and starts the WebAssembly module once the page is shown and the browser has nothing better to do.
///
/// Leptos' own `HydrationScripts` also tells the browser to fetch the module at once, and on a slow line those 300 kB delay what
/// there is to see. Until the module is there, links and forms work as they do without script.
#[component]
pub fn Hydration(options: LeptosOptions) -> impl IntoView {
    static SCRIPT: OnceLock<String> = OnceLock::new();
    let script = SCRIPT.get_or_init(|| script(&options)).as_str();
    view! { <script type="module" nonce=use_nonce() inner_html=script></script> }
}

fn script(options: &LeptosOptions) -> String {
    let hashes = hashes(options);
    let address = |kind: &str| {
        let hash = hashes
            .lines()
            .find_map(|line| line.strip_prefix(kind)?.strip_prefix(':'));
        let hash = hash.map_or_else(String::new, |hash| format!(".{}", hash.trim()));
        format!(
            "/{}/{}{hash}.{kind}",
            options.site_pkg_dir, options.output_name
        )
    };
    format!(
        "const start=async()=>{{const page=await import({:?});await page.default({{module_or_path:{:?}}});page.hydrate()}};\
         const idle=()=>\"requestIdleCallback\" in window?requestIdleCallback(start,{{timeout:2000}}):start();\
         document.readyState===\"complete\"?idle():addEventListener(\"load\",idle)",
        address("js"),
        address("wasm"),
    )
}

/// What cargo-leptos puts beside the binary: `js: HASH` and so on, a line each; empty where files keep their names.
fn hashes(options: &LeptosOptions) -> String {
    if !options.hash_files {
        return String::new();
    }
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(PathBuf::from));
    let file = beside.unwrap_or_default().join(options.hash_file.as_ref());
    fs::read_to_string(file).unwrap_or_default()
}
