// A column of thousands without scripts: it says how many it shows, and leads to the next ones and back.
import { test, expect } from "../support/console.ts";
import { enterWide, largest, startWide } from "../support/wide.ts";

let wide: Awaited<ReturnType<typeof startWide>>;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  wide = await startWide("wide-plain");
});
test.afterAll(() => wide.stop());

test("a column is read on page by page", async ({ page, context }, info) => {
  await page.goto(await enterWide(context, wide.url));
  const column = largest(page);
  const keys = () => column.locator(".deal-key").allInnerTexts();
  const seen = new Set(await keys());
  const others = page.getByRole("region", { name: /^Lead in/ }).locator(".deal-key");
  const first = await others.allInnerTexts();
  for (let turn = 2; turn <= 4; turn++) {
    await expect(column.locator(".column-foot")).toContainText("4,812개 중 12개 표시");
    await column.getByRole("link", { name: "더 보기" }).click();
    for (const key of await keys()) seen.add(key);
    expect(seen.size, "none twice").toBe(turn * 12);
    expect(await others.allInnerTexts()).toEqual(first);
  }
  await page.screenshot({ path: info.outputPath("below.png") });
  await column.getByRole("link", { name: "처음부터 보기" }).click();
  expect([...seen].slice(0, 12)).toEqual(await keys());
});
