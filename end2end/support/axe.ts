// Accessibility by axe, in the light and in the dark appearance.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test, type Page } from "@playwright/test";
import type axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Expects no violation on the page as it stands. `exclude` takes selectors of parts that are not ours. */
export async function expectAccessible(page: Page, exclude: string[] = []): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) await onScriptedCopy(page, (copy) => examine(copy, exclude));
  else await examine(page, exclude);
}

async function examine(page: Page, exclude: string[]): Promise<void> {
  await page.evaluate(SOURCE);
  // What a page says and does is the same in both appearances: only its colours differ.
  await examineIn(page, "light", exclude, { type: "tag", values: RULES });
  await examineIn(page, "dark", exclude, { type: "rule", values: ["color-contrast"] });
  await page.emulateMedia({ colorScheme: null });
}

async function examineIn(page: Page, colorScheme: "light" | "dark", exclude: string[], runOnly: axe.RunOnly): Promise<void> {
  await page.emulateMedia({ colorScheme });
  const violations = await page.evaluate(
    async ({ exclude, runOnly }) => {
      // The second frame shows what the first one was asked for.
      await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
      const { axe } = window as unknown as { axe: typeof import("axe-core") };
      const found = await axe.run({ exclude: exclude.map((part) => [part]) }, { runOnly, resultTypes: ["violations"] });
      return found.violations.map(
        ({ id, help, nodes }) =>
          `${id} (${help}): ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join("\n    ")}`,
      );
    },
    { exclude, runOnly },
  );
  expect(violations, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
}

// axe is a script and needs a browser that runs scripts: the document is shown again, less its own scripts, in one that does.
async function onScriptedCopy(page: Page, look: (copy: Page) => Promise<void>): Promise<void> {
  const browser = page.context().browser();
  if (!browser) throw new Error("The browser is gone");
  const html = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<\/?noscript\b[^>]*>/g, "");
  // Everything else is the project's, as Playwright gives it to every context.
  const context = await browser.newContext({ javaScriptEnabled: true });
  const address = page.url();
  await context.route(
    (url) => url.href === address.replace(/#.*$/, ""),
    (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }),
  );
  const copy = await context.newPage();
  await copy.goto(address);
  await look(copy);
  await context.close();
}
