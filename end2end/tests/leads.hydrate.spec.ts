// Leads while others work: what a colleague adds or moves appears by itself, and what is typed finds who is known.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { type Page } from "@playwright/test";

async function add(page: Page, name: string, email: string): Promise<string> {
  await openAwake(page, "/leads/new");
  const form = page.locator("form.form");
  await form.getByLabel("이름", { exact: false }).first().fill(name);
  await form.getByLabel(/^이메일/).fill(email);
  await form.getByLabel(/^담당자/).selectOption({ label: "담당자 없음(대기)" });
  await form.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("a lead that a colleague adds and moves appears and moves here", async ({ page, context, browser }) => {
  await enter(context, "manager");
  await openAwake(page, "/leads");
  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "sdr");
  const complaints = watch(other);
  const theirs = await other.newPage();
  const name = `박라이브 ${run()}`;
  const path = await add(theirs, name, `${run()}@lead-spec.example`);
  await expect(page.locator("[data-status=new] .lead-card", { hasText: name })).toBeVisible();

  // Logging a call begins the work, everywhere.
  await theirs.keyboard.press("a");
  const log = theirs.locator(".log-form");
  await log.getByRole("radio", { name: "부재중" }).check();
  await log.getByLabel("내용").fill("회의 중이라고 해요");
  await log.getByLabel("내용").press("Control+Enter");
  await expect(theirs.locator(".path-now")).toContainText("컨택 중");
  await expect(page.locator("[data-status=working] .lead-card", { hasText: name })).toBeVisible();
  await expect(page.locator("[data-status=new] .lead-card", { hasText: name })).toHaveCount(0);

  // Two on one page: the other's move changes the acts of this one, and a half-typed edit stays.
  await openAwake(page, `${path}?edit=1`);
  await page.locator("form.form").getByLabel(/^직함/).fill("내가 쓰던 직함");
  await theirs.locator(".lead-acts").getByRole("button", { name: "니즈 확인으로" }).click();
  await expect(page.locator(".path-now")).toContainText("니즈 확인 중");
  await expect(page.locator("form.form").getByLabel(/^직함/)).toHaveValue("내가 쓰던 직함");
  expect(complaints).toEqual([]);
  await other.close();
});

test("who is known already is shown while one types, and Enter of a composition sends nothing", async ({ page, context }, info) => {
  await enter(context, "sdr");
  const [name, email] = [`최아는 ${run()}`, `${run()}@lead-spec.example`];
  const path = await add(page, name, email);
  await openAwake(page, "/leads/new");
  const form = page.locator("form.form");
  const first = form.getByLabel("이름", { exact: false }).first();
  await first.fill("최아");
  await first.evaluate((input) =>
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true })),
  );
  await expect(page).toHaveURL(/\/leads\/new$/);
  await form.getByLabel(/^이메일/).fill(email.toUpperCase());
  const panel = page.getByRole("region", { name: "이미 아는 사람일 수 있어요" });
  await expect(panel).toContainText(`${path.split("/").pop()} ${name}`);
  await expect(panel).toContainText("같은 이메일");
  await expect(form.getByRole("button", { name: "접점 더하기" })).toBeVisible();
  await page.screenshot({ path: info.outputPath("similar.png"), fullPage: true });
  await form.getByLabel(/^이메일/).fill(`other-${email}`);
  await expect(panel).toContainText("같은 도메인");
  await expect(form.getByRole("button", { name: "리드 만들기" })).toBeVisible();
});

test("a lead is moved from the board without leaving it", async ({ page, context }, info) => {
  await enter(context, "sdr");
  const name = `한보드 ${run()}`;
  await add(page, name, `${run()}@lead-spec.example`);
  await openAwake(page, "/leads");
  const card = page.locator(".lead-card", { hasText: name });
  await card.getByRole("button", { name: "연락 시작" }).click();
  await expect(page.locator("[data-status=working] .lead-card", { hasText: name })).toBeVisible();
  await card.getByRole("link", { name: `「${name}」 옮기기` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "니즈 확인으로" })).toBeVisible();
  await page.screenshot({ path: info.outputPath("move.png") });
  await dialog.getByRole("button", { name: "니즈 확인으로" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator("[data-status=engaged] .lead-card", { hasText: name })).toBeVisible();
  await page.goto(`/search?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("link", { name })).toBeVisible();
});

test("on a phone the columns lie side by side, and one status can be seen alone", async ({ page, context }) => {
  await enter(context, "sdr");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/leads");
  await expect(page.locator("[data-status=new] .lead-card").first()).toBeVisible();
  await expect(page.locator("section[data-status=engaged]")).not.toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole("navigation", { name: "리드 상태" }).getByRole("link", { name: /^육성/ }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
});
