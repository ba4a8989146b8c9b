// What specs of the board share: a page that has woken up, and hands for mouse and touch.
import { type Locator, type Page } from "@playwright/test";

export type Point = { x: number; y: number };

/** A page that has woken up says so: it hears the live stream, by itself or by another tab of its browser. */
export async function isAwake(page: Page): Promise<void> {
  await page.locator("html[data-stream=open]").waitFor({ state: "attached" });
}

/** Opens a page and waits until it has woken up. */
export async function openAwake(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await isAwake(page);
}

export const columns = (page: Page) => page.locator("section.column");
export const cardOf = (within: Page | Locator, deal: string) => within.locator(`[data-deal="${deal}"]`);

export async function middle(of: Locator): Promise<Point> {
  const box = await of.boundingBox();
  if (!box) throw new Error("it is not on screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Takes a card with the mouse and holds it over a point. */
export async function hold(page: Page, card: Locator, over: Point): Promise<void> {
  const from = await middle(card);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 2, { steps: 2 });
  await page.mouse.move(over.x, over.y, { steps: 8 });
}

/** A finger. */
export async function finger(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: Point) =>
    cdp.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  return {
    down: (at: Point) => touch("touchStart", at),
    up: () => touch("touchEnd"),
    async slide(from: Point, to: Point, steps = 10) {
      for (let step = 1; step <= steps; step++) {
        const part = step / steps;
        await touch("touchMove", { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part });
        await page.waitForTimeout(16);
      }
    },
  };
}
