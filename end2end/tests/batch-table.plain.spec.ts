// The same in the table without scripts: boxes, a report, and a confirmation.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { gatedPipeline, newDeal, openStage } from "../support/records.ts";

test("ticked rows are judged in one report, and only those that may go are moved", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  for (const stage of pipeline.stages.slice(1)) await openStage(context, pipeline, stage);
  const ready = { next_step: "견적 보내기", next_step_due: new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10) };
  const goes = [await newDeal(context, pipeline, ready), await newDeal(context, pipeline, ready)];
  const stays = await newDeal(context, pipeline);
  const other = await newDeal(context, pipeline, ready);
  const table = `/deals?pipeline=${pipeline.id}`;
  await page.goto(table);
  const row = (name: string) => page.locator("tbody tr", { hasText: name });
  for (const deal of [...goes, stays]) await page.getByRole("checkbox", { name: `「${deal.name}」 선택` }).check();
  await page.getByLabel("옮길 단계").selectOption({ label: pipeline.stages[1].name_ko });
  await page.getByRole("button", { name: "단계 옮기기" }).click();

  const dialog = page.getByRole("dialog", { name: "딜 3건 옮기기" });
  await expect(dialog).toContainText("2건은 할 수 있어요");
  const held = dialog.locator(".batch-held li");
  await expect(held).toHaveCount(1);
  await expect(held).toContainText("5영업일 안의 다음 액션");
  await expect(held.getByRole("link", { name: stays.name })).toHaveAttribute("href", stays.path);
  await expect(row(goes[0]!.name)).toContainText(pipeline.stages[0].name_ko);
  await dialog.getByRole("button", { name: "2건 옮기기" }).click();
  await expect(page).not.toHaveURL(/pick=/);
  for (const deal of goes) await expect(row(deal.name)).toContainText(pipeline.stages[1].name_ko);
  for (const deal of [stays, other]) await expect(row(deal.name)).toContainText(pipeline.stages[0].name_ko);

  await page.getByRole("checkbox", { name: `「${other.name}」 선택` }).check();
  await page.getByLabel("옮길 단계").selectOption({ label: "실주" });
  await page.getByRole("button", { name: "단계 옮기기" }).click();
  const lose = page.getByRole("dialog", { name: "딜 1건 옮기기" });
  await lose.getByLabel("사유").fill("예산 없음");
  await lose.getByLabel("경쟁사").fill("한빛CRM");
  await lose.getByRole("button", { name: "1건 옮기기" }).click();
  await expect(row(other.name)).toHaveCount(0);
});
