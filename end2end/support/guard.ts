// Fails a test on anything that a visitor's browser complains about: console errors, panics, broken requests, CSP.
import { test } from "@playwright/test";
import type { BrowserContext, ConsoleMessage, Page, Request, Response } from "@playwright/test";

export class Guard {
  readonly #complaints: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** From now on a complaint that matches is expected, e.g. `/status of 409/` where a refusal is what is tested. */
  allow(...patterns: RegExp[]): void {
    this.#allowed.push(...patterns);
  }

  /** Watches each page of the context, those opened later too. */
  watch(context: BrowserContext): void {
    context.on("page", (page) => this.#watchPage(page));
    for (const page of context.pages()) this.#watchPage(page);
  }

  complaints(): string[] {
    return this.#complaints.filter((complaint) => !this.#allowed.some((pattern) => pattern.test(complaint)));
  }

  #watchPage(page: Page): void {
    page.on("console", (message) => this.#onConsole(page, message));
    page.on("pageerror", (error) => this.#add(page, `page error: ${error.message}`));
    page.on("crash", () => this.#add(page, "the page crashed"));
    page.on("requestfailed", (request) => this.#onFailed(page, request));
    page.on("response", (response) => this.#onResponse(page, response));
  }

  #add(page: Page, what: string): void {
    this.#complaints.push(`${page.url()}: ${what}`);
  }

  #onConsole(page: Page, message: ConsoleMessage): void {
    // Leptos tells of a page whose hydration does not fit by a warning; the page then works, or half of it does.
    const unfit = message.type() === "warning" && /hydrat|panicked|mismatch/i.test(message.text());
    if (message.type() === "error" || unfit) this.#add(page, `console ${message.type()}: ${message.text()}`);
  }

  #onFailed(page: Page, request: Request): void {
    const reason = request.failure()?.errorText ?? "";
    // A browser that runs no scripts says of each that it may not be fetched.
    const unwanted = reason === "csp" && test.info().project.use.javaScriptEnabled === false;
    // Leaving a page cuts its live stream and what was still loading.
    if (reason !== "net::ERR_ABORTED" && !unwanted) this.#add(page, `request failed: ${request.method()} ${request.url()} ${reason}`);
  }

  // The status of a whole page is for the spec to assert; what the page loads must simply work.
  #onResponse(page: Page, response: Response): void {
    if (response.status() >= 400 && response.request().resourceType() !== "document") {
      this.#add(page, `${response.status()}: ${response.request().method()} ${response.url()}`);
    }
  }
}
