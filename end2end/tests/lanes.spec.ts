// The board by owner, with scripts and without: lanes add up to the heads, which are the board's; a lane opens and
// closes by its address; and a card's menu moves it.
import { test, expect } from "../support/console.ts";
import { cardOf } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";

const number = async (text: Promise<string>) => Number((await text).replace(/[^\d]/g, ""));

test("lanes add up to the heads, and those are the board's", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  // Deals that no other spec makes or moves meanwhile.
  await page.goto(`/lanes/${pipeline.id}?q=${encodeURIComponent("자동화")}`);
  const lanes = page.locator("section.lane");
  await expect(lanes.nth(1)).toBeVisible();
  const heads = page.locator(".lane-stage");
  for (let at = 0; at < (await heads.count()); at++) {
    const cells = lanes.locator(`.lane-cell:nth-child(${at + 1})`);
    let sum = 0;
    for (const cell of await cells.all()) {
      const count = cell.locator(".column-count");
      if (await count.count()) sum += await number(count.innerText());
    }
    expect(await number(heads.nth(at).locator(".column-count").innerText()), `stage ${at}`).toBe(sum);
  }
  const sums = await page.locator(".lane-stage .column-sums strong").allInnerTexts();
  await page.getByRole("navigation", { name: "화면 전환" }).getByRole("link", { name: "보드", exact: true }).click();
  await expect(page.locator("section.column").first()).toBeVisible();
  expect(await page.locator("section.column .column-sums strong").allInnerTexts()).toEqual(sums);
});

test("a lane opens and closes, which its address says, and a filter is kept on the way to the board", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  await page.goto(`/lanes/${pipeline.id}?close=this_quarter`);
  const first = page.locator("section.lane").first();
  await expect(first.getByRole("link").first()).toHaveAttribute("aria-expanded", "true");
  await expect(first.locator(".deal-card").first()).toBeVisible();
  await first.locator(".lane-fold").click();
  await expect(first.locator(".lane-fold")).toHaveAttribute("aria-expanded", "false");
  await expect(first.locator(".deal-card")).toHaveCount(0);
  await expect(first.locator(".lane-cell .column-count").first()).toBeVisible();
  await expect(page).toHaveURL(/open=/);
  await page.reload();
  await expect(first.locator(".deal-card")).toHaveCount(0);
  await first.locator(".lane-fold").click();
  await expect(first.locator(".deal-card").first()).toBeVisible();
  await page.getByRole("navigation", { name: "화면 전환" }).getByRole("link", { name: "보드", exact: true }).click();
  await expect(page).toHaveURL(/\/pipeline\/.*close=this(_|%5F)quarter/);
});

test("a cell with more cards than it shows leads to its owner's board", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  for (let nth = 0; nth < 6; nth++) await newDeal(context, pipeline);
  await page.goto(`/lanes/${pipeline.id}`);
  const lane = page.locator("section.lane").filter({ has: page.getByRole("heading", { name: "정하윤" }) });
  const more = lane.locator(".lane-more").first();
  await expect(more).toContainText("모두 보기");
  await more.click();
  await expect(page).toHaveURL(new RegExp(`/pipeline/${pipeline.id}.*owner=`));
  await expect(page.locator("section.column .deal-card").first()).toBeVisible();
});

test("a card's menu asks where it goes, and moves it", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  const deal = await newDeal(context, pipeline);
  const [from, , to] = pipeline.stages;
  await page.goto(`/lanes/${pipeline.id}?q=${encodeURIComponent(deal.name)}`);
  const cell = (stage: string) => page.locator(`.lane-cell[data-stage="${stage}"]`);
  await expect(cardOf(cell(from.id), deal.id)).toBeVisible();
  await cardOf(page, deal.id).getByRole("link", { name: new RegExp(deal.name) }).last().click();
  await page.getByRole("dialog").getByLabel(/단계/).selectOption(to.id);
  await page.getByRole("dialog").getByRole("button", { name: "옮기기" }).click();
  await page.goto(`/lanes/${pipeline.id}?q=${encodeURIComponent(deal.name)}`);
  await expect(cardOf(cell(to.id), deal.id)).toBeVisible();
});
