// The browser loads the product in parts. When one cannot be had, nobody is left on a page where links do nothing.
import { test, expect } from "../support/console.ts";
import { isAwake, openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";

test("a first page loads its own part and not the others, until it is quiet", async ({ page, context }) => {
  await enter(context, "ae");
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
  await openAwake(page, "/pipeline");
  expect(loaded.some((it) => it.startsWith("/pkg/board."))).toBe(true);
  expect(loaded.filter((it) => it.startsWith("/pkg/records."))).toEqual([]);
  await expect.poll(() => loaded.some((it) => it.startsWith("/pkg/records."))).toBe(true);
});

test("a part that cannot be had makes a link a plain link", async ({ page, context, allowed }) => {
  allowed.push(/ERR_FAILED|Failed to fetch|preloaded using link preload/);
  await enter(context, "ae");
  await openAwake(page, "/pipeline");
  await page.route("**/pkg/records.*.wasm", (route) => route.abort());
  await page.evaluate(() => Object.assign(window, { before: true }));
  await page.locator("a.deal-link").first().click();
  await expect(page).toHaveURL(/\/deals\/D-\d+/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => "before" in window), "the browser went there by itself").toBe(false);
});

test("a page without its part works plainly, and wakes up when the part is there", async ({ page, context, allowed }) => {
  allowed.push(/ERR_FAILED|Failed to fetch|preloaded using link preload/);
  await enter(context, "ae");
  await page.route("**/pkg/board.*.wasm", (route) => route.abort());
  await page.goto("/pipeline");
  await page.getByRole("link", { name: "설정" }).first().click();
  await expect(page).toHaveURL(/\/settings/);
  await page.goto("/pipeline");
  await page.unroute("**/pkg/board.*.wasm");
  await isAwake(page);
});
