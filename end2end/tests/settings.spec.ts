// One's own account: another name, another password, another address, the link to confirm it once more, and signing out
// everywhere. Each says that it is done, and what is refused says why beside its field.
import {
  eachLanguage, expect, expectAccessible, hydrated, letterTo, lettersTo, linkIn, newEmail, shot, signIn, test, visit, type Page,
} from "../fixtures.ts";
import { firstName, openAccount, press, SECRET } from "../support/mission.ts";
import type { Language } from "../support/language.ts";

const NEW_SECRET = "quatre chats roux courent";

async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await shot(page, name);
}

/** What the page says at its head. */
const said = (page: Page) => page.locator(".account-said [role=status]");

/** Signs in with what no longer works. */
async function expectNoEntry(page: Page, l: Language, email: string, password: string): Promise<void> {
  await visit(page, l.path("/connexion"));
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await press(page, l.text("common.sign_in"), "sign-in");
  await expect(page.getByText(l.text("error.wrong_credentials"))).toBeVisible();
}

/** Signs out here, and is on the first page. */
async function leave(page: Page, l: Language): Promise<void> {
  await visit(page, l.path("/compte"));
  await press(page, l.text("account.sign_out"), "sign-out", new RegExp(`${l.path("/")}$`));
  await expect(page.locator(".site-header__me")).toHaveCount(0);
}

/** Signs in by the form, and opens the account. */
async function enter(page: Page, l: Language, email: string, password: string): Promise<void> {
  await signIn(page, email, { password, language: l, fresh: true });
  await visit(page, l.path("/compte"));
}

eachLanguage((l) => {
  test("a name is changed, unless it cannot be one", async ({ page, guard }) => {
    guard.allow(/status of 422/, /422: POST/);
    const [name, next] = [firstName("Lise"), firstName("Lison")];
    await openAccount(page, l, name);
    await expect(said(page)).toHaveText(l.text("account.done_confirm"));
    await visit(page, l.path("/compte"));
    const field = page.locator("input[name=name]");
    await expect(field).toHaveValue(name);
    await field.fill("<i>Lise</i>");
    await press(page, l.text("account.save"), "rename");
    await expect(page.locator("#f-name-error")).toContainText(l.text("error.format"));
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveValue("<i>Lise</i>");
    await expect(said(page)).toBeEmpty();
    await expect(page.locator("h1")).toHaveText(name);
    await look(page, "settings-name-refused");

    await field.fill(next);
    await press(page, l.text("account.save"), "rename", /\/compte\?fait=nom$/);
    await expect(said(page)).toHaveText(l.text("account.done_name"));
    await expect(page.locator("h1")).toHaveText(next);
    await expect(page.locator(".site-header__me-name")).toHaveText(next);
    await expect(page.locator("#f-name-error")).toHaveCount(0);
    await look(page, "settings-name");
  });

  test("a page that refuses something does not say at the same time that it went well", async ({ page, guard }) => {
    guard.allow(/status of 422/, /422: POST/);
    await openAccount(page, l, firstName("Ana"));
    await visit(page, l.path("/compte"));
    const next = firstName("Anna");
    await page.locator("input[name=name]").fill(next);
    await press(page, l.text("account.save"), "rename", /\/compte\?fait=nom$/);
    await expect(said(page)).toHaveText(l.text("account.done_name"));
    await expect(page.locator("h1")).toHaveText(next);
    await page.locator("input[name=name]").fill("<i>Lise</i>");
    await press(page, l.text("account.save"), "rename");
    await expect(page.locator("#f-name-error")).toContainText(l.text("error.format"));
    await expect(said(page)).toBeEmpty();
  });

  test("a password is changed with the present one only, and ends the other sessions", async ({ page, anotherPerson, guard }) => {
    test.setTimeout(120_000);
    guard.allow(/status of 4(22|01)/, /422: POST/, /401: GET/);
    const email = await openAccount(page, l, firstName("Jo"));
    const elsewhere = await anotherPerson();
    await enter(elsewhere, l, email, SECRET);
    await visit(page, l.path("/compte"));
    await expect(page.getByText(l.text("account.sessions_plural", { n: 2 }))).toBeVisible();
    const form = page.locator("form:has(input[name=password])");
    const [present, wanted] = [form.locator("input[name=current_password]"), form.locator("input[name=password]")];
    const change = (arrives?: RegExp) => press(page, l.text("account.change_password"), "change-password", arrives);
    await present.fill("pas le bon mot");
    await wanted.fill(NEW_SECRET);
    await change();
    await expect(page.locator("#f-current_password-error")).toContainText(l.text("error.wrong_password"));
    await expect(present).toHaveAttribute("aria-invalid", "true");
    await expect(form.locator(".error-summary a")).toHaveAttribute("href", "#f-current_password");
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
    await expect(said(page)).toBeEmpty();
    await look(page, "settings-password-refused");

    await present.fill(SECRET);
    await wanted.fill("azerty123");
    await change();
    await expect(page.locator("#f-password-error")).toContainText(l.text("error.common_password"));

    await present.fill(SECRET);
    await wanted.fill(NEW_SECRET);
    await change(/\/compte\?fait=mot-de-passe$/);
    await expect(said(page)).toHaveText(l.text("account.done_password"));
    await expect(page.getByText(l.text("account.sessions_singular", { n: 1 }))).toBeVisible();
    await look(page, "settings-password");
    expect((await letterTo(email, /^password_changed$/)).lang).toBe(l.code);

    // The other browser is out, this one is not; the old password opens nothing, the new one does.
    await visit(elsewhere, l.path("/compte"), 401);
    await leave(page, l);
    await expectNoEntry(page, l, email, SECRET);
    await enter(page, l, email, NEW_SECRET);
    await expect(page.getByText(email)).toBeVisible();
  });

  test("an address is changed by the link mailed to the new one, and the old one is told", async ({ page, guard }) => {
    test.setTimeout(120_000);
    guard.allow(/status of 422/, /422: POST/);
    const [email, next] = [await openAccount(page, l, firstName("Max")), newEmail("nouvelle")];
    await visit(page, l.path("/compte"));
    const form = page.locator("form:has(input[name=email])");
    const [address, password] = [form.locator("input[name=email]"), form.locator("input[name=current_password]")];
    const change = (arrives?: RegExp) => press(page, l.text("account.change_email"), "change-email", arrives);
    await address.fill(next);
    await password.fill("pas le bon mot");
    await change();
    await expect(page.locator("#f-email-current-password-error")).toContainText(l.text("error.wrong_password"));
    await expect(password).toHaveAttribute("aria-invalid", "true");
    await expect(address).toHaveValue(next);
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(1);
    await look(page, "settings-email-refused");

    await password.fill(SECRET);
    await change(/\/compte\?fait=adresse$/);
    await expect(said(page)).toHaveText(l.text("account.done_email"));
    await expect(page.getByText(l.text("account.email_pending", { email: next }))).toBeVisible();
    await expect(page.locator(".page-head")).toContainText(email);
    await look(page, "settings-email");

    // Nothing has changed yet; then the link, and a button.
    await leave(page, l);
    await enter(page, l, email, SECRET);
    expect(lettersTo(email).map((letter) => letter.template)).not.toContain("email_changed");
    const letter = await letterTo(next, /^change_email$/);
    expect(letter.lang).toBe(l.code);
    await visit(page, linkIn(letter, /confirmer/));
    await press(page, l.text("account.confirm_button"), "confirm", /\/compte\?fait=confirme$/);
    await expect(said(page)).toHaveText(l.text("account.done_confirm"));
    await expect(page.locator(".page-head")).toContainText(next);
    await expect(page.getByText(l.text("account.email_pending", { email: next }))).toHaveCount(0);
    await look(page, "settings-email-confirmed");
    expect((await letterTo(email, /^email_changed$/)).lang).toBe(l.code);
    await leave(page, l);
    await expectNoEntry(page, l, email, SECRET);
    await enter(page, l, next, SECRET);
    await expect(page.locator(".page-head")).toContainText(next);
  });

  test("what is wrong with a form leads to its own field, not to that of the same name in another form", async ({
    page,
    guard,
  }) => {
    guard.allow(/status of 422/, /422: POST/);
    await openAccount(page, l, firstName("Val"));
    await visit(page, l.path("/compte"));
    for (const own of ["email", "password"]) {
      const form = page.locator(`form:has(input[name=${own}])`);
      await form.locator(`input[name=${own}]`).fill(own === "email" ? newEmail("nouvelle") : NEW_SECRET);
      await form.locator("input[name=current_password]").fill("pas le bon mot");
      await press(page, l.text(`account.change_${own}`), `change-${own}`);
      await expect(form.locator(".field__error")).toContainText(l.text("error.wrong_password"));
      await form.locator(".error-summary a").click();
      await expect(form.locator("input[name=current_password]"), `of the form that changes the ${own}`).toBeFocused();
    }
  });

  test("the link to confirm an address is sent again, and replaces the first", async ({ page, guard }) => {
    test.setTimeout(120_000);
    guard.allow(/status of 422/, /422: POST/);
    const email = newEmail("lente");
    await visit(page, l.path("/inscription"));
    await page.locator("input[name=name]").fill(firstName("Luc"));
    await page.locator("input[name=email]").fill(email);
    await page.locator("input[name=password]").fill(SECRET);
    await press(page, l.text("common.sign_up"), "sign-up");
    const first = linkIn(await letterTo(email, /^confirm$/), /confirmer/);
    await enter(page, l, email, SECRET);
    await expect(page.getByText(l.text("account.unconfirmed"), { exact: true })).toBeVisible();
    await expect(page.getByText(l.text("account.unconfirmed_text", { email }))).toBeVisible();
    await look(page, "settings-unconfirmed");
    await press(page, l.text("account.resend"), "resend-confirmation", /\/compte\?fait=lien$/);
    await expect(said(page)).toHaveText(l.text("account.done_resend"));
    await look(page, "settings-resent");
    const confirming = () => lettersTo(email).filter((letter) => letter.template === "confirm");
    await expect.poll(() => confirming().length, { timeout: 20_000 }).toBe(2);
    const links = confirming().map((letter) => linkIn(letter, /confirmer/));
    const second = links.find((link) => link !== first) as string;

    await visit(page, first);
    await press(page, l.text("account.confirm_button"), "confirm");
    await expect(page.getByText(l.text("error.link_no_longer_valid")).first()).toBeVisible();
    await look(page, "confirm-dead");
    await visit(page, second);
    await press(page, l.text("account.confirm_button"), "confirm", /\/compte\?fait=confirme$/);
    await expect(said(page)).toHaveText(l.text("account.done_confirm"));
    await expect(page.getByText(l.text("account.unconfirmed"), { exact: true })).toHaveCount(0);
  });

  test("signing out everywhere ends the session of another browser at its next click", async ({ page, anotherPerson, guard }) => {
    test.setTimeout(120_000);
    guard.allow(/status of 401/, /401: GET/);
    const email = await openAccount(page, l, firstName("Zia"));
    const elsewhere = await anotherPerson();
    await enter(elsewhere, l, email, SECRET);
    await expect(elsewhere.getByText(l.text("account.sessions_plural", { n: 2 }))).toBeVisible();
    await visit(page, l.path("/compte"));
    await press(page, l.text("account.sign_out_everywhere"), "sign-out-everywhere", /\/connexion$/);
    await expect(page.locator(".site-header__me")).toHaveCount(0);

    await elsewhere.getByRole("link", { name: l.text("account.role_resident") }).click();
    await elsewhere.waitForURL(/\/missions$/);
    await hydrated(elsewhere);
    await expect(elsewhere.getByText(l.text("error.sign_in_first"))).toBeVisible();
    await look(elsewhere, "session-ended");
    await visit(page, l.path("/compte"), 401);
    await enter(elsewhere, l, email, SECRET);
    await expect(elsewhere.getByText(l.text("account.sessions_singular", { n: 1 }))).toBeVisible();
  });

  test("whoever was signed out elsewhere is nobody on the whole page", async ({ page, anotherPerson, guard }) => {
    guard.allow(/status of 401/, /401: GET/);
    const email = await openAccount(page, l, firstName("Oda"));
    const elsewhere = await anotherPerson();
    await enter(elsewhere, l, email, SECRET);
    await visit(page, l.path("/compte"));
    await press(page, l.text("account.sign_out_everywhere"), "sign-out-everywhere", /\/connexion$/);
    await elsewhere.getByRole("link", { name: l.text("account.role_resident") }).click();
    await expect(elsewhere.getByText(l.text("error.sign_in_first"))).toBeVisible();
    await expect(elsewhere.locator(".site-header__me"), "the header knows nobody").toHaveCount(0);
  });
});
