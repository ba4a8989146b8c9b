// The page of search results: for links, phones, and who has no scripts.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";

test("accounts, people and deals are found from any page", async ({ page, context }, info) => {
  await enter(context, "ae");
  await page.goto("/accounts");
  const box = page.getByRole("search").getByLabel("고객사, 사람, 딜 찾기");
  await box.fill("가람솔");
  await box.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.getByRole("heading", { name: "「가람솔」 찾기", level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "가람솔물류", exact: true })).toBeVisible();
  await page.screenshot({ path: info.outputPath("search.png"), fullPage: true });
  await page.getByRole("main").getByRole("link", { name: "가람솔물류", exact: true }).click();
  await expect(page).toHaveURL(/\/accounts\/A-\d+$/);
});

test("a key, first consonants and a particle lead to the same record", async ({ page, context }) => {
  await enter(context, "ae");
  const results = page.getByRole("main");
  for (const asked of ["ㄱㄹㅅㅁㄹ", "가람솔물류를", "람솔물"]) {
    await page.goto(`/search?q=${encodeURIComponent(asked)}`);
    await expect(results.getByRole("link", { name: "가람솔물류", exact: true }), asked).toBeVisible();
  }
  await page.goto("/search?q=D-1001");
  await expect(results.locator(".record-line").first()).toContainText("D-1001");
  await page.goto(`/search?q=${encodeURIComponent("이런 기록은 없다")}`);
  await expect(results.getByText("「이런 기록은 없다」에 맞는 기록이 없어요.")).toBeVisible();
  await page.goto("/search");
  await expect(results.getByText(/두 글자만 적어도 찾아요/)).toBeVisible();
});
