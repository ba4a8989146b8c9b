// What somebody learns of a deal shades the map that a manager has open.
import { test, expect } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { newDeal, newPipeline } from "../support/records.ts";

test("a score that somebody gives shades the map that another has open", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await newPipeline(context);
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/heat-map/${pipeline.id}`);
  await page.evaluate(() => document.body.setAttribute("data-not-loaded-again", ""));
  const field = page.locator("tbody .heat-mark").first();
  await expect(field).toHaveText("0");
  const other = await context.newPage();
  await openAwake(other, deal.path);
  const known = other.locator("#known .known-rows > li").first();
  await known.locator("summary").click();
  await known.getByLabel("얼마나 확실한가요?").selectOption("3");
  await known.getByLabel("메모").fill("계약서에 적혀 있어요");
  await known.getByRole("button", { name: "점수 남기기" }).click();
  await expect(field).toHaveText("3");
  await expect(page.locator("body")).toHaveAttribute("data-not-loaded-again", "");
});
