// The conversation before an agreement: requests declined, taken back and made again; quotes taken back, refused, replaced
// and signed; the coordinator who writes for somebody.
import {
  eachLanguage, environment, expect, expectAccessible, letterTo, shot, signIn, test, visit, type Page,
} from "../fixtures.ts";
import { nextSlot, paris } from "../support/clock.ts";
import { accept, ask, firstName, goAsk, openAccount, press, quote, quoteOf, turnsUp } from "../support/mission.ts";
import type { Language } from "../support/language.ts";
import type { Slot } from "../support/clock.ts";

const DAY = 86_400_000;

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await shot(page, name);
}

/** An hour some day: not over before people have finished talking, and not the one that another run has agreed on. */
const someDay = async (page: Page): Promise<Slot> =>
  paris((await nextSlot(page)).start + (2 + Math.floor(Math.random() * 70)) * DAY);

/** A line that the house writes into the conversation. */
const noted = (page: Page, text: string) => page.locator(".thread__note").filter({ hasText: text });

/** Nobody can write, offer or accept any more. */
async function expectOver(page: Page, l: Language): Promise<void> {
  await expect(page.locator("textarea[name=message], input[name=unit_price]")).toHaveCount(0);
  await expect(page.getByRole("button", { name: l.pattern("booking.quote.accept") })).toHaveCount(0);
}

eachLanguage((l) => {
  test("a request is declined, made again, taken back, and may be made once more", async ({ page: resident, anotherPerson }) => {
    test.setTimeout(240_000);
    const name = firstName("Ida");
    const provider = await anotherPerson();
    const email = await openAccount(resident, l, name);
    await signIn(provider, "melodie@openloge.example", { language: l });
    const service = await goAsk(resident, l, "home-meal", "Mélodie");
    const first = await ask(resident, l, "Mélodie", { what: "Un plat pour quatre.", slot: await someDay(resident) });

    // Declined, after one question more, with what it means for whom.
    await visit(provider, first);
    await provider.locator("summary", { hasText: l.text("booking.act.decline") }).click();
    await expect(provider.getByText(l.text("booking.act.decline_why", { name }))).toBeVisible();
    await look(provider, "mission-decline");
    await press(provider, l.text("booking.act.decline_yes"), "decline-booking");
    await expect(provider.getByText(l.text("booking.now.declined_provider"), { exact: true })).toBeVisible();
    await expect(provider.getByText(l.text("booking.now.declined_provider_text", { r: name }))).toBeVisible();
    await expectOver(provider, l);
    await turnsUp(resident, resident.getByText(l.text("booking.now.declined_resident"), { exact: true }));
    await expect(resident.getByText(l.text("booking.now.declined_resident_text", { p: "Mélodie" }))).toBeVisible();
    await expect(noted(resident, l.text("booking.event.decline", { name: "Mélodie" }))).toBeVisible();
    await expectOver(resident, l);
    const elsewhere = resident.getByRole("link", { name: l.text("booking.now.again") });
    await expect(elsewhere).toHaveAttribute("href", /services\?savoir=home-meal$/);
    await look(resident, "mission-declined");
    expect((await letterTo(email, /^mission_declined$/)).lang).toBe(l.code);

    // The place is free again: the same service of the same person, as if nothing had been.
    await visit(resident, service);
    await resident.locator(`a[href="${service}/demander"]`).click();
    await resident.waitForURL(/\/demander$/);
    await expect(resident.locator("h1")).toHaveText(l.text("booking.request.title", { name: "Mélodie" }));
    await visit(resident, `${service}/demander`);
    const second = await ask(resident, l, "Mélodie", { what: "Un plat pour deux.", slot: await someDay(resident) });
    expect(second).not.toBe(first);

    // Taken back, with the offer that was on the table.
    await visit(provider, second);
    await quote(provider, l, "18");
    await turnsUp(resident, quoteOf(resident, "18").getByRole("button", { name: l.pattern("booking.quote.accept") }));
    await resident.locator("summary", { hasText: l.text("booking.act.withdraw") }).click();
    await expect(resident.getByText(l.text("booking.act.withdraw_why"))).toBeVisible();
    await press(resident, l.text("booking.act.withdraw_yes"), "withdraw-booking");
    await expect(resident.getByText(l.text("booking.now.withdrawn_resident"), { exact: true })).toBeVisible();
    await expect(noted(resident, l.text("booking.event.withdraw", { name }))).toBeVisible();
    await expectOver(resident, l);
    await turnsUp(provider, provider.getByText(l.text("booking.now.withdrawn_provider", { r: name }), { exact: true }));
    await expect(quoteOf(provider, "18")).toContainText(l.text("booking.quote.state_expired"));
    await expectOver(provider, l);
    await look(provider, "mission-withdrawn-provider");

    // Free once more; what is over stays in the list.
    await visit(resident, `${service}/demander`);
    await expect(resident.locator("textarea[name=what]")).toBeVisible();
    await visit(resident, l.path("/missions"));
    const rows = resident.locator(".mission-row");
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: l.text("booking.state.declined") })).toHaveCount(1);
    await expect(rows.filter({ hasText: l.text("booking.state.withdrawn") })).toHaveCount(1);
  });

  test("offers are taken back, refused and replaced, until one is signed by both sides", async ({
    page: resident,
    anotherPerson,
  }) => {
    test.setTimeout(240_000);
    const name = firstName("Gil");
    const provider = await anotherPerson();
    const email = await openAccount(resident, l, name);
    await signIn(provider, "nicolas@openloge.example", { language: l });
    await goAsk(resident, l, "errands", "Nicolas");
    const mission = await ask(resident, l, "Nicolas", { what: "Deux cabas au marché.", slot: await someDay(resident) });
    const acceptable = (page: Page, euros: string) =>
      quoteOf(page, euros).getByRole("button", { name: l.pattern("booking.quote.accept") });

    // Taken back by whoever made it, who cannot accept it either.
    await visit(provider, mission);
    await quote(provider, l, "21");
    await turnsUp(resident, acceptable(resident, "21"));
    await expect(quoteOf(provider, "21")).toContainText(l.text("booking.quote.signed_one", { name: "Nicolas", other: name }));
    await expect(acceptable(provider, "21")).toHaveCount(0);
    await press(provider, l.text("booking.quote.withdraw"), "end-quote");
    await expect(quoteOf(provider, "21")).toContainText(l.text("booking.quote.state_withdrawn"));
    await turnsUp(resident, noted(resident, l.text("booking.event.end_quote", { name: "Nicolas" })));
    await expect(quoteOf(resident, "21")).toHaveAttribute("data-state", "closed");
    await expect(acceptable(resident, "21")).toHaveCount(0);
    await look(resident, "quote-withdrawn");
    expect((await letterTo(email, /^quote_ended$/)).lang).toBe(l.code);

    // Refused by the other side; the conversation goes on.
    await quote(provider, l, "19");
    await turnsUp(resident, acceptable(resident, "19"));
    await press(resident, l.text("booking.quote.decline"), "end-quote");
    await expect(quoteOf(resident, "19")).toContainText(l.text("booking.quote.state_declined"));
    await turnsUp(provider, noted(provider, l.text("booking.event.end_quote", { name })));
    await expect(quoteOf(provider, "19")).toContainText(l.text("booking.quote.state_declined"));
    await expect(provider.getByText(l.text("booking.now.asked_provider", { r: name }), { exact: true })).toBeVisible();
    await look(provider, "quote-declined");

    // Answered by another one, which takes its place, and which the other side signs.
    await quote(resident, l, "16");
    await turnsUp(provider, acceptable(provider, "16"));
    await quote(provider, l, "17");
    await expect(quoteOf(provider, "16")).toContainText(l.text("booking.quote.state_replaced"));
    await turnsUp(resident, acceptable(resident, "17"));
    await expect(quoteOf(resident, "16")).toContainText(l.text("booking.quote.state_replaced"));
    await expect(acceptable(resident, "16")).toHaveCount(0);
    await expect(resident.locator(".quote[data-state=open]")).toHaveCount(1);
    await look(resident, "quote-countered");
    await accept(resident, l);
    for (const page of [resident, provider]) {
      const agreed = quoteOf(page, "17");
      await turnsUp(page, agreed.getByText(l.text("booking.quote.state_agreed")));
      await expect(agreed).toHaveAttribute("data-state", "accepted");
      await expect(agreed).toContainText(l.text("booking.quote.signed_both", { r: name, p: "Nicolas" }));
      await expect(noted(page, l.text("booking.event.agree"))).toBeVisible();
      await expect(page.locator("input[name=unit_price]")).toHaveCount(0);
      await expect(page.locator("[data-state=open].quote")).toHaveCount(0);
    }
    await expect(resident.getByText(l.text("booking.now.agreed_resident"), { exact: true })).toBeVisible();
    await look(provider, "quote-agreed");
  });

  test("the coordinator writes for a side, and everybody reads who wrote for whom", async ({ page: resident, anotherPerson }) => {
    test.setTimeout(240_000);
    const name = firstName("Élia");
    const [provider, coordinator] = [await anotherPerson(), await anotherPerson()];
    const email = await openAccount(resident, l, name);
    await signIn(provider, "francois@openloge.example", { language: l });
    await signIn(coordinator, "claudie@openloge.example", { language: l });
    await goAsk(resident, l, "home-sitting", "François");
    const mission = await ask(resident, l, "François", { what: "Deux jours en mon absence.", slot: await someDay(resident) });
    for (const page of [provider, coordinator]) await visit(page, mission);
    await expect(coordinator.getByText(l.text("booking.now.asked_watcher", { r: name }), { exact: true })).toBeVisible();
    await look(coordinator, "mission-coordinator");

    // For whom is a choice of hers, and of nobody else.
    await expect(resident.locator("select[name=on_behalf_of]")).toHaveCount(0);
    await expect(provider.locator("select[name=on_behalf_of]")).toHaveCount(0);
    const choice = coordinator.getByLabel(l.text("booking.thread.on_behalf_of"));
    await expect(choice.locator("option")).toHaveText([
      l.text("booking.thread.as_me"),
      l.text("booking.thread.as_side", { name }),
      l.text("booking.thread.as_side", { name: "François" }),
    ]);
    const own = `Bonjour ${name}, François vient de m’appeler.`;
    const his = "Je passe voir les volets demain.";
    const hers = "Les clés sont chez le boulanger.";
    for (const [side, words] of [["self", own], ["provider", his], ["resident", hers]] as const) {
      await choice.selectOption(side);
      await coordinator.locator("textarea[name=message]").fill(words);
      await press(coordinator, l.text("booking.thread.send"), "write-message");
      await expect(coordinator.locator(".bubble").filter({ hasText: words })).toBeVisible();
    }

    // Her own words are hers; the others carry both names, even on the page of whom she wrote for.
    const meta = (page: Page, words: string) => page.locator(".bubble").filter({ hasText: words }).locator(".bubble__meta");
    const until = (key: string, variables: Record<string, string>) => l.text(key, { ...variables, at: "" }).trim();
    for (const page of [resident, provider]) {
      await turnsUp(page, meta(page, hers));
      await expect(meta(page, own)).toContainText(until("booking.thread.author", { name: "Claudie" }));
      await expect(meta(page, his)).toContainText(until("booking.thread.on_behalf", { name: "Claudie", side: "François" }));
      await expect(meta(page, hers)).toContainText(until("booking.thread.on_behalf", { name: "Claudie", side: name }));
      await expect(page.locator(".bubble--mine").filter({ hasText: hers })).toHaveCount(0);
    }
    await expect(meta(coordinator, own)).toContainText(until("booking.thread.you", {}));
    await look(resident, "mission-on-behalf");
    await look(coordinator, "mission-on-behalf-coordinator");
    const letter = await letterTo(email, /^message_received$/);
    expect(letter.text, "the letter says who wrote").toContain("Claudie");

    // Nobody else speaks for somebody, even with a form of their own making.
    const booking = mission.split("/").at(-1) as string;
    const forged = await resident.request.post(`${environment.url}/api/write-message`, {
      form: { booking, message: "D’accord pour deux euros.", on_behalf_of: "provider" },
      headers: { origin: environment.url, accept: "application/json" },
    });
    expect(forged.status(), "written for the other side").toBe(403);
    await visit(provider, mission);
    await expect(meta(provider, hers)).toBeVisible();
    await expect(provider.getByText("D’accord pour deux euros.")).toHaveCount(0);
  });
});
