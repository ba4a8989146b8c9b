// Two people at one board: what one moves, the other sees move, with the heads of both columns.
import { test, expect, watch } from "../support/console.ts";
import { enter } from "../support/people.ts";

test("a dragged card is in place at once and arrives on a colleague's screen", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const other = await browser.newContext({ locale: "ko-KR" });
  const complaints = watch(other);
  await enter(other, "manager");
  const theirs = await other.newPage();
  await page.goto("/pipeline");
  await theirs.goto("/pipeline");
  const columns = page.locator("section.column");
  const card = columns.nth(0).locator("li[data-deal]").nth(1);
  const deal = await card.getAttribute("data-deal");
  const counts = async (at: number) => Number(await theirs.locator("section.column").nth(at).locator(".column-count").innerText());
  const before = [await counts(0), await counts(2)];

  await page.waitForTimeout(1000);
  const from = await card.boundingBox();
  const to = await columns.nth(2).boundingBox();
  if (!from || !to) throw new Error("the board is not painted");
  await page.mouse.move(from.x + 60, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(from.x + 90, from.y + 60, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 200, { steps: 12 });
  await page.mouse.up();

  await expect(columns.nth(2).locator(`[data-deal="${deal}"]`)).toBeVisible();
  await expect(theirs.locator("section.column").nth(2).locator(`[data-deal="${deal}"]`)).toBeVisible();
  await expect.poll(() => counts(0)).toBe(before[0]! - 1);
  await expect.poll(() => counts(2)).toBe(before[1]! + 1);

  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(theirs.locator("section.column").nth(0).locator(`[data-deal="${deal}"]`)).toBeVisible();
  await expect.poll(() => counts(0)).toBe(before[0]!);
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
