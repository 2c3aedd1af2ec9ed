// Without a mouse: everything that asks for a service is reached in order, seen when it has the focus, and works.
import { eachLanguage, expect, hydrated, scripted, test, visit, type Page } from "../fixtures.ts";
import { firstName, openAccount } from "../support/mission.ts";

/** What has the focus, as a spec names it, and whether one sees that it has. */
function focused(page: Page): Promise<{ name: string; seen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const ringOf = (of: Element | null) => {
      if (!of) return false;
      const style = getComputedStyle(of);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    };
    const box = element.getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < innerHeight;
    const name = element.getAttribute("name") ?? element.getAttribute("type") ?? element.className;
    return { name, seen: inView && (ringOf(element) || ringOf(element.closest("label, .choice, .field__affix"))) };
  });
}

eachLanguage((l) => {
  test("a service is asked for with the keyboard alone", async ({ page, guard }) => {
    test.skip(!scripted() || test.info().project.name !== "desktop", "keys are for a keyboard, and browsers handle forms without script themselves");
    guard.allow(/status of 422/, /422: POST/);
    await openAccount(page, l, firstName("Kim"));
    await visit(page, l.path("/loges/alencon/services?savoir=plants"));
    const href = await page.locator(".result").filter({ hasText: "Ophélie" }).getByRole("link").first().getAttribute("href");
    await visit(page, `${href}/demander`);

    // The first stop skips what every page has.
    await page.keyboard.press("Tab");
    await expect(page.locator(":focus")).toHaveText(l.text("common.skip_to_content"));
    await page.keyboard.press("Enter");
    await expect(page.locator("main:focus, main :focus")).toHaveCount(1);

    // From there, each control in the order in which it is read.
    const reached: string[] = [];
    const wanted = ["what", "address", "commune", "when", "date", "time", "minutes", "submit"];
    for (let stops = 0; stops < 40 && reached.at(-1) !== "submit"; stops += 1) {
      await page.keyboard.press("Tab");
      const { name, seen } = await focused(page);
      if (!wanted.includes(name) || reached.at(-1) === name) continue;
      expect(seen, `the focus on ${name} is seen`).toBe(true);
      reached.push(name);
      if (name === "what") await page.keyboard.type("Arroser six pots.");
      if (name === "address") await page.keyboard.type("3 rue du Jeudi");
      if (name === "when") {
        await page.keyboard.press("ArrowDown");
        await expect(page.locator("input[name=when][value=flexible]")).toBeChecked();
        await expect(page.locator("input[name=date]")).toBeHidden();
        await page.keyboard.press("ArrowUp");
        await expect(page.locator("input[name=date]")).toBeVisible();
      }
    }
    expect(reached).toEqual(wanted);

    // The refusal takes the focus to what is wrong; its link leads to the field; the flexible request then goes through.
    const refused = page.waitForResponse((response) => response.url().includes("/api/request-listing"));
    await page.keyboard.press("Enter");
    await refused;
    await expect(page.locator(".error-summary:focus")).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.locator("input[name=date]:focus")).toBeVisible();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ArrowDown");
    await expect(page.locator("input[name=when][value=flexible]")).toBeChecked();
    await page.keyboard.press("Tab");
    await expect(page.locator("form [type=submit]:focus")).toBeVisible();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/missions\/[0-9a-f-]{36}$/);
    await hydrated(page);
  });
});
