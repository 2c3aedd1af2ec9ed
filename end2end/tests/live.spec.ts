// What happens is seen where somebody watches, by itself and at once: on the dashboard and on the page of a mission; and when
// the stream breaks, the dashboard says so and catches up by itself.
import { eachLanguage, expect, expectAccessible, scripted, shot, signIn, test, visit, type Page } from "../fixtures.ts";
import { nextSlot } from "../support/clock.ts";
import { ask, firstName, goAsk, openAccount, press, quoteOf, turnsUp } from "../support/mission.ts";
import type { Language } from "../support/language.ts";

const BOARD = "/loges/alencon/tableau";
const OPHELIE = { name: "Ophélie", email: "ophelie@openloge.example", skill: "pressing" };
/** How soon an event has to be seen, in milliseconds: the median of so many. */
const [AT_ONCE, EVENTS] = [1_000, 5];

declare global {
  interface Window {
    /** Left on a page that must not be loaded again. */
    same?: true;
    /** When the line waited for was there, in milliseconds since 1970. */
    seen?: Promise<number>;
    /** Breaks the stream that is open, as the browser tells of it. */
    breakStream?: () => void;
  }
}

/** Marks the page as it is now; `expectSame` fails once it was loaded again. */
const mark = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.same = true;
  });
const expectSame = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => window.same), "the page was not loaded again").toBe(true);

/** From now on the streams that this page opens can be broken, and are refused until they are let through again. */
async function breakable(page: Page): Promise<{ cut: () => Promise<void>; mend: () => Promise<void> }> {
  await page.addInitScript(() => {
    const Whole = window.EventSource;
    window.EventSource = class extends Whole {
      constructor(url: string | URL) {
        super(url);
        window.breakStream = () => {
          this.close();
          this.dispatchEvent(new Event("error"));
        };
      }
    };
  });
  const refuse = "**/live?*";
  return {
    cut: async () => {
      await page.route(refuse, (route) => route.abort("connectionrefused"));
      await page.evaluate(() => window.breakStream?.());
    },
    mend: () => page.unroute(refuse),
  };
}

/** The lines of the dashboard that say this. */
const lines = (board: Page, text: string) => board.locator(".feed__event").filter({ hasText: text });

/** Begins to wait, inside the page, for one more line that says this. */
const watch = (board: Page, text: string): Promise<void> =>
  board.evaluate((text) => {
    const count = () =>
      [...document.querySelectorAll(".feed__event")].filter((line) => line.textContent?.includes(text)).length;
    const before = count();
    window.seen = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (count() > before) {
          observer.disconnect();
          resolve(Date.now());
        }
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
  }, text);

/** Presses the button from inside the page; the moment just before, in milliseconds since 1970. */
const pressed = (provider: Page, name: string): Promise<number> =>
  provider.getByRole("button", { name, exact: true }).evaluate((button: HTMLElement) => {
    const now = Date.now();
    button.click();
    return now;
  });

/** A new resident asks Ophélie; the path of the mission. */
async function request(resident: Page, l: Language): Promise<string> {
  await goAsk(resident, l, OPHELIE.skill, OPHELIE.name);
  return ask(resident, l, OPHELIE.name, { what: "Deux manteaux à reprendre.", slot: await nextSlot(resident) });
}

eachLanguage((l) => {
  test.beforeEach(() => test.skip(!scripted(), "without script a page shows what was so when it was read"));

  test("an event is on the open dashboard in under a second", async ({ page: resident, anotherPerson }) => {
    test.setTimeout(180_000);
    const name = firstName("Sam");
    const [provider, board] = [await anotherPerson(), await anotherPerson()];
    await openAccount(resident, l, name);
    await signIn(provider, OPHELIE.email, { language: l });
    await signIn(board, "claudie@openloge.example", { language: l });
    await visit(provider, await request(resident, l));
    await visit(board, l.path(BOARD));
    await expect(board.locator('.live[data-state="open"]')).toHaveText(l.text("dashboard.live.open"));
    await mark(board);

    const times: number[] = [];
    for (let event = 0; event < EVENTS; event += 1) {
      const offers = event % 2 === 0;
      const euros = String(11 + event);
      if (offers) {
        await provider.locator("#proposer summary").click();
        await provider.locator("#proposer input[name=unit_price]").fill(euros);
      }
      const text = l.text(`dashboard.event.${offers ? "quote_provider" : "end_quote_provider"}`, { r: name, p: OPHELIE.name });
      const before = await lines(board, text).count();
      await watch(board, text);
      const at = await pressed(provider, l.text(offers ? "booking.quote.send" : "booking.quote.withdraw"));
      await expect(lines(board, text)).toHaveCount(before + 1);
      times.push((await board.evaluate(() => window.seen as Promise<number>)) - at);
      await expect(provider.locator(".quote[data-state=open]")).toHaveCount(offers ? 1 : 0);
      if (offers) await expect(provider.locator("#proposer details")).not.toHaveAttribute("open");
    }
    const median = times.toSorted((a, b) => a - b)[Math.floor(EVENTS / 2)] as number;
    test.info().annotations.push({ type: "milliseconds", description: `${times.join(", ")}; median ${median}` });
    expect(median, `milliseconds from the click to the line: ${times.join(", ")}`).toBeLessThan(AT_ONCE);

    // What is new is marked, and told once to those who listen.
    await expect(lines(board, name).first()).toHaveAttribute("data-fresh", "true");
    await expect(board.locator("section[aria-labelledby=feed] > [role=status]")).toContainText(name);
    await expectSame(board);
    await expectAccessible(board);
    await shot(board, "dashboard-live");
  });

  test("a dashboard whose stream breaks says so, and catches up by itself", async ({ page: resident, anotherPerson, guard }) => {
    test.setTimeout(180_000);
    guard.allow(/ERR_CONNECTION_REFUSED/);
    const name = firstName("Tim");
    const board = await anotherPerson();
    await openAccount(resident, l, name);
    await signIn(board, "claudie@openloge.example", { language: l });
    const stream = await breakable(board);
    await visit(board, l.path(BOARD));
    const live = board.locator(".live");
    await expect(live).toHaveText(l.text("dashboard.live.open"));
    await mark(board);

    await stream.cut();
    await expect(live).toHaveAttribute("data-state", "broken");
    await expect(live).toHaveText(l.pattern("dashboard.live.broken"));
    await expect(live).toHaveAttribute("role", "status");
    await expectAccessible(board);
    await shot(board, "dashboard-broken");

    // Meanwhile somebody asks; the figures of before stay, and say from when they are.
    const text = l.text("dashboard.event.request", { r: name, p: OPHELIE.name });
    await request(resident, l);
    await expect(live).toHaveText(l.pattern("dashboard.live.broken"));
    await expect(board.locator(".figures").first()).toBeVisible();
    await expect(lines(board, text)).toHaveCount(0);

    // The page tries again less and less often, at most after half a minute.
    await stream.mend();
    await expect(live).toHaveText(l.text("dashboard.live.open"), { timeout: 45_000 });
    await expect(lines(board, text)).toHaveCount(1);
    await expectSame(board);
  });

  test("the page of a mission follows, and leaves alone what somebody writes", async ({
    page: resident,
    anotherPerson,
    guard,
  }) => {
    test.setTimeout(180_000);
    guard.allow(/ERR_CONNECTION_REFUSED/);
    const provider = await anotherPerson();
    await openAccount(resident, l, firstName("Uma"));
    await signIn(provider, OPHELIE.email, { language: l });
    const stream = await breakable(resident);
    const mission = await request(resident, l);
    await visit(provider, mission);
    await mark(resident);

    const begun = "Est-ce que jeudi vous irait, ou";
    const field = resident.locator("textarea[name=message]");
    await field.fill(begun);
    const writes = async (words: string) => {
      await provider.locator("textarea[name=message]").fill(words);
      await press(provider, l.text("booking.thread.send"), "write-message");
    };
    const read = (words: string) => resident.locator(".bubble").filter({ hasText: words });
    await writes("Plutôt le matin ?");
    await turnsUp(resident, read("Plutôt le matin ?"));
    await expect(field).toHaveValue(begun);
    await expect(field).toBeFocused();

    // What was missed is there as soon as the stream is back.
    const refused = resident.waitForEvent("requestfailed", (request) => request.url().includes("/live?booking="));
    await stream.cut();
    await refused;
    await writes("Ou l’après-midi ?");
    await expect(read("Ou l’après-midi ?")).toHaveCount(0);
    await stream.mend();
    await expect(read("Ou l’après-midi ?")).toBeVisible({ timeout: 45_000 });
    await provider.locator("#proposer summary").click();
    await provider.locator("#proposer input[name=unit_price]").fill("12");
    await press(provider, l.text("booking.quote.send"), "put-quote");
    await expect(quoteOf(resident, "12")).toBeVisible();
    await expect(field).toHaveValue(begun);
    await expectSame(resident);
    await expectAccessible(resident);
    await shot(resident, "mission-live");
  });
});
