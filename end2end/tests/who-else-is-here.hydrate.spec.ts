// Presence: who else looks at a board or a deal, and whose hand is on a card.
import { type Page } from "@playwright/test";
import { test, expect, watch } from "../support/console.ts";
import { cardOf, columns, hold, middle, openAwake } from "../support/board.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";
import { enter } from "../support/people.ts";

/** Other specs work as the same people at the same time: only this one's are asked about. */
const faces = (on: Page) => on.locator(".board-ways .also-here");

test("colleagues see each other at a board, and that somebody has left", async ({ page, context, browser }) => {
  test.slow();
  await enter(context, "csm");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const other = await browser.newContext({ locale: "ko-KR" });
  const complaints = watch(other);
  await enter(other, "viewer");
  const theirs = await other.newPage();
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await openAwake(theirs, `/pipeline/${pipeline.id}`);
  await expect(faces(page)).toHaveAccessibleName(/문가람/);
  await expect(faces(theirs)).toHaveAccessibleName(/백지원/);
  // Longer than a report is good for: somebody who sits still is there.
  await page.waitForTimeout(10_000);
  await expect(faces(page)).toHaveAccessibleName(/문가람/);
  // Nobody is company to themselves, however many pages they have open.
  const again = await context.newPage();
  await openAwake(again, `/pipeline/${pipeline.id}`);
  await expect(faces(again)).toHaveAccessibleName(/문가람/);
  await expect(faces(again)).not.toHaveAccessibleName(/백지원/);
  await again.close();

  expect(complaints).toEqual([]);
  await other.close();
  await expect(page.getByRole("img", { name: /함께 보는 사람:.*문가람/ })).toHaveCount(0, { timeout: 10_000 });
});

test("a card shows who has its deal open, and whose hand it is in", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  const other = await browser.newContext({ locale: "ko-KR" });
  const complaints = watch(other);
  await enter(other, "manager");
  const deal = await newDeal(other, pipeline);
  const theirs = await other.newPage();
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await openAwake(theirs, deal.path);
  const card = cardOf(page, deal.id);
  await expect(card.locator(".also-here")).toHaveAccessibleName("지금 함께 보는 사람: 박준호 님");

  await openAwake(theirs, `/pipeline/${pipeline.id}`);
  await expect(card.locator(".also-here")).toHaveCount(0);
  await hold(theirs, cardOf(columns(theirs).nth(0), deal.id).locator(".deal-name"), await middle(columns(theirs).nth(1)));
  await expect(card.locator(".card-remote")).toHaveText("박준호 님이 옮기는 중");
  await theirs.keyboard.press("Escape");
  await theirs.mouse.up();
  await expect(card.locator(".card-remote")).toHaveCount(0);

  await cardOf(theirs, deal.id).locator("a.deal-link").focus();
  await theirs.keyboard.press("Space");
  await expect(card.locator(".card-remote")).toHaveText("박준호 님이 옮기는 중");
  await theirs.keyboard.press("Escape");
  await expect(card.locator(".card-remote")).toHaveCount(0);

  await openAwake(page, deal.path);
  await openAwake(theirs, deal.path);
  await expect(page.locator(".also-here")).toHaveAccessibleName("지금 함께 보는 사람: 박준호 님");
  await expect(theirs.locator(".also-here")).toHaveAccessibleName("지금 함께 보는 사람: 정하윤 님");
  expect(complaints).toEqual([]);
  await other.close();
});

test("a page that nobody sees says nothing of itself", async ({ page, context }) => {
  await enter(context, "csm");
  await page.clock.install();
  const told: string[] = [];
  await page.route("**/api/presence/report", async (route) => {
    told.push(route.request().postData() ?? "");
    await route.continue();
  });
  await openAwake(page, "/pipeline");
  await expect.poll(() => told.length).toBeGreaterThan(0);
  const hide = (hidden: boolean) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, hidden);
  await hide(true);
  await expect.poll(() => told.at(-1)).toContain('"place":null');
  const before = told.length;
  await page.clock.runFor(30_000);
  expect(told.length).toBe(before);
  await hide(false);
  await expect.poll(() => told.at(-1)).toContain('"board"');
});
