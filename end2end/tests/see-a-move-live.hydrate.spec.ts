// Two people at one board: what one moves, the other sees move.
import { test, expect, watch } from "../support/console.ts";
import { cardOf, columns, hold, middle, openAwake } from "../support/board.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";
import { holdBack } from "../support/held-back.ts";
import { enter } from "../support/people.ts";

test("what one person moves and takes back, the other sees", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "아웃바운드 엔터프라이즈");
  const deal = await newDeal(context, pipeline);
  const other = await browser.newContext({ locale: "ko-KR" });
  const complaints = watch(other);
  await enter(other, "manager");
  const theirs = await other.newPage();
  for (const each of [page, theirs]) await openAwake(each, `/pipeline/${pipeline.id}`);
  const where = (on: typeof page, column: number) => cardOf(columns(on).nth(column), deal.id);

  await hold(page, where(page, 0).locator(".deal-name"), await middle(columns(page).nth(1)));
  await page.mouse.up();
  await expect(where(page, 1)).toBeVisible();
  await expect(where(theirs, 1)).toBeVisible();
  await expect(where(theirs, 1).locator(".card-remote")).toHaveText("정하윤");
  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(where(page, 0)).toBeVisible();
  await expect(where(theirs, 0)).toBeVisible();

  await where(page, 0).locator("a.deal-link").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(where(page, 1)).toBeVisible();
  await expect(where(theirs, 1)).toBeVisible();
  expect(complaints).toEqual([]);
  await other.close();
});

test("what others do waits while a card is in the hand, and takes no focus", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  const [mine, second] = [await newDeal(context, pipeline), await newDeal(context, pipeline)];
  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "admin");
  const theirs = await other.newPage();
  for (const each of [page, theirs]) await openAwake(each, `/pipeline/${pipeline.id}`);
  await hold(page, cardOf(columns(page).nth(0), mine.id).locator(".deal-name"), await middle(columns(page).nth(1)));
  await cardOf(theirs, second.id).locator("a.deal-link").focus();
  await theirs.keyboard.press("Shift+ArrowRight");
  await expect(cardOf(columns(theirs).nth(1), second.id)).toBeVisible();
  await page.waitForTimeout(600);
  await expect(cardOf(columns(page).nth(0), second.id)).toBeVisible();
  await page.mouse.up();
  await expect(cardOf(columns(page).nth(1), mine.id)).toBeVisible();
  await expect(cardOf(columns(page).nth(1), second.id)).toBeVisible();
  await expect(cardOf(page, mine.id).locator("a.deal-link")).toBeFocused();
  await other.close();
});

test("a card moves by keyboard alone, and as often as one likes before the server answers", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline);
  const answers = await holdBack(page, "**/api/pipeline/move_deal");
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await cardOf(page, deal.id).locator("a.deal-link").focus();
  for (const column of [1, 2, 3]) {
    await page.keyboard.press("Shift+ArrowRight");
    await expect(cardOf(columns(page).nth(column), deal.id).locator("a.deal-link")).toBeFocused();
  }
  answers.letGo();
  await expect(page.locator(".is-waiting")).toHaveCount(0);
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  await expect(cardOf(columns(page).nth(2), deal.id)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(cardOf(columns(page).nth(3), deal.id).locator("a.deal-link")).toBeFocused();
  await page.reload();
  await expect(cardOf(columns(page).nth(3), deal.id)).toBeVisible();
});

test("whoever drops a card that somebody moved meanwhile is told, and sees where it stands", async ({ page, context, browser, allowed }) => {
  allowed.push(/status of 409/);
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline);
  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "admin");
  const theirs = await other.newPage();
  for (const each of [page, theirs]) await openAwake(each, `/pipeline/${pipeline.id}`);
  await hold(page, cardOf(columns(page).nth(0), deal.id).locator(".deal-name"), await middle(columns(page).nth(2)));
  await cardOf(theirs, deal.id).locator("a.deal-link").focus();
  await theirs.keyboard.press("Shift+ArrowRight");
  await expect(cardOf(columns(theirs).nth(1), deal.id)).toBeVisible();
  await expect(theirs.locator(".is-waiting")).toHaveCount(0);
  await page.mouse.up();
  await expect(page.getByText("아무것도 덮어쓰지 않았어요").first()).toBeVisible();
  await expect(cardOf(columns(page).nth(1), deal.id)).toBeVisible();
  await other.close();
});
