// The head of a column: its bar of next steps filters, its name says what the stage is for, and a column that is
// seldom needed is folded.
import { test, expect } from "../support/console.ts";
import { columns } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { gatedPipeline, newDeal, pipelineNamed, run } from "../support/records.ts";

test("a press on a part of the bar shows only its deals, and a second one all", async ({ page, context }, info) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const planned: Record<string, string> = { next_step: "견적 보내기", next_step_due: "2099-01-04" };
  for (const fields of [{}, {}, planned]) await newDeal(context, pipeline, fields);
  await page.goto(`/pipeline/${pipeline.id}`);
  const column = columns(page).first();
  const count = column.locator(".column-count");
  const bar = column.getByRole("group", { name: "다음 액션으로 필터" });
  await expect(count).toHaveText("3");
  await expect(column.locator(".column-average")).toHaveText("평균 0일");
  await expect(bar.locator(".number")).toHaveText(["1", "2"]);
  await page.screenshot({ path: info.outputPath("board.png") });

  await bar.getByRole("link", { name: "다음 액션 없음 2건" }).click();
  await expect(page).toHaveURL(/step=missing/);
  await expect(count).toHaveText("2");
  await expect(column.locator(".deal-card")).toHaveCount(2);
  await expect(bar.getByRole("link")).toHaveAttribute("aria-current", "true");
  await expect(page.locator("select[name=step]")).toHaveValue("missing");

  await bar.getByRole("link").click();
  await expect(page).not.toHaveURL(/step=/);
  await expect(count).toHaveText("3");
});

test("every stage says what to do there and what it asks", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/pipeline");
  const tabs = page.getByRole("navigation", { name: "파이프라인 고르기" }).getByRole("link");
  for (let tab = 0; tab < 3; tab++) {
    await tabs.nth(tab).click();
    await expect(tabs.nth(tab)).toHaveAttribute("aria-current", "page");
    await expect(async () => {
      const said = await page.locator(".guide p:nth-of-type(2)").allTextContents();
      expect(said).toHaveLength(await columns(page).count());
      for (const sentence of said) expect(sentence).not.toContain("아직 안내가 없어요");
    }).toPass();
    const column = columns(page).nth(1);
    await column.locator(".column-name").click();
    const guide = column.getByRole("dialog");
    await expect(guide).toBeVisible();
    await expect(guide).toContainText("수주 가능성");
    await page.keyboard.press("Escape");
    await expect(guide).toBeHidden();
  }
});

test("a folded column stays folded, until it is unfolded", async ({ page, context }, info) => {
  await enter(context, "sdr");
  await page.goto("/pipeline");
  const column = columns(page).nth(1);
  await expect(column.locator(".column-cards")).toBeVisible();
  await column.getByRole("button", { name: "접기" }).click();
  await expect(column.locator(".column-cards")).toHaveCount(0);
  await expect(column.locator(".column-count")).toBeVisible();
  await page.screenshot({ path: info.outputPath("folded.png") });
  await page.reload();
  await expect(column.locator(".column-cards")).toHaveCount(0);
  await column.getByRole("button", { name: "펼치기" }).click();
  await expect(column.locator(".column-cards")).toBeVisible();
});

test("a deal begun at a column is for its stage, on the page that needs no scripts", async ({ page, context }, info) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  await page.goto(`/pipeline/${pipeline.id}`);
  const href = await columns(page).nth(1).locator(".column-add").getAttribute("href");
  await page.goto(href ?? "");
  await expect(page.getByText(`${pipeline.name_ko} · ${pipeline.stages[1].name_ko}`)).toBeVisible();
  await page.screenshot({ path: info.outputPath("begun.png") });
  const name = `칸에서 ${run()}`;
  await page.locator("input[name='form[name]']").fill(name);
  await page.getByRole("button", { name: "딜 추가" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.locator("main")).toContainText(pipeline.stages[1].name_ko);
});
