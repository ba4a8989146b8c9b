// What needs a page that is awake: the keys by which a touch is logged, and a queue that follows what colleagues do.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

test("letters move along the queue and open the log with what they stand for", async ({ page, context }) => {
  await enter(context, "manager");
  await openAwake(page, "/leads/queue?of=all");
  const links = page.locator(".queue-link");
  await links.first().focus();
  await page.keyboard.press("j");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(links.first()).toBeFocused();
  await page.keyboard.press("e");
  const log = page.locator(".queue-line").first().locator(".queue-log");
  await expect(log.locator(".queue-way[aria-current]")).toContainText("메일 보냄");
  const said = log.getByLabel(/^무슨 얘기를 했나요/);
  await expect(said).toBeFocused();
  // Letters are text again while one types, and what was typed stays when the way is changed.
  await page.keyboard.type("nrd");
  await log.getByRole("link", { name: /^답장 받음/ }).click();
  await expect(said).toHaveValue("nrd");
  await expect(log.locator("input[name='form[outcome]']")).toHaveValue("replied");
  await log.getByRole("link", { name: "접기" }).click();
  await expect(page.locator(".queue-log")).toHaveCount(0);
});

test("a lead that comes in elsewhere stands in the queue by itself", async ({ page, context, browser }) => {
  const name = `이라이브 ${run()}`;
  await enter(context, "manager");
  await openAwake(page, "/leads/queue?of=all");
  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "sdr");
  const complaints = watch(other);
  const theirs = await other.newPage();
  await openAwake(theirs, "/leads/new");
  const form = theirs.locator("form.form");
  await form.getByLabel("이름", { exact: false }).first().fill(name);
  await form.getByLabel(/^이메일/).fill(`${run()}@queue-live.example`);
  await form.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.locator(".queue-line").filter({ hasText: name })).toContainText("첫 연락하기");
  await other.close();
  expect(complaints).toEqual([]);
});
