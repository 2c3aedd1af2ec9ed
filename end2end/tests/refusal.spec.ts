// What makes no sense is refused beside its field, keeps what was typed, and changes nothing; markup is text; a page that is
// out of date does no harm; nobody reaches what is somebody else's.
import {
  eachLanguage, environment, expect, expectAccessible, hydrated, newEmail, scripted, shot, signIn, test, visit, type Page,
} from "../fixtures.ts";
import { nextSlot, paris, serverNow } from "../support/clock.ts";
import { ask, fillRequest, firstName, goAsk, openAccount, press, quote, turnsUp } from "../support/mission.ts";
import type { Language } from "../support/language.ts";

const DAY = 86_400_000;

/** Each would do something if it were taken for markup, for a script or for a template. */
const MARKUP = [
  "<script>window.hit = 1</script>",
  '"><img src=x onerror="window.hit=2">',
  "</textarea></title><svg onload=window.hit=3>",
  "{{ 7 * 7 }} ${7 * 7} javascript:window.hit=4",
  "&lt;b&gt; <!-- -->",
];
const CORPUS = MARKUP.join(" ");

/** Nothing of the corpus ran, and all of it is there to be read. */
async function readAsText(page: Page): Promise<void> {
  for (const text of MARKUP) await expect(page.getByText(text).first(), text).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
}

const send = (page: Page, l: Language, name: string): Promise<void> =>
  press(page, l.text("booking.request.send", { name }), "request-listing");

eachLanguage((l) => {
  test("a request that cannot be is refused beside its field and stays as it was typed", async ({ page, guard }) => {
    guard.allow(/status of 4(22|13)/, /4(22|13): POST/);
    await signIn(page, "lea@openloge.example", { language: l });
    await goAsk(page, l, "singing", "Florence");
    const what = "Apprendre « Le temps des cerises », à deux voix.";
    const yesterday = paris((await serverNow(page)) - DAY).date;
    const refuses = async (field: string, words: string) => {
      await send(page, l, "Florence");
      await expect(page.locator(`#f-${field}-error`)).toContainText(words);
      await expect(page.locator(`[name=${field}]`).first()).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("textarea[name=what]")).toHaveValue(what);
      await expect(page.locator("input[name=address]")).toHaveValue("4 rue du Château");
    };

    await fillRequest(page, { what, address: "4 rue du Château", slot: { date: yesterday, time: "10:00", start: 0 } });
    await refuses("date", l.text("error.in_the_past"));
    await expect(page.locator("input[name=date]")).toHaveValue(yesterday);
    await expectAccessible(page);
    await shot(page, "request-past");

    await page.locator("input[name=date]").fill(paris((await serverNow(page)) + 400 * DAY).date);
    await refuses("date", l.text("error.too_far", { days: 90 }));

    // A commune that the list does not have: somebody has changed the page.
    await page.locator("input[name=date]").fill(paris((await serverNow(page)) + 2 * DAY).date);
    await page.locator("select[name=commune] option:checked").evaluate((option) => option.setAttribute("value", "75056"));
    await refuses("commune", l.text("error.outside_territory"));
    await expectAccessible(page);
    await shot(page, "request-outside");
  });

  test("a text without end or with invisible characters is refused, and kept", async ({ page, guard }) => {
    guard.allow(/status of 4(22|13)/, /4(22|13): POST/);
    await signIn(page, "lea@openloge.example", { language: l });
    await goAsk(page, l, "singing", "Florence");
    const long = "la ".repeat(1_000);
    // A browser stops at the longest answer; somebody who makes it not do so is stopped by the server.
    const endless = () => page.locator("textarea[name=what]").evaluate((area) => area.removeAttribute("maxlength"));
    await endless();
    await fillRequest(page, { what: long });
    await send(page, l, "Florence");
    await expect(page.locator("#f-what-error")).toContainText(l.text("error.too_long", { max: 2_000 }));
    await expect(page.locator("textarea[name=what]")).toHaveValue(long);
    await expect(page.locator("input[name=when][value=flexible]")).toBeChecked();
    await page.locator("textarea[name=what]").fill("Chanter\u0007 juste");
    await send(page, l, "Florence");
    await expect(page.locator("#f-what-error")).toContainText(l.text("error.control_characters"));
    await page.locator("textarea[name=what]").fill("");
    await page.locator("input[name=address]").fill("   ");
    await send(page, l, "Florence");
    await expect(page.locator("#f-what-error")).toContainText(l.text("error.required"));
    await endless();
    await page.locator("textarea[name=what]").fill("la".repeat(50_000));
    await send(page, l, "Florence");
    await expect(page.getByText(l.text("error.body_too_large"))).toBeVisible();
  });

  test("what is written before the page comes alive stays", async ({ page }) => {
    test.skip(!scripted(), "a page without script never comes alive");
    await signIn(page, "lea@openloge.example", { language: l });
    const service = await goAsk(page, l, "singing", "Florence");
    let letThrough = () => {};
    const written = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route("**/*.wasm", async (route) => {
      await written;
      await route.continue();
    });
    await page.goto(`${service}/demander`);
    await fillRequest(page, { what: "Chanter juste.", address: "4 rue du Château" });
    await expect(page.locator("html[data-hydrated]")).toHaveCount(0);
    letThrough();
    await hydrated(page);
    await expect(page.locator("textarea[name=what]")).toHaveValue("Chanter juste.");
    await expect(page.locator("input[name=address]")).toHaveValue("4 rue du Château");
    await expect(page.locator("input[name=when][value=flexible]")).toBeChecked();
    await expect(page.locator("input[name=date]")).toBeHidden();
  });

  test("markup in every field is text for everybody who reads it", async ({ page: resident, anotherPerson, guard }) => {
    test.setTimeout(240_000);
    guard.allow(/status of 422/, /422: POST/);
    const email = newEmail("balise");
    await visit(resident, l.path("/inscription"));
    await resident.locator("input[name=name]").fill("<b>Bea</b>");
    await resident.locator("input[name=email]").fill(email);
    await resident.locator("input[name=password]").fill("trois chats gris dorment");
    await press(resident, l.text("common.sign_up"), "sign-up");
    await expect(resident.locator("#f-name-error")).toContainText(l.text("error.format"));
    await expect(resident.locator("input[name=name]")).toHaveValue("<b>Bea</b>");

    await openAccount(resident, l, firstName("Bea"));
    const provider = await anotherPerson();
    await signIn(provider, "melodie@openloge.example", { language: l });
    await goAsk(resident, l, "singing", "Mélodie");
    const slot = await nextSlot(resident);
    const mission = await ask(resident, l, "Mélodie", { what: CORPUS, address: MARKUP[0] as string, slot });
    await readAsText(resident);
    await visit(provider, mission);
    await readAsText(provider);
    await provider.locator("textarea[name=message]").fill(`Réponse ${CORPUS}`);
    await press(provider, l.text("booking.thread.send"), "write-message");
    await turnsUp(resident, resident.getByText(`Réponse ${MARKUP[0]}`).first());
    await provider.locator("#proposer summary").click();
    await provider.locator("#proposer textarea[name=details]").fill(`Détails ${CORPUS}`);
    await press(provider, l.text("booking.quote.send"), "put-quote");
    await turnsUp(resident, resident.locator(".quote").getByText(`Détails ${MARKUP[0]}`).first());
    await readAsText(resident);
    await expectAccessible(resident);
    await shot(resident, "mission-markup");
    await visit(resident, l.path(`/loges/alencon/services?q=${encodeURIComponent(CORPUS)}`));
    await expect(resident.locator("input[name=q]")).toHaveValue(CORPUS.slice(0, 100).trim() === CORPUS ? CORPUS : /window\.hit/);
    expect(await resident.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
  });

  test("a price below zero or beyond measure is refused, and an answer to a quote that has changed too", async ({
    page: resident,
    anotherPerson,
    guard,
  }) => {
    test.setTimeout(240_000);
    guard.allow(/status of 4(22|09)/, /4(22|09): POST/);
    const provider = await anotherPerson();
    // This tab hears nothing of what happens: it is as old as when it was read.
    await resident.context().route("**/live?*", (route) => route.fulfill({ status: 204 }));
    await openAccount(resident, l, firstName("Max"));
    await signIn(provider, "sebastien@openloge.example", { language: l });
    await goAsk(resident, l, "computer-help", "Sébastien");
    const slot = await nextSlot(resident);
    const mission = await ask(resident, l, "Sébastien", { what: "L’imprimante ne répond plus.", slot });
    await visit(provider, mission);
    await provider.locator("#proposer summary").click();
    const price = provider.locator("#proposer input[name=unit_price]");
    for (const typed of ["-5", "treize", "99999999", "0"]) {
      await price.fill(typed);
      await press(provider, l.text("booking.quote.send"), "put-quote");
      await expect(provider.locator("#f-unit_price-error")).toBeVisible();
      await expect(price).toHaveValue(typed);
    }
    await expectAccessible(provider);
    await shot(provider, "quote-refused");
    await price.fill("18");
    await press(provider, l.text("booking.quote.send"), "put-quote");
    await visit(resident, mission);
    const accept = resident.getByRole("button", { name: l.pattern("booking.quote.accept") });
    await expect(accept).toBeVisible();
    await visit(provider, mission);
    await quote(provider, l, "17");
    await expect(provider.locator(".quote[data-state=open]")).toContainText("17");

    // The old tab says yes to what is no longer on the table.
    await press(resident, l.pattern("booking.quote.accept"), "accept-quote");
    await expect(resident.getByText(l.text("error.quote_changed")).or(resident.getByText(l.text("error.stale"))).first()).toBeVisible();
    await shot(resident, "quote-changed");
    await visit(resident, mission);
    await expect(resident.locator(".quote[data-state=open]")).toContainText("17");
  });

  test("a form sent again changes nothing, and nobody reaches somebody else's mission", async ({ page, anotherPerson, guard }) => {
    test.setTimeout(120_000);
    guard.allow(/status of 404/, /404: GET/);
    await openAccount(page, l, firstName("Zoé"));
    await goAsk(page, l, "plants", "Ophélie");
    const listing = await page.locator("input[name=listing]").inputValue();
    const mission = await ask(page, l, "Ophélie", { what: "Deux pots à arroser." });
    const form = { listing, lang: l.code, what: "Deux pots à arroser.", address: "12 rue aux Sieurs", commune: "61001", when: "flexible" };
    const post = (endpoint: string, body: Record<string, string>, origin = environment.url) =>
      page.request.post(`${environment.url}/api/${endpoint}`, { form: body, headers: { origin, accept: "application/json" } });
    expect((await post("request-listing", form)).status()).toBe(409);
    expect((await post("request-listing", form, "https://evil.example")).status(), "from another site").toBe(403);

    const other = await anotherPerson();
    await signIn(other, "lea@openloge.example", { language: l });
    await visit(other, mission, 404);
    await expect(other.getByText(l.text("error.not_found"))).toBeVisible();
    const booking = mission.split("/").at(-1) as string;
    const stolen = await other.request.post(`${environment.url}/api/withdraw-booking`, {
      form: { booking },
      headers: { origin: environment.url, accept: "application/json" },
    });
    expect(stolen.status()).toBe(404);
    await visit(page, mission);
    await expect(page.getByText(l.text("booking.now.asked_resident", { p: "Ophélie" }))).toBeVisible();

    // Taken back by its owner, it is over for good, and the place is free again.
    await page.locator("summary", { hasText: l.text("booking.act.withdraw") }).click();
    await press(page, l.text("booking.act.withdraw_yes"), "withdraw-booking");
    await expect(page.getByText(l.text("booking.now.withdrawn_resident")).first()).toBeVisible();
    await expectAccessible(page);
    await shot(page, "mission-withdrawn");
  });
});
