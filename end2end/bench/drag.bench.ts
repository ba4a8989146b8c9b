// Carrying cards on a board with 10,000 deals, and the same board by hand beside it: what reacting takes at worst, how
// smoothly it runs, and how much of that is ours. The figures go into the file that the bench names.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { test, type CDPSession, type Page } from "@playwright/test";

const TURNS = 8;
const STEPS = 40;

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: this is started by make bench`);
  return value;
}

const median = (of: number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;

/** What a page notices about itself from here on, until it is asked. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const seen = { events: [] as number[], tasks: [] as number[], frames: [] as number[], applied: [] as number[] };
    const observe = (type: string, into: number[]) =>
      new PerformanceObserver((list) => into.push(...list.getEntries().map((it) => it.duration))).observe({
        type,
        durationThreshold: 16,
      } as PerformanceObserverInit);
    observe("event", seen.events);
    observe("longtask", seen.tasks);
    let before = 0;
    const frame = (now: number) => {
      if (document.body.classList.contains("is-dragging")) {
        if (before) seen.frames.push(now - before);
        before = now;
      } else before = 0;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    const put = () => {
      const begun = performance.now();
      requestAnimationFrame(() => setTimeout(() => seen.applied.push(performance.now() - begun)));
    };
    addEventListener("pointerup", put, true);
    Object.assign(window, { seen });
  });

type Seen = { events: number[]; tasks: number[]; frames: number[]; applied: number[] };
const seen = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

/** For how many milliseconds the page's own thread has worked. */
async function worked(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find((it) => it.name === "TaskDuration")?.value ?? 0) * 1_000;
}

/** Carries the first card of the first column over the whole board and puts it down. */
async function drag(page: Page, turn: number): Promise<void> {
  const columns = page.locator(".column");
  const box = await columns.first().locator("[data-deal]").first().boundingBox();
  const to = await columns.nth(2 + (turn % 3)).boundingBox();
  if (!box || !to) throw new Error("there is nothing to carry");
  const [x, y] = [box.x + 60, box.y + 20];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    const part = step / STEPS;
    await page.mouse.move(x + (to.x + 80 - x) * part, y + 200 * Math.sin(Math.PI * part));
  }
  await page.mouse.up();
  await page.waitForTimeout(150);
}

type Taken = { paint: number; drag: number; apply: number; inp: number; task: number; frame: number };

async function carryAll(page: Page, cdp: CDPSession, turns: number): Promise<Omit<Taken, "paint">> {
  await drag(page, 0);
  await watch(page);
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const before = await worked(cdp);
    await drag(page, turn);
    times.push((await worked(cdp)) - before);
  }
  const { events, tasks, frames, applied } = await seen(page);
  const most = (of: number[]) => Math.max(0, ...of);
  return { drag: median(times), apply: median(applied), inp: most(events), task: most(tasks), frame: median(frames) };
}

/** From a press on something until the wide board is painted. */
async function painted(page: Page, press: () => Promise<void>, stage: string): Promise<number> {
  await page.evaluate((stage) => {
    const done = new Promise<number>((resolve) => {
      let pressed = 0;
      addEventListener("click", () => (pressed = performance.now()), { capture: true, once: true });
      const look = () => {
        if (!pressed || !document.querySelector(`[data-stage="${stage}"] [data-deal]`)) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true });
    });
    Object.assign(window, { done });
  }, stage);
  await press();
  return page.evaluate(() => (window as unknown as { done: Promise<number> }).done);
}

test("cards are carried", async ({ browser }) => {
  test.setTimeout(300_000);
  const pipeline = given("BATON_PIPELINE");
  const path = `/pipeline/${pipeline}`;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name: "baton", value: given("BATON_SESSION"), url: given("BATON_URL") }]);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  const listens = page.waitForRequest(/\/live\?/);
  await page.goto(path);
  await listens;
  const stage = (await page.locator(".column").first().getAttribute("data-stage")) ?? "";
  const samples = await page.evaluate(() => {
    const column = document.querySelector(".column")!.cloneNode(true) as Element;
    const card = column.querySelector("[data-deal]")!.outerHTML;
    column.querySelector(".column-cards")!.replaceChildren();
    const styles = [...document.querySelectorAll("link[rel=stylesheet]")].map((it) => (it as HTMLLinkElement).href);
    return { column: column.outerHTML, card, styles };
  });

  const tab = (of: string) => page.locator(`.tabs a[href^="${of}"]`);
  const other = (await page.locator('.tabs a:not([aria-current])').first().getAttribute("href")) ?? "";
  const paints: number[] = [];
  let wish = "";
  page.on("request", (it) => {
    if (it.url().endsWith("/api/pipeline/board") && it.postData()?.includes(pipeline)) wish = it.postData() ?? "";
  });
  for (let turn = 0; turn < TURNS; turn++) {
    await tab(other).click();
    await page.waitForSelector(`[data-stage="${stage}"]`, { state: "detached" });
    paints.push(await painted(page, () => tab(path).click(), stage));
  }
  const ours: Taken = { paint: median(paints), ...(await carryAll(page, cdp, TURNS)) };
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const slow = await carryAll(page, cdp, TURNS / 2);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.close();

  const by = await context.newPage();
  const hand = await context.newCDPSession(by);
  await hand.send("Performance.enable");
  const links = samples.styles.map((it) => `<link rel="stylesheet" href="${it}">`).join("");
  const body = `<!doctype html><html lang="ko"><head>${links}</head><body><button id="paint">paint</button>
    <div class="board-page"><div class="board"></div></div></body></html>`;
  await by.route("**/twin", (route) => route.fulfill({ contentType: "text/html", body }));
  await by.goto(`${given("BATON_URL")}/twin`);
  await by.addScriptTag({ content: readFileSync(resolve(import.meta.dirname, "twin.js"), "utf8") });
  await by.evaluate(
    ({ column, card, wish }) => {
      const element = (html: string) => {
        const template = document.createElement("template");
        template.innerHTML = html;
        return template.content.firstElementChild!;
      };
      type Twin = { paint: (root: Element, samples: unknown, wish: string) => Promise<void>; carry: (root: Element) => void };
      const { twin } = window as unknown as { twin: Twin };
      const root = document.querySelector(".board")!;
      const samples = { column: element(column), card: element(card) };
      document.getElementById("paint")!.onclick = () => void twin.paint(root, samples, wish);
      twin.carry(root);
    },
    { ...samples, wish },
  );
  const again: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await by.evaluate(() => document.querySelector(".board")!.replaceChildren());
    again.push(await painted(by, () => by.locator("#paint").click(), stage));
  }
  const twin: Taken = { paint: median(again), ...(await carryAll(by, hand, TURNS)) };
  writeFileSync(given("BATON_FIGURES"), JSON.stringify({ ours, twin, slow }));
});
