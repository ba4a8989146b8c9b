// Stage gates: a deal that lacks something is not moved, and is told what; with it, it goes.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { gatedPipeline, newAccount, newDeal, run } from "../support/records.ts";

test("the move page lists what is missing and writes nothing", async ({ page, context, javaScriptEnabled, allowed }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  allowed.push(/status of 422/);

  await page.goto(`/pipeline/${pipeline.id}`);
  const card = page.locator(`[data-deal="${deal.id}"]`);
  await expect(card.getByText("다음 단계까지 2가지 필요")).toBeAttached();
  await card.getByRole("link", { name: /단계 옮기기$/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("다음 액션", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "채우고 옮기기" }).click();
  await expect(page.getByRole("alert")).toContainText("아직 필요해요");
  await expect(page.getByRole("dialog").getByRole("link", { name: "데모 진행함 기록" })).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("link", { name: "5영업일 안의 다음 액션" })).toBeVisible();

  await page.goto(deal.path);
  await expect(page.getByText("금액")).not.toHaveCount(0);
  await expect(page.getByRole("region", { name: "데모 완료까지" }).getByRole("listitem")).toHaveCount(2);
  if (!javaScriptEnabled) await expect(page.getByRole("link", { name: "다음 단계로" })).toBeVisible();
});

test("what is missing is filled in, and the deal moves in the same act", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await page.goto(`/pipeline/${pipeline.id}?move=${deal.path.split("/").pop()}&to=${pipeline.stages[1].id}`);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("데모 완료로 가려면")).toBeVisible();
  await dialog.getByLabel("다음 액션", { exact: true }).fill("견적 보내기");
  await dialog.getByLabel("다음 액션 기한").fill(today());
  await dialog.getByLabel("데모 · 진행함: 언제 했나요?").fill(today());
  await dialog.getByRole("button", { name: "채우고 옮기기" }).click();
  await expect(page.locator("section.column").nth(1).locator(`[data-deal="${deal.id}"]`)).toBeVisible();
  await page.goto(deal.path);
  await expect(page.getByText("데모 · 진행함").first()).toBeVisible();
});

test("an admin says why a deal may pass, and its history shows it", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await page.goto(`/pipeline/${pipeline.id}?move=${deal.path.split("/").pop()}&to=${pipeline.stages[1].id}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByText("그래도 옮기기").click();
  await dialog.getByLabel("넘어가는 이유").fill("대표 소개로 바로 견적");
  await dialog.getByRole("button", { name: "채우고 옮기기" }).click();
  await expect(page.locator("section.column").nth(1).locator(`[data-deal="${deal.id}"]`)).toBeVisible();
  await page.goto(deal.path);
  await expect(page.getByText("조건 예외: 대표 소개로 바로 견적")).toBeVisible();
});

test("a deal waits until its account fits, and the way leads to the account", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context, `등급 있는 길 ${run()}`);
  await page.goto(`/settings/pipelines/${pipeline.id}?gates=${pipeline.stages[1].id}`);
  const entry = page.getByRole("region", { name: "데모 완료: 들어올 때" });
  await entry.getByLabel("조건 추가").selectOption({ label: "고객사 ICP 등급 B 이상" });
  await entry.getByRole("button", { name: "추가" }).click();
  await expect(entry.getByRole("listitem")).toHaveText(["데모 진행함 기록", "고객사 ICP 등급 B 이상"]);
  await entry.getByRole("button", { name: "「데모 진행함 기록」 빼기" }).click();
  await expect(entry.getByRole("listitem")).toHaveText(["고객사 ICP 등급 B 이상"]);
  const account = `등급 없는 곳 ${run()}`;
  await newAccount(page, account);
  const deal = await newDeal(context, pipeline, { account_name: account });
  await page.goto(deal.path);
  const missing = page.getByRole("link", { name: "고객사 ICP 등급 B 이상" }).first();
  await expect(missing).toBeVisible();
  await missing.click();
  await expect(page.getByRole("heading", { name: account, level: 1 })).toBeVisible();
});

test("conditions are added and taken away in words", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context, `조건 ${run()}`);
  await page.goto(`/settings/pipelines/${pipeline.id}?gates=${pipeline.stages[1].id}`);
  const entry = page.getByRole("region", { name: "데모 완료: 들어올 때" });
  await expect(entry.getByRole("listitem")).toHaveText(["데모 진행함 기록"]);
  await entry.getByLabel("조건 추가").selectOption({ label: "금액 입력" });
  await entry.getByRole("button", { name: "추가" }).click();
  await expect(entry.getByRole("listitem")).toHaveText(["데모 진행함 기록", "금액 입력"]);
  await entry.getByRole("button", { name: "「데모 진행함 기록」 빼기" }).click();
  await expect(entry.getByRole("listitem")).toHaveText(["금액 입력"]);
  await entry.getByRole("button", { name: "알리기만 하기" }).click();
  await expect(entry.getByRole("button", { name: "막기로 바꾸기" })).toBeVisible();
});

/** The day it is in Seoul. */
const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
