// The dashboards: a coordinator sees her loge and no other, the network sees all of them, a stranger sees none.
import { eachLanguage, expect, expectAccessible, scripted, shot, signIn, test, visit } from "../fixtures.ts";

const BOARD = "/loges/alencon/tableau";

eachLanguage((l) => {
  test("the coordinator sees her loge, and over which period", async ({ page }) => {
    await signIn(page, "claudie@openloge.example", { language: l });
    await visit(page, l.path(BOARD));
    await expect(page.locator("h1")).toContainText("Alençon");
    await expect(page.locator(".figures dt")).toHaveCount(5);
    await expect(page.locator(".need").first()).toBeVisible();
    await expect(page.locator(".feed__event").first()).toBeVisible();
    if (scripted()) await expect(page.locator(".live")).toHaveText(l.text("dashboard.live.open"));
    await expectAccessible(page);
    await shot(page, "dashboard");
    await page.getByRole("link", { name: l.text("dashboard.last_days", { days: 90 }) }).click();
    await expect(page).toHaveURL(/jours=90/);
    await expect(page.locator(".tabs [aria-current=page]")).toHaveText(l.text("dashboard.last_days", { days: 90 }));
    // Each chart has its figures in a table beside it.
    const charts = page.locator(".chart");
    await expect(charts.first()).toBeVisible();
    for (const chart of await charts.all()) await expect(chart.locator("table")).toHaveCount(1);
    await expectAccessible(page);
    await shot(page, "dashboard-90");
  });

  test("a coordinator finds no other loge's dashboard", async ({ page, guard }) => {
    guard.allow(/status of 404/, /404: GET/);
    await signIn(page, "aurelie@openloge.example", { language: l });
    await visit(page, l.path(BOARD), 404);
    await expect(page.getByText(l.text("error.not_found"))).toBeVisible();
    await visit(page, l.path("/reseau"), 404);
    await visit(page, l.path("/loges/mortagne-au-perche/tableau"));
    await expect(page.locator("h1")).toContainText("Mortagne");
  });

  test("the network sees all loges", async ({ page }) => {
    await signIn(page, "reseau@openloge.example", { language: l });
    await visit(page, l.path("/reseau"));
    await expect(page.locator("tbody tr")).toHaveCount(2);
    await expectAccessible(page);
    await shot(page, "network");
    await page.locator("tbody th a").first().click();
    await expect(page).toHaveURL(/\/tableau$/);
    await expect(page.locator(".figures").first()).toBeVisible();
  });

  test("a stranger and a resident see no dashboard", async ({ page, anotherPerson, guard }) => {
    guard.allow(/status of 40[14]/, /40[14]: GET/);
    await visit(page, l.path(BOARD), 401);
    await expect(page.getByText(l.text("error.sign_in_first"))).toBeVisible();
    await expectAccessible(page);
    await visit(page, l.path("/reseau"), 401);
    const resident = await anotherPerson();
    await signIn(resident, "lea@openloge.example", { language: l });
    await visit(resident, l.path(BOARD), 404);
    await visit(resident, l.path("/reseau"), 404);
  });
});
