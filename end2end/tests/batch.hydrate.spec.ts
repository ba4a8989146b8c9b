// Several cards at once: picked by keys and mouse across columns, judged in one report, moved together, taken back
// together, and carried together.
import { test, expect } from "../support/console.ts";
import type { BrowserContext, Page } from "@playwright/test";
import { cardOf, columns, hold, openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { gatedPipeline, newDeal, openStage } from "../support/records.ts";

// So high that no card of these columns is out of sight, where it would not be painted.
test.use({ viewport: { width: 1440, height: 2400 } });

type Deal = { id: string; name: string };

/** A pipeline of its own in which only the first stage asks for something, with so many deals in each of its first columns; `fields` for each deal by its number. */
async function boardOf(
  context: BrowserContext,
  counts: number[],
  fields: (at: number) => Record<string, string> = () => ({}),
) {
  const pipeline = await gatedPipeline(context);
  for (const stage of pipeline.stages.slice(1)) await openStage(context, pipeline, stage);
  const deals: Deal[][] = [];
  for (const [at, count] of counts.entries()) {
    const column: Deal[] = [];
    for (let number = 0; number < count; number++) {
      const stage = pipeline.stages[at]!.id;
      // The last made stands on top.
      column.unshift(await newDeal(context, pipeline, { stage, name: `딜 ${at}-${number}`, ...fields(number) }));
    }
    deals.push(column);
  }
  return { deals, path: `/pipeline/${pipeline.id}` };
}

const link = (page: Page, deal: Deal) => cardOf(page, deal.id).locator(".deal-link");
const box = (page: Page, deal: Deal) => cardOf(page, deal.id).getByRole("checkbox");
const bar = (page: Page) => page.getByRole("region", { name: "선택한 딜" });
const names = (page: Page, column: number) => columns(page).nth(column).locator(".deal-name").allInnerTexts();
const namesOf = (deals: Deal[]) => deals.map((it) => it.name);
const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
/** Where nothing lies over the name, also while the card is pointed at. */
const edge = { position: { x: 6, y: 8 } };
/** What the first stage asks for on the way out. */
const ready = { next_step: "견적 보내기", next_step_due: today() };

test("thirty cards in three columns are picked by keys and mouse", async ({ page, context }) => {
  test.setTimeout(60_000);
  await enter(context, "admin");
  const { deals, path } = await boardOf(context, [10, 10, 10]);
  const [first, second, third] = deals as [Deal[], Deal[], Deal[]];
  await openAwake(page, path);
  await expect(bar(page)).toHaveCount(0);

  await link(page, first[0]!).focus();
  // The key at the place of X, with the Korean layout on.
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ㅌ", code: "KeyX", bubbles: true, cancelable: true })),
  );
  await expect(bar(page)).toContainText("1건 선택");
  await expect(box(page, first[0]!)).toHaveAttribute("aria-checked", "true");
  for (const next of first.slice(1, 4)) {
    await page.keyboard.press("Shift+ArrowDown");
    await expect(link(page, next)).toBeFocused();
  }
  await expect(bar(page)).toContainText("4건 선택");

  await link(page, second[2]!).click({ ...edge, modifiers: ["ControlOrMeta"] });
  await expect(page, "a click with Ctrl does not lead away").toHaveURL(new RegExp(`${path}$`));
  await link(page, second[6]!).click({ ...edge, modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("9건 선택");
  await cardOf(page, third[0]!.id).hover();
  await box(page, third[0]!).click();
  await expect(bar(page)).toContainText("10건 선택");
  await expect(bar(page)).toContainText("1억");
  await box(page, third[0]!).focus();
  await page.keyboard.press("Space");
  await expect(bar(page)).toContainText("9건 선택");

  await link(page, third[4]!).focus();
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText("19건 선택");
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText("30건 선택");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toHaveCount(0);
  await expect(page.locator(".deal-card.is-picked")).toHaveCount(0);
});

test("of ten picked the seven that may go after one report, three are named, and one undo brings the seven back", async ({ page, context, browser }) => {
  test.setTimeout(60_000);
  await enter(context, "admin");
  const { deals, path } = await boardOf(context, [10], (at) => (at % 3 === 2 ? {} : ready));
  const all = deals[0]!;
  const held = all.filter((it) => ["딜 0-2", "딜 0-5", "딜 0-8"].includes(it.name));
  const goes = all.filter((it) => !held.includes(it));
  const colleague = await browser.newContext();
  await enter(colleague, "manager");
  const theirs = await colleague.newPage();
  await openAwake(page, path);
  await openAwake(theirs, path);

  await link(page, all[0]!).focus();
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText("10건 선택");
  await bar(page).getByRole("button", { name: "단계 옮기기" }).click();
  const dialog = page.getByRole("dialog", { name: "딜 10건 옮기기" });
  await expect(dialog).toContainText("7건은 할 수 있어요");
  await expect(dialog).toContainText("3건은 그대로 남아요");
  const lines = dialog.locator(".batch-held li");
  await expect(lines).toHaveCount(3);
  for (const deal of held) {
    const line = lines.filter({ hasText: deal.name });
    await expect(line).toContainText("5영업일 안의 다음 액션");
    await expect(line.getByRole("link", { name: deal.name })).toHaveAttribute("href", /\/deals\/D-\d+/);
  }
  expect(await names(page, 0), "nothing has moved yet").toEqual(namesOf(all));
  await dialog.getByRole("button", { name: "7건 옮기기" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("7건을 데모 완료로 옮겼어요")).toBeVisible();
  await expect.poll(() => names(page, 1)).toEqual(namesOf(goes));
  await expect.poll(() => names(theirs, 1), "others see it live").toEqual(namesOf(goes));
  await expect(link(page, goes[0]!), "the focus goes along").toBeFocused();
  await expect(bar(page), "whoever stayed is let go").toContainText("3건 선택");

  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(page.getByText("7건을 되돌렸어요")).toBeVisible();
  await expect.poll(() => names(page, 0)).toEqual(namesOf(all));
  await expect.poll(() => names(theirs, 0)).toEqual(namesOf(all));
  await colleague.close();
});

test("a picked card that a colleague moves stays picked, one that is won is let go and that is said", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const { deals, path } = await boardOf(context, [3], () => ready);
  const [one, two, three] = deals[0] as [Deal, Deal, Deal];
  const colleague = await browser.newContext();
  await enter(colleague, "admin");
  const theirs = await colleague.newPage();
  await openAwake(page, path);
  await openAwake(theirs, path);
  for (const deal of [one, two, three]) await link(page, deal).click({ ...edge, modifiers: ["ControlOrMeta"] });
  await expect(bar(page)).toContainText("3건 선택");

  await link(theirs, three).focus();
  await theirs.keyboard.press("BracketLeft");
  await expect.poll(() => names(page, 0)).toEqual(namesOf([one, three, two]));
  await expect(bar(page)).toContainText("3건 선택");

  await link(theirs, two).click({ ...edge, modifiers: ["ControlOrMeta"] });
  await bar(theirs).getByRole("button", { name: "실주" }).click();
  const dialog = theirs.getByRole("dialog", { name: "딜 1건 옮기기" });
  await dialog.getByLabel("사유").fill("예산 없음");
  await dialog.getByLabel("경쟁사").fill("한빛CRM");
  await dialog.getByRole("button", { name: "1건 옮기기" }).click();
  await expect(bar(page)).toContainText("2건 선택");
  await expect(bar(page)).toContainText("1건은 여기에서 사라져 선택에서도 뺐어요");
  await colleague.close();
});

test("owner and label are given to all that are picked, and taken back", async ({ page, context }) => {
  await enter(context, "admin");
  const { deals, path } = await boardOf(context, [3]);
  const all = deals[0]!;
  await openAwake(page, path);
  await link(page, all[0]!).focus();
  await page.keyboard.press("Control+a");
  await bar(page).getByRole("button", { name: "담당자" }).click();
  const give = page.getByRole("dialog", { name: "딜 3건의 담당자 바꾸기" });
  await give.getByLabel("담당자").selectOption({ label: "김민지" });
  await give.getByRole("button", { name: "3건 맡기기" }).click();
  await expect(page.getByText("3건을 김민지 님에게 맡겼어요")).toBeVisible();
  await expect(columns(page).nth(0).getByTitle("김민지")).toHaveCount(3);
  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(page.getByText("3건을 되돌렸어요")).toBeVisible();
  await expect(columns(page).nth(0).getByTitle("김민지")).toHaveCount(0);

  await link(page, all[0]!).focus();
  await page.keyboard.press("Control+a");
  await bar(page).getByRole("button", { name: "태그" }).click();
  const tag = page.getByRole("dialog", { name: "딜 3건에 태그 붙이기" });
  await tag.getByRole("textbox").fill("박람회");
  await tag.getByRole("button", { name: "3건에 붙이기" }).click();
  await expect(page.getByText("3건에 「박람회」 태그를 붙였어요")).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
});

test("one of several that are picked is carried, and all of them land in their order", async ({ page, context }) => {
  await page.setViewportSize({ width: 1280, height: 1000 });
  await enter(context, "admin");
  const { deals, path } = await boardOf(context, [4, 2], () => ready);
  const [first, second] = deals as [Deal[], Deal[]];
  await openAwake(page, path);
  const some = [first[0]!, first[2]!];
  for (const deal of some) await link(page, deal).click({ ...edge, modifiers: ["ControlOrMeta"] });
  const last = await cardOf(page, first[3]!.id).boundingBox();
  await hold(page, cardOf(page, first[2]!.id).locator(".deal-key"), { x: last!.x + 60, y: last!.y + last!.height * 0.85 });
  await expect(page.locator(".card-ghost")).toHaveAttribute("data-count", "2");
  await expect(page.locator(".board .deal-card.is-carried")).toHaveCount(2);
  await page.mouse.up();
  const expected = namesOf([first[1]!, first[3]!, ...some]);
  await expect.poll(() => names(page, 0)).toEqual(expected);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator(".card-ghost")).toHaveCount(0);
  await expect(page.getByText("2건을")).toBeVisible();
  await page.reload();
  await expect.poll(() => names(page, 0)).toEqual(expected);
  expect(await names(page, 1)).toEqual(namesOf(second));
});

test("rows of the table are picked and worked like cards", async ({ page, context }) => {
  await enter(context, "admin");
  const { deals, path } = await boardOf(context, [4], () => ready);
  const all = deals[0]!;
  await openAwake(page, `/deals?pipeline=${path.split("/").pop()}`);
  const box = (deal: Deal) => page.getByRole("checkbox", { name: `「${deal.name}」 선택` });
  await expect(page.locator(".pick-plain"), "the form for pages without scripts is gone").toBeHidden();
  await box(all[0]!).check();
  await box(all[2]!).click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("3건 선택");
  await expect(box(all[1]!)).toBeChecked();
  await page.getByRole("checkbox", { name: "이 쪽 모두 선택" }).check();
  await expect(bar(page)).toContainText("4건 선택");
  await box(all[3]!).uncheck();
  await bar(page).getByRole("button", { name: "단계 옮기기" }).click();
  const dialog = page.getByRole("dialog", { name: "딜 3건 옮기기" });
  await expect(dialog.getByLabel("옮길 단계"), "the next stage is offered first").toHaveValue(/.+/);
  await dialog.getByRole("button", { name: "3건 옮기기" }).click();
  await expect(page.getByText("3건을 데모 완료로 옮겼어요")).toBeVisible();
  await expect(page.locator("tbody tr", { hasText: "데모 완료" })).toHaveCount(3);
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(page.locator("tbody tr", { hasText: "데모 완료" })).toHaveCount(0);
});
