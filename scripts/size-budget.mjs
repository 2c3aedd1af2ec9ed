// What a first visit downloads of the WebAssembly, against the budget. Counted in brotli, as the server sends it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGET_KB = Number(process.env.WASM_BUDGET_KB ?? 350);
const folder = join(process.env.SITE ?? "target/site", "pkg");

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const files = readdirSync(folder).filter((name) => name.endsWith(".wasm"));
// With lazy routes the main file is the one that carries the name of the application; the others follow on demand.
const main = files.find((name) => name.startsWith("openloge"));
if (!main) {
  console.error(`✗ No openloge*.wasm in ${folder}. Run: make build`);
  process.exit(1);
}
const size = brotli(readFileSync(join(folder, main)));
console.log(`${main}: ${kb(size)} brotli, budget ${BUDGET_KB} kB`);
const later = files.filter((name) => name !== main).map((name) => [name, brotli(readFileSync(join(folder, name)))]);
for (const [name, bytes] of later.sort((a, b) => b[1] - a[1]).filter(([, bytes]) => bytes > 5000)) {
  console.log(`  on demand, ${kb(bytes)}: ${name}`);
}
console.log(`  on demand, ${kb(later.reduce((sum, [, bytes]) => sum + bytes, 0))} in ${later.length} files altogether`);
if (size > BUDGET_KB * 1000) {
  console.error(`✗ The first WebAssembly file is ${kb(size - BUDGET_KB * 1000)} over its budget.`);
  process.exit(1);
}
