// Two admins shape one pipeline at the same time: neither loses what they typed, and names tell things apart.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { pipelineNamed, run } from "../support/records.ts";
import type { BrowserContext, Locator, Page } from "@playwright/test";

/** A pipeline that no other spec knows, on its page of the settings. */
async function ownPipeline(page: Page, context: BrowserContext) {
  await enter(context, "admin");
  const name = `길 ${run()}`;
  await page.goto("/settings/pipelines");
  await page.getByLabel("이름").fill(name);
  await page.getByRole("button", { name: "파이프라인 만들기" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return { name, address: page.url() };
}

const stageRow = (page: Page, at: number) => page.locator(".stage-row").nth(at);

async function open(row: Locator) {
  await row.locator(".stage-more > summary").click();
  return row.locator(".stage-more form.form").first();
}

/** Another admin's browser, which saves this much of the first stage. */
async function colleague(of: { address: string }, browser: import("@playwright/test").Browser, fields: Record<string, string>, javaScriptEnabled: boolean) {
  const other = await browser.newContext({ locale: "ko-KR", javaScriptEnabled });
  await enter(other, "manager");
  const theirs = await other.newPage();
  await theirs.goto(of.address);
  const form = await open(stageRow(theirs, 0));
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).fill(value);
  await form.getByRole("button", { name: "저장" }).click();
  for (const value of Object.values(fields)) await expect(stageRow(theirs, 0).locator(".stage-line")).toContainText(value);
  await other.close();
}

test("of two admins who edit one stage the later one chooses, value by value", async ({ page, context, browser, allowed, javaScriptEnabled }, info) => {
  allowed.push(/status of 409/);
  const pipeline = await ownPipeline(page, context);
  const form = await open(stageRow(page, 0));
  await form.getByLabel("한국어 이름").fill("내 이름");
  await form.getByLabel("가능성").fill("41");
  await form.getByLabel("색").selectOption("red");
  await colleague(pipeline, browser, { "가능성": "33", "정체 기준일": "12" }, javaScriptEnabled !== false);
  await form.getByRole("button", { name: "저장" }).click();

  const conflict = page.locator(".conflict-panel");
  const probability = conflict.getByRole("group", { name: "가능성" });
  await expect(probability).toContainText("33");
  await expect(probability).toContainText("41");
  await expect(conflict.getByRole("group", { name: "색" })).toContainText("빨강");
  await expect(conflict.getByRole("group", { name: "정체 기준일" }), "what I did not touch is not asked").toHaveCount(0);
  await page.screenshot({ path: info.outputPath("stage-conflict.png"), fullPage: true });
  await probability.getByRole("radio", { name: /지금 값/ }).check();
  await conflict.getByRole("group", { name: "한국어 이름" }).getByRole("radio", { name: /내가 쓴 값/ }).check();
  await conflict.getByRole("group", { name: "색" }).getByRole("radio", { name: /내가 쓴 값/ }).check();
  await conflict.getByRole("button", { name: "고른 값으로 저장" }).click();
  const line = stageRow(page, 0).locator(".stage-line");
  await expect(line).toContainText("내 이름");
  await expect(line).toContainText("33%");
  await expect(line).toContainText("12영업일");
  await expect(line.locator(".hue-red")).toHaveCount(1);
  await expect(conflict).toHaveCount(0);
});

test("what two admins change beside each other is both kept", async ({ page, context, browser, javaScriptEnabled }) => {
  const pipeline = await ownPipeline(page, context);
  const form = await open(stageRow(page, 0));
  await form.getByLabel("진행 한도").fill("7");
  await colleague(pipeline, browser, { "가능성": "34" }, javaScriptEnabled !== false);
  if (javaScriptEnabled !== false) {
    // The row follows the news; what is typed into its form stays.
    await expect(stageRow(page, 0).locator(".stage-line")).toContainText("34%");
    await expect(form.getByLabel("진행 한도")).toHaveValue("7");
    await expect(form.getByText("편집하는 동안 다른 사람이 이 기록을 바꿨어요")).toBeVisible();
  }
  await form.getByRole("button", { name: "저장" }).click();
  await expect(stageRow(page, 0).locator(".stage-line")).toContainText("한 명당 7건");
  await expect(stageRow(page, 0).locator(".stage-line")).toContainText("34%");
});

test("a pipeline is renamed, from the name that was seen", async ({ page, context, allowed }) => {
  allowed.push(/status of 409/);
  const pipeline = await ownPipeline(page, context);
  const panel = page.locator(".panel", { has: page.getByRole("heading", { name: "파이프라인 이름" }) });
  await panel.getByLabel("한국어 이름").fill(`${pipeline.name} 내 것`);
  const id = new URL(pipeline.address).pathname.split("/").pop()!;
  const form = { pipeline: id, "seen[name_ko]": pipeline.name, "seen[name_en]": pipeline.name, "form[name_ko]": `${pipeline.name} 남의 것`, "form[name_en]": pipeline.name };
  const headers = { "sec-fetch-site": "same-origin", accept: "application/json" };
  expect((await context.request.post("/api/pipeline/rename_pipeline", { form, headers })).ok()).toBe(true);
  await panel.getByRole("button", { name: "저장" }).click();
  const conflict = panel.locator(".conflict-panel");
  await expect(conflict).toContainText(`${pipeline.name} 남의 것`);
  await conflict.getByRole("radio", { name: /내가 쓴 값/ }).check();
  await conflict.getByRole("button", { name: "고른 값으로 저장" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${pipeline.name} 내 것` })).toBeVisible();
});

test("a name that is taken is said at its field, and what was typed stays", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  const pipeline = await ownPipeline(page, context);
  const second = await stageRow(page, 1).locator("strong").first().innerText();
  const form = await open(stageRow(page, 0));
  await form.getByLabel("한국어 이름").fill(second);
  await form.getByRole("button", { name: "저장" }).click();
  await expect(form.getByText("이미 쓰고 있어요")).toHaveCount(1);
  await expect(page.locator(".field-problem")).toHaveCount(1);
  await expect(form.getByLabel("한국어 이름")).toHaveValue(second);
  await page.screenshot({ path: info.outputPath("stage-taken.png"), fullPage: true });

  const add = page.locator(".panel", { has: page.getByRole("heading", { name: "단계 추가" }) });
  await page.goto(pipeline.address);
  await add.getByLabel("한국어 이름").fill(second);
  await add.getByRole("button", { name: "단계 추가" }).click();
  await expect(add.getByText("이미 쓰고 있어요")).toBeVisible();
  await expect(add.getByLabel("한국어 이름")).toHaveValue(second);

  await page.goto("/settings/pipelines");
  await page.getByLabel("이름").fill(pipeline.name);
  await page.getByRole("button", { name: "파이프라인 만들기" }).click();
  await expect(page.getByText("이미 쓰고 있어요")).toBeVisible();
  await expect(page.getByLabel("이름")).toHaveValue(pipeline.name);
  expect(await pipelineNamed(context, pipeline.name)).toBeTruthy();
});
