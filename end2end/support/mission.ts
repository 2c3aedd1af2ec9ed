// What people do with a mission, a step a function: the specs tell stories with them.
import { expect, type Locator, type Page } from "@playwright/test";
import { hydrated, letterTo, linkIn, newEmail, scripted, type Language, visit } from "../fixtures.ts";
import { nextSlot, waitUntil, type Slot } from "./clock.ts";

/** Cards of the payment sandbox, by what the bank does with them. */
export const CARD = {
  accepted: "4242424242424242",
  declined: "4000000000000002",
  secure: "4000002760003184",
  refusedAtCapture: "4000000000007718",
} as const;

/** The password of people made by these specs. */
export const SECRET = "trois chats gris dorment";

/** A first name that nobody else has, so that a line about this person is found among all others. */
export function firstName(begin: string): string {
  const letters = Array.from({ length: 5 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26)));
  return `${begin}-${letters.join("")}`;
}

/** Opens an account, confirms it by its letter, and is signed in; the e-mail. */
export async function openAccount(page: Page, l: Language, name: string): Promise<string> {
  const email = newEmail("voisin");
  await visit(page, l.path("/inscription"));
  await page.locator("input[name=name]").fill(name);
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(SECRET);
  await press(page, l.text("common.sign_up"), "sign-up");
  await visit(page, linkIn(await letterTo(email), /confirmer/));
  await press(page, l.text("account.confirm_button"), "confirm", /\/compte/);
  return email;
}

/** Presses a button that posts a form, and waits until the server has answered and its page is there. */
export async function press(page: Page, name: string | RegExp, endpoint: string, arrives?: RegExp): Promise<void> {
  const button = page.getByRole("button", { name, exact: typeof name === "string" });
  const answer = page.waitForResponse(
    (response) => response.request().method() === "POST" && new URL(response.url()).pathname.startsWith("/api/"),
  );
  const loaded = scripted() ? undefined : page.waitForEvent("load");
  await button.click();
  const response = await answer;
  expect(new URL(response.url()).pathname, "what the button asks for").toBe(`/api/${endpoint}`);
  await loaded;
  if (arrives) {
    await page.waitForURL(arrives);
    await hydrated(page);
  }
}

/** From a search in the loge to the form that asks this neighbour; the path of the service. */
export async function goAsk(page: Page, l: Language, skill: string, provider: string): Promise<string> {
  await visit(page, l.path(`/loges/alencon/services?savoir=${skill}`));
  await page.locator(".result").filter({ hasText: provider }).getByRole("link").first().click();
  await page.waitForURL(/\/services\/[0-9a-f-]{36}$/);
  const service = new URL(page.url()).pathname;
  await page.locator(`a[href="${service}/demander"]`).click();
  await page.waitForURL(/\/demander$/);
  await hydrated(page);
  return service;
}

interface Request {
  what: string;
  address?: string;
  /** Without it, the moment is left open. */
  slot?: Slot;
}

/** Fills in the request form. */
export async function fillRequest(page: Page, request: Request): Promise<void> {
  await page.locator("textarea[name=what]").fill(request.what);
  await page.locator("input[name=address]").fill(request.address ?? "12 rue aux Sieurs");
  if (!request.slot) {
    await page.locator("input[name=when][value=flexible]").check();
    return;
  }
  await page.locator("input[name=date]").fill(request.slot.date);
  await page.locator("select[name=time]").selectOption(request.slot.time);
  await page.locator("select[name=minutes]").selectOption("15");
}

/** Fills in and sends the request form; the path of the mission. */
export async function ask(page: Page, l: Language, provider: string, request: Request): Promise<string> {
  await fillRequest(page, request);
  await press(page, l.text("booking.request.send", { name: provider }), "request-listing", /\/missions\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** Puts a quote on the table of the open mission page, at the hour that the form already holds. */
export async function quote(page: Page, l: Language, euros: string): Promise<void> {
  await page.locator("#proposer summary").click();
  await page.locator("#proposer input[name=unit_price]").fill(euros);
  await press(page, l.text("booking.quote.send"), "put-quote");
}

/** Accepts the quote on the table. */
export const accept = (page: Page, l: Language): Promise<void> =>
  press(page, l.pattern("booking.quote.accept"), "accept-quote");

/** What another person's action brings to this page: by itself where scripts run, at the next look where they do not. */
export async function turnsUp(page: Page, what: Locator): Promise<void> {
  if (scripted()) {
    await expect(what).toBeVisible();
    return;
  }
  await expect(async () => {
    await page.reload();
    await expect(what).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
}

/** Goes to the payment page by this button. That page is not ours: nothing on it hydrates. */
export async function goPay(page: Page, name: string | RegExp, endpoint = "pay-booking"): Promise<void> {
  await press(page, name, endpoint);
  await page.waitForURL(/\/pay\/cs_/);
}

/** Submits a card on the payment page. Where that leads is for the spec to say. */
export async function submitCard(page: Page, card: string): Promise<void> {
  await page.locator("input[name=number]").fill(card);
  await page.locator("input[name=expiry]").fill("12/40");
  await page.locator("input[name=cvc]").fill("123");
  await page.locator("input[name=name]").fill("Camille");
  await page.locator("form [type=submit]").click();
}

/** Back on the page of the mission after the payment page. */
export async function comesBack(page: Page): Promise<void> {
  await page.waitForURL(/\/missions\/[0-9a-f-]{36}/);
  await hydrated(page);
}

/** One of the demonstration's neighbours, and a service of theirs. */
export interface Neighbour {
  readonly name: string;
  readonly email: string;
  /** Code of the skill. */
  readonly skill: string;
}

/** From the request to the debit, by two people who are signed in; both are left on the page of the mission, its path. */
export async function paid(resident: Page, provider: Page, l: Language, whom: Neighbour): Promise<string> {
  await goAsk(resident, l, whom.skill, whom.name);
  const slot = await nextSlot(resident);
  const mission = await ask(resident, l, whom.name, { what: "Un petit coup de main.", slot });
  await quote(resident, l, "20");
  await visit(provider, mission);
  await accept(provider, l);
  await turnsUp(resident, resident.getByText(l.text("booking.now.agreed_resident")));
  await goPay(resident, l.pattern("booking.money.pay"));
  await submitCard(resident, CARD.accepted);
  await comesBack(resident);
  await turnsUp(resident, resident.getByText(l.pattern("booking.now.held_resident")).first());
  await waitUntil(provider, slot);
  await visit(provider, mission);
  await press(provider, l.text("booking.act.deliver"), "deliver-booking");
  await turnsUp(resident, resident.getByRole("button", { name: l.text("booking.act.confirm"), exact: true }));
  await press(resident, l.text("booking.act.confirm"), "confirm-booking");
  const done = l.text("booking.now.paid_review");
  for (const page of [resident, provider]) await turnsUp(page, page.getByText(done, { exact: true }));
  return mission;
}

/** Says how the mission on the open page was, with stars and words. */
export async function review(page: Page, l: Language, stars: number, words: string): Promise<void> {
  await page.locator(`#avis input[name=rating][value="${stars}"]`).check({ force: true });
  await page.locator("#avis textarea[name=comment]").fill(words);
  await press(page, l.text("booking.review.send"), "write-review");
}

/** The quote of this price, whatever became of it. The price is its whole amount in euros. */
export const quoteOf = (page: Page, euros: string): Locator =>
  page.locator(".quote").filter({ has: page.locator(".quote__head .price", { hasText: new RegExp(`(^|\\D)${euros}(\\D|$)`) }) });
