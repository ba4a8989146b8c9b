// A deal is moved from its own page, past the same gates, and stays in sight.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { gatedPipeline, newDeal, pipelineNamed } from "../support/records.ts";

test("what a gate misses is filled in on the deal's page", async ({ page, context }, info) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await page.goto(deal.path);
  await page.getByRole("link", { name: "다음 단계로" }).click();
  await expect(page).toHaveURL(new RegExp(`${deal.path}\\?move=1&to=`));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("데모 완료로 가려면")).toBeVisible();
  await page.screenshot({ path: info.outputPath("move.png") });
  await dialog.getByLabel("다음 액션", { exact: true }).fill("견적 보내기");
  await dialog.getByLabel("다음 액션 기한").fill(today());
  await dialog.getByLabel("데모 · 진행함: 언제 했나요?").fill(today());
  await dialog.getByRole("button", { name: "채우고 옮기기" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${deal.path}$`));
  await expect(page.locator(".timeline-panel")).toContainText("→ 데모 완료");
  await expect(page.locator(".fact", { hasText: "단계" }).first()).toContainText("데모 완료");
});

test("what is missing is said there, and nothing is moved", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await page.goto(`${deal.path}?move=1&to=${pipeline.stages[1].id}`);
  await page.getByRole("dialog").getByRole("button", { name: "채우고 옮기기" }).click();
  await expect(page.getByRole("alert")).toHaveCount(1);
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("아직 필요해요");
  await page.goto(deal.path);
  await expect(page.getByRole("link", { name: "다음 단계로" })).toBeVisible();
});

test("a deal is won beside the way forward, and says why and when", async ({ page, context }) => {
  await enter(context, "ae");
  const deal = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"));
  await page.goto(deal.path);
  await page.locator(".deal-head").getByRole("link", { name: "수주", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("사유").fill("기능이 딱 맞아서");
  await dialog.getByRole("button", { name: "옮기기" }).click();
  await expect(page.getByText("수주 사유")).toBeVisible();
  await expect(page.locator(".deal-head")).toContainText("수주일");
  await expect(page).toHaveURL(new RegExp(`${deal.path}$`));
  await expect(page.locator(".deal-head").getByRole("link", { name: "실주" })).toHaveCount(0);
});

test("the dialog is left without a move", async ({ page, context }) => {
  await enter(context, "ae");
  const deal = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"));
  await page.goto(deal.path);
  await page.getByRole("link", { name: "옮기기", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("옮길 단계")).toBeVisible();
  await dialog.getByRole("link", { name: "닫기" }).or(dialog.getByRole("button", { name: "닫기" })).first().click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`${deal.path}$`));
});

/** The day it is in Seoul. */
const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
