// From the moment one browser sends a move until another has painted it: two pages of a board with 10,000 deals.
// The times, in milliseconds, go into the file that the bench names.
import { writeFileSync } from "node:fs";
import { test, expect, type Browser, type Page } from "@playwright/test";
import { openAwake } from "../support/board.ts";

const MOVES = 60;
/** The first ones wake up what a working day has long woken. */
const WARM_UP = 10;

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: this is started by make bench`);
  return value;
}

async function board(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext();
  await context.addCookies([{ name: "baton", value: given("BATON_SESSION"), url: given("BATON_URL") }]);
  const page = await context.newPage();
  await openAwake(page, path);
  return page;
}

/** Keeps the moment at which the deal is painted in a column: after the frame that shows it there. */
const watch = (page: Page, deal: string, stage: string) =>
  page.evaluate(
    ([deal, stage]) => {
      const there = () => document.querySelector(`[data-stage="${stage}"] [data-deal="${deal}"]`) !== null;
      const painted = new Promise<number>((resolve) => {
        const look = () => {
          if (!there()) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true });
      });
      Object.assign(window, { painted });
    },
    [deal, stage] as const,
  );

const send = (page: Page, deal: string, from: string, to: string) =>
  page.evaluate(
    async ([deal, from, to]) => {
      const wish = { act: crypto.randomUUID(), deal, version: 0, from, to, above: null, below: null, closing: null, undo: false };
      const sent = performance.timeOrigin + performance.now();
      const answer = await fetch("/api/pipeline/move_deal", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ wish }),
      });
      return { sent, status: answer.status };
    },
    [deal, from, to] as const,
  );

test("a move is painted in another browser", async ({ browser }) => {
  const path = `/pipeline/${given("BATON_PIPELINE")}`;
  const [mine, theirs] = [await board(browser, path), await board(browser, path)];
  const stages = await theirs.locator("section.column").evaluateAll((all) => all.map((it) => it.getAttribute("data-stage") ?? ""));
  const times: number[] = [];
  for (let turn = 0; turn < WARM_UP + MOVES; turn++) {
    const at = turn % (stages.length - 1);
    const [from, to] = [stages[at]!, stages[at + 1]!];
    const deal = await theirs.locator(`[data-stage="${from}"] [data-deal]`).first().getAttribute("data-deal");
    await watch(theirs, deal!, to);
    const { sent, status } = await send(mine, deal!, from, to);
    expect(status).toBe(200);
    const painted = await theirs.evaluate(() => (window as unknown as { painted: Promise<number> }).painted);
    if (turn >= WARM_UP) times.push(painted - sent);
  }
  writeFileSync(given("BATON_TIMES"), JSON.stringify(times));
});
