// A form that a team makes, and somebody whom nobody knows fills in: with scripts and without.
import { keptOut } from "../support/axe.ts";
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { READING, fillIn, makeForm, visitor } from "../support/web-forms.ts";

test("a form is made, filled in by somebody unknown, and becomes a lead with proof of what they agreed to", async ({ page, context, browser, javaScriptEnabled }, info) => {
  test.slow();
  await enter(context, "manager");
  const name = `문의 ${run()}`;
  const link = await makeForm(page, name);
  await page.screenshot({ path: info.outputPath("web-form.png"), fullPage: true });

  const { context: theirs, complaints, page: form } = await visitor(browser, { javaScriptEnabled });
  await form.goto(`${link}?utm_source=naver&utm_campaign=%EA%B0%80%EC%9D%84`);
  await expect(form.getByRole("heading", { level: 1, name: `${name}에 남겨 주세요` })).toBeVisible();
  for (const box of await form.getByRole("checkbox").all()) await expect(box).not.toBeChecked();
  if (javaScriptEnabled !== false) {
    for (const colorScheme of ["light", "dark"] as const) {
      await form.emulateMedia({ colorScheme });
      expect(await keptOut(form, "all")).toEqual([]);
    }
  }
  const email = await fillIn(form);
  await form.getByLabel(/^무엇을 도와드릴까요/).fill("견적이 궁금해요.");
  await form.waitForTimeout(READING);
  // Without agreeing nothing is sent, and nothing typed is lost.
  await form.getByRole("button", { name: "보내기" }).click();
  await expect(form.getByText("동의해야 보낼 수 있어요.")).toBeVisible();
  await expect(form.getByLabel(/^무엇을 도와드릴까요/)).toHaveValue("견적이 궁금해요.");
  await form.getByRole("checkbox", { name: /개인정보 수집·이용에 동의/ }).check();
  await form.getByRole("checkbox", { name: /문자로 받을게요/ }).check();
  await form.getByRole("button", { name: "보내기" }).click();
  await expect(form.getByText("입력해 주세요.")).toBeVisible();
  await form.getByLabel(/^전화번호/).fill("010-1234-5678");
  await form.getByRole("button", { name: "보내기" }).click();
  await expect(form.getByRole("heading", { level: 1, name: "잘 받았어요" })).toBeVisible();
  expect(await theirs.cookies()).toEqual([]);
  expect(complaints.filter((it) => !/status of 422/.test(it))).toEqual([]);
  await theirs.close();

  await page.goto(`/leads?q=${encodeURIComponent(email)}`);
  await page.getByRole("link", { name: /방문자/ }).first().click();
  await expect(page.locator(".lead-touched")).toContainText(name);
  await expect(page.locator(".lead-touched")).toContainText("naver / 가을");
  const consent = page.locator("section.panel", { has: page.getByRole("heading", { name: "수신동의" }) });
  await expect(consent.locator(".consent-ways li", { hasText: "문자" })).toContainText("동의");
  await expect(consent.locator(".consent-ways li", { hasText: "이메일" })).toContainText("동의 없음");
  await consent.locator("summary", { hasText: "기록과 증거" }).click();
  await expect(consent.locator(".consent-lines")).toContainText(`웹폼 「${name}」 버전 1`);
  await page.screenshot({ path: info.outputPath("lead-with-consent.png"), fullPage: true });
  await page.goto("/settings/forms");
  await expect(page.getByRole("link", { name: new RegExp(name) })).toContainText("모두 1건");
});

test("a robot is thanked, and makes no lead", async ({ page, context, browser, javaScriptEnabled }) => {
  await enter(context, "manager");
  const name = `로봇 ${run()}`;
  const link = await makeForm(page, name);
  const { context: theirs, page: form } = await visitor(browser, { javaScriptEnabled });
  await form.goto(link);
  const email = await fillIn(form);
  await form.getByRole("checkbox", { name: /개인정보 수집·이용에 동의/ }).check();
  // Faster than anybody reads.
  await form.getByRole("button", { name: "보내기" }).click();
  await expect(form.getByRole("heading", { level: 1, name: "잘 받았어요" })).toBeVisible();
  await theirs.close();
  await page.goto(`/leads?q=${encodeURIComponent(email)}`);
  await expect(page.getByText("조건에 맞는 리드가 없어요.").first()).toBeVisible();
  await page.goto("/settings/forms");
  await page.getByRole("link", { name: new RegExp(name) }).click();
  await expect(page.getByText("걸러진 로봇 1건")).toBeVisible();
});

test("what is wrong with a form is said where it can be mended", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "manager");
  await page.goto("/settings/forms/new");
  await page.getByLabel(/^폼을 넣을 사이트/).fill("garam.kr");
  await page.getByLabel(/^보낸 뒤 갈 주소/).fill("https://evil.example/");
  await page.locator("#field-phone").selectOption({ label: "묻지 않음" });
  await page.getByRole("checkbox", { name: "카카오톡" }).check();
  await page.getByRole("button", { name: "웹폼 만들기" }).click();
  await expect(page.locator("#field-name-problem")).toContainText("입력해 주세요.");
  await expect(page.getByText("사이트 주소로 적어 주세요.")).toBeVisible();
  await expect(page.getByText("전화번호를 묻지 않는 폼이에요.")).toBeVisible();
  await expect(page.getByLabel(/^폼을 넣을 사이트/)).toHaveValue("garam.kr");
});

test("who may not make forms reads them", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/settings/forms");
  await expect(page.getByRole("link", { name: "새 웹폼" })).toHaveCount(0);
  await page.getByRole("link", { name: /데모 요청/ }).first().click();
  await expect(page.getByText("웹폼은 관리자와 매니저가 고쳐요.")).toBeVisible();
  await expect(page.getByRole("button", { name: "저장" })).toHaveCount(0);
});

test("an advert that had better not go is logged only knowingly", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  await enter(context, "sdr");
  await page.goto("/leads/new");
  const form = page.locator("form.form");
  await form.getByLabel("이름", { exact: false }).first().fill(`광고 ${run()}`);
  await form.getByLabel(/^이메일/).fill(`${run()}@consent.example`);
  await form.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page).toHaveURL(/\/leads\/L-\d+$/);
  await page.goto(`${new URL(page.url()).pathname}?log=1`);
  const log = page.locator(".log-form");
  await log.locator("label.log-kind", { hasText: "이메일" }).click();
  await log.getByLabel("내용").fill("가을 행사 안내를 보냈어요.");
  await log.getByLabel(/^광고성 연락/).selectOption({ label: "이메일" });
  await log.getByRole("button", { name: "기록", exact: false }).last().click();
  await expect(page.getByText("이 방법으로 광고를 받겠다고 동의한 적이 없어요.")).toBeVisible();
  await expect(page.locator(".log-form").getByLabel("내용")).toHaveValue("가을 행사 안내를 보냈어요.");
  await page.screenshot({ path: info.outputPath("advert.png"), fullPage: true });
  await page.getByRole("button", { name: "알고도 계속하기" }).click();
  await expect(page.locator(".timeline-panel")).toContainText("광고성 연락 · 이메일 · 동의 없이 보냄");

  const consent = page.locator("section.panel", { has: page.getByRole("heading", { name: "수신동의" }) });
  await consent.locator("summary", { hasText: "동의·철회 적기" }).click();
  await consent.getByRole("button", { name: "적기", exact: true }).click();
  await expect(consent.getByText("입력해 주세요.")).toBeVisible();
  await consent.getByLabel(/^어떻게 확인했나요/).fill("전화로 동의했어요.");
  await consent.getByRole("button", { name: "적기", exact: true }).click();
  await expect(consent.locator(".consent-ways li", { hasText: "이메일" })).toContainText("다시 확인");
});
