// Badges change under the eyes of whoever looks, and a new version of the rules judges everybody. On a Baton of its own.
import { keptOut } from "../support/axe.ts";
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { startBaton, type Baton } from "../support/baton.ts";
import { enter, type Who } from "../support/people.ts";
import type { Browser } from "@playwright/test";

let baton: Baton;
test.beforeAll(async () => {
  baton = await startBaton({ demo: true, name: "qualification-live" });
});
test.afterAll(() => baton.stop());

async function seenBy(browser: Browser, who: Who) {
  const context = await browser.newContext({ baseURL: baton.url, locale: "ko-KR" });
  const complaints = watch(context);
  await enter(context, who, baton.url);
  return { context, complaints, page: await context.newPage() };
}

test("new rules change the badges that others look at, and a second writer is told", async ({ browser }) => {
  test.slow();
  const [admin, ae] = [await seenBy(browser, "admin"), await seenBy(browser, "ae")];
  await openAwake(ae.page, "/leads?kind=cooling");
  await ae.page.evaluate(() => document.body.setAttribute("data-not-loaded-again", ""));
  const count = ae.page.locator('.tabs .tab[aria-current="page"] .column-count');
  const before = Number(await count.textContent());

  const other = await admin.context.newPage();
  await openAwake(other, "/settings/qualification");
  await openAwake(admin.page, "/settings/qualification");
  // One begins to type; the other is faster.
  await other.getByRole("textbox", { name: "MQL의 적합도" }).fill("45");
  await admin.page.getByRole("textbox", { name: "PQL", exact: true }).fill("99");
  await admin.page.getByRole("textbox", { name: "이야기할 때", exact: true }).fill("100");
  await admin.page.getByRole("button", { name: "기록에 대 보기" }).click();
  await expect(admin.page.locator(".rules-effect")).toContainText("기록에 대 봤어요");
  await admin.page.getByRole("button", { name: "저장하고 적용" }).click();
  await expect(admin.page.locator(".icp-versions > li").first()).toContainText("버전 2");
  await expect(count).not.toHaveText(String(before));
  await expect(ae.page.locator("body")).toHaveAttribute("data-not-loaded-again", "");

  await expect(other.getByText("편집하는 동안 다른 사람이 새 버전을 저장했어요.")).toBeVisible();
  await expect(other.getByRole("textbox", { name: "MQL의 적합도" })).toHaveValue("45");
  await other.getByRole("button", { name: "저장하고 적용" }).click();
  await expect(other.getByRole("alert").filter({ hasText: "그사이 다른 사람이 새 버전(2)을 저장했어요." })).toBeVisible();

  await admin.page.locator(".icp-versions > li").nth(1).locator("summary").click();
  await admin.page.getByRole("button", { name: "버전 1 되살리기" }).click();
  await expect(admin.page.locator(".icp-versions > li").first()).toContainText("버전 3");
  await expect(count).toHaveText(String(before));
  expect(await keptOut(admin.page, "all")).toEqual([]);
  expect(admin.complaints.filter((it) => !/status of 409/.test(it))).toEqual([]);
  expect(ae.complaints).toEqual([]);
  for (const it of [admin, ae]) await it.context.close();
});

test("what somebody writes down of a talk survives what others do meanwhile", async ({ browser }) => {
  test.slow();
  const [one, two] = [await seenBy(browser, "admin"), await seenBy(browser, "admin")];
  await openAwake(one.page, "/leads?status=working");
  const path = (await one.page.getByRole("row").nth(1).locator("th a").getAttribute("href")) ?? "";
  await openAwake(one.page, `${path}?talk=1`);
  await openAwake(two.page, `${path}?talk=1`);
  const need = one.page.getByRole("group", { name: /^필요/ });
  await need.getByLabel("무엇으로 알았나요?").fill("첫 번째 사람이 들은 것");
  const theirs = two.page.getByRole("group", { name: /^필요/ });
  await theirs.getByLabel("얼마나 확실한가요?").selectOption("1");
  await theirs.getByLabel("무엇으로 알았나요?").fill("두 번째 사람이 들은 것");
  await two.page.getByRole("button", { name: "적어 두기" }).click();
  await expect(two.page.locator(".talk-note").first()).toHaveText("두 번째 사람이 들은 것");
  await expect(one.page.locator(".meanwhile")).toBeVisible();
  await expect(need.getByLabel("무엇으로 알았나요?")).toHaveValue("첫 번째 사람이 들은 것");
  await one.page.getByRole("button", { name: "적어 두기" }).click();
  await expect(one.page.getByText("두 번째 사람이 들은 것").first()).toBeVisible();
  await expect(one.page.getByText("첫 번째 사람이 들은 것").first()).toBeVisible();
  for (const it of [one, two]) await it.context.close();
});
