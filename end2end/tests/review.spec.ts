// What is said once a mission is paid: the reviews of both sides, which are read together; the one answer to a review; a
// report, which the coordinator finds among those who need her and settles.
import {
  eachLanguage, environment, expect, expectAccessible, scripted, shot, signIn, test, visit, type Page,
} from "../fixtures.ts";
import { firstName, openAccount, paid, press, review, turnsUp } from "../support/mission.ts";
import type { Language } from "../support/language.ts";

const SEBASTIEN = { name: "Sébastien", email: "sebastien@openloge.example", skill: "guest-checkin" };
const PUBLIC_PAGE = "/loges/alencon/offreurs/sebastien";
const BOARD = "/loges/alencon/tableau";

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await shot(page, name);
}

/** What is written on the page of the mission with these words. */
const written = (page: Page, words: string) => page.locator("#avis .review").filter({ hasText: words });

/** The form is sent by hand, as by somebody who has kept it; the status of the answer. */
async function sent(page: Page, endpoint: string, form: Record<string, string>): Promise<number> {
  const headers = { origin: environment.url, accept: "application/json" };
  return (await page.request.post(`${environment.url}/api/${endpoint}`, { form, headers })).status();
}

/** The coordinator says that this need is dealt with; other needs have the same button. */
async function settle(coordinator: Page, l: Language, need: ReturnType<Page["locator"]>): Promise<void> {
  const answer = coordinator.waitForResponse((response) => new URL(response.url()).pathname === "/api/settle-report");
  const loaded = scripted() ? undefined : coordinator.waitForEvent("load");
  await need.getByRole("button", { name: l.text("dashboard.settle") }).click();
  await answer;
  await loaded;
}

eachLanguage((l) => {
  test("both sides review; a review is answered once, reported, and the report settled", async ({
    page: resident,
    anotherPerson,
    guard,
  }) => {
    test.setTimeout(360_000);
    guard.allow(/status of 422/, /422: POST/);
    const name = firstName("Rosa");
    const [provider, coordinator] = [await anotherPerson(), await anotherPerson()];
    await openAccount(resident, l, name);
    await signIn(provider, SEBASTIEN.email, { language: l });
    await signIn(coordinator, "claudie@openloge.example", { language: l });
    const mission = await paid(resident, provider, l, SEBASTIEN);
    await visit(coordinator, l.path(BOARD));

    // The first review is not read before the second is written, and there is nothing to answer or to report yet.
    const words = `Les voyageurs de ${name} ont attendu un peu.`;
    await review(resident, l, 3, words);
    await expect(written(resident, words).getByText(l.pattern("booking.review.hidden"))).toBeVisible();
    await visit(provider, mission);
    await expect(provider.locator("#avis").getByText(l.pattern("booking.review.other_hidden"))).toBeVisible();
    await expect(provider.getByText(words)).toHaveCount(0);
    await expect(provider.locator("textarea[name=answer], textarea[name=reason]")).toHaveCount(0);
    const others = `Des voyageurs ravis, et ${name} aussi.`;
    await review(provider, l, 5, others);
    await expect(written(provider, words)).toContainText(l.text("booking.review.other", { name }));
    await expect(written(provider, others)).toBeVisible();
    await turnsUp(resident, written(resident, others));
    await expect(written(resident, words).getByText(l.pattern("booking.review.hidden"))).toHaveCount(0);
    for (const page of [resident, provider]) {
      await expect(page.getByText(l.text("booking.now.closed"), { exact: true })).toBeVisible();
    }
    await look(provider, "review-published");

    // Answered: nothing is no answer, and there is one only.
    const answer = `Le train avait du retard ; à bientôt, ${name}.`;
    const about = await provider.locator("form:has(textarea[name=answer]) input[name=review]").inputValue();
    await provider.locator("summary", { hasText: l.text("booking.review.answer") }).click();
    await press(provider, l.text("booking.review.answer_send"), "answer-review");
    await expect(provider.locator("#f-answer-error")).toContainText(l.text("error.required"));
    await look(provider, "review-answer-refused");
    await provider.locator("textarea[name=answer]").fill(answer);
    await press(provider, l.text("booking.review.answer_send"), "answer-review");
    await expect(written(provider, words).locator(".review__answer")).toContainText(answer);
    await expect(provider.locator("textarea[name=answer]")).toHaveCount(0);
    await expect(provider.locator("summary", { hasText: l.text("booking.review.answer") })).toHaveCount(0);
    await look(provider, "review-answered");
    expect(await sent(provider, "answer-review", { review: about, answer: "Encore un mot." }), "a second answer").toBe(409);
    expect(await sent(resident, "answer-review", { review: about, answer: "Moi aussi." }), "by its author").toBe(403);

    // The resident reads it, and so does everybody.
    const read = written(resident, words).locator(".review__answer");
    await turnsUp(resident, read.getByText(answer));
    await expect(read).toContainText(l.text("booking.review.answered", { name: SEBASTIEN.name }));
    const stranger = await anotherPerson();
    await visit(stranger, l.path(PUBLIC_PAGE));
    const published = stranger.locator(".review").filter({ hasText: words });
    await expect(published.locator(".review__author")).toHaveText(name);
    await expect(published.locator(".review__answer")).toContainText(l.text("ui.answers", { name: SEBASTIEN.name }));
    await expect(published.locator(".review__answer")).toContainText(answer);
    await expect(stranger.getByText("Encore un mot.")).toHaveCount(0);
    await look(stranger, "provider-answered");

    // Reported: why has to be said.
    const reason = `${name} parle d’un autre jour.`;
    await provider.locator("summary", { hasText: l.text("booking.review.report") }).click();
    const why = provider.locator("textarea[name=reason]");
    await why.fill("Non.");
    await press(provider, l.text("booking.review.report_send"), "report-review");
    await expect(provider.locator("#f-reason-error")).toContainText(l.text("error.too_short", { min: 5 }));
    await expect(why).toHaveValue("Non.");
    await why.fill(reason);
    await press(provider, l.text("booking.review.report_send"), "report-review");
    await expect(written(provider, words).getByText(l.text("booking.review.reported"))).toBeVisible();
    await expect(why).toHaveCount(0);
    await look(provider, "review-reported");
    expect(await sent(provider, "report-review", { review: about, reason }), "a second report").toBe(409);
    expect(await sent(provider, "settle-report", { review: about }), "settled by a side").toBe(403);

    // The coordinator finds it among those who need her, reads what was said, and settles it.
    const sentence = l.text("dashboard.need.reported_review", { r: name, p: SEBASTIEN.name });
    const need = coordinator.locator(".need").filter({ hasText: sentence });
    await turnsUp(coordinator, need);
    await expect(need).toContainText(l.text("common.quoted", { text: reason }));
    await expect(need).toContainText(l.text("dashboard.need.reported_review_advice"));
    await look(coordinator, "dashboard-reported");
    await need.getByRole("link", { name: sentence }).click();
    await coordinator.waitForURL(new RegExp(`${mission}$`));
    await expect(written(coordinator, words).locator(".review__answer")).toContainText(answer);
    await expect(written(coordinator, others)).toBeVisible();
    await look(coordinator, "review-coordinator");
    await visit(coordinator, l.path(BOARD));
    await settle(coordinator, l, need);
    await expect(need).toHaveCount(0);
    if (scripted()) {
      await expect(coordinator.locator(".toast")).toContainText(l.text("dashboard.settled"));
      await expect(coordinator.locator("#needs")).toBeFocused();
    }
    await look(coordinator, "dashboard-settled");
    await visit(coordinator, l.path(BOARD));
    await expect(coordinator.locator(".feed__event").first()).toBeVisible();
    await expect(need).toHaveCount(0);
    expect(await sent(coordinator, "settle-report", { review: about }), "settled twice").toBe(409);

    // It stays settled, and stays published.
    await visit(provider, mission);
    await expect(written(provider, words)).toBeVisible();
    await expect(provider.getByText(l.text("booking.review.reported"))).toHaveCount(0);
    await expect(why).toHaveCount(0);
  });
});
