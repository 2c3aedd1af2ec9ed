// A stranger looks around: home, the loges, a shop window, a search, a letter of introduction, a service, explanations.
import { eachLanguage, expect, expectAccessible, scripted, shot, test, visit } from "../fixtures.ts";

eachLanguage((l) => {
  test("home says what a loge is and finds one's own", async ({ page }) => {
    await visit(page, l.path("/"));
    await expect(page.locator("h1")).toHaveText(l.text("home.heading"));
    await expect(page.locator(".lodge-card").first()).toBeVisible();
    await expectAccessible(page);
    await shot(page, "home");
    await page.locator("#ou").fill("61000");
    if (!scripted()) await page.getByRole("button", { name: l.text("home.where_button") }).click();
    const found = page.locator(".suggestions a").filter({ hasText: "Alençon" }).first();
    await expect(found).toBeVisible();
    await found.click();
    await expect(page).toHaveURL(new RegExp(`${l.path("/loges/alencon")}$`));
    await expect(page.locator("h1")).toContainText("Alençon");
  });

  test("home answers kindly for a place without a loge and for nonsense", async ({ page }) => {
    await visit(page, `${l.path("/")}?ou=29200`);
    await expect(page.getByText(l.text("home.not_served")).first()).toBeVisible();
    await visit(page, `${l.path("/")}?ou=${encodeURIComponent("<b>zzzz")}`);
    await expect(page.getByText(l.text("home.where_nothing"))).toBeVisible();
  });

  test("the loges are listed", async ({ page }) => {
    await visit(page, l.path("/loges"));
    await expect(page.locator(".lodge-card")).toHaveCount(2);
    await expectAccessible(page);
    await shot(page, "loges");
  });

  test("a loge is a shop window", async ({ page }) => {
    await visit(page, l.path("/loges/alencon"));
    await expect(page.locator(".coordinator-card")).toContainText("Claudie");
    await expect(page.locator(".provider-card")).toHaveCount(7);
    await expect(page.locator(".lodge-wanted .chip--wanted")).not.toHaveCount(0);
    await expect(page.locator(".coins")).toBeVisible();
    await expect(page.locator(".review").first()).toBeVisible();
    await expectAccessible(page);
    await shot(page, "loge");
  });

  test("a search ignores accents, filters, and stays in the address", async ({ page }) => {
    await visit(page, l.path("/loges/alencon/services?q=evier"));
    await expect(page.locator(".result")).toHaveCount(1);
    await visit(page, l.path("/loges/alencon/services?savoir=dog-walking"));
    await expect(page.locator(".result").filter({ hasText: "Ophélie" })).toHaveCount(1);
    await expectAccessible(page);
    await shot(page, "search");
    await page.locator("input[name=q]").fill("zzzz");
    if (!scripted()) await page.getByRole("button", { name: l.text("lodge.search_button") }).click();
    await expect(page.getByText(l.text("lodge.nothing_title"))).toBeVisible();
    await expect(page).toHaveURL(/q=zzzz/);
    await expectAccessible(page);
    await shot(page, "search-nothing");
  });

  test("a provider's page is a letter, and leads to a service", async ({ page }) => {
    await visit(page, l.path("/loges/alencon/offreurs/ophelie"));
    await expect(page.locator("h1")).toHaveText("Ophélie");
    await expect(page.locator(".letter__adjectives")).toHaveText("artiste et rigoureuse");
    await expect(page.locator(".seal")).toContainText(l.pattern("lodge.interviewed"));
    const ld = await page.locator('script[type="application/ld+json"]').textContent();
    expect(JSON.parse(ld ?? "{}")["@type"]).toBe("Person");
    await expectAccessible(page);
    await shot(page, "provider");
    await page.locator(".provider-service a").first().click();
    await expect(page.locator(".coins")).toBeVisible();
    await expectAccessible(page);
    await shot(page, "listing");
  });

  test("it is explained how it works and where the money goes", async ({ page }) => {
    await visit(page, l.path("/comment-ca-marche"));
    await expectAccessible(page);
    await shot(page, "how");
    await visit(page, l.path("/ou-vont-mes-sous"));
    await expect(page.locator(".coins").first()).toContainText(l.code === "fr" ? "10,40" : "10.40");
    await expectAccessible(page);
    await shot(page, "money");
  });

  test("an address that leads nowhere says so", async ({ page, guard }) => {
    guard.allow(/status of 404/, /404: GET/);
    await visit(page, l.path("/nulle-part"), 404);
    await expect(page.getByText(l.text("error.not_found"))).toBeVisible();
    await visit(page, l.path("/loges/nulle-part"), 404);
    await visit(page, l.path("/loges/alencon/offreurs/personne"), 404);
    await visit(page, l.path("/loges/alencon/services/pas-un-identifiant"), 404);
    await expectAccessible(page);
    await shot(page, "not-found");
  });
});

test("the other language is one click away, and search engines know it", async ({ page }) => {
  await visit(page, "/loges/alencon");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.locator('link[rel=alternate][hreflang=en]')).toHaveAttribute("href", /\/en\/loges\/alencon$/);
  await page.locator(".site-footer a[hreflang=en]").click();
  await expect(page).toHaveURL(/\/en\/loges\/alencon$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("search engines are told what there is", async ({ request }) => {
  const sitemap = await (await request.get("/sitemap.xml")).text();
  expect(sitemap).toContain("/loges/alencon/offreurs/ophelie");
  expect(sitemap).toContain("/en/loges/alencon");
  expect(await (await request.get("/robots.txt")).text()).toContain("sitemap.xml");
});
