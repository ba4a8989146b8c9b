// The people at our customers: added where they work, reached with one click, never twice.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

test("a person is added at their account and edited in their place", async ({ page, context }, info) => {
  const name = `윤서아 ${run()}`;
  await enter(context, "ae");
  await page.goto("/accounts/A-2");
  const account = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("link", { name: "사람 추가" }).click();
  const form = page.locator("form.form");
  await expect(form.getByRole("combobox", { name: "고객사" })).toHaveValue(account);
  await form.getByLabel("이름").fill(name);
  await form.getByLabel("직함").fill("팀장");
  await form.getByLabel("이메일").fill(`${run()}@hanbit.example`);
  await page.screenshot({ path: info.outputPath("person-new.png"), fullPage: true });
  await form.getByRole("button", { name: "사람 만들기" }).click();

  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.locator(".record-facts").getByRole("link", { name: account })).toBeVisible();
  await page.getByRole("link", { name: "편집" }).click();
  await form.getByLabel("전화").fill("010-1234-5678");
  await form.getByRole("combobox", { name: "고객사" }).fill("");
  await form.getByRole("button", { name: "저장" }).click();
  await expect(page.getByRole("link", { name: "010-1234-5678" })).toBeVisible();
  await expect(page.locator(".record-facts")).toContainText("고객사 없음");
  await page.screenshot({ path: info.outputPath("person.png"), fullPage: true });
});

test("an account is named by its name or its key, and an unknown one is asked for again", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "ae");
  await page.goto("/accounts/A-3");
  const account = await page.getByRole("heading", { level: 1 }).innerText();
  for (const typed of [account, "a-3"]) {
    await page.goto("/people/new");
    await page.getByLabel("이름").fill(`한지훈 ${run()}`);
    await page.getByRole("combobox", { name: "고객사", exact: true }).fill(typed);
    await page.getByRole("button", { name: "사람 만들기" }).click();
    await expect(page.locator(".record-facts").getByRole("link", { name: account })).toBeVisible();
  }
  await page.goto("/people/new");
  await page.getByLabel("이름").fill(`한지훈 ${run()}`);
  await page.getByRole("combobox", { name: "고객사", exact: true }).fill("이런 회사는 없다");
  await page.getByRole("button", { name: "사람 만들기" }).click();
  await expect(page.getByText("목록에 없는 값이에요. 다시 골라 주세요.")).toBeVisible();
});

test("somebody with the same e-mail address is shown instead of made again", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  const [name, email] = [`백도현 ${run()}`, `${run()}@garam.example`];
  await enter(context, "ae");
  for (const _ of ["first", "again"]) {
    await page.goto("/people/new");
    await page.getByLabel("이름").fill(name);
    await page.getByLabel("이메일").fill(email);
    await page.getByRole("button", { name: "사람 만들기" }).click();
    await expect(page.getByText(name).first()).toBeVisible();
  }
  await page.getByRole("link", { name: "기존 기록 보기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
});

test("people are found by name, e-mail and first consonants", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/people");
  const box = page.getByRole("searchbox", { name: "이름, 이메일, 초성" });
  await expect(page.getByText(/^1–50 \/ \d+$/).first()).toBeVisible();
  await box.fill("ㄱㄱㄹ");
  await box.press("Enter");
  await expect(page.getByRole("rowheader").first()).toContainText("강규리");
});
