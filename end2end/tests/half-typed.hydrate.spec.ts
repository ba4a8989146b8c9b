// What somebody is typing stays: when the page wakes up under their hands, and when others change the record.
import { test, expect } from "../support/console.ts";
import { isAwake, openAwake } from "../support/board.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";
import { enter } from "../support/people.ts";
import type { Page } from "@playwright/test";

/** The page stays asleep until `wake` is called. */
async function asleep(page: Page) {
  let wake = () => {};
  const morning = new Promise<void>((done) => (wake = done));
  await page.route("**/*.wasm", async (route) => {
    await morning;
    await route.continue();
  });
  return async () => {
    wake();
    await isAwake(page);
    await page.waitForTimeout(300);
  };
}

for (const [what, path, fields] of [
  ["an account", "/accounts/A-12?edit=1", { 지역: "제주", 업종: "관광" }],
  ["a deal", "/deals/D-1012?edit=1", { 이름: "반쯤 적은 이름", 가능성: "41" }],
  ["a new deal", "/deals/new", { 이름: "반쯤 적은 이름", 금액: "1,250만" }],
  ["a new person", "/people/new", { 이름: "반쯤 적은 이름", 직함: "팀장" }],
] as const) {
  test(`${what} typed before the page woke up is still there`, async ({ page, context }) => {
    await enter(context, "admin");
    const wake = await asleep(page);
    await page.goto(path, { waitUntil: "commit" });
    const form = page.locator("main form.form").first();
    for (const [label, value] of Object.entries(fields)) await form.getByLabel(new RegExp(`^${label}`)).first().fill(value);
    await wake();
    for (const [label, value] of Object.entries(fields)) await expect(form.getByLabel(new RegExp(`^${label}`)).first()).toHaveValue(value);
  });
}

test("what a colleague changes does not disturb who is typing", async ({ page, context, browser, allowed }) => {
  allowed.push(/status of 409/);
  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "manager");
  const deal = await newDeal(other, await pipelineNamed(other, "인바운드 SMB"));
  await enter(context, "admin");
  await page.goto(`/search?q=${encodeURIComponent(deal.name)}`);
  await page.getByRole("main").getByRole("link", { name: deal.name }).click();
  await expect(page.getByRole("heading", { name: deal.name, level: 1 })).toBeVisible();
  const address = new URL(page.url()).pathname;
  await openAwake(page, `${address}?edit=1`);
  const typed = page.getByLabel("다음 액션", { exact: true });
  await typed.pressSequentially("데모 날짜 ");

  const theirs = await other.newPage();
  await openAwake(theirs, new URL(`${address}?edit=1`, page.url()).href);
  await theirs.getByLabel("가능성").fill("55");
  await theirs.locator("form.form").getByRole("button", { name: "저장" }).click();
  await expect(theirs).not.toHaveURL(/edit=1/);
  await expect(page.getByText("박준호 님이 방금 이 딜을 고쳤어요")).toBeVisible();
  await expect(typed).toBeFocused();
  await typed.pressSequentially("잡기");
  await expect(typed).toHaveValue("데모 날짜 잡기");
  await page.locator("form.form").getByRole("button", { name: "저장" }).click();
  const conflict = page.locator(".conflict-panel");
  await conflict.getByRole("group", { name: "다음 액션" }).getByRole("radio", { name: /내가 쓴 값/ }).check();
  await conflict.getByRole("button", { name: "고른 값으로 저장" }).click();
  await expect(page.locator("main")).toContainText("데모 날짜 잡기");
  await expect(page.locator("main")).toContainText("55%");
  await other.close();
});

test("nor does it disturb who edits an account", async ({ page, context, browser }) => {
  await enter(context, "admin");
  await openAwake(page, "/accounts/A-15?edit=1");
  const typed = page.getByLabel("업종");
  await typed.fill("");
  await typed.pressSequentially("해운");
  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "manager");
  const theirs = await other.newPage();
  await openAwake(theirs, new URL("/accounts/A-15?edit=1", page.url()).href);
  await theirs.getByLabel("지역").fill(`항구 ${Math.random().toString(36).slice(2, 6)}`);
  await theirs.locator("form.form").getByRole("button", { name: "저장" }).click();
  await expect(theirs).not.toHaveURL(/edit=1/);
  await expect(page.locator(".meanwhile")).toBeVisible();
  await expect(typed).toBeFocused();
  await typed.pressSequentially("업");
  await expect(typed).toHaveValue("해운업");
  await other.close();
});
