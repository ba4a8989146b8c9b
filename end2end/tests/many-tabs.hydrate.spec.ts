// One browser with many tabs: one of them hears for all, whichever goes; and one that nobody sees rests.
import { test, expect, watch } from "../support/console.ts";
import { cardOf, columns, isAwake, openAwake } from "../support/board.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";
import { enter } from "../support/people.ts";
import type { BrowserContext, Page, Request } from "@playwright/test";

/** The pages of a browser that have the stream open. */
function listeners(context: BrowserContext): Set<Page> {
  const open = new Set<Page>();
  const isStream = (it: Request) => /\/live\?/.test(it.url());
  const ended = (it: Request) => isStream(it) && open.delete(it.frame().page());
  context.on("request", (it) => isStream(it) && open.add(it.frame().page()));
  context.on("requestfailed", ended);
  context.on("requestfinished", ended);
  context.on("page", (page) => page.on("close", () => open.delete(page)));
  return open;
}

/** What a browser does when a tab goes to the back, or comes to the front again. */
const turn = (page: Page, hidden: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { get: () => hidden, configurable: true });
    Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible"), configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

async function right(page: Page, deal: string): Promise<void> {
  await cardOf(page, deal).locator("a.deal-link").focus();
  await page.keyboard.press("Shift+ArrowRight");
}

test("eight tabs are all live over one stream, and another one takes over when its tab is closed", async ({ context, browser }) => {
  test.slow();
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "아웃바운드 엔터프라이즈");
  const deal = await newDeal(context, pipeline);
  const open = listeners(context);
  const tabs: Page[] = [];
  for (let count = 0; count < 8; count++) {
    const tab = await context.newPage();
    await openAwake(tab, `/pipeline/${pipeline.id}`);
    tabs.push(tab);
  }
  expect(open.size).toBe(1);

  const other = await browser.newContext({ locale: "ko-KR" });
  const complaints = watch(other);
  await enter(other, "admin");
  const theirs = await other.newPage();
  await openAwake(theirs, `/pipeline/${pipeline.id}`);
  await right(theirs, deal.id);
  for (const tab of tabs) await expect(cardOf(columns(tab).nth(1), deal.id)).toBeVisible();

  const [leader] = open;
  const rest = tabs.filter((it) => it !== leader);
  expect(rest).toHaveLength(7);
  await Promise.all([leader?.close(), right(theirs, deal.id)]);
  for (const tab of rest) await expect(cardOf(columns(tab).nth(2), deal.id)).toBeVisible();
  await expect.poll(() => open.size).toBe(1);
  // Requests are answered still: six streams would have taken every connection there is.
  await rest[3]?.goto("/deals");
  await expect(rest[3]!.getByRole("heading", { level: 1 })).toBeVisible();
  expect(complaints).toEqual([]);
  await other.close();
});

test("the stream goes over while its tab loads another page, and comes along in both", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  const deal = await newDeal(context, pipeline);
  const open = listeners(context);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const second = await context.newPage();
  await openAwake(second, `/pipeline/${pipeline.id}`);
  await page.reload();
  await isAwake(page);
  await right(page, deal.id);
  await expect(cardOf(columns(second).nth(1), deal.id)).toBeVisible();
  await right(second, deal.id);
  await expect(cardOf(columns(page).nth(2), deal.id)).toBeVisible();
  await expect.poll(() => open.size).toBe(1);
});

test("a tab that says nothing any more loses the stream to one that is looked at", async ({ page, context }) => {
  test.slow();
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline);
  const open = listeners(context);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const second = await context.newPage();
  await openAwake(second, `/pipeline/${pipeline.id}`);
  // As if the browser had frozen the first tab: it holds the lock, and says nothing.
  await page.evaluate(() => (BroadcastChannel.prototype.postMessage = () => {}));
  // Shown again, a tab asks; without an answer it opens the stream by itself.
  const takesOver = second.waitForRequest(/\/live\?/, { timeout: 12_000 });
  await turn(second, true);
  await turn(second, false);
  await takesOver;
  await right(second, deal.id);
  await expect(cardOf(columns(second).nth(1), deal.id)).toBeVisible();
  // The first tab is one of the others now.
  await expect(cardOf(columns(page).nth(1), deal.id)).toBeVisible();
  await expect.poll(() => open.size).toBe(1);
});

test("a tab that nobody sees paints and reads nothing, and is current as soon as it is shown", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline);
  const hidden = await context.newPage();
  await openAwake(hidden, `/pipeline/${pipeline.id}`);
  const list = await context.newPage();
  await openAwake(list, `/deals?q=${encodeURIComponent(deal.name)}`);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await turn(hidden, true);
  await turn(list, true);
  const asked: string[] = [];
  for (const tab of [hidden, list]) tab.on("request", (it) => asked.push(it.url()));
  await right(page, deal.id);
  await expect(cardOf(columns(page).nth(1), deal.id)).toBeVisible();
  await expect(page.locator(".is-waiting")).toHaveCount(0);
  await page.waitForTimeout(800);
  await expect(cardOf(columns(hidden).nth(0), deal.id)).toBeVisible();
  expect(asked.filter((it) => it.includes("/api/") && !it.includes("/api/presence/"))).toEqual([]);

  await turn(hidden, false);
  await expect(cardOf(columns(hidden).nth(1), deal.id)).toBeVisible({ timeout: 3_000 });
  const reads = list.waitForRequest(/\/api\/pipeline\/deals/);
  await turn(list, false);
  await reads;
});

test("who signs in after somebody else hears nothing by the other's old pages, and they nothing by theirs", async ({ page, context, allowed }) => {
  // The old page is refused the stream, again and again.
  allowed.push(/status of 40[13]/);
  await enter(context, "ae");
  await openAwake(page, "/pipeline");
  const refused = page.waitForResponse((it) => /\/live\?/.test(it.url()) && it.status() === 403);
  await enter(context, "admin");
  const theirs = await context.newPage();
  const opens = theirs.waitForRequest(/\/live\?/);
  await openAwake(theirs, "/pipeline");
  await opens;
  await refused;
  await expect(page.locator("html[data-stream=lost]")).toBeAttached();
  await expect(theirs.locator("html[data-stream=open]")).toBeAttached();
});
