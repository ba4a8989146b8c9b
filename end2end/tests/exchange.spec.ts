// Several currencies, one sum: heads are converted by the rates on record, and an admin keeps those.
import { test, expect } from "../support/console.ts";
import { columns } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { newDeal, newPipeline } from "../support/records.ts";
import type { BrowserContext, Page } from "@playwright/test";

/** A day long ago, on which no other run writes a rate; no sum is made by it. */
const somewhen = () => {
  const [month, day] = [1 + Math.floor(Math.random() * 12), 1 + Math.floor(Math.random() * 28)];
  const year = 2000 + Math.floor(Math.random() * 20);
  const two = (it: number) => String(it).padStart(2, "0");
  return { iso: `${year}-${two(month)}-${two(day)}`, said: `${year}년 ${month}월 ${day}일` };
};

const row = (page: Page, day: { said: string }) => page.getByRole("row").filter({ hasText: day.said });

/** What a currency is worth today: base units for one unit, times 10⁹, and since when. */
async function rate(context: BrowserContext, currency: string): Promise<{ e9: bigint; on: string }> {
  const headers = { origin: test.info().project.use.baseURL!, accept: "application/json" };
  const answer = await context.request.post("/api/exchange/book", { headers });
  const { rates } = (await answer.json()) as { rates: { newest: { currency: string; e9: number; on: string }[] } };
  const found = rates.newest.find((it) => it.currency === currency);
  if (!found) throw new Error(`there is no rate for ${currency}`);
  return { e9: BigInt(found.e9), on: found.on };
}

test("a head of several currencies shows one sum, and by which rates it was made", async ({ page, context }, info) => {
  await enter(context, "admin");
  const pipeline = await newPipeline(context);
  await newDeal(context, pipeline);
  const abroad = await newDeal(context, pipeline);
  await page.goto(`${abroad.path}?edit=1`);
  await page.getByRole("combobox", { name: "통화", exact: true }).selectOption("USD");
  await page.getByRole("textbox", { name: "금액" }).fill("12,500");
  await page.getByRole("button", { name: "저장" }).click();
  await expect(page.locator("main")).toContainText("$1만");

  const { e9, on } = await rate(context, "USD");
  // Cents and dollars apart, and a won has no decimals; the demo's rates leave no half.
  const won = 10_000_000n + (1_250_000n * e9 + 50_000_000_000n) / 100_000_000_000n;
  const all = won.toLocaleString("en-US");
  const [year, month, day] = on.split("-").map(Number);
  await page.goto(`/pipeline/${pipeline.id}`);
  const head = columns(page).first().locator(".column-sums");
  await expect(head.locator("strong")).toHaveAttribute("title", `₩${all} (환율 ${year}년 ${month}월 ${day}일 기준)`);
  await expect(head.locator("strong")).toHaveCount(1);
  await expect(head).toContainText(`환율 ${year}년 ${month}월 ${day}일 기준`);
  await expect(head.locator(".sum-excluded")).toHaveCount(0);
  await expect(page.locator(".board-totals strong").last()).toHaveAttribute("title", new RegExp(`^₩${all} `));
  await page.screenshot({ path: info.outputPath("board.png") });

  await page.goto(`/deals?pipeline=${pipeline.id}`);
  await expect(page.locator("tfoot strong").first()).toHaveAttribute("title", new RegExp(`^₩${all} `));
  await page.goto(`/forecast/${pipeline.id}`);
  const undated = page.locator('section.column[data-period="none"] .column-sums strong');
  await expect(undated).toHaveAttribute("title", new RegExp(`^₩${all} `));

  await context.addCookies([{ name: "locale", value: "en", url: info.project.use.baseURL! }]);
  await page.goto(`/pipeline/${pipeline.id}`);
  await expect(head).toContainText(/at the rates of [A-Z][a-z]{2} \d+, \d{4}/);
});

test("an admin writes the rate of a day, corrects it and takes it away", async ({ page, context }, info) => {
  const day = somewhen();
  await enter(context, "admin");
  await page.goto("/settings/exchange");
  await page.screenshot({ path: info.outputPath("rates.png"), fullPage: true });
  await page.getByRole("combobox", { name: "통화", exact: true }).selectOption("JPY");
  await page.getByLabel("날짜").fill(day.iso);
  await page.getByRole("textbox", { name: /^환율/ }).fill("1,012.345");
  await page.getByRole("button", { name: "환율 적기" }).click();
  await expect(row(page, day)).toContainText("100 JPY");
  await expect(row(page, day)).toContainText("₩1,012.345");
  await expect(row(page, day)).not.toContainText("지금");
  await expect(row(page, day)).toContainText("정하윤");

  await row(page, day).getByRole("link", { name: /고치기/ }).click();
  await expect(page.getByRole("textbox", { name: /^환율/ })).toHaveValue("1,012.345");
  await page.getByRole("textbox", { name: /^환율/ }).fill("1,013");
  await page.getByRole("button", { name: "저장" }).click();
  await expect(row(page, day)).toContainText("₩1,013.00");
  await expect(page.getByRole("button", { name: "환율 적기" })).toBeVisible();

  await row(page, day).getByRole("button", { name: /지우기/ }).click();
  await expect(row(page, day)).toHaveCount(0);
});

test("what cannot be a rate is said where it was typed", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  await page.goto("/settings/exchange");
  await page.getByLabel("날짜").fill("2099-01-01");
  await page.getByRole("textbox", { name: /^환율/ }).fill("1.385,20");
  await page.getByRole("button", { name: "환율 적기" }).click();
  await expect(page.getByText("환율로 적어 주세요. 예: 1,385.20")).toBeVisible();
  await expect(page.getByText("이미 일어난 일이니 오늘이나 지난 날짜로 골라 주세요.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^환율/ })).toHaveValue("1.385,20");
});

test("everybody reads the rates, and only an admin changes them", async ({ page, context }) => {
  await enter(context, "manager");
  await page.goto("/settings/exchange");
  await expect(page.locator(".fact").filter({ hasText: "1 USD" })).toContainText("₩");
  await expect(page.getByText("관리자가 바꿀 수 있어요.")).toBeVisible();
  await expect(page.getByRole("button", { name: /적기|바꾸기|지우기/ })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /고치기/ })).toHaveCount(0);
});
