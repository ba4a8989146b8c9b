// When the workspace works: public holidays, its own days off, and who may decide about them.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

/** A day that no other run decides about, in a year whose public holidays nobody knows yet. */
const somewhen = () => `2031-${String(1 + Math.floor(Math.random() * 12)).padStart(2, "0")}-${String(1 + Math.floor(Math.random() * 28)).padStart(2, "0")}`;

test("a year shows its public holidays with their substitute days", async ({ page, context }, info) => {
  await enter(context, "ae");
  await page.goto("/settings/calendar?year=2026");
  const row = (day: string) => page.getByRole("row").filter({ hasText: day });
  await expect(row("9월 25일 금요일")).toContainText("추석 연휴");
  await expect(row("10월 5일 월요일")).toContainText("대체공휴일");
  await expect(row("10월 3일 토요일")).toContainText("주말");
  await expect(page.getByText("관리자와 매니저가 바꿀 수 있어요.")).toBeVisible();
  await expect(page.getByRole("button", { name: /일하기|더하기|되돌리기/ })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("calendar.png"), fullPage: true });
  await page.getByRole("link", { name: "2027년 보기" }).click();
  await expect(page.getByRole("heading", { name: "2027년" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "7월 19일" })).toContainText("대체공휴일");
});

test("a day off of our own is added and taken back", async ({ page, context }) => {
  const [name, day] = [`창립기념일 ${run()}`, somewhen()];
  await enter(context, "manager");
  await page.goto("/settings/calendar?year=2031");
  await expect(page.getByText("2031년 공휴일은 아직 들어 있지 않아요.")).toBeVisible();
  await page.getByLabel("날짜").fill(day);
  await page.getByLabel("이름").fill(name);
  await page.getByRole("button", { name: "더하기", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("우리 휴무");
  await row.getByRole("button", { name: /되돌리기/ }).click();
  await expect(row).toHaveCount(0);
});

test("a day without a date is asked for one", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "manager");
  await page.goto("/settings/calendar?year=2031");
  await page.getByLabel("이름").fill(`쉬는 날 ${run()}`);
  await page.getByRole("button", { name: "더하기", exact: true }).click();
  await expect(page.getByText("입력해 주세요.")).toBeVisible();
  await expect(page.getByLabel("이름")).toHaveValue(/쉬는 날/);
});
