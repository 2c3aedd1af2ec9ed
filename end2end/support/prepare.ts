// Runs once before the suite: sessions of an earlier run belong to a database that is gone.
import { mkdirSync, rmSync } from "node:fs";
import { environment } from "./environment.ts";

export default function prepare(): void {
  rmSync(environment.sessions, { recursive: true, force: true });
  mkdirSync(environment.sessions, { recursive: true });
}
