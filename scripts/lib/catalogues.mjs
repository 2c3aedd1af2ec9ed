// Compares the French and the English catalogue: same keys, same variables, nothing empty, French typography.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// French has the plural form "many" (un million de …) where English has not: forms are compared as one key.
const PLURAL_FORM = /_(?:ordinal_)?(?:zero|one|two|few|many|other)$/;

function flatten(value, prefix, into) {
  for (const [key, child] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (child !== null && typeof child === "object" && !Array.isArray(child)) flatten(child, path, into);
    else into.set(path, child);
  }
  return into;
}

function load(folder, report) {
  const entries = new Map();
  if (!existsSync(folder)) {
    report("catalogue", `${folder} is missing`);
    return entries;
  }
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
    try {
      flatten(JSON.parse(readFileSync(join(folder, name), "utf8")), name, entries);
    } catch (error) {
      report("catalogue", `${join(folder, name)}: ${error.message}`);
    }
  }
  return entries;
}

// {{ name }}, {{ name, formatter: … }} and <tag>: what a text must offer for its place in the page to work.
const slots = (text) =>
  [...new Set([...String(text).matchAll(/\{\{\s*([a-z_0-9]+)/g), ...String(text).matchAll(/<\/?([a-z_0-9]+)/g)].map((match) => match[1]))]
    .sort()
    .join(", ");

function byBase(entries) {
  const grouped = new Map();
  for (const [key, text] of entries) {
    const base = key.replace(PLURAL_FORM, "");
    grouped.set(base, [...(grouped.get(base) ?? []), text]);
  }
  return grouped;
}

function typography(entries, report) {
  for (const [key, text] of entries) {
    if (typeof text !== "string") continue;
    if (/ [;:!?»]/.test(text)) report("typography", `fr ${key}: an ordinary space before ; : ! ? or »`);
    if (/« /.test(text)) report("typography", `fr ${key}: an ordinary space after «`);
    if (/[\p{L}]'[\p{L}]/u.test(text)) report("typography", `fr ${key}: a straight apostrophe, write ’`);
    if (/\.\.\./.test(text)) report("typography", `fr ${key}: three dots, write …`);
  }
}

/** Reports each difference between the two languages below `folder`. */
export function checkCatalogues(folder, report) {
  const languages = { fr: load(join(folder, "fr"), report), en: load(join(folder, "en"), report) };
  for (const [language, entries] of Object.entries(languages)) {
    for (const [key, text] of entries) {
      if (typeof text === "string" && text.trim() === "") report("catalogue", `${language} ${key} is empty`);
    }
  }
  const [fr, en] = [byBase(languages.fr), byBase(languages.en)];
  for (const key of fr.keys()) if (!en.has(key)) report("catalogue", `${key} is missing in English`);
  for (const key of en.keys()) if (!fr.has(key)) report("catalogue", `${key} is missing in French`);
  for (const [key, texts] of fr) {
    if (!en.has(key)) continue;
    // A plural's forms may each leave the number out ("un avis"): what counts is the union.
    const [left, right] = [slots(texts.join(" ")), slots(en.get(key).join(" "))];
    if (left !== right) report("catalogue", `${key}: French has {${left}}, English has {${right}}`);
  }
  typography(languages.fr, report);
}

/** Puts the French spaces, apostrophes and dots right in the files themselves, values only. */
export function mendTypography(folder) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const path = join(folder, name);
    const before = readFileSync(path, "utf8");
    const after = before.replace(/(:\s*)("(?:[^"\\]|\\.)*")/g, (_, colon, text) => colon + frenchTypography(text));
    if (after !== before) writeFileSync(path, after);
  }
}

const frenchTypography = (text) =>
  text
    .replace(/ (?=[;:!?])/g, "\u202f")
    .replace(/ »/g, "\u00a0»")
    .replace(/« /g, "«\u00a0")
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "’")
    .replace(/\.\.\./g, "…");
