// From an admin's invitation to a colleague's last day.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

const password = "느티나무 아래 세 번째 의자";

test("a colleague is asked in, joins by the link, gets a team, and leaves", async ({ page, context, browser, allowed }, info) => {
  test.slow();
  // A spent link is not there any more.
  allowed.push(/status of 404/);
  const [name, email] = [`신입 ${run()}`, `new-${run()}@baton.example`];
  await enter(context, "admin");
  await page.goto("/settings/members");
  await page.getByText("멤버 초대", { exact: true }).click();
  await page.getByLabel(/^이메일/).fill(email);
  await page.getByLabel(/영업 개발 담당/).check();
  await page.getByRole("button", { name: "초대 링크 만들기" }).click();
  const link = await page.getByLabel("초대 링크", { exact: true }).inputValue();
  expect(link).toMatch(/\/invite\/[\w-]{43}$/);
  await expect(page.getByRole("listitem").filter({ hasText: email })).toBeVisible();
  await page.screenshot({ path: info.outputPath("link.png"), fullPage: true });

  const theirs = await browser.newContext({ ...info.project.use, baseURL: info.project.use.baseURL! });
  const colleague = await theirs.newPage();
  await colleague.goto(link);
  await expect(colleague.getByLabel("이메일")).toHaveValue(email);
  await colleague.getByLabel(/^내 이름/).fill(name);
  await colleague.getByLabel(/^새 비밀번호/).fill(password);
  await colleague.screenshot({ path: info.outputPath("join.png"), fullPage: true });
  await colleague.getByRole("button", { name: "함께 시작하기" }).click();
  await expect(colleague).toHaveURL(/\/today$/);
  const spent = await theirs.request.get(link);
  expect(spent.status()).toBe(404);

  await page.goto("/settings/members");
  const row = page.getByRole("listitem").filter({ hasText: email });
  await expect(row).toContainText("영업 개발 담당(SDR)");
  await row.getByRole("link", { name: `${name} 님의 역할과 팀` }).click();
  await page.getByLabel(/매니저/).check();
  await page.getByRole("button", { name: "역할 저장" }).click();
  await page.getByRole("button", { name: "커머셜팀" }).click();
  await expect(page.getByRole("button", { name: "커머셜팀" })).toHaveAttribute("aria-pressed", "true");
  await page.screenshot({ path: info.outputPath("member.png"), fullPage: true });

  await page.getByRole("button", { name: "내보내기" }).click();
  await expect(page.getByText("나간 멤버")).toBeVisible();
  await colleague.goto("/settings");
  await expect(colleague, "signed out at once").toHaveURL(/\/sign-in/);
  await page.getByRole("button", { name: "다시 함께하기" }).click();
  await expect(page.getByRole("button", { name: "내보내기" })).toBeVisible();
  await theirs.close();
});

test("an invitation without an address or a role says so where it is missing", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  await page.goto("/settings/members");
  await page.getByText("멤버 초대", { exact: true }).click();
  await page.getByLabel(/^이메일/).fill("minji@");
  await page.getByLabel(/클로징 담당/).uncheck();
  await page.getByRole("button", { name: "초대 링크 만들기" }).click();
  await expect(page.getByText("이메일 주소를 확인해 주세요")).toBeVisible();
  await expect(page.locator("#roles-problem")).toBeVisible();
});

test("who is no admin sees the members and changes none", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/settings/members");
  await expect(page.getByText("minji@baton.example")).toBeVisible();
  await expect(page.getByText("멤버 초대", { exact: true })).toBeHidden();
  await expect(page.getByRole("link", { name: /역할과 팀/ })).toHaveCount(0);
});
