// Companies we sell to: found in the list, made once, edited in place, labelled.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { newAccount, run } from "../support/records.ts";

test("the list is filtered, counted and sorted by its address", async ({ page, context }, info) => {
  await enter(context, "manager");
  await page.goto("/accounts");
  const rows = page.getByRole("row").filter({ has: page.locator("td") });
  await expect(rows).toHaveCount(50);
  await expect(page.getByText(/^1–50 \/ \d+$/).first()).toBeVisible();
  await page.getByRole("link", { name: "다음" }).first().click();
  await expect(page).toHaveURL(/after=/);
  // Beside this spec others make accounts: one of them may have come before.
  await expect(page.getByText(/^5\d–\d+ \/ \d+$/).first()).toBeVisible();
  await page.getByRole("link", { name: "이전" }).first().click();
  await expect(page).toHaveURL(/before=/);
  await expect(rows).toHaveCount(50);

  const known = `찾을 곳 ${run()}`;
  await newAccount(page, known);
  await page.goto("/accounts");
  await page.getByRole("searchbox", { name: "이름, 도메인, 초성" }).fill(known);
  await page.getByRole("searchbox", { name: "이름, 도메인, 초성" }).press("Enter");
  await expect(page.getByText("1–1 / 1").first()).toBeVisible();
  await page.screenshot({ path: info.outputPath("accounts-filtered.png"), fullPage: true });

  await page.goto(`/accounts?q=${encodeURIComponent("이런 회사는 없다")}`);
  await expect(page.getByText("조건에 맞는 고객사가 없어요.")).toBeVisible();
  await page.goto("/accounts?owner=me");
  const mine = rows.filter({ hasText: "박준호" });
  await expect(rows).toHaveCount(await mine.count());

  await page.goto("/accounts");
  await page.getByRole("columnheader", { name: "최근 활동" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=activity/);
  await expect(page.getByRole("columnheader", { name: "최근 활동" })).toHaveAttribute("aria-sort", "descending");
});

test("the list is narrowed to one industry and sorted by revenue", async ({ page, context, javaScriptEnabled }, info) => {
  await enter(context, "manager");
  await page.goto("/accounts");
  const rows = page.getByRole("row").filter({ has: page.locator("td") });
  await page.getByLabel("업종", { exact: true }).selectOption({ label: "교육" });
  if (!javaScriptEnabled) await page.getByRole("button", { name: "적용" }).click();
  await expect(page).toHaveURL(/industry=/);
  await expect(rows.filter({ hasText: "교육" }).first()).toBeVisible();
  await expect(rows.filter({ hasNotText: "교육" })).toHaveCount(0);
  await page.getByRole("columnheader", { name: "연매출" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=revenue/);
  await expect(page).toHaveURL(/industry=/);
  await expect(page.getByRole("columnheader", { name: "연매출" })).toHaveAttribute("aria-sort", "descending");
  await expect(rows.first()).toContainText("₩");
  await page.screenshot({ path: info.outputPath("accounts-industry.png"), fullPage: true });
});

test("an account is made, edited in its place, and labelled", async ({ page, context }, info) => {
  const name = `한빛소프트 ${run()}`;
  await enter(context, "ae");
  await page.goto("/accounts");
  await page.getByRole("link", { name: "고객사 추가" }).click();
  const form = page.locator("form.form");
  await form.getByLabel("이름").fill(name);
  await form.getByLabel("도메인").fill(`https://www.${run()}.example/about`);
  await page.screenshot({ path: info.outputPath("account-new.png"), fullPage: true });
  await form.getByRole("button", { name: "고객사 만들기" }).click();

  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/accounts\/A-\d+$/);
  await page.getByRole("link", { name: "편집" }).click();
  await form.getByLabel("지역").fill("서울 성동");
  await form.getByLabel("직원 수").fill("1,200");
  await form.getByRole("button", { name: "저장" }).click();
  await expect(page.locator(".record-facts")).toContainText("서울 성동");
  await expect(page.locator(".record-facts")).toContainText("1,200");
  await expect(page.locator("[name='form[domain]']")).toHaveCount(0);

  const label = `전략 ${run()}`;
  await page.getByLabel("태그 이름").fill(label);
  await page.locator(".tag-add").getByRole("button", { name: "추가" }).click();
  const tags = page.getByRole("list", { name: "태그" });
  await expect(tags).toContainText(label);
  await page.screenshot({ path: info.outputPath("account.png"), fullPage: true });
  await tags.getByRole("button", { name: `「${label}」 태그 떼기` }).click();
  await expect(page.locator(".tag", { hasText: label })).toHaveCount(0);
});

test("an account that is there already is shown instead of made again", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  await enter(context, "ae");
  await page.goto("/accounts/A-1");
  const known = await page.getByRole("heading", { level: 1 }).innerText();
  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(known);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByRole("alert")).toContainText(known);
  await page.screenshot({ path: info.outputPath("account-exists.png"), fullPage: true });
  await page.getByRole("link", { name: "기존 기록 보기" }).click();
  await expect(page).toHaveURL(/\/accounts\/A-1$/);

  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(" ");
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByText("입력해 주세요.")).toBeVisible();
});

test("what is not there says so", async ({ page, context, allowed }) => {
  allowed.push(/status of 404/);
  await enter(context, "ae");
  for (const address of ["/accounts/A-99999", "/accounts/nonsense", "/people/01a20853-38e2-72d7-ae8e-068359c165bc"]) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "찾는 페이지가 없어요" })).toBeVisible();
  }
});

test("a viewer reads and is offered nothing to change", async ({ page, context }) => {
  await enter(context, "viewer");
  await page.goto("/accounts");
  await expect(page.getByRole("row").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "고객사 추가" })).toHaveCount(0);
  await page.goto("/accounts/A-1?edit=1");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "편집" })).toHaveCount(0);
  await expect(page.locator("form.form")).toHaveCount(0);
});
