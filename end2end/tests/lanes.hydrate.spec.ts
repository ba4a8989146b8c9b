// The board by owner once it has woken up: within a lane a card changes its stage, to another lane it is given; both are
// seen at once, by others too, and taken back.
import { test, expect, watch } from "../support/console.ts";
import { cardOf, hold, middle, openAwake } from "../support/board.ts";
import { holdBack } from "../support/held-back.ts";
import { enter, people } from "../support/people.ts";
import { gatedPipeline, memberNamed, newDeal, openStage, pipelineNamed } from "../support/records.ts";
import type { Page } from "@playwright/test";

const lane = (page: Page, name: string) =>
  page.locator("section.lane").filter({ has: page.getByRole("heading", { name, exact: true }) });
const cell = (page: Page, name: string, stage: string) => lane(page, name).locator(`.lane-cell[data-stage="${stage}"]`);

/** A pipeline of its own, with a deal each for two people; its first one is the admin's. */
async function twoLanes(context: Parameters<typeof enter>[0]) {
  const pipeline = await gatedPipeline(context);
  const minji = await memberNamed(context, people.ae.name);
  for (const stage of pipeline.stages) await openStage(context, pipeline, stage);
  const mine = await newDeal(context, pipeline);
  const hers = await newDeal(context, pipeline, { owner: minji });
  return { pipeline, mine, hers };
}

test("within its lane a card changes its stage, in the next one its owner, and both are taken back", async ({ page, context, browser }, info) => {
  await enter(context, "admin");
  const { pipeline, mine, hers } = await twoLanes(context);
  const [first, second] = pipeline.stages;
  const other = await browser.newContext();
  await enter(other, "manager");
  const complaints = watch(other);
  const seen = await other.newPage();
  await openAwake(seen, `/lanes/${pipeline.id}`);
  await openAwake(page, `/lanes/${pipeline.id}`);
  const [admin, ae] = [people.admin.name, people.ae.name];
  await expect(cardOf(cell(page, ae, first.id), hers.id)).toBeVisible();
  const answers = await holdBack(page, "**/api/pipeline/work_many");

  await hold(page, cardOf(page, mine.id).locator(".deal-name"), await middle(cell(page, admin, second.id)));
  await expect(cell(page, admin, second.id)).toHaveClass(/is-over/);
  await page.mouse.up();
  await expect(cardOf(cell(page, admin, second.id), mine.id)).toBeVisible();
  answers.letGo();
  await expect(cardOf(cell(seen, admin, second.id), mine.id)).toBeVisible();
  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(cardOf(cell(page, admin, first.id), mine.id)).toBeVisible();

  await hold(page, cardOf(page, mine.id).locator(".deal-name"), await middle(cell(page, ae, second.id)));
  await expect(cell(page, ae, first.id), "given, it stays in its stage").toHaveClass(/is-over/);
  await expect(lane(page, ae)).toContainText(`${ae}님에게 넘기기`);
  await page.screenshot({ path: info.outputPath("given.png") });
  answers.again();
  await page.mouse.up();
  await expect(cardOf(cell(page, ae, first.id), mine.id)).toBeVisible();
  await expect(lane(page, ae).locator(".lane-head .column-count")).toHaveText("2");
  answers.letGo();
  await expect(cardOf(cell(seen, ae, first.id), mine.id)).toBeVisible();
  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(cardOf(cell(page, admin, first.id), mine.id)).toBeVisible();
  await expect(cardOf(cell(seen, admin, first.id), mine.id)).toBeVisible();
  expect(complaints).toEqual([]);
  await other.close();
});

test("by keyboard alone a card is walked to, moved on and given away", async ({ page, context }) => {
  await enter(context, "admin");
  const { pipeline, mine, hers } = await twoLanes(context);
  const [first, second] = pipeline.stages;
  await openAwake(page, `/lanes/${pipeline.id}`);
  const link = (deal: string) => cardOf(page, deal).locator("a.deal-link");
  await link(mine.id).focus();
  await page.keyboard.press("ArrowDown");
  await expect(link(hers.id)).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(link(mine.id)).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(cardOf(cell(page, people.admin.name, second.id), mine.id)).toBeVisible();
  await expect(link(mine.id)).toBeFocused();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(cardOf(cell(page, people.ae.name, second.id), mine.id)).toBeVisible();
  await expect(page.locator(".is-waiting")).toHaveCount(0);
  await page.reload();
  await expect(cardOf(cell(page, people.ae.name, second.id), mine.id)).toBeVisible();
  await expect(lane(page, people.admin.name)).toHaveCount(0);
  await expect(cardOf(cell(page, people.ae.name, first.id), hers.id)).toBeVisible();
});

test("what a gate asks for is asked in place, and Escape leaves the card where it was", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  const [first, second] = pipeline.stages;
  await openAwake(page, `/lanes/${pipeline.id}`);
  const admin = people.admin.name;
  await hold(page, cardOf(page, deal.id).locator(".deal-name"), await middle(cell(page, admin, second.id)));
  await expect(page.locator(".lane-stage").nth(1).locator(".gate-sign")).toBeVisible();
  await page.mouse.up();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(cardOf(cell(page, admin, first.id), deal.id)).toBeVisible();
});

test("whoever may not work a deal cannot lift its card", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  const deal = await newDeal(context, pipeline);
  const other = await browser.newContext();
  await enter(other, "viewer");
  const complaints = watch(other);
  const theirs = await other.newPage();
  await openAwake(theirs, `/lanes/${pipeline.id}?q=${encodeURIComponent(deal.name)}`);
  await hold(theirs, cardOf(theirs, deal.id), { x: 700, y: 300 });
  await expect(theirs.locator(".card-ghost")).toHaveCount(0);
  await theirs.mouse.up();
  await expect(cardOf(theirs, deal.id).locator(".deal-menu")).toHaveCount(0);
  expect(complaints).toEqual([]);
  await other.close();
});
