// Where the server under test is, as scripts/e2e tells it. The only file that reads the environment.
import { existsSync } from "node:fs";
import { join } from "node:path";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome"];

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run the browser suite with: make e2e`);
  return value;
}

function chromium(): string {
  const path = process.env["CHROMIUM_PATH"] ?? CHROMIUM.find((candidate) => existsSync(candidate));
  if (!path) throw new Error("Chromium is missing. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.");
  return path;
}

const here = import.meta.dirname;

export const environment = {
  /** Address of the application, without a slash at the end. */
  url: required("OPENLOGE_E2E_URL"),
  /** Data folder of that server: the mail it "sent" is below. */
  data: required("OPENLOGE_E2E_DATA"),
  chromium: chromium(),
  /** Pictures of the pages, one folder a project and language. */
  screenshots: join(here, "..", "screenshots"),
  /** Sessions kept from one test to the next, so that the suite does not run into the limit on sign-ins. */
  sessions: join(here, "..", "test-results", ".sessions"),
  catalogues: join(here, "..", "..", "app", "locales"),
};
