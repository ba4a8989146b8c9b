// Somebody leaves while others look at what they had: it changes before their eyes.
import { test, expect } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { colleague, heir } from "../support/colleague.ts";

test("a lead that is looked at has another owner as soon as its owner leaves", async ({ page, context, browser }, info) => {
  test.slow();
  await enter(context, "admin");
  const gone = await colleague(page, browser, info.project.use);
  await openAwake(page, gone.leadPath);
  const facts = page.locator(".record-facts").first();
  await expect(facts).toContainText(gone.name);
  const member = gone.path.split("/").pop()!;
  const answer = await context.request.post("/api/team/deactivate", {
    form: { member },
    headers: { "sec-fetch-site": "same-origin", accept: "application/json" },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  await expect(facts).toContainText(heir);
  await expect(facts).not.toContainText(gone.name);
});
