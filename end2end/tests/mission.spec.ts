// The main journey, by the people whom it brings together: a new resident asks Ophélie to walk the dog, they agree, the card
// is held, the walk is done, confirmed, charged, reviewed and tipped, while the coordinator sees it happen; and a second
// identical order is kindly refused.
import { eachLanguage, expect, expectAccessible, scripted, shot, signIn, test, visit, type Page } from "../fixtures.ts";
import { nextSlot, waitUntil } from "../support/clock.ts";
import {
  accept, ask, CARD, comesBack, firstName, goAsk, goPay, openAccount, press, quote, review, submitCard, turnsUp,
} from "../support/mission.ts";
import type { Language } from "../support/language.ts";

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await shot(page, name);
}

/** What the coordinator reads about this resident: by itself where scripts run, at the next look where they do not. */
function feedOf(coordinator: Page, l: Language, resident: string) {
  return async (event: string): Promise<void> => {
    const text = l.text(`dashboard.event.${event}`, { r: resident, p: "Ophélie" });
    const line = coordinator.locator(".feed__event").filter({ hasText: text });
    if (scripted()) {
      await expect(line, text).toBeVisible();
    } else {
      await coordinator.reload();
      await expect(line, text).toBeVisible();
    }
  };
}

eachLanguage((l) => {
  test("a dog is walked: asked, agreed, held, done, charged, reviewed and tipped, under the coordinator's eyes", async ({
    page: resident,
    anotherPerson,
  }) => {
    test.setTimeout(360_000);
    const name = firstName("Nina");
    const [provider, coordinator] = [await anotherPerson(), await anotherPerson()];
    await openAccount(resident, l, name);
    await signIn(provider, "ophelie@openloge.example", { language: l });
    await signIn(coordinator, "claudie@openloge.example", { language: l });
    await visit(coordinator, l.path("/loges/alencon/tableau"));
    if (scripted()) await expect(coordinator.locator('.live[data-state="open"]')).toBeVisible();
    const told = feedOf(coordinator, l, name);

    // Asked.
    const service = await goAsk(resident, l, "dog-walking", "Ophélie");
    await look(resident, "request");
    const slot = await nextSlot(resident);
    const mission = await ask(resident, l, "Ophélie", { what: "Promener Filou, un chien très calme.", slot });
    await told("request");
    await expect(resident.getByText(l.text("booking.now.asked_resident", { p: "Ophélie" }))).toBeVisible();
    await look(resident, "mission-asked");

    // A price is proposed, another one answered, and accepted.
    await visit(provider, l.path("/missions"));
    await expect(provider.locator(".mission-row").filter({ hasText: name })).toContainText(l.text("booking.list.your_turn"));
    await shot(provider, "missions");
    await visit(provider, mission);
    await quote(provider, l, "15");
    await told("quote_provider");
    await turnsUp(resident, resident.locator(".quote[data-state=open]").filter({ hasText: "15" }));
    await look(resident, "mission-quoted");
    await quote(resident, l, "13");
    await told("quote_resident");
    await turnsUp(provider, provider.locator(".quote[data-state=open]").filter({ hasText: "13" }));
    await shot(provider, "mission-counter-quoted");
    await accept(provider, l);
    await told("agree_provider");
    await turnsUp(resident, resident.getByText(l.text("booking.now.agreed_resident")));
    await shot(resident, "mission-agreed");

    // The card is held; nothing is charged.
    await goPay(resident, l.pattern("booking.money.pay"));
    await look(resident, "payment-page");
    await submitCard(resident, CARD.accepted);
    await comesBack(resident);
    await turnsUp(resident, resident.getByText(l.pattern("booking.now.held_resident")).first());
    await expect(resident.getByText(l.text("booking.event.authorise"))).toBeVisible();
    await told("authorise");
    await look(resident, "mission-held");

    // The hour comes, the walk is done and confirmed, and only then is the card charged.
    await waitUntil(provider, slot);
    await visit(provider, mission);
    await shot(provider, "mission-to-deliver");
    await press(provider, l.text("booking.act.deliver"), "deliver-booking");
    await told("deliver_provider");
    await turnsUp(resident, resident.getByRole("button", { name: l.text("booking.act.confirm"), exact: true }));
    await look(resident, "mission-delivered");
    await press(resident, l.text("booking.act.confirm"), "confirm-booking");
    await told("confirm_resident");
    await turnsUp(resident, resident.getByText(l.text("booking.now.paid_review"), { exact: true }));
    await told("capture");
    await shot(resident, "mission-paid");

    // Each says how it was, without seeing what the other says; then a tip; then both reviews are out.
    const words = `Filou est revenu ravi, ${name} aussi.`;
    await review(resident, l, 5, words);
    await told("review_resident");
    await expect(resident.locator("#avis").getByText(l.pattern("booking.review.hidden"))).toBeVisible();
    await visit(provider, mission);
    await expect(provider.getByText(words)).toHaveCount(0);
    await shot(provider, "mission-review");
    await resident.locator("input[name=choice][value='2']").check();
    await goPay(resident, l.text("booking.tip.send"), "tip-provider");
    await submitCard(resident, CARD.accepted);
    await comesBack(resident);
    await turnsUp(resident, resident.getByText(l.pattern("booking.steps.tip")));
    await told("tip");
    await review(provider, l, 5, "Un accueil charmant et un chien adorable.");
    await told("review_provider");
    await turnsUp(resident, resident.getByText("Un accueil charmant et un chien adorable."));
    await expect(resident.getByText(l.text("booking.now.closed"), { exact: true })).toBeVisible();
    await look(resident, "mission-closed");
    await look(coordinator, "dashboard-after");
    await visit(resident, l.path("/loges/alencon/offreurs/ophelie"));
    await expect(resident.locator(".review").filter({ hasText: words })).toBeVisible();

    // Once only.
    await visit(resident, service);
    await resident.getByRole("link", { name: l.text("lodge.already_ordered") }).click();
    await expect(resident.locator("h1")).toHaveText(l.text("booking.refusal.title"));
    await expect(resident.locator("textarea[name=what]")).toHaveCount(0);
    await expect(resident.locator(".doors")).toBeVisible();
    await look(resident, "refusal");
  });

  test("whoever has no mission yet is told what to do", async ({ page }) => {
    await openAccount(page, l, firstName("Noé"));
    await visit(page, l.path("/missions"));
    await expect(page.getByText(l.text("booking.list.empty_title"))).toBeVisible();
    await look(page, "missions-none");
  });
});
