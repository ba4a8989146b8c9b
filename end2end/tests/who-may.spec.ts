// Who may not do something is told so by its page, before typing anything; and a form begun somewhere leads back there.
import { test, expect } from "../support/console.ts";
import { enter, type Who } from "../support/people.ts";
import { newAccount, run } from "../support/records.ts";

for (const [who, path, may] of [
  ["viewer", "/deals/new", "관리자, 매니저, 클로징 담당(AE)만"],
  ["viewer", "/accounts/new", "관리자, 매니저, 영업 개발 담당(SDR)"],
  ["viewer", "/people/new", "관리자, 매니저, 영업 개발 담당(SDR)"],
  ["viewer", "/import", "관리자, 매니저만"],
  ["sdr", "/deals/new", "관리자, 매니저, 클로징 담당(AE)만"],
] as [Who, string, string][]) {
  test(`the ${who} who opens ${path} reads who may`, async ({ page, context }, info) => {
    await enter(context, who);
    await page.goto(path);
    const main = page.getByRole("main");
    await expect(main.getByText(may)).toBeVisible();
    await expect(main.locator("form")).toHaveCount(0);
    await expect(main.getByRole("alert")).toHaveCount(0);
    await page.screenshot({ path: info.outputPath("who-may.png"), fullPage: true });
    await main.getByRole("link", { name: "돌아가기" }).click();
    await expect(page).not.toHaveURL(new RegExp(`${path}$`));
  });
}

test("a deal begun at an account is for that account, and giving it up leads back", async ({ page, context }, info) => {
  await enter(context, "ae");
  const account = `시작 ${run()}`;
  await newAccount(page, account);
  const address = page.url();
  const add = page.locator("main").getByRole("link", { name: /딜/ }).and(page.locator('[href^="/deals/new"]'));
  await add.first().click();
  await expect(page).toHaveURL(/\/deals\/new\?account=/);
  const fact = page.locator(".field", { has: page.getByText("고객사", { exact: true }) });
  await expect(fact.locator("strong")).toHaveText(account);
  await page.screenshot({ path: info.outputPath("new-deal.png"), fullPage: true });
  await page.getByRole("link", { name: "취소" }).click();
  await expect(page).toHaveURL(address);

  await page.goBack();
  await page.getByLabel(/^이름/).fill(`첫 거래 ${account}`);
  await page.getByRole("button", { name: "딜 추가" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `첫 거래 ${account}` })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: account, exact: true }).first()).toBeVisible();
});

test("an address of somebody who works here already is told to the admin", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  await page.goto("/settings/members");
  await page.locator(".invite > summary").click();
  await page.getByLabel(/^이메일/).fill("minji@baton.example");
  await page.getByRole("button", { name: /초대/ }).click();
  await expect(page.getByRole("alert")).toContainText("이 이메일은 이미 멤버예요");
  await expect(page.getByLabel(/^이메일/)).toHaveValue("minji@baton.example");
});
