// A score is given by keys alone, and whoever looks at the deal sees it at once.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { newDeal, newPipeline } from "../support/records.ts";

test("0 to 3 on a row choose its score, and a colleague sees it at once", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const deal = await newDeal(context, await newPipeline(context));
  const colleague = await browser.newContext({ locale: "ko-KR" });
  await enter(colleague, "manager");
  const complaints = watch(colleague);
  const theirs = await colleague.newPage();
  await openAwake(theirs, deal.path);
  await openAwake(page, deal.path);

  const first = page.locator("#known .known-rows > li").first();
  await first.locator("summary").focus();
  await page.keyboard.press("3");
  await expect(first.getByLabel("얼마나 확실한가요?")).toHaveValue("3");
  await first.getByLabel("메모").fill("품의서에 적혀 있어요");
  await first.getByRole("button", { name: "점수 남기기" }).click();
  await expect(first.locator(".known-said")).toContainText("3 · ");
  const seen = theirs.locator("#known .known-rows > li").first();
  await expect(seen.locator(".known-said")).toContainText("3 · ");
  await expect(seen.locator(".known-proof")).toContainText("품의서에 적혀 있어요");
  expect(complaints).toEqual([]);
  await colleague.close();
});
