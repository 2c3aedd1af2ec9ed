// The two languages: their addresses, and the texts of the catalogue, so that a spec names a key and not a sentence.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "@playwright/test";
import { environment } from "./environment.ts";

type Catalogue = Map<string, string>;

function flatten(value: object, prefix: string, into: Catalogue): Catalogue {
  for (const [key, child] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (child !== null && typeof child === "object") flatten(child, path, into);
    else into.set(path, String(child));
  }
  return into;
}

function load(code: string): Catalogue {
  const folder = join(environment.catalogues, code);
  const catalogue: Catalogue = new Map();
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    flatten(JSON.parse(readFileSync(join(folder, name), "utf8")) as object, name.replace(/\.json$/, ""), catalogue);
  }
  return catalogue;
}

export class Language {
  readonly #catalogue: Catalogue;

  constructor(
    readonly code: "fr" | "en",
    /** What stands before each path: French is unprefixed. */
    readonly prefix: "" | "/en",
  ) {
    this.#catalogue = load(code);
  }

  /** `/loges/alencon` → `/loges/alencon` or `/en/loges/alencon`; `/` → `/` or `/en`. */
  path(path: string): string {
    if (this.prefix === "") return path;
    return path === "/" ? this.prefix : `${this.prefix}${path}`;
  }

  /** The text of a key, `file.key.subkey`, its variables filled in. A key that is not there fails the test. */
  text(key: string, variables: Record<string, string | number> = {}): string {
    const text = this.#catalogue.get(key);
    if (text === undefined) throw new Error(`The ${this.code} catalogue has no ${key}`);
    return text.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (_, name: string) => String(variables[name] ?? `{{${name}}}`));
  }

  /** Like `text`, as a pattern that accepts anything where a variable stands. */
  pattern(key: string): RegExp {
    const escaped = this.text(key).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return new RegExp(escaped.replace(/\{\{\w+\}\}/g, ".+"));
  }
}

export const french = new Language("fr", "");
export const english = new Language("en", "/en");

/** Declares the same tests once per language, in a group named after it. */
export function eachLanguage(declare: (language: Language) => void): void {
  for (const language of [french, english]) test.describe(language.code, () => declare(language));
}
