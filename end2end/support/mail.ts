// The letters that the server under test has "sent": one folder a message below <data>/mail.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { expect } from "@playwright/test";
import { environment } from "./environment.ts";

export interface Letter {
  /** Folder of the message; newer messages sort later. */
  readonly folder: string;
  readonly writtenAtMs: number;
  readonly text: string;
  readonly html: string;
  /** Everything else in the folder: headers, addresses, subject. */
  readonly envelope: string;
}

function read(folder: string): Letter {
  const parts = { text: "", html: "", envelope: "" };
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name), "utf8");
    if (extname(name) === ".txt") parts.text += content;
    else if (extname(name) === ".html") parts.html += content;
    else parts.envelope += content;
  }
  return { folder, writtenAtMs: statSync(folder).mtimeMs, ...parts };
}

/** All letters to this address, the newest first. */
export function lettersTo(email: string): Letter[] {
  const mail = join(environment.data, "mail");
  if (!existsSync(mail)) return [];
  return readdirSync(mail, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => read(join(mail, entry.name)))
    .filter((letter) => `${letter.envelope}${letter.text}`.toLowerCase().includes(email.toLowerCase()))
    .sort((a, b) => b.writtenAtMs - a.writtenAtMs || b.folder.localeCompare(a.folder));
}

/** Waits for a letter to this address whose text or subject matches; jobs send it, so it takes a moment. */
export async function letterTo(email: string, matching: RegExp = /./): Promise<Letter> {
  let found: Letter | undefined;
  await expect(() => {
    found = lettersTo(email).find((letter) => matching.test(letter.text) || matching.test(letter.envelope));
    expect(found, `a letter to ${email} matching ${matching}`).toBeDefined();
  }).toPass({ timeout: 20_000, intervals: [200, 500, 1_000] });
  return found as Letter;
}

/** The path and query of the first link in a letter that matches, ready for `page.goto`. */
export function linkIn(letter: Letter, matching: RegExp): string {
  const links = letter.text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const link = links.find((candidate) => matching.test(candidate));
  if (!link) throw new Error(`No link matching ${matching} in ${letter.folder}; it has: ${links.join(" ")}`);
  const { pathname, search } = new URL(link);
  return pathname + search;
}
