// A board of ten thousand deals: it weighs what is in sight, and every card can be reached.
import { test, expect } from "../support/console.ts";
import { cardOf, hold, middle, openAwake } from "../support/board.ts";
import { MOST, enterWide, largest, startWide } from "../support/wide.ts";
import type { Locator, Page } from "@playwright/test";

let wide: Awaited<ReturnType<typeof startWide>>;

test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  test.setTimeout(120_000);
  wide = await startWide("wide");
});
test.afterAll(() => wide.stop());

const list = (page: Page): Locator => largest(page).locator(".column-cards");
const nodes = (page: Page) => page.locator(".board-page").evaluate((it) => it.querySelectorAll("*").length);
const scrollTo = (of: Locator, top: number) => of.evaluate((it, top) => it.scrollTo(0, top), top);
/** What is painted where one looks: the card in the middle of the list, by its place. */
const placeInSight = (of: Locator) =>
  of.evaluate((it) => {
    const frame = it.getBoundingClientRect();
    const found = document.elementFromPoint(frame.x + frame.width / 2, frame.y + frame.height / 2);
    return Number(found?.closest("[data-deal]")?.getAttribute("aria-posinset") ?? 0);
  });

for (const zoom of [0.67, 1, 1.33]) {
  test(`the last of 4,812 cards is reached by scrolling, at ${zoom * 100} %`, async ({ page, context }, info) => {
    test.setTimeout(120_000);
    // As a browser zooms: fewer or more pixels for the page, of another size.
    await page.setViewportSize({ width: Math.round(1440 / zoom), height: Math.round(900 / zoom) });
    await openAwake(page, await enterWide(context, wide.url));
    const column = largest(page);
    await expect(column.locator(".column-foot")).toContainText(/4,812개 중 [\d,]+개/);
    await expect.poll(() => nodes(page)).toBeLessThan(1_500);
    await page.screenshot({ path: info.outputPath("wide.png") });

    await scrollTo(list(page), 40_000);
    await expect.poll(() => placeInSight(list(page)), { timeout: 30_000 }).toBeGreaterThan(100);
    expect(await nodes(page)).toBeLessThan(1_500);
    await page.screenshot({ path: info.outputPath("middle.png") });

    const pages: string[] = [];
    page.on("request", (it) => it.url().endsWith("/api/pipeline/more") && pages.push(it.url()));
    const last = list(page).locator(`[aria-posinset="${MOST}"]`);
    await expect(async () => {
      await scrollTo(list(page), 10_000_000);
      await expect(last).toBeInViewport({ timeout: 500 });
    }).toPass({ timeout: 90_000 });
    await expect(column.locator(".column-foot")).toHaveCount(0);
    await expect(last).toHaveAttribute("aria-setsize", String(MOST));
    expect(pages.length, "a page a request").toBeLessThan(60);
    expect(await nodes(page)).toBeLessThan(1_500);
    await page.screenshot({ path: info.outputPath("last.png") });
  });
}

test("a card in the hand stays while its column scrolls away, and lands where the gap is", async ({ page, context }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openAwake(page, await enterWide(context, wide.url));
  const column = largest(page);
  const card = column.locator("[data-deal]").first();
  const deal = (await card.getAttribute("data-deal"))!;
  await hold(page, card.locator(".deal-name"), await middle(column));
  await scrollTo(list(page), 3_000);
  await expect(list(page).locator('[aria-posinset="26"]')).toBeInViewport();
  await expect(cardOf(column, deal)).toHaveClass(/is-carried/);
  const target = await middle(column);
  await page.mouse.move(target.x, target.y + 4, { steps: 3 });
  const slot = column.locator("[data-slot]");
  await expect(slot).toHaveCount(1);
  const below = await slot.getAttribute("data-deal");
  await page.mouse.up();
  const landed = cardOf(column, deal);
  await expect(landed).toBeInViewport();
  await expect(landed.locator("xpath=following-sibling::li[1]")).toHaveAttribute("data-deal", below!);
  await expect(landed.locator("a.deal-link")).toBeFocused();
});

test("arrows walk beyond what was read at first, and the focus is never lost", async ({ page, context }) => {
  await openAwake(page, await enterWide(context, wide.url));
  await largest(page).locator("a.deal-link").first().focus();
  const place = () => page.evaluate(() => document.activeElement?.closest("[data-deal]")?.getAttribute("aria-posinset"));
  for (let step = 2; step <= 40; step++) {
    await page.keyboard.press("ArrowDown");
    await expect.poll(place).toBe(String(step));
  }
  await scrollTo(list(page), 0);
  await page.keyboard.press("ArrowUp");
  await expect.poll(place).toBe("39");
});
