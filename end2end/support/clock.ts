// The clock of the server under test, which its development page moves ahead, never back. Each worker has a server of its
// own; specs move its clock little (to the next agreed hour) and depend on no date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { environment } from "./environment.ts";

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
/** The first and last times that forms offer. */
const [OPENS, CLOSES] = ["06:00", "22:30"];
/** On the day after the first start, the demonstration has a walk of Ophélie's then. */
const TAKEN = ["14:45", "16:00"] as const;

/** An hour that people agree on, as forms ask for it. */
export interface Slot {
  /** `2026-11-28`. */
  readonly date: string;
  /** `10:15`, Paris time. */
  readonly time: string;
  /** Milliseconds since 1970. */
  readonly start: number;
}

/** What time it is on the server, in milliseconds since 1970. */
export async function serverNow(page: Page): Promise<number> {
  const html = await (await page.request.get(`${environment.url}/dev/clock`)).text();
  const now = Date.parse(/<time datetime="([^"]+)"/.exec(html)?.[1] ?? "");
  expect(now, "the time on /dev/clock").not.toBeNaN();
  return now;
}

/** The moment as forms take it. */
export function paris(at: number): Slot {
  const words = new Date(at).toLocaleString("sv-SE", { timeZone: "Europe/Paris" });
  return { date: words.slice(0, 10), time: words.slice(11, 16), start: at };
}

/** Holds the last hour given away on this server: a test that never comes to its hour leaves it taken. */
const given = join(environment.sessions, "hour");

/** The next hour that a provider has for this test. */
export async function nextSlot(page: Page): Promise<Slot> {
  const last = existsSync(given) ? Number(readFileSync(given, "utf8")) : 0;
  const soon = Math.max((await serverNow(page)) + 5 * MINUTE, last + QUARTER);
  for (let start = Math.ceil(soon / QUARTER) * QUARTER; ; start += QUARTER) {
    const slot = paris(start);
    const offered = slot.time >= OPENS && slot.time <= CLOSES;
    const taken = slot.time >= TAKEN[0] && slot.time < TAKEN[1];
    if (offered && !taken) {
      mkdirSync(environment.sessions, { recursive: true });
      writeFileSync(given, String(start));
      return slot;
    }
  }
}

/** Moves the clock until that hour has come. */
export async function waitUntil(page: Page, slot: Slot): Promise<void> {
  const minutes = Math.ceil((slot.start - (await serverNow(page))) / MINUTE);
  if (minutes < 1) return;
  const moved = await page.request.post(`${environment.url}/dev/clock`, {
    form: { minutes },
    headers: { origin: environment.url },
  });
  expect(moved.status(), "the clock moves").toBe(200);
}
