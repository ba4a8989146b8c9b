// The map by mouse and by keyboard, a colleague who sees it at once, and the sign on the card.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { newCommittee, newPipeline } from "../support/records.ts";

test("somebody is dragged onto somebody else, and a colleague sees the line at once", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const { deal, names } = await newCommittee(context, await newPipeline(context), ["user", "decision_maker"]);
  const colleague = await browser.newContext({ locale: "ko-KR" });
  await enter(colleague, "manager");
  const complaints = watch(colleague);
  const theirs = await colleague.newPage();
  await openAwake(theirs, deal.path);
  await openAwake(page, deal.path);

  const node = (name: string) => page.locator(".map-node", { hasText: name });
  await node(names[0]).scrollIntoViewIfNeeded();
  await node(names[0]).hover();
  await page.mouse.down();
  await node(names[1]).hover();
  await page.mouse.up();
  await expect(page.getByLabel("누구에게").locator("option:checked")).toHaveText(names[1]);
  await page.getByLabel("어떤 관계").selectOption("influences");
  await page.locator("#relate").getByRole("button", { name: "관계 잇기" }).click();
  await expect(page.locator(".map-influences")).toHaveCount(1);
  await expect(theirs.locator(".map-influences")).toHaveCount(1);

  await node(names[1]).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("누가", { exact: true }).locator("option:checked")).toHaveText(names[1]);
  expect(complaints).toEqual([]);
  await colleague.close();
});

test("a card says how many champions carry the deal", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await newPipeline(context);
  const { deal } = await newCommittee(context, pipeline, ["champion"]);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const card = page.locator(`[data-deal="${deal.id}"]`);
  await expect(card.getByText("챔피언 0명")).toBeAttached();
});
