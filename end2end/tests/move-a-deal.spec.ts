// A deal moves to another stage by the menu of its card: with scripts and without them.
import { test, expect } from "../support/console.ts";
import { cardOf } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";

test("a deal is made, moved by its menu, and stands in its new stage", async ({ page, context }, info) => {
  const name = `지식검색 ${Math.random().toString(36).slice(2, 8)}`;
  await enter(context, "ae");
  await page.goto("/deals/new");
  await page.getByLabel("이름").fill(name);
  await page.getByLabel("금액").fill("1,250만");
  await page.locator("main").getByRole("button", { name: "딜 추가" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.screenshot({ path: info.outputPath("deal.png"), fullPage: true });

  await page.goto("/pipeline");
  const board = page.getByRole("region", { name: /보드$/ });
  const card = board.locator("li", { hasText: name });
  await expect(card).toContainText("₩1,250만");
  await card.hover();
  await card.getByRole("link", { name: /단계 옮기기$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("옮길 단계").selectOption({ label: "견적 발송" });
  await dialog.getByRole("button", { name: "옮기기" }).click();
  const column = board.getByRole("region", { name: /^견적 발송/ });
  await expect(column.locator("li", { hasText: name })).toBeVisible();
  await page.reload();
  await expect(column.locator("li", { hasText: name })).toBeVisible();
  await page.screenshot({ path: info.outputPath("board.png") });
});

test("losing a deal asks why", async ({ page, context, allowed }) => {
  // Without scripts the page itself comes back with what is wrong.
  allowed.push(/status of 422/);
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline);
  await page.goto(`/pipeline/${pipeline.id}`);
  const card = cardOf(page, deal.id);
  await card.hover();
  await card.getByRole("link", { name: /단계 옮기기$/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("옮길 단계").selectOption({ label: "실주" });
  await dialog.getByRole("button", { name: "옮기기" }).click();
  await expect(page.getByRole("dialog")).toContainText("입력해 주세요");
});
