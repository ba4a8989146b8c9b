// What members set for themselves, and the teams they work in.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import type { Browser, BrowserContext, Page, TestInfo } from "@playwright/test";
import { run } from "../support/records.ts";

const password = "느티나무 아래 세 번째 의자";

/** Somebody nobody else's spec knows, signed in. */
async function newcomer(browser: Browser, info: TestInfo): Promise<{ context: BrowserContext; page: Page; name: string }> {
  const [url, name] = [info.project.use.baseURL!, `새 사람 ${run()}`];
  const admin = await browser.newContext({ baseURL: url });
  await enter(admin, "admin", url);
  const form = { "form[email]": `${run()}@baton.example`, "form[roles][]": "ae" };
  const invited = await admin.request.post("/api/team/invite", { form, headers: { origin: url, accept: "application/json" } });
  const link: string = await invited.json();
  await admin.close();
  const context = await browser.newContext({ ...info.project.use, baseURL: url });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel(/^내 이름/).fill(name);
  await page.getByLabel(/^새 비밀번호/).fill(password);
  await page.getByRole("button", { name: "함께 시작하기" }).click();
  await expect(page).toHaveURL(/\/today$/);
  return { context, page, name };
}

test("a member changes their name, language and theme", async ({ browser }, info) => {
  const { context, page } = await newcomer(browser, info);
  const name = `다른 이름 ${run()}`;
  await page.goto("/settings/profile");
  await page.getByLabel(/^내 이름/).fill(name);
  await page.getByRole("button", { name: "저장" }).click();
  await expect(async () => {
    await page.goto("/settings/profile");
    await expect(page.getByLabel(/^내 이름/)).toHaveValue(name, { timeout: 1000 });
  }).toPass();
  await page.getByRole("main").getByRole("button", { name: "어둡게" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByRole("main").getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My profile" })).toBeVisible();
  await page.screenshot({ path: info.outputPath("profile.png"), fullPage: true });
  await context.close();
});

test("a new password is taken from whoever knows the old one", async ({ browser }, info) => {
  const { context, page } = await newcomer(browser, info);
  await page.goto("/settings/profile");
  await page.getByLabel(/^지금 비밀번호/).fill("not this one");
  await page.getByLabel(/^새 비밀번호/).fill("징검다리 건너 푸른 대문");
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByText("지금 비밀번호가 아니에요")).toBeVisible();
  await page.getByLabel(/^지금 비밀번호/).fill(password);
  await page.getByLabel(/^새 비밀번호/).fill("qlalfqjsgh1234");
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByText("많이 쓰이는 비밀번호")).toBeVisible();
  await page.getByLabel(/^지금 비밀번호/).fill(password);
  await page.getByLabel(/^새 비밀번호/).fill("징검다리 건너 푸른 대문");
  await page.getByRole("button", { name: "비밀번호 바꾸기" }).click();
  await expect(page.getByLabel(/^새 비밀번호/)).toHaveValue("");
  await page.goto("/settings/sessions");
  await expect(page.getByText("지금 이 브라우저")).toBeVisible();
  await context.close();
});

test("a session that one does not recognise is ended", async ({ browser }, info) => {
  const { context, page } = await newcomer(browser, info);
  await page.goto("/settings/profile");
  const email = await page.locator("#own-email").inputValue();
  const elsewhere = await browser.newContext({ ...info.project.use, baseURL: info.project.use.baseURL! });
  const other = await elsewhere.newPage();
  await other.goto("/sign-in");
  await other.getByLabel("이메일").fill(email);
  await other.getByLabel("비밀번호").fill(password);
  await other.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(other).not.toHaveURL(/sign-in/);

  await page.goto("/settings/sessions");
  await expect(page.getByRole("listitem").filter({ hasText: "Chrome" })).toHaveCount(2);
  await page.screenshot({ path: info.outputPath("sessions.png"), fullPage: true });
  await page.getByRole("button", { name: "다른 곳에서 모두 로그아웃" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Chrome" })).toHaveCount(1);
  await other.goto("/settings");
  await expect(other).toHaveURL(/sign-in/);
  await Promise.all([context.close(), elsewhere.close()]);
});

test("a key for a program is shown once and taken back", async ({ page, context, playwright }, info) => {
  const name = `스크립트 ${run()}`;
  await enter(context, "manager");
  await page.goto("/settings/tokens");
  await page.getByLabel(/어디에 쓰나요/).fill(name);
  await page.getByRole("button", { name: "키 만들기" }).click();
  const key = await page.getByLabel("새 API 키").inputValue();
  expect(key).toMatch(/^baton_[\w-]{43}$/);
  await page.screenshot({ path: info.outputPath("key.png"), fullPage: true });
  await page.getByRole("button", { name: `${name} 키 없애기` }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toHaveCount(0);
  const program = await playwright.request.newContext({ extraHTTPHeaders: { authorization: `Bearer ${key}` } });
  expect((await program.get(`${info.project.use.baseURL}/api/v1/deals`)).status()).toBe(401);
  await program.dispose();
});

test("a team is made, filled, renamed and disbanded", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  const [team, renamed] = [`팀 ${run()}`, `새 팀 ${run()}`];
  await enter(context, "admin");
  await page.goto("/settings/teams");
  await page.getByLabel(/^팀 이름/).first().fill(team);
  await page.getByRole("button", { name: "팀 만들기" }).click();
  const panel = (name: string) => page.locator(".panel").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(panel(team)).toContainText("아직 아무도 없어요");
  await panel(team).getByLabel(`${team}에 넣을 멤버`).selectOption({ label: "김민지" });
  await panel(team).getByRole("button", { name: "멤버 추가" }).click();
  await expect(panel(team).getByRole("listitem")).toContainText("김민지");
  await page.screenshot({ path: info.outputPath("teams.png"), fullPage: true });
  await panel(team).getByRole("button", { name: `김민지 님을 ${team}에서 빼기` }).click();
  await expect(panel(team).getByRole("listitem")).toHaveCount(0);
  await panel(team).getByText("팀 편집").click();
  await panel(team).getByLabel(/^팀 이름/).fill(renamed);
  await panel(team).getByRole("button", { name: "이름 바꾸기" }).click();
  await expect(panel(renamed)).toBeVisible();
  const disband = panel(renamed).getByRole("button", { name: "팀 없애기" });
  if (!(await disband.isVisible())) await panel(renamed).getByText("팀 편집").click();
  await disband.click();
  await expect(panel(renamed)).toHaveCount(0);
});
