// A phone: everything that the rail reaches is within reach of a thumb.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test("bar and menu at the bottom reach every place that the rail reaches", async ({ page, context }, info) => {
  await enter(context, "admin");
  await page.goto("/settings");
  const hrefs = (of: string) => page.locator(`${of} a[href]`).evaluateAll((all) => [...new Set(all.map((it) => it.getAttribute("href")))]);
  const wanted = await hrefs(".rail");
  const bar = page.locator(".bottom-bar");
  const [reached, behindMore] = [await hrefs(".bottom-bar"), await hrefs(".bottom-bar .menu-list")];
  expect(reached.sort()).toEqual(expect.arrayContaining(wanted.sort()));
  expect(behindMore.length).toBeGreaterThan(0);
  for (const href of behindMore) {
    await bar.getByRole("button", { name: "더보기" }).tap();
    const entry = page.locator(`#more-places a[href="${href}"]`);
    await expect(entry).toBeInViewport({ ratio: 1 });
    const box = (await entry.boundingBox())!;
    expect(Math.round(box.height), `${href} is large enough for a thumb`).toBeGreaterThanOrEqual(44);
    await page.screenshot({ path: info.outputPath("more.png") });
    await entry.tap();
    await expect(page).toHaveURL(new RegExp(`${href}($|\\?)`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("among the settings, the tab where one is, is in view", async ({ page, context, javaScriptEnabled }, info) => {
  test.skip(javaScriptEnabled === false, "only a script can scroll");
  await enter(context, "admin");
  await context.addCookies([{ name: "locale", value: "en", url: info.project.use.baseURL! }]);
  await page.goto("/settings/products");
  const tab = page.locator('.tab[aria-current="page"]');
  await expect(tab).toHaveText("Products");
  await expect(tab).toBeInViewport({ ratio: 1 });
  await page.screenshot({ path: info.outputPath("tabs.png") });
});
