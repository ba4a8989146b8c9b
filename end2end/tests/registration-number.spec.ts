// The business registration number of an account: read however it is written, checked, and one account's alone.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

/** A number that agrees with itself and is nobody's. */
function number(): string {
  const first = `998${String(Math.floor(Math.random() * 1_000_000)).padStart(6, "0")}`;
  const digits = [...first].map(Number);
  const sum = [1, 3, 7, 1, 3, 7, 1, 3, 5].reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);
  const last = (10 - ((sum + Math.floor(((digits[8] ?? 0) * 5) / 10)) % 10)) % 10;
  return `${first}${last}`;
}

test("a number is checked, shown as papers write it, and belongs to one account", async ({ page, context, allowed }, info) => {
  allowed.push(/status of (409|422)/);
  await enter(context, "ae");
  const digits = number();
  const written = `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
  const wrong = `${digits.slice(0, 9)}${(Number(digits[9]) + 1) % 10}`;
  const name = `번호 있는 곳 ${run()}`;
  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(name);
  await page.getByLabel("사업자등록번호").fill(wrong);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.locator("#field-business_reg_no-problem")).toContainText("번호가 서로 맞지 않아요.");
  await expect(page.getByLabel("사업자등록번호")).toHaveValue(wrong);
  await page.screenshot({ path: info.outputPath("registration-wrong.png"), fullPage: true });
  await page.getByLabel("사업자등록번호").fill(digits);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.locator(".record-facts").first()).toContainText(written);

  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(`다른 곳 ${run()}`);
  await page.getByLabel("사업자등록번호").fill(written);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  const exists = page.locator(".exists", { hasText: "이미 있어요" });
  await expect(exists).toContainText(name);
  await exists.getByRole("link", { name: "기존 기록 보기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
});
