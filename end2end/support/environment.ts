// Where the server under test is, as scripts/e2e tells it. The only file that reads the environment.
import { join } from "node:path";

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Run the browser suite with: make e2e`);
  return value;
}

const here = import.meta.dirname;

/** Playwright numbers its workers from 0; what runs before them counts as the first. */
const worker = Number(process.env["TEST_PARALLEL_INDEX"] ?? 0);

/** Of a list, one for each worker: this worker's. */
function own(name: string): string {
  const all = required(name).split(" ");
  return all[worker % all.length] as string;
}

export const environment = {
  /** Address of the server of this worker, without a slash at the end. */
  url: own("OPENLOGE_E2E_URL"),
  /** Data folder of that server: the mail it "sent" is below. */
  data: own("OPENLOGE_E2E_DATA"),
  chromium: required("CHROMIUM_PATH"),
  /** Pictures of the pages, one folder a project and language. */
  screenshots: join(here, "..", "screenshots"),
  /** Sessions kept from one test to the next, as a person's browser does. Playwright empties the folder before a run. */
  sessions: join(here, "..", "test-results", `.sessions-${worker}`),
  catalogues: join(here, "..", "..", "app", "locales"),
};
