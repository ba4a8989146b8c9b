// Without scripts a long column is read page by page, and what a form is refused comes back with a sentence.
import { test, expect } from "../support/console.ts";
import { cardOf } from "../support/board.ts";
import { day, month, period } from "../support/forecast.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed, run } from "../support/records.ts";

test("a column is read on by its link, and begins again from the top", async ({ page, context }) => {
  await enter(context, "admin");
  const name = `긴 달 ${run()}`;
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  for (let at = 0; at < 23; at++) await newDeal(context, pipeline, { name: `${name} ${at}`, expected_close: day(2) });
  await page.goto(`/forecast/${pipeline.id}?q=${encodeURIComponent(name)}`);
  const column = period(page, month(2));
  await expect(column.locator(".column-count")).toHaveText("23");
  await expect(column.locator(".deal-card")).toHaveCount(12);
  const first = await column.locator(".deal-name").allInnerTexts();
  await expect(column).toContainText("23개 중 12개 표시");
  await column.getByRole("link", { name: "더 보기" }).click();
  await expect(column.locator(".column-count")).toHaveText("23");
  await expect(column.locator(".deal-card")).toHaveCount(11);
  const rest = await column.locator(".deal-name").allInnerTexts();
  expect(new Set([...first, ...rest]).size).toBe(23);
  await column.getByRole("link", { name: "처음부터 보기" }).click();
  await expect(column.locator(".deal-card")).toHaveCount(12);
});

test("a form that was overtaken says so, and overwrites nothing", async ({ page, context, allowed }) => {
  allowed.push(/status of 409/);
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline, { expected_close: day(1) });
  const path = `/forecast/${pipeline.id}?q=${encodeURIComponent(deal.name)}`;
  const when = `${path}&when=${deal.path.split("/").at(-1)}`;
  await page.goto(when);
  const faster = await context.newPage();
  await faster.goto(when);
  await faster.getByRole("dialog").getByLabel("언제로 옮길까요?").selectOption("later");
  await faster.getByRole("dialog").getByRole("button", { name: "옮기기" }).click();
  await expect(cardOf(period(faster, "later"), deal.id)).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "옮기기" }).click();
  await expect(page.getByRole("alert")).toContainText("그사이 다른 사람이 바꿨어요");
  await page.goto(path);
  await expect(cardOf(period(page, "later"), deal.id)).toBeVisible();
});
