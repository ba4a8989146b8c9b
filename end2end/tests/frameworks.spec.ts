// What is known of a deal: a score with what it was learned by, what to ask next, and the frameworks that an admin keeps.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { newDeal, newPipeline, run } from "../support/records.ts";
import type { Page } from "@playwright/test";

const row = (page: Page, name: string) =>
  page.locator("#known .known-rows > li").filter({ has: page.locator(".known-name", { hasText: new RegExp(`^${name}$`) }) });

test("a score is given with what it was learned by, and the next question follows", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  const deal = await newDeal(context, await newPipeline(context));
  await page.goto(deal.path);
  const coach = page.getByRole("region", { name: "다음에 물어볼 것" });
  await expect(coach).toBeVisible();
  const first = await page.locator("#known .known-name").first().innerText();
  await expect(coach).toContainText(first);

  await row(page, first).locator("summary").click();
  await row(page, first).getByLabel("얼마나 확실한가요?").selectOption("2");
  await row(page, first).getByRole("button", { name: "점수 남기기" }).click();
  await expect(row(page, first).getByText("입력해 주세요.")).toBeVisible();
  await expect(row(page, first).getByLabel("얼마나 확실한가요?")).toHaveValue("2");
  await row(page, first).getByLabel("메모").fill("팀장이 직접 말해 주었어요");
  await row(page, first).getByRole("button", { name: "점수 남기기" }).click();
  await expect(row(page, first).locator(".known-said")).toContainText("2 · 당사자가 확인");
  await expect(row(page, first).locator(".known-proof")).toContainText("팀장이 직접 말해 주었어요");
  await expect(coach).not.toContainText(`${first} 0 →`);

  await coach.getByRole("button", { name: "할 일로 만들기" }).click();
  await expect(page.locator("main")).toContainText("물어보기: ");
});

test("an admin writes a framework and a pipeline uses it", async ({ page, context }) => {
  await enter(context, "admin");
  const name = `우리 기준 ${run()}`;
  const pipeline = await newPipeline(context);
  await page.goto("/settings/frameworks?edit=");
  await page.locator('input[name="form[name_ko]"]').fill(name);
  await page.locator('input[name="form[criteria][0][name_ko]"]').fill("상황");
  await page.locator('input[name="form[criteria][0][ask_ko]"]').fill("지금 어떻게 하고 있나요?");
  await page.getByRole("button", { name: "저장" }).click();
  await expect(page.locator(".setting", { hasText: name })).toContainText("기준 1개 · 상황");
  await page.goto("/settings/frameworks");
  const use = page.locator(".framework-use").filter({ has: page.locator(`input[value="${pipeline.id}"]`) });
  await use.locator("select").selectOption({ label: name });
  await use.getByRole("button", { name: "바꾸기" }).click();
  await page.goto("/settings/frameworks");
  await expect(use.locator("select option:checked")).toHaveText(name);
  const deal = await newDeal(context, pipeline);
  await page.goto(deal.path);
  await expect(page.locator(".coach-ask")).toHaveText("지금 어떻게 하고 있나요?");
});
