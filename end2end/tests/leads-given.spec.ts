// Many leads are given away in one act from their list: by their boxes, to a member or by the rules, with one report and one
// way back. On a Baton of its own: it changes whose leads other specs look at.
import { test, expect } from "../support/console.ts";
import { startBaton, type Baton } from "../support/baton.ts";
import { enter } from "../support/people.ts";
import type { Page } from "@playwright/test";

test.describe.configure({ mode: "serial" });

let baton: Baton;
test.beforeAll(async ({}, info) => {
  baton = await startBaton({ demo: true, name: `leads-given-${info.project.name}` });
});
test.afterAll(() => baton.stop());

const rows = (page: Page) => page.getByRole("row").filter({ has: page.locator("th[scope=row]") });
const report = (page: Page) => page.locator(".outbound-made");
const give = (page: Page) => page.getByRole("button", { name: "배정하기", exact: true });

test("ticked leads go to a member, the report says so, and all of it is taken back", async ({ page, context, javaScriptEnabled }, info) => {
  await enter(context, "admin", baton.url);
  await page.goto(`${baton.url}/leads?status=working`);
  const names: string[] = [];
  const before: string[] = [];
  for (const at of [0, 1]) {
    const row = rows(page).filter({ hasNotText: "김민지" }).nth(at);
    names.push(await row.locator("th a").innerText());
    before.push(await row.locator("td").nth(4).innerText());
    await row.getByRole("checkbox").check();
  }
  if (javaScriptEnabled) await expect(page.getByText("2명 골랐어요.")).toBeVisible();
  await page.getByLabel("누구에게").selectOption({ label: "김민지" });
  await page.screenshot({ path: info.outputPath("leads-ticked.png"), fullPage: true });
  await give(page).click();
  await expect(page).toHaveURL(/given=/);
  await expect(report(page)).toContainText("김민지에게 리드 2명을 배정했어요.");
  for (const name of names) await expect(rows(page).filter({ hasText: name }).first()).toContainText("김민지");
  await page.screenshot({ path: info.outputPath("leads-given.png"), fullPage: true });
  await report(page).getByRole("button", { name: "배정 되돌리기" }).click();
  await expect(report(page)).toContainText("배정한 리드 2명 가운데 2명을 되돌렸어요.");
  for (const [at, name] of names.entries()) {
    await expect(rows(page).filter({ hasText: name }).first()).toContainText(before[at] ?? "");
  }
});

test("the rules deal them out, and what they leave is said with its reason", async ({ page, context }, info) => {
  await enter(context, "admin", baton.url);
  await page.goto(`${baton.url}/leads?status=disqualified`);
  const row = rows(page).first();
  const name = await row.locator("th a").innerText();
  await row.getByRole("checkbox").check();
  await page.getByLabel("누구에게").selectOption({ label: "할당 규칙대로" });
  await give(page).click();
  await expect(report(page)).toContainText("배정한 리드가 없어요.");
  await expect(report(page)).toContainText("그대로 둔 리드 1명");
  await expect(report(page).getByRole("listitem").filter({ hasText: name })).toContainText("작업 중인 리드가 아니라");
  await page.screenshot({ path: info.outputPath("leads-kept.png"), fullPage: true });
});

test("nothing ticked is said, and whoever may not assign sees no boxes", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin", baton.url);
  await page.goto(`${baton.url}/leads?status=working`);
  await give(page).click();
  await expect(page.getByRole("alert")).toHaveText("배정할 리드를 골라 주세요.");
  await enter(context, "sdr", baton.url);
  await page.goto(`${baton.url}/leads?status=working`);
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator(".pick-box")).toHaveCount(0);
  await expect(give(page)).toHaveCount(0);
});
