// How the browser suite runs: one browser (the distribution's Chromium), two sizes, with JavaScript and without.
// `make e2e` starts the server and sets OPENLOGE_E2E_URL; this file starts nothing.
import { defineConfig } from "@playwright/test";
import { environment } from "./support/environment.ts";

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  // As many as scripts/e2e starts servers.
  workers: 2,
  // What passes at the second try only is listed as flaky at the end of the report: a defect to look at.
  retries: 1,
  maxFailures: process.env["CI"] ? 10 : 0,
  forbidOnly: Boolean(process.env["CI"]),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: environment.url,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // Recording every step takes as much time as the steps; on demand: make e2e ARGS="mission --trace retain-on-failure".
    trace: "off",
    launchOptions: {
      executablePath: environment.chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "desktop", use: desktop },
    { name: "phone", use: phone },
    { name: "nojs-desktop", use: { ...desktop, javaScriptEnabled: false } },
    { name: "nojs-phone", use: { ...phone, javaScriptEnabled: false } },
  ],
});
