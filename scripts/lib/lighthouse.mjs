// Lighthouse's mobile profile on some pages: one line each, four scores, then the figures behind the first.
//   node scripts/lib/lighthouse.mjs http://127.0.0.1:3000 / /loges/alencon …
// CHROME_PATH says which browser; a page that is no success or cannot be measured ends the run.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const [base, ...paths] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "openloge-lighthouse."));
const run = promisify(execFile);

const measure = async (path) => {
  const file = join(folder, "report.json");
  await run("lighthouse", [
    base + path,
    "--quiet",
    "--output=json",
    `--output-path=${file}`,
    "--only-categories=performance,accessibility,best-practices,seo",
    "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
  ]);
  const report = JSON.parse(readFileSync(file, "utf8"));
  if (report.runtimeError) throw new Error(`${path}: ${report.runtimeError.message}`);
  return report;
};

const row = (path, { categories, audits }) => {
  const scores = ["performance", "accessibility", "best-practices", "seo"].map((name) => Math.round(categories[name].score * 100));
  const timing = (name) => audits[name].displayValue.replaceAll("\u00a0", " ");
  const bytes = Math.round(audits["total-byte-weight"].numericValue / 1000);
  return [path, ...scores, timing("largest-contentful-paint"), timing("total-blocking-time"), timing("cumulative-layout-shift"), `${bytes} kB`];
};

try {
  for (const path of paths) {
    console.log(`| ${row(path, await measure(path)).join(" | ")} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
