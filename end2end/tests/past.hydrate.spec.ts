// The slider and the replay: the board follows the thumb, by keyboard too, and a week plays day by day.
import { test, expect } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { counts, daysAgo, lastMonday } from "../support/past.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed, run } from "../support/records.ts";

test("the slider shows last Monday's columns, by keyboard and with the way back as it was", async ({ page, context }) => {
  await enter(context, "ae");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  await page.goto(`/past/${pipeline.id}?at=${lastMonday()}`);
  const monday = await counts(page);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await page.goto(`/past/${pipeline.id}?at=${daysAgo(0)}`);
  const slider = page.getByRole("slider", { name: "날짜 고르기" });
  await expect(slider).toHaveAttribute("aria-valuetext", "오늘");
  await slider.focus();
  const days = Math.round((Date.parse(daysAgo(0)) - Date.parse(lastMonday())) / 86_400_000);
  for (let at = 0; at < days; at++) await page.keyboard.press("ArrowLeft");
  await expect(slider).toHaveAttribute("aria-valuetext", /월요일/);
  await expect(page).toHaveURL(new RegExp(`at=${lastMonday()}$`));
  await expect(page.locator(".past-said strong")).toContainText("월요일 09:00");
  await expect.poll(() => counts(page)).toEqual(monday);
  await expect(slider).toBeFocused();
  await expect(page.getByLabel("날짜", { exact: true })).toHaveValue(lastMonday());
  await page.keyboard.press("Home");
  await expect(page.getByRole("link", { name: "하루 전" })).toHaveCount(0);
  // However far the thumb went, the way back leads to where one came from.
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/pipeline/${pipeline.id}$`));
});

test("a week is played day by day, can be paused, and stops at today", async ({ page, context }, info) => {
  await enter(context, "ae");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openAwake(page, `/past/${pipeline.id}?at=${daysAgo(30)}`);
  await page.getByRole("button", { name: "한 주 재생" }).click();
  await expect(page).toHaveURL(new RegExp(`at=${daysAgo(28)}$`), { timeout: 10_000 });
  await page.screenshot({ path: info.outputPath("playing.png") });
  await page.getByRole("button", { name: "멈추기" }).click();
  const paused = page.url();
  await page.waitForTimeout(1_800);
  expect(page.url()).toBe(paused);
  await page.goto(`/past/${pipeline.id}?at=${daysAgo(1)}`);
  await page.getByRole("button", { name: "한 주 재생" }).click();
  await expect(page).toHaveURL(new RegExp(`at=${daysAgo(0)}$`), { timeout: 10_000 });
  await expect(page.getByRole("button", { name: "한 주 재생" })).toBeVisible({ timeout: 5_000 });
});

test("what happens meanwhile is counted at once", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  const name = `그사이 ${run()}`;
  await openAwake(page, `/past/${pipeline.id}?q=${encodeURIComponent(name)}&at=${lastMonday()}`);
  const first = page.locator(`main [data-stage="${pipeline.stages[0].id}"]`);
  await expect(first).toContainText("그 뒤 변화 없음");
  await newDeal(context, pipeline, { name });
  await expect(first.getByRole("link", { name: /^들어옴 1/ })).toBeVisible();
  await first.getByRole("link", { name: /^들어옴 1/ }).click();
  await expect(page.getByRole("dialog").getByRole("row").filter({ hasText: name })).toContainText("조건에 안 맞음");
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/way=/);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("the moment, the slider and a column are within reach", async ({ page, context }, info) => {
    await enter(context, "ae");
    await openAwake(page, `/past?at=${lastMonday()}`);
    await expect(page.getByRole("slider")).toBeVisible();
    await page.screenshot({ path: info.outputPath("phone.png") });
    await page.locator("section.column").first().scrollIntoViewIfNeeded();
    await expect(page.locator(".past-card").first()).toBeInViewport();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
