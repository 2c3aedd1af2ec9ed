// What every spec imports: a `test` that fails on any complaint of the browser, and the helpers.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { environment } from "./support/environment.ts";
import { Guard } from "./support/guard.ts";
import { french, type Language } from "./support/language.ts";

export { expect, type Page } from "@playwright/test";
export { environment } from "./support/environment.ts";
export { expectAccessible } from "./support/axe.ts";
export { eachLanguage, english, french, type Language } from "./support/language.ts";
export { letterTo, lettersTo, linkIn, type Letter } from "./support/mail.ts";

/** Password of every account of the demonstration lodges. */
export const PASSWORD = "loge-de-demonstration";

interface Fixtures {
  /** Watches every page of the test; `guard.allow(/…/)` before something that is meant to fail. */
  guard: Guard;
  /** Another person: a page in a browser of its own, with the size and settings of the project. */
  anotherPerson: () => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  guard: [
    async ({ context }, use) => {
      const guard = new Guard();
      guard.watch(context);
      await use(guard);
      expect(guard.complaints(), "complaints of the browser").toEqual([]);
    },
    { auto: true },
  ],
  anotherPerson: async ({ browser, guard }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      // Playwright gives every context the settings of the project.
      const context = await browser.newContext();
      guard.watch(context);
      opened.push(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});

/** Whether this project runs with JavaScript. */
export const scripted = (): boolean => test.info().project.use.javaScriptEnabled !== false;

/** Waits until the page answers to clicks; at once where JavaScript is off. A page that never hydrates fails here. */
export async function hydrated(page: Page): Promise<void> {
  if (scripted()) await page.locator("html[data-hydrated]").waitFor({ state: "attached", timeout: 20_000 });
}

/** Opens a page and waits until it can be used. Expects 200, or the status given. */
export async function visit(page: Page, path: string, status = 200): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), `status of ${path}`).toBe(status);
  await hydrated(page);
}

/** A picture of the whole page: end2end/screenshots/<project>/<language>/<name>.png. */
export async function shot(page: Page, name: string): Promise<void> {
  // The document says it; the address of a refused post does not.
  const language = (await page.locator("html").getAttribute("lang")) === "en" ? "en" : "fr";
  await page.screenshot({
    path: join(environment.screenshots, test.info().project.name, language, `${name}.png`),
    fullPage: true,
    animations: "disabled",
  });
}

interface SignInOptions {
  password?: string;
  language?: Language;
  /** Goes through the form even when a session is kept from an earlier test; needed where the session itself is tested. */
  fresh?: boolean;
}

/** Signs in. The first time by the form; later tests reuse that session, as a person's browser would. */
export async function signIn(page: Page, email: string, options: SignInOptions = {}): Promise<void> {
  const { password = PASSWORD, language = french, fresh = false } = options;
  const kept = join(environment.sessions, `${email}.json`);
  if (!fresh && existsSync(kept)) {
    await page.context().addCookies(JSON.parse(readFileSync(kept, "utf8")));
    return;
  }
  await visit(page, language.path("/connexion"));
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("form:has(input[name=password]) [type=submit]").click();
  await page.waitForURL((url) => !url.pathname.endsWith("/connexion"));
  mkdirSync(environment.sessions, { recursive: true });
  if (!fresh) writeFileSync(kept, JSON.stringify(await page.context().cookies()));
}

/** An address that nobody had before; letters to it are readable with `letterTo`. */
export function newEmail(name: string): string {
  return `${name}.${Date.now().toString(36)}${Math.floor(Math.random() * 46_656).toString(36)}@exemple.test`;
}
