// The two questions that whoever runs the server asks it.
import { expect, test } from "../fixtures.ts";

test("the server says that it lives and that it is ready", async ({ request }) => {
  const health = await request.get("/healthz");
  expect(health.status()).toBe(200);
  const ready = await request.get("/readyz");
  expect(ready.status()).toBe(200);
});
