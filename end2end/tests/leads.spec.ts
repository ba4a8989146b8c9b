// People who may buy: typed in once, found again, worked on the board, and kept or given up for a reason.
import { test, expect } from "../support/console.ts";
import { leadIn, newLead } from "../support/leads.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

test("a lead is made, moved on, nurtured and given up for reasons", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  const name = `김리드 ${run()}`;
  await enter(context, "sdr");
  await page.goto("/leads");
  await page.getByRole("link", { name: "리드 추가" }).first().click();
  const form = page.locator("form.form");
  await form.getByLabel("이름", { exact: false }).first().fill(name);
  await form.getByLabel(/^회사/).fill("바람결소프트");
  await form.getByLabel(/^이메일/).fill(`${run()}@lead-spec.example`);
  await form.getByLabel(/^출처/).fill("웨비나");
  await form.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page).toHaveURL(/\/leads\/L-\d+$/);
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.locator(".timeline-panel")).toContainText("접점 · 인바운드 · 웨비나");
  await page.screenshot({ path: info.outputPath("lead-new.png"), fullPage: true });

  const acts = page.locator(".lead-acts");
  await acts.getByRole("button", { name: "연락 시작" }).click();
  await expect(page.locator(".path-now")).toContainText("컨택 중");
  await acts.locator("summary", { hasText: "육성으로" }).click();
  await acts.locator("details[open]").getByRole("button", { name: "육성으로" }).click();
  await expect(acts.getByText("입력해 주세요.")).toHaveCount(2);
  await acts.getByLabel(/^다시 볼 날/).fill("2190-01-04");
  await acts.getByLabel(/^왜 지금은 아닌가요/).fill("예산이 내년에 잡혀요");
  await acts.locator("details[open]").getByRole("button", { name: "육성으로" }).click();
  await expect(page.locator(".lead-aside")).toContainText("2190년 1월 4일에 다시 봐요");
  await expect(page.locator(".lead-aside")).toContainText("예산이 내년에 잡혀요");

  await acts.locator("summary", { hasText: "부적합 처리" }).click();
  await acts.getByLabel(/^부적합 사유/).selectOption({ label: "필요 없음" });
  await acts.locator("details[open]").getByRole("button", { name: "부적합 처리" }).click();
  await expect(page.locator(".lead-aside")).toContainText("필요 없음");
  await page.screenshot({ path: info.outputPath("lead-disqualified.png"), fullPage: true });
  await acts.locator("summary", { hasText: "다시 열기" }).click();
  await acts.getByLabel(/^왜 다시 여나요/).fill("다시 연락이 왔어요");
  await acts.locator("details[open]").getByRole("button", { name: "다시 열기" }).click();
  await expect(page.locator(".path-now")).toContainText("컨택 중");
  await expect(page.locator(".timeline-panel")).toContainText("부적합 → 컨택 중");
});

test("whoever is a lead already is touched once more, and said so", async ({ page, context }) => {
  const [name, email] = [`이두번 ${run()}`, `${run()}@lead-spec.example`];
  await enter(context, "sdr");
  for (const again of [false, true]) {
    await page.goto("/leads/new");
    const form = page.locator("form.form");
    await form.getByLabel("이름", { exact: false }).first().fill(name);
    await form.getByLabel(/^이메일/).fill(again ? email.toUpperCase() : email);
    await form.getByRole("button", { name: /^(리드 만들기|접점 더하기)$/ }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(page.getByText("이미 있던 리드예요")).toHaveCount(again ? 1 : 0);
  }
  await expect(page.getByText("접점 2번")).toBeVisible();
});

test("what is wrong with a lead is said at its field, and nothing typed is lost", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "sdr");
  await page.goto("/leads/new");
  const form = page.locator("form.form");
  await form.getByLabel("이름", { exact: false }).first().fill("연락처 없음");
  await form.getByLabel(/^회사/).fill("새봄빛물류");
  await form.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.locator("#field-email-problem")).toContainText("입력해 주세요.");
  await expect(form.getByLabel(/^회사/)).toHaveValue("새봄빛물류");
});

test("the board is filtered by its address, and one status is read page by page", async ({ page, context }, info) => {
  await enter(context, "manager");
  await page.goto("/leads");
  for (const [status, least] of [["new", 5], ["working", 5], ["engaged", 5], ["nurturing", 5]] as const) {
    expect(await page.locator(`[data-status=${status}] .lead-card`).count()).toBeGreaterThan(least);
  }
  await page.screenshot({ path: info.outputPath("leads.png"), fullPage: true });
  const tabs = page.getByRole("navigation", { name: "리드 상태" });
  await tabs.getByRole("link", { name: /^부적합/ }).click();
  await expect(page).toHaveURL(/status=disqualified/);
  await expect(page.getByRole("columnheader", { name: "부적합 사유" })).toBeVisible();
  await page.goto("/leads?source=%EC%9B%A8%EB%B9%84%EB%82%98&status=working");
  await expect(page.getByRole("searchbox", { name: /이름, 회사/ })).toBeVisible();
  await page.goto("/leads?q=nobody-is-called-so");
  await expect(page.getByText("조건에 맞는 리드가 없어요.").first()).toBeVisible();
});

test("a viewer sees leads and works none", async ({ page, context }) => {
  await enter(context, "viewer");
  await page.goto("/leads");
  await expect(page.locator(".lead-card").first()).toBeVisible();
  await expect(page.locator(".lead-card-acts")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "리드 추가" })).toHaveCount(0);
  await page.goto("/leads/new");
  await expect(page.getByText("이 일은")).toBeVisible();
});

test("the work is begun on the board, and a place that asks something opens its form by its address", async ({ page, context }) => {
  await enter(context, "sdr");
  const lead = await newLead(context);
  await page.goto("/leads");
  await leadIn(page, "new", lead).getByRole("button", { name: "연락 시작" }).click();
  await expect(leadIn(page, "working", lead)).toBeVisible();
  await page.goto(`/leads?move=${lead.path.split("/").pop()}&to=nurturing`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^다시 볼 날/).fill("2190-01-04");
  await dialog.getByLabel(/^왜 지금은 아닌가요/).fill("예산이 내년에 잡혀요");
  await dialog.getByRole("button", { name: "육성으로" }).click();
  await expect(leadIn(page, "nurturing", lead)).toContainText("2190년 1월 4일");
});
