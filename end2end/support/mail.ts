// The letters that the server under test has "sent": one folder a message below <data>/mail.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { environment } from "./environment.ts";

export interface Letter {
  /** Folder of the message; its name begins with the time. */
  readonly folder: string;
  readonly to: string;
  readonly subject: string;
  /** Code of its template, e.g. `confirm`. */
  readonly template: string;
  readonly lang: "fr" | "en";
  readonly text: string;
  readonly html: string;
}

type Meta = Omit<Letter, "folder" | "text" | "html">;

function read(folder: string): Letter {
  const meta = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as Meta;
  const part = (name: string) => readFileSync(join(folder, name), "utf8");
  return { ...meta, folder, text: part("message.txt"), html: part("message.html") };
}

/** All letters to this address, the newest first. */
export function lettersTo(email: string): Letter[] {
  const mail = join(environment.data, "mail");
  if (!existsSync(mail)) return [];
  return readdirSync(mail, { withFileTypes: true })
    // A folder that begins with a dot is still being written.
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort()
    .reverse()
    .map((name) => join(mail, name))
    .filter((folder) => (JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as Meta).to.includes(email))
    .map(read);
}

/** Waits for a letter to this address whose subject, template or text matches; jobs send it, so it takes a moment. */
export async function letterTo(email: string, matching: RegExp = /./): Promise<Letter> {
  let found: Letter | undefined;
  await expect(() => {
    found = lettersTo(email).find(({ subject, template, text }) =>
      [subject, template, text].some((part) => matching.test(part)),
    );
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
