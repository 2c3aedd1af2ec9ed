// Accessibility by axe, in the light and in the dark appearance.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Expects no violation on the page as it stands. `exclude` takes selectors of parts that are not ours. */
export async function expectAccessible(page: Page, exclude: string[] = []): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) await onScriptedCopy(page, (copy) => examine(copy, exclude));
  else await examine(page, exclude);
}

async function examine(page: Page, exclude: string[]): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // One document, no frames: the legacy mode needs no second page, which the guard would have to watch.
    let builder = new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true);
    for (const selector of exclude) builder = builder.exclude(selector);
    const { violations } = await builder.analyze();
    const readable = violations.map(
      ({ id, help, nodes }) =>
        `${id} (${help}): ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join("\n    ")}`,
    );
    expect(readable, `axe, ${colorScheme}, ${page.url()}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
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
