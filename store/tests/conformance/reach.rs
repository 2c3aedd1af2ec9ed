//! That the suite reaches every public function of the store.

use std::{fs, path::Path};

#[test]
fn every_public_function_is_called_by_a_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases: String = fs::read_dir(root.join("tests/conformance"))
        .expect("the suite")
        .map(|file| fs::read_to_string(file.expect("a file").path()).expect("reads"))
        .collect();
    let mut functions = 0;
    for file in fs::read_dir(root.join("src")).expect("the sources") {
        let path = file.expect("a file").path();
        let module = path
            .file_stem()
            .and_then(|s| s.to_str())
            .expect("a name")
            .to_owned();
        let source = if path.is_dir() {
            path.join("mod.rs")
        } else {
            path
        };
        let source = fs::read_to_string(source).expect("reads");
        for function in source.split("pub async fn ").skip(1) {
            let name = function.split(['(', '<']).next().expect("a name");
            let call = match module.as_str() {
                "tx" | "pool" => format!("{name}("),
                "testing" | "writer" => continue,
                _ => format!("{module}::{name}("),
            };
            assert!(cases.contains(&call), "no case calls {module}::{name}");
            functions += 1;
        }
    }
    assert!(functions > 80, "only {functions} functions were found");
}
