// A card in the hand: by mouse and by finger, to another column, along the edges, and back.
import { test, expect } from "../support/console.ts";
import { cardOf, columns, finger, hold, middle, openAwake } from "../support/board.ts";
import { newDeal, newPipeline, openStage, pipelineNamed } from "../support/records.ts";
import { holdBack } from "../support/held-back.ts";
import { enter } from "../support/people.ts";

test("a card is carried with the mouse, and both heads count it in the same frame", async ({ page, context }, info) => {
  await enter(context, "admin");
  // Nobody else counts here: what the heads say is this one deal.
  const pipeline = await newPipeline(context);
  for (const stage of pipeline.stages) await openStage(context, pipeline, stage);
  const deal = await newDeal(context, pipeline);
  const answers = await holdBack(page, "**/api/pipeline/move_deal");
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const [from, to] = [columns(page).nth(0), columns(page).nth(1)];
  const card = cardOf(from, deal.id);
  const target = await middle(to);
  await hold(page, card.locator(".deal-name"), target);
  await expect(to).toHaveClass(/is-over/);
  await expect(from).not.toHaveClass(/is-over/);
  await expect(card).toHaveClass(/is-carried/);
  await expect(page.locator(".card-ghost")).toBeVisible();
  await expect(page.locator("[data-slot]")).toHaveCount(1);
  await page.screenshot({ path: info.outputPath("carried.png") });
  // From here on every frame is looked at: where the card is, and what the heads say.
  await page.evaluate((id) => {
    const seen: string[] = [];
    (window as unknown as { seen: string[] }).seen = seen;
    const look = () => {
      const all = [...document.querySelectorAll("section.column")].slice(0, 2);
      const say = (it: Element) =>
        `${it.querySelector(`[data-deal="${id}"]`) ? "here" : "-"} ${it.querySelector(".column-count")?.textContent} ${it.querySelector(".column-sums strong")?.textContent}`;
      const now = all.map(say).join(" | ");
      if (seen.at(-1) !== now) seen.push(now);
      requestAnimationFrame(look);
    };
    look();
  }, deal.id);
  await page.mouse.up();
  await expect(cardOf(to, deal.id)).toBeVisible();
  answers.letGo();
  await expect(page.locator(".card-ghost")).toHaveCount(0);
  await expect(page.locator("[data-slot]")).toHaveCount(0);
  await expect(cardOf(to, deal.id).locator("a.deal-link")).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "옮겼어요" })).toBeVisible();
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  const moved = seen.findIndex((it) => it.startsWith("-"));
  expect(seen.slice(0, moved), "before").toHaveLength(1);
  const [left, right] = seen[0]!.split(" | ") as [string, string];
  expect(seen[moved], "each head says what the other said").toBe(`${right} | ${left}`);
  expect(seen, "one step from the old picture to the new one").toHaveLength(2);
  await page.reload();
  await expect(cardOf(to, deal.id)).toBeVisible();
});

test("a card lands where the gap was, and its place in the column can be changed", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  const [lower, upper] = [await newDeal(context, pipeline), await newDeal(context, pipeline)];
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const column = columns(page).nth(0);
  const place = async (id: string) => (await column.locator("[data-deal]").evaluateAll((all) => all.map((it) => it.getAttribute("data-deal")))).indexOf(id);
  expect(await place(upper.id)).toBeLessThan(await place(lower.id));
  const below = await middle(cardOf(column, lower.id));
  await hold(page, cardOf(column, upper.id).locator(".deal-name"), { x: below.x, y: below.y + 40 });
  await page.mouse.up();
  await expect(async () => expect(await place(upper.id)).toBe((await place(lower.id)) + 1)).toPass();
  await expect(page.locator(".is-waiting")).toHaveCount(0);
  await page.reload();
  expect(await place(upper.id)).toBe((await place(lower.id)) + 1);
});

test("five pixels are a click, and Escape puts a card back", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/move_deal")) sent.push(request.url());
  });
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const [from, to] = [columns(page).nth(0), columns(page).nth(2)];
  await hold(page, cardOf(from, deal.id).locator(".deal-name"), await middle(to));
  await expect(to).toHaveClass(/is-over/);
  await page.keyboard.press("Escape");
  await expect(page.locator(".card-ghost")).toHaveCount(0);
  await expect(to).not.toHaveClass(/is-over/);
  await expect(cardOf(from, deal.id)).not.toHaveClass(/is-carried/);
  await expect(cardOf(from, deal.id).locator("a.deal-link")).toBeFocused();
  // The button is still down; letting it go over the card opens nothing.
  const home = await middle(cardOf(from, deal.id).locator(".deal-name"));
  await page.mouse.move(home.x, home.y);
  await page.mouse.up();
  await page.waitForTimeout(200);
  await expect(page).toHaveURL(/\/pipeline/);
  expect(sent).toEqual([]);

  await page.mouse.move(home.x, home.y);
  await page.mouse.down();
  await page.mouse.move(home.x + 4, home.y + 3);
  await page.mouse.up();
  await expect(page).toHaveURL(/\/deals\/D-\d+$/);
});

test("held at its edge, the board scrolls to the last column", async ({ page, context }) => {
  await enter(context, "admin");
  await page.setViewportSize({ width: 1024, height: 720 });
  const pipeline = await pipelineNamed(context, "아웃바운드 엔터프라이즈");
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const board = (await page.locator(".board").boundingBox())!;
  const last = columns(page).last();
  await hold(page, cardOf(columns(page).nth(0), deal.id).locator(".deal-name"), { x: board.x + board.width - 10, y: board.y + board.height / 2 });
  await expect(last).toBeInViewport({ ratio: 0.9 });
  const over = await middle(last);
  await page.mouse.move(over.x, over.y, { steps: 3 });
  await expect(last).toHaveClass(/is-over/);
  await page.mouse.up();
  await expect(cardOf(last, deal.id)).toBeVisible();
});

test("dropped on lost, a card asks why, and goes back when nobody says", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const zone = page.locator(".closed-zone").filter({ hasText: "실주" });
  await hold(page, cardOf(columns(page).nth(0), deal.id).locator(".deal-name"), await middle(zone));
  await expect(zone).toHaveClass(/is-over/);
  await page.mouse.up();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("옮길 단계")).toHaveValue(/.+/);
  await expect(dialog.getByLabel(/사유/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(cardOf(columns(page).nth(0), deal.id)).toBeVisible();
});

test.describe("by finger", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a swipe scrolls, a tap opens, a long press carries", async ({ page, context }, info) => {
    await enter(context, "admin");
    const pipeline = await pipelineNamed(context, "인바운드 SMB");
    const deal = await newDeal(context, pipeline);
    await openAwake(page, `/pipeline/${pipeline.id}`);
    const [from, to] = [columns(page).nth(0), columns(page).nth(1)];
    const list = from.locator(".column-cards");
    const hand = await finger(page);

    const low = await middle(from.locator("[data-deal]").nth(1));
    await hand.down(low);
    await hand.slide(low, { x: low.x, y: low.y - 160 });
    await hand.up();
    await expect.poll(() => list.evaluate((it) => it.scrollTop)).toBeGreaterThan(60);
    await expect(page.locator(".card-ghost")).toHaveCount(0);
    // The swipe may still run on, and would scroll it away again.
    const top = () =>
      list.evaluate(async (it) => {
        it.scrollTo(0, 0);
        await new Promise((done) => setTimeout(done, 200));
        return it.scrollTop;
      });
    await expect.poll(top).toBe(0);

    const home = await middle(cardOf(from, deal.id).locator(".deal-name"));
    await hand.down(home);
    await expect(page.locator(".card-ghost")).toBeVisible();
    const edge = { x: 385, y: home.y + 60 };
    await hand.slide(home, edge);
    await expect(to).toBeInViewport({ ratio: 0.5 });
    await hand.slide(edge, { x: 200, y: edge.y });
    const lit = page.locator("section.column.is-over");
    await expect(lit).toHaveCount(1);
    const landed = page.locator(`[data-stage="${await lit.getAttribute("data-stage")}"]`);
    await expect(landed).not.toHaveAttribute("data-stage", (await from.getAttribute("data-stage"))!);
    await page.screenshot({ path: info.outputPath("by-finger.png") });
    await hand.up();
    await expect(cardOf(landed, deal.id)).toBeVisible();
    await expect(page.locator(".card-ghost")).toHaveCount(0);
    await expect(page).toHaveURL(/\/pipeline/);

    // The toast's button, under a thumb.
    await page.getByRole("button", { name: "되돌리기" }).tap();
    await expect(cardOf(from, deal.id)).toHaveCount(1);
    await columns(page).nth(0).scrollIntoViewIfNeeded();
    await cardOf(from, deal.id).locator(".deal-name").tap();
    await expect(page).toHaveURL(/\/deals\/D-\d+$/);
  });
});
