// Facts of deals edited in the table: by mouse and keyboard, with Korean being composed, and while others edit, too.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed, run } from "../support/records.ts";
import type { BrowserContext, Page } from "@playwright/test";

async function deal(context: BrowserContext, fields: Record<string, string> = {}) {
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const made = await newDeal(context, pipeline, { name: `표에서 ${run()}`, ...fields });
  return { ...made, path: `/deals?q=${encodeURIComponent(made.name)}` };
}

const row = (page: Page) => page.locator("tbody tr").first();
const cell = (page: Page, what: string) => row(page).getByRole("button", { name: `${what} 편집` });
const field = (page: Page, what: string) => row(page).getByRole("textbox", { name: what, exact: true });

test("a press opens, Enter saves, Esc leaves it, Tab goes on", async ({ page, context }) => {
  await enter(context, "ae");
  const made = await deal(context, { next_step: "전화", next_step_due: "2030-01-02" });
  await openAwake(page, made.path);
  await cell(page, "금액").click();
  await field(page, "금액").fill("1.3억");
  await page.keyboard.press("Enter");
  await expect(cell(page, "금액")).toContainText("₩1.3억");
  await expect(cell(page, "금액")).toBeFocused();

  await page.keyboard.press("F2");
  await field(page, "금액").fill("5");
  await page.keyboard.press("Escape");
  await expect(cell(page, "금액")).toContainText("₩1.3억");
  await expect(cell(page, "금액")).toBeFocused();

  await page.keyboard.press("Enter");
  await field(page, "금액").fill("2억");
  await page.keyboard.press("Tab");
  await expect(row(page).getByLabel("수주 예정일", { exact: true })).toBeFocused();
  await row(page).getByLabel("수주 예정일", { exact: true }).fill("2030-12-24");
  await page.keyboard.press("Tab");
  await expect(field(page, "다음 액션")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(row(page).getByLabel("수주 예정일", { exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(cell(page, "금액")).toContainText("₩2억");
  await page.reload();
  await expect(row(page)).toContainText("₩2억");
  await expect(row(page)).toContainText("2030");
});

test("Enter that ends a syllable saves nothing; what cannot be taken stays to be mended", async ({
  page,
  context,
  allowed,
}) => {
  allowed.push(/status of 422/);
  await enter(context, "ae");
  const made = await deal(context, { next_step: "전화", next_step_due: "2030-01-02" });
  await openAwake(page, made.path);
  await cell(page, "다음 액션").click();
  const step = field(page, "다음 액션");
  await step.fill("견적");
  await step.dispatchEvent("keydown", { key: "Enter", code: "Enter", isComposing: true, bubbles: true });
  await expect(step).toHaveValue("견적");
  await page.keyboard.press("Enter");
  await expect(cell(page, "다음 액션")).toContainText("견적");

  await cell(page, "금액").click();
  await field(page, "금액").fill("많이");
  await page.keyboard.press("Enter");
  await expect(row(page).getByRole("alert")).toContainText("금액으로 적어 주세요");
  await expect(field(page, "금액")).toHaveValue("많이");
  await page.keyboard.press("Escape");

  // A name is a link, and edited beside it.
  await row(page).getByRole("button", { name: "이름 편집" }).click();
  await field(page, "이름").fill(`${made.name} 둘째`);
  await page.keyboard.press("Enter");
  await expect(row(page).getByRole("link", { name: `${made.name} 둘째` })).toBeVisible();
});

test("what others write does not land under one's hands, and who is overtaken decides", async ({
  page,
  context,
  browser,
  allowed,
}) => {
  allowed.push(/status of 409/);
  await enter(context, "ae");
  const made = await deal(context);
  await openAwake(page, made.path);
  const other = await browser.newContext();
  const complaints = watch(other);
  await enter(other, "manager");
  const theirs = await other.newPage();
  await openAwake(theirs, made.path);

  await cell(page, "금액").click();
  await field(page, "금액").fill("3,000만");
  await cell(theirs, "다음 액션").click();
  await field(theirs, "다음 액션").fill("데모 하기");
  await theirs.keyboard.press("Enter");
  // Another fact of the same deal arrives, and disturbs nothing.
  await expect(row(page)).toContainText("데모 하기");
  await expect(field(page, "금액")).toHaveValue("3,000만");
  await expect(field(page, "금액")).toBeFocused();

  await cell(theirs, "금액").click();
  await field(theirs, "금액").fill("2,000만");
  await theirs.keyboard.press("Enter");
  await expect(row(page).getByRole("alert")).toContainText("₩20,000,000");
  await expect(field(page, "금액")).toHaveValue("3,000만");
  await page.keyboard.press("Enter");
  await expect(field(page, "금액")).toHaveValue("3,000만");
  await row(page).getByRole("button", { name: "내 값으로 저장" }).click();
  await expect(cell(page, "금액")).toContainText("₩3,000만");
  await expect(cell(theirs, "금액")).toContainText("₩3,000만");
  expect(complaints).toEqual([]);
  await other.close();
});

test("an owner is chosen by who may give deals away; who may not edit sees no place to", async ({ page, context, browser }) => {
  await enter(context, "manager");
  const made = await deal(context, {});
  await openAwake(page, made.path);
  await cell(page, "담당자").click();
  await row(page).getByRole("combobox", { name: "담당자" }).selectOption({ label: "최도윤" });
  await page.keyboard.press("Enter");
  await expect(cell(page, "담당자")).toContainText("최도윤");

  const other = await browser.newContext();
  const theirs = await other.newPage();
  for (const who of ["viewer", "ae"] as const) {
    await enter(other, who);
    await openAwake(theirs, made.path);
    await expect(row(theirs)).toContainText("최도윤");
    await expect(row(theirs).getByRole("button", { name: /편집/ })).toHaveCount(0);
  }
  await enter(other, "otherAe");
  await openAwake(theirs, made.path);
  await expect(cell(theirs, "금액")).toBeVisible();
  await expect(cell(theirs, "담당자")).toHaveCount(0);
  await other.close();
});
