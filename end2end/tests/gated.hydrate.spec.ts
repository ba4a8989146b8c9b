// Stage gates while a card is in the hand: every column says what it thinks, and a column that asks for more
// opens a form with only what is missing.
import { test, expect } from "../support/console.ts";
import { cardOf, columns, hold, middle, openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { gatedPipeline, newDeal } from "../support/records.ts";

test("while a card is carried every column shows its verdict", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await expect(page.locator(".gate-sign")).toHaveCount(0);
  await hold(page, cardOf(page, deal.id).locator(".deal-name"), await middle(columns(page).nth(1)));
  const said = (at: number) => columns(page).nth(at).locator(".gate-sign");
  await expect(said(0), "its own column says nothing").toHaveCount(0);
  await expect(said(1)).toHaveText("2가지 필요");
  await expect(said(2)).toHaveText("3가지 필요");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(page.locator(".gate-sign")).toHaveCount(0);
});

test("dropped on a column that asks for more, the card waits for the form, and Escape returns it", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const dialog = page.getByRole("dialog");
  const drop = async () => {
    await hold(page, cardOf(page, deal.id).locator(".deal-name"), await middle(columns(page).nth(1)));
    await page.mouse.up();
    await expect(dialog).toBeVisible();
  };
  await drop();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(cardOf(columns(page).nth(0), deal.id)).toBeVisible();

  await drop();
  await expect(dialog.locator("input:visible")).toHaveCount(3);
  await dialog.getByLabel("데모 · 진행함: 언제 했나요?").fill(today());
  await dialog.getByRole("button", { name: "채우고 옮기기" }).click();
  await expect(dialog.getByRole("alert")).toContainText("5영업일 안의 다음 액션");
  await expect(dialog.getByLabel("데모 · 진행함: 언제 했나요?"), "what was typed is kept").toHaveValue(today());
  await dialog.getByLabel("다음 액션", { exact: true }).fill("견적 보내기");
  await dialog.getByLabel("다음 액션 기한").fill(today());
  await dialog.getByRole("button", { name: "채우고 옮기기" }).click();
  await expect(dialog).toBeHidden();
  await expect(cardOf(columns(page).nth(1), deal.id)).toBeVisible();
});

test("going back asks why", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline, { amount: "100만", expected_close: "2099-01-01", stage: pipeline.stages[2].id });
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await cardOf(page, deal.id).locator(".deal-link").focus();
  await page.keyboard.press("Shift+ArrowLeft");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("사유").fill("의사결정권자가 바뀜");
  await dialog.getByRole("button", { name: "옮기기" }).click();
  await expect(cardOf(columns(page).nth(1), deal.id)).toBeVisible();
});

test("who carries by keyboard hears the verdict", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await cardOf(page, deal.id).locator(".deal-link").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("데모 완료, 1번째. 2가지 필요")).toBeAttached();
  await expect(columns(page).nth(1).locator(".gate-sign")).toHaveText("2가지 필요");
  await page.keyboard.press("Escape");
});

const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
