// The heat map: every open deal of a pipeline by what its framework asks, the largest first, with what to ask next.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { newDeal, newPipeline, run } from "../support/records.ts";

test("a score that is given shades its field and counts among all", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await newPipeline(context);
  const deal = await newDeal(context, pipeline);
  const way = `/heat-map/${pipeline.id}`;
  await page.goto(way);
  const row = page.locator("tbody tr");
  await expect(row).toHaveCount(1);
  await expect(row.locator(".heat-mark").first()).toHaveText("0");
  await expect(row.locator(".heat-next")).not.toBeEmpty();
  const head = page.locator("thead .heat-head").first();
  const name = await head.innerText();
  const share = page.locator("tfoot .heat-cell").first();
  await expect(share).toContainText("0%");
  await expect(share).toContainText("0/1");

  // A field leads to where its score is given.
  await row.getByRole("link", { name: `${name}: 0 · 모름` }).click();
  await expect(page).toHaveURL(new RegExp(`${deal.path}#known$`));
  const known = page.locator("#known .known-rows > li").first();
  await known.locator("summary").click();
  await known.getByLabel("얼마나 확실한가요?").selectOption("2");
  await known.getByLabel("메모").fill(`팀장이 말함 ${run()}`);
  await known.getByRole("button", { name: "점수 남기기" }).click();
  await expect(known.locator(".known-said")).toContainText("2 · 당사자가 확인");
  await page.goto(way);
  await expect(row.getByRole("link", { name: `${name}: 2 · 당사자가 확인` })).toHaveText("2");
  await expect(share).toContainText("100%");
  await expect(row.locator(".heat-next")).not.toContainText(`${name} 0 →`);
});

test("the map is one of the ways to look at the same deals", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/lanes?owner=me");
  await page.getByRole("navigation", { name: "화면 전환" }).getByRole("link", { name: "히트맵" }).click();
  await expect(page).toHaveURL(/\/heat-map\/[\da-f-]{36}\?owner=me/);
  await expect(page.getByRole("heading", { name: "히트맵", level: 1 })).toBeVisible();
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await page.getByRole("link", { name: "마감 빠른 순" }).click();
  await expect(page).toHaveURL(/owner=me&sort=close/);
  await expect(page.locator("tbody tr").first()).toContainText("김민지");
});

test("a pipeline that asks nothing says so", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await newPipeline(context);
  await page.goto("/settings/frameworks");
  const use = page.locator(".framework-use").filter({ has: page.locator(`input[value="${pipeline.id}"]`) });
  await use.locator("select").selectOption("");
  await use.getByRole("button", { name: "바꾸기" }).click();
  await page.goto(`/heat-map/${pipeline.id}`);
  await expect(page.getByText("이 파이프라인은 검증 프레임워크를 쓰지 않아요.")).toBeVisible();
});
