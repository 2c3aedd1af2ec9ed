// Opening an account, confirming it, signing in and out, choosing another password; and what happens when it goes wrong.
import {
  eachLanguage, expect, expectAccessible, hydrated, letterTo, linkIn, newEmail, PASSWORD, shot, signIn, test, visit,
} from "../fixtures.ts";

const SECRET = "trois chats gris dorment";

eachLanguage((l) => {
  test("a stranger opens an account, confirms it, signs out and in again", async ({ page }) => {
    const email = newEmail("camille");
    // From a page that asks who one is: the letter leads back to it.
    await visit(page, `${l.path("/connexion")}?retour=${l.path("/compte")}`);
    await page.locator("main").getByRole("link", { name: l.text("account.sign_up_link") }).click();
    await page.waitForURL(/inscription\?retour=/);
    await hydrated(page);
    await expectAccessible(page);
    await shot(page, "sign-up");
    await page.locator("input[name=name]").fill("Camille");
    await page.locator("input[name=email]").fill(email);
    await page.locator("input[name=password]").fill(SECRET);
    await page.getByRole("button", { name: l.text("common.sign_up") }).click();
    await expect(page.getByText(l.text("account.sign_up_sent"), { exact: true })).toBeVisible();
    const letter = await letterTo(email);
    expect(linkIn(letter, /confirmer/)).toContain(`retour=${l.path("/compte")}`);
    await page.goto(linkIn(letter, /confirmer/));
    await hydrated(page);
    await expectAccessible(page);
    await shot(page, "confirm");
    await page.getByRole("button", { name: l.text("account.confirm_button") }).click();
    await expect(page).toHaveURL(new RegExp(`${l.path("/compte")}$`));
    await expect(page.locator("h1")).toHaveText("Camille");
    await hydrated(page);
    await expectAccessible(page);
    await shot(page, "account");
    await page.getByRole("button", { name: l.text("account.sign_out"), exact: true }).click();
    await expect(page).not.toHaveURL(/\/compte/);
    await signIn(page, email, { password: SECRET, language: l, fresh: true });
    await expect(page).toHaveURL(new RegExp(`${l.path("/missions")}$`));
  });

  test("what was typed stays when something is wrong with it", async ({ page, guard }) => {
    guard.allow(/status of 422/, /422: POST/);
    await visit(page, l.path("/inscription"));
    await page.locator("input[name=name]").fill("Camille");
    await page.locator("input[name=email]").fill("camille@pas-fini");
    await page.locator("input[name=password]").fill(SECRET);
    await page.getByRole("button", { name: l.text("common.sign_up") }).click();
    await expect(page.locator("#f-email-error")).toContainText(l.text("error.format_email"));
    await expect(page.locator("input[name=name]")).toHaveValue("Camille");
    await expect(page.locator("input[name=email]")).toHaveValue("camille@pas-fini");
    await expect(page.locator("input[name=email]")).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
    await shot(page, "sign-up-refused");
  });

  test("a wrong password and an unknown address get the same answer", async ({ page, guard }) => {
    guard.allow(/status of 422/, /422: POST/);
    for (const email of ["lea@openloge.example", newEmail("inconnue")]) {
      await visit(page, l.path("/connexion"));
      await page.locator("input[name=email]").fill(email);
      await page.locator("input[name=password]").fill("pas le bon mot");
      await page.locator("form:has(input[name=password]) [type=submit]").click();
      await expect(page.getByText(l.text("error.wrong_credentials"))).toBeVisible();
      await expect(page.locator("input[name=email]")).toHaveValue(email);
    }
    await expectAccessible(page);
    await shot(page, "sign-in-refused");
  });

  test("a forgotten password is replaced by a mailed link, once", async ({ page, guard }) => {
    guard.allow(/status of 422/, /422: POST/);
    const email = newEmail("dominique");
    await visit(page, l.path("/inscription"));
    await page.locator("input[name=name]").fill("Dominique");
    await page.locator("input[name=email]").fill(email);
    await page.locator("input[name=password]").fill(SECRET);
    await page.getByRole("button", { name: l.text("common.sign_up") }).click();
    await letterTo(email);
    await visit(page, l.path("/mot-de-passe-oublie"));
    await expectAccessible(page);
    await page.locator("input[name=email]").fill(email);
    await page.getByRole("button", { name: l.text("account.forgot_button") }).click();
    await expect(page.getByText(l.text("account.forgot_sent"), { exact: true })).toBeVisible();
    const link = linkIn(await letterTo(email, /nouveau-mot-de-passe/), /nouveau-mot-de-passe/);
    await page.goto(link);
    await hydrated(page);
    await expectAccessible(page);
    await page.locator("input[name=password]").fill("quatre chats roux courent");
    await page.getByRole("button", { name: l.text("account.reset_button") }).click();
    await expect(page).toHaveURL(/\/compte/);
    await page.goto(link);
    await hydrated(page);
    await page.locator("input[name=password]").fill("cinq chats noirs sautent");
    await page.getByRole("button", { name: l.text("account.reset_button") }).click();
    await expect(page.getByText(l.text("error.link_no_longer_valid")).first()).toBeVisible();
  });

  test("pages for signed-in people say so to a stranger", async ({ page, guard }) => {
    guard.allow(/status of 401/, /401: GET/);
    await visit(page, l.path("/missions"), 401);
    await expect(page.getByText(l.text("error.sign_in_first"))).toBeVisible();
    await expectAccessible(page);
    await visit(page, l.path("/compte"), 401);
  });
});

test("the demonstration resident signs in", async ({ page }) => {
  await signIn(page, "lea@openloge.example", { password: PASSWORD, fresh: true });
  await expect(page.locator(".site-header__me")).toBeVisible();
});
