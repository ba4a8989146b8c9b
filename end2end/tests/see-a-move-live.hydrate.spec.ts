// Two people at one board: what one moves, the other sees move.
import { test, expect, watch } from "../support/console.ts";
import { enter } from "../support/people.ts";

test("what one person moves, the other sees arrive", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const other = await browser.newContext({ locale: "ko-KR" });
  const complaints = watch(other);
  await enter(other, "manager");
  const theirs = await other.newPage();
  for (const each of [page, theirs]) {
    await each.goto("/pipeline");
    await each.getByRole("link", { name: "아웃바운드 엔터프라이즈" }).click();
    await expect(each.getByRole("region", { name: "아웃바운드 엔터프라이즈 보드" })).toBeVisible();
  }
  await page.waitForTimeout(1500);
  const columns = page.locator("section.column");
  const card = columns.nth(0).locator("li[data-deal]").first();
  const deal = await card.getAttribute("data-deal");
  await card.locator("a.deal-link").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(columns.nth(1).locator(`[data-deal="${deal}"]`)).toBeVisible();
  await expect(theirs.locator("section.column").nth(1).locator(`[data-deal="${deal}"]`)).toBeVisible();
  expect(complaints).toEqual([]);
  await other.close();
});

test("a card moves by keyboard alone", async ({ page, context }) => {
  await enter(context, "admin");
  await page.goto("/pipeline");
  await page.waitForTimeout(1000);
  const columns = page.locator("section.column");
  const card = columns.nth(1).locator("li[data-deal]").first();
  const deal = await card.getAttribute("data-deal");
  await card.locator("a.deal-link").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(columns.nth(2).locator(`[data-deal="${deal}"]`)).toBeVisible();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(columns.nth(1).locator(`[data-deal="${deal}"]`)).toBeVisible();
});
