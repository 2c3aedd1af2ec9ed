// The rules of the house that no compiler checks. Each one prints what it found and where; any finding fails the run.
// With --mend: puts the French typography of the catalogue right first.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { extname, join } from "node:path";
import { checkCatalogues, mendTypography } from "./lib/catalogues.mjs";

const root = join(import.meta.dirname, "..");
process.chdir(root);
const findings = [];
const report = (rule, message) => findings.push(`${rule}: ${message}`);
const read = (path) => readFileSync(path, "utf8");

function filesBelow(folder, extensions) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extensions.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

// The browser's side must not drag in the server's: each of these costs size, and some do not even run there.
const SERVER_ONLY = ["sqlx", "sqlx-core", "tokio", "backend", "store", "server", "sandbox", "regex", "chrono-tz", "axum"];
// leptos_config is part of leptos for both sides; its regex reads a file that no browser has and is dropped by the linker.
const TOLERATED = { regex: ["leptos_config"] };
const BROWSER = ["-p", "frontend", "--target", "wasm32-unknown-unknown"];

function crateNames(...options) {
  const output = execFileSync(
    "cargo",
    ["tree", "--locked", "--prefix", "none", "-e", "normal,no-proc-macro", "--no-dedupe", ...options],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  return new Set(output.split("\n").map((line) => line.split(" ")[0]).filter(Boolean));
}

function dependencyDirection() {
  const browser = crateNames(...BROWSER);
  for (const name of SERVER_ONLY.filter((name) => browser.has(name))) {
    const parents = [...crateNames(...BROWSER, "-i", name, "--depth", "1")].filter((parent) => parent !== name);
    const unexpected = parents.filter((parent) => !(TOLERATED[name] ?? []).includes(parent));
    if (unexpected.length > 0) report("dependencies", `frontend pulls in ${name} through ${unexpected.join(", ")}`);
  }
  const rules = crateNames("-p", "domain");
  for (const name of ["tokio", "sqlx", "leptos", "rand", "axum", "reqwest"].filter((name) => rules.has(name))) {
    report("dependencies", `domain pulls in ${name}; it holds pure rules`);
  }
  for (const crate of ["domain", "backend", "app", "server", "sandbox", "frontend"]) {
    const manifest = read(join(crate, "Cargo.toml")).split(/^\[dev-dependencies\]/m)[0];
    if (/^sqlx\b/m.test(manifest)) report("dependencies", `${crate} names sqlx; only store may`);
  }
}

// A flat reading is enough: both tables hold one `key = value` a line.
function options(path, header) {
  const section = read(path).split(header)[1] ?? "";
  const table = section.split(/^\[/m)[0];
  return new Map([...table.matchAll(/^([a-z-]+)\s*=\s*(.+)$/gm)].map(([, key, value]) => [key, value.trim()]));
}

function leptosOptions() {
  const built = options("Cargo.toml", "[[workspace.metadata.leptos]]");
  for (const [key, value] of options("Leptos.toml", "[package.metadata.leptos]")) {
    const twin = key === "hash-file" ? "hash-file-name" : key;
    if (built.get(twin) !== value) {
      report("Leptos.toml", `${key} = ${value}, but Cargo.toml says ${twin} = ${built.get(twin) ?? "nothing"}`);
    }
  }
}

// Leptos 0.8 writes the children of a <textarea> unescaped on the server: whatever somebody typed would run as HTML. One
// component knows how; nothing else may render one.
const TEXT_AREA = join("app", "src", "ui", "text_area.rs");

function oneTextArea() {
  for (const path of filesBelow("app/src", [".rs"])) {
    const code = read(path).replace(/^\s*\/\/.*$/gm, "");
    if (path !== TEXT_AREA && /<textarea\b/.test(code)) report("textarea", `${path}: use ui::TextArea, which escapes`);
  }
}

const LONGEST_FILE = 400;

function fileLengths() {
  const folders = ["domain", "store", "backend", "sandbox", "app", "frontend", "server", "end2end/tests", "scripts", "style"];
  for (const path of folders.flatMap((folder) => filesBelow(folder, [".rs", ".ts", ".mjs", ".css"]))) {
    const lines = read(path).split("\n").length - 1;
    if (lines > LONGEST_FILE) report("length", `${path} has ${lines} lines, ${LONGEST_FILE} is the most`);
  }
}

// The two folders of migrations must tell the same story, step by step.
function migrationTwins() {
  const names = (database) => filesBelow(`store/migrations/${database}`, [".sql"]).map((path) => path.split("/").pop());
  const [sqlite, postgres] = [names("sqlite"), names("postgres")];
  for (const name of sqlite.filter((name) => !postgres.includes(name))) report("migrations", `${name} is missing for postgres`);
  for (const name of postgres.filter((name) => !sqlite.includes(name))) report("migrations", `${name} is missing for sqlite`);
}

if (process.argv.includes("--mend")) mendTypography("app/locales/fr");
dependencyDirection();
checkCatalogues("app/locales", report);
leptosOptions();
oneTextArea();
fileLengths();
migrationTwins();

if (findings.length > 0) {
  console.error(findings.map((finding) => `✗ ${finding}`).join("\n"));
  console.error(`${findings.length} finding(s).`);
  process.exit(1);
}
console.log("Dependency direction, catalogues, options, text areas, file lengths, migrations: in order.");
