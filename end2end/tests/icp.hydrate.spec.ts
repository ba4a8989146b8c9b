// A profile that one saves changes what others have open, and nobody writes over another's unseen. On a Baton of its own.
import { keptOut } from "../support/axe.ts";
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { startBaton, type Baton } from "../support/baton.ts";
import { enter, type Who } from "../support/people.ts";
import type { Browser, Page } from "@playwright/test";

let baton: Baton;
test.beforeAll(async () => {
  baton = await startBaton({ demo: true, name: "icp-live" });
});
test.afterAll(() => baton.stop());

async function seenBy(browser: Browser, who: Who) {
  const context = await browser.newContext({ baseURL: baton.url, locale: "ko-KR" });
  const complaints = watch(context);
  await enter(context, who, baton.url);
  return { context, complaints, page: await context.newPage() };
}

const rowOf = (page: Page, kind: string) => page.getByRole("group", { name: kind, exact: true });

test("what one saves changes the accounts that others look at, and a second writer is told", async ({ browser }) => {
  test.slow();
  const [manager, admin, ae] = [await seenBy(browser, "manager"), await seenBy(browser, "admin"), await seenBy(browser, "ae")];
  await openAwake(ae.page, "/accounts?tier=a&sort=fit");
  await ae.page.evaluate(() => document.body.setAttribute("data-not-loaded-again", ""));
  const rows = ae.page.getByRole("row").filter({ has: ae.page.locator("td") });
  const before = await rows.count();
  expect(before).toBeGreaterThan(0);
  const account = await ae.context.newPage();
  await openAwake(account, (await rows.first().locator("th a").getAttribute("href")) ?? "");
  await expect(account.locator(".fit-score")).toHaveText("100");

  await openAwake(manager.page, "/settings/icp");
  await openAwake(admin.page, "/settings/icp");
  // The admin begins to type; the manager is faster.
  await rowOf(admin.page, "지역").getByLabel(/^점수/).fill("45");
  await rowOf(manager.page, "직원 수").getByLabel("몇 명부터").fill("5,000");
  await rowOf(manager.page, "직원 수").getByLabel("몇 명까지").fill("");
  await expect(manager.page.locator(".icp-effect")).toContainText("등급이 바뀌어요");
  await manager.page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(manager.page.locator(".icp-versions > li").first()).toContainText("버전 3");

  await expect(rows).not.toHaveCount(before);
  await expect(account.locator(".fit-score")).not.toHaveText("100");
  await expect(ae.page.locator("body")).toHaveAttribute("data-not-loaded-again", "");

  await expect(admin.page.getByText("편집하는 동안 다른 사람이 새 버전을 저장했어요.")).toBeVisible();
  await expect(rowOf(admin.page, "지역").getByLabel(/^점수/)).toHaveValue("45");
  await admin.page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(admin.page.getByRole("alert").filter({ hasText: "그사이 다른 사람이 새 버전(3)을 저장했어요." })).toBeVisible();
  await expect(rowOf(admin.page, "직원 수").getByLabel("몇 명부터")).toHaveValue("10");
  await admin.page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(admin.page.locator(".icp-versions > li").first()).toContainText("버전 4");
  await expect(account.locator(".fit-score")).toHaveText("100");
  for (const colorScheme of ["light", "dark"] as const) {
    await admin.page.emulateMedia({ colorScheme });
    expect(await keptOut(admin.page, "all")).toEqual([]);
  }
  // The manager, who does not type any more, sees what stands now.
  await expect(rowOf(manager.page, "직원 수").getByLabel("몇 명부터")).toHaveValue("10");
  await expect(rowOf(manager.page, "지역").getByLabel(/^점수/)).toHaveValue("45");

  // A star that one sets shows on the page that another has open.
  const theirs = await manager.context.newPage();
  await openAwake(theirs, new URL(account.url()).pathname);
  const wanted = (await theirs.getByRole("button", { name: "타깃에서 빼기" }).count()) > 0 ? "타깃으로 표시" : "타깃에서 빼기";
  await theirs.getByRole("button", { name: /^타깃/ }).click();
  await expect(account.getByRole("button", { name: wanted })).toBeVisible();

  expect(manager.complaints).toEqual([]);
  expect(admin.complaints.filter((it) => !/status of 409/.test(it))).toEqual([]);
  expect(ae.complaints).toEqual([]);
  for (const it of [manager, admin, ae]) await it.context.close();
});

test("rows are added and taken away by the keyboard alone", async ({ browser }) => {
  const { page, context } = await seenBy(browser, "manager");
  await openAwake(page, "/settings/icp");
  const groups = page.locator(".icp-row");
  const before = await groups.count();
  await page.getByRole("group", { name: "조건 추가" }).getByRole("button", { name: "업종" }).focus();
  await page.keyboard.press("Enter");
  await expect(groups).toHaveCount(before + 1);
  await groups.last().getByRole("button", { name: "업종 조건 빼기" }).focus();
  await page.keyboard.press("Enter");
  await expect(groups).toHaveCount(before);
  await context.close();
});
