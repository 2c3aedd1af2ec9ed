// The card: leaving the payment page, a refusal, 3-D Secure, a debit that fails, a mission called off. Each time the page of
// the mission tells what became of the money.
import { eachLanguage, expect, expectAccessible, shot, signIn, test, visit, type Page } from "../fixtures.ts";
import { nextSlot, waitUntil } from "../support/clock.ts";
import {
  accept, ask, CARD, comesBack, fillRequest, firstName, goAsk, goPay, openAccount, press, quote, submitCard, turnsUp,
} from "../support/mission.ts";
import type { Language } from "../support/language.ts";
import type { Slot } from "../support/clock.ts";

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await shot(page, name);
}

interface Agreed {
  mission: string;
  service: string;
  slot: Slot;
}

/** A new resident and a provider agree on a price; the resident is on the page of the mission. */
async function agree(resident: Page, provider: Page, l: Language, whom: Service): Promise<Agreed> {
  await openAccount(resident, l, firstName("Lou"));
  await signIn(provider, whom.email, { language: l });
  const service = await goAsk(resident, l, whom.skill, whom.name);
  const slot = await nextSlot(resident);
  const mission = await ask(resident, l, whom.name, { what: "Un petit coup de main.", slot });
  await quote(resident, l, "20");
  await visit(provider, mission);
  await accept(provider, l);
  await turnsUp(resident, resident.getByText(l.text("booking.now.agreed_resident")));
  return { mission, service, slot };
}

interface Service {
  skill: string;
  name: string;
  email: string;
}

const PLUMBING: Service = { skill: "plumbing", name: "François", email: "francois@openloge.example" };
const SEWING: Service = { skill: "sewing", name: "Mélodie", email: "melodie@openloge.example" };

eachLanguage((l) => {
  test("a payment is left, refused, secured; the mission is called off and asked for again", async ({
    page: resident,
    anotherPerson,
  }) => {
    test.setTimeout(240_000);
    const provider = await anotherPerson();
    const { service, mission } = await agree(resident, provider, l, PLUMBING);

    // Left: nothing is lost.
    await goPay(resident, l.pattern("booking.money.pay"));
    await resident.locator('a[href$="/cancel"]').click();
    await comesBack(resident);
    await expect(resident.getByText(l.text("booking.now.abandoned_card"))).toBeVisible();
    await look(resident, "payment-abandoned");

    // Refused: the page of the bank says so, and so does the mission's.
    await goPay(resident, l.text("booking.money.pay_resume"));
    await submitCard(resident, CARD.declined);
    await expect(resident.getByRole("alert")).toBeVisible();
    await look(resident, "payment-declined");
    await resident.locator('a[href$="/cancel"]').click();
    await comesBack(resident);
    await expect(resident.getByText(l.text("booking.now.declined_card"))).toBeVisible();
    await shot(resident, "mission-declined-card");

    // Another card, which asks for a confirmation: refused once, then given.
    await goPay(resident, l.text("booking.money.pay_again"));
    await submitCard(resident, CARD.secure);
    await resident.waitForURL(/\/3ds$/);
    await shot(resident, "payment-secure");
    await resident.locator("button[value=fail]").click();
    await expect(resident.getByRole("alert")).toBeVisible();
    await submitCard(resident, CARD.secure);
    await resident.locator("button[value=authenticate]").click();
    await comesBack(resident);
    await turnsUp(resident, resident.getByText(l.pattern("booking.now.held_resident")).first());

    // Called off before anything was done: nothing was charged, and the same service can be asked for again.
    await resident.locator("summary", { hasText: l.text("booking.act.cancel") }).click();
    await press(resident, l.text("booking.act.cancel_yes"), "cancel-booking");
    await turnsUp(resident, resident.getByText(l.text("booking.now.cancelled"), { exact: true }).first());
    await expect(resident.getByText(l.text("booking.now.cancelled_money")).first()).toBeVisible();
    await look(resident, "mission-cancelled");
    await turnsUp(provider, provider.getByText(l.text("booking.now.cancelled"), { exact: true }).first());
    await visit(resident, `${service}/demander`);
    const again = await ask(resident, l, PLUMBING.name, { what: "Finalement, si." });
    expect(again).not.toBe(mission);
    await visit(resident, l.path("/missions"));
    await expect(resident.locator(".mission-row")).toHaveCount(2);
    await shot(resident, "missions-of-resident");
  });

  test("a card that fails when it is charged is replaced by another one", async ({ page: resident, anotherPerson }) => {
    test.setTimeout(240_000);
    const provider = await anotherPerson();
    const { service, mission, slot } = await agree(resident, provider, l, SEWING);
    await goPay(resident, l.pattern("booking.money.pay"));
    await submitCard(resident, CARD.refusedAtCapture);
    await comesBack(resident);
    await turnsUp(resident, resident.getByText(l.pattern("booking.now.held_resident")).first());
    await waitUntil(provider, slot);
    await visit(provider, mission);
    await press(provider, l.text("booking.act.deliver"), "deliver-booking");
    await turnsUp(resident, resident.getByRole("button", { name: l.text("booking.act.confirm"), exact: true }));
    await press(resident, l.text("booking.act.confirm"), "confirm-booking");
    await turnsUp(resident, resident.getByText(l.text("booking.now.action_resident"), { exact: true }));
    await look(resident, "mission-action-needed");
    await turnsUp(provider, provider.getByText(l.text("booking.now.action_provider"), { exact: true }));
    await shot(provider, "mission-action-needed-provider");
    await goPay(resident, l.text("booking.money.pay_again"));
    await submitCard(resident, CARD.accepted);
    await comesBack(resident);
    await turnsUp(resident, resident.getByText(l.text("booking.now.paid_review"), { exact: true }));

    // What was done is done: a second order is refused, also to a form that was open before.
    await visit(resident, `${service}/demander`);
    await expect(resident.locator("h1")).toHaveText(l.text("booking.refusal.title"));
  });

  test("a form that was open twice is sent once", async ({ page, anotherPerson, guard }) => {
    guard.allow(/status of 409/, /409: POST/);
    await openAccount(page, l, firstName("Ari"));
    const service = await goAsk(page, l, "curtain", "François");
    const tab = await anotherPerson();
    await tab.context().addCookies(await page.context().cookies());
    await visit(tab, `${service}/demander`);
    await ask(page, l, "François", { what: "Une tringle à poser." });
    const words = "Une tringle à poser, deuxième essai.";
    await fillRequest(tab, { what: words });
    await press(tab, l.text("booking.request.send", { name: "François" }), "request-listing");
    await expect(tab.getByText(l.text("booking.refusal.commit_title")).or(tab.getByText(l.text("booking.refusal.title"))).first()).toBeVisible();
    await look(tab, "request-refused-twice");
    await visit(page, l.path("/missions"));
    await expect(page.locator(".mission-row")).toHaveCount(1);
  });
});
