// A lead becomes an MQL by what it does, says why, and becomes one for sales by a talk: with and without scripts.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { apiKey, send } from "../support/signals.ts";
import type { Page } from "@playwright/test";

// One set of rules for all: of two who change it at once the later one is asked.
test.describe.configure({ mode: "default" });

async function lead(page: Page, name: string, email: string): Promise<string> {
  await page.goto("/leads/new");
  const form = page.locator("main form").first();
  await form.getByLabel(/^이름/).fill(name);
  await form.getByLabel(/^이메일/).fill(email);
  await page.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("a raised hand makes an MQL that says why, and a talk makes it one for sales", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  await enter(context, "sdr");
  const [name, email] = [`한서아 ${run()}`, `seoa@${run()}.example`];
  const path = await lead(page, name, email);
  await expect(page.getByText("아직 규칙이 판정한 적이 없어요.")).toBeVisible();
  await send(context, await apiKey(context), [
    { key: `hand-${run()}`, kind: "demo_requested", email, at: new Date().toISOString() },
  ]);
  await page.goto(path);
  const why = page.locator(".why").first();
  await expect(why).toContainText("왜 MQL인가요?");
  await expect(why).toContainText("먼저 연락 옴");
  await expect(why).toContainText("데모 요청");
  await expect(page.locator(".talk-missing")).toContainText("필요를 당사자가 확인(2점)");

  await page.getByRole("link", { name: "적기" }).click();
  const need = page.getByRole("group", { name: /^필요/ });
  await need.getByLabel("얼마나 확실한가요?").selectOption("2");
  await page.getByRole("button", { name: "적어 두기" }).click();
  await expect(need.getByText("입력해 주세요.")).toBeVisible();
  await expect(need.getByLabel("얼마나 확실한가요?")).toHaveValue("2");
  await need.getByLabel("무엇으로 알았나요?").fill("상담에 하루 두 시간을 써요");
  const timing = page.getByRole("group", { name: /^시기/ });
  await timing.getByLabel("얼마나 확실한가요?").selectOption("2");
  await timing.getByLabel("무엇으로 알았나요?").fill("다음 분기 전에");
  await page.screenshot({ path: info.outputPath("talk.png"), fullPage: true });
  await page.getByRole("button", { name: "적어 두기" }).click();
  await expect(page.locator(".talk-ready")).toContainText("영업에 넘길 만큼 확인했어요.");
  await page.getByRole("button", { name: "영업 적격으로 올리기" }).click();
  await expect(page.locator(".why").first()).toContainText("왜 SQL인가요?");
  await expect(page.locator(".why").first()).toContainText("다음 분기 전에");
  await expect(page.getByRole("button", { name: "영업 적격으로 올리기" })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("sql.png"), fullPage: true });

  // Found by its kind, in the address.
  await page.goto(`/leads?status=new&kind=sales_qualified&q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("row", { name })).toContainText("SQL");
  await page.goto(`/leads?status=new&kind=product_qualified&q=${encodeURIComponent(name)}`);
  await expect(page.getByText("조건에 맞는 리드가 없어요.")).toBeVisible();
});

test("rules are tried on history before they are switched on, and others read them", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  await page.goto("/settings/qualification");
  await page.getByRole("textbox", { name: "MQL의 관심도" }).fill("30");
  await page.getByRole("button", { name: "기록에 대 보기" }).click();
  await expect(page.locator(".rules-effect")).toContainText(/리드 [\d,]+건의 기록에 대 봤어요|모두 그대로예요/);
  await expect(page.getByRole("textbox", { name: "MQL의 관심도" })).toHaveValue("30");
  await page.screenshot({ path: info.outputPath("rules.png"), fullPage: true });
  await page.getByRole("textbox", { name: "가격 페이지 방문: 점수" }).fill("많이");
  await page.getByRole("button", { name: "저장하고 적용" }).click();
  await expect(page.getByText("숫자로 적어 주세요.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "MQL의 관심도" })).toHaveValue("30");

  await context.clearCookies();
  await enter(context, "ae");
  await page.goto("/settings/qualification");
  await expect(page.getByText("관리자가 바꿀 수 있어요.")).toBeVisible();
  await expect(page.getByRole("button", { name: "저장하고 적용" })).toHaveCount(0);
});

test("a product gets rules of its own, and is judged like every other again", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  await page.goto("/settings/qualification");
  const name = `메신저 ${run()}`;
  await page.getByRole("textbox", { name: "MQL의 관심도" }).fill("51");
  await page.getByRole("button", { name: "제품별 규칙 추가" }).click();
  const fresh = page.locator(".panel").filter({ has: page.getByRole("heading", { name: "새 제품의 규칙" }) });
  await expect(page.getByRole("textbox", { name: "MQL의 관심도" })).toHaveValue("51");
  await page.getByRole("textbox", { name: "MQL의 관심도" }).fill("50");
  await fresh.getByRole("textbox", { name: /: 이야기할 때$/ }).fill("10");
  await page.getByRole("button", { name: "저장하고 적용" }).click();
  await expect(fresh.getByText("입력해 주세요.")).toBeVisible();
  await fresh.getByLabel(/^제품 이름/).fill(name);
  await fresh.getByRole("textbox", { name: /: 이야기할 때$/ }).fill("80");
  await fresh.getByRole("combobox", { name: "팀원 초대: 뜻" }).selectOption("value");
  await page.getByRole("button", { name: "저장하고 적용" }).click();
  const own = page.locator(".panel").filter({ has: page.getByRole("heading", { name: `${name}의 규칙` }) });
  await expect(own.getByRole("textbox", { name: /: 이야기할 때$/ })).toHaveValue("80");
  await page.reload();
  await expect(own.getByRole("combobox", { name: "팀원 초대: 뜻" })).toHaveValue("value");
  await own.screenshot({ path: info.outputPath("product.png") });
  await own.getByRole("button", { name: `${name}의 규칙 빼기` }).click();
  await expect(own).toHaveCount(0);
  await page.getByRole("button", { name: "저장하고 적용" }).click();
  await page.reload();
  await expect(own).toHaveCount(0);
});
