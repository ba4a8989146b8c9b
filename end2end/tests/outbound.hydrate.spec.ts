// Outbound in two browsers: what a colleague plans, logs and notes appears on my open pages, and what I am typing stays.
import { test, expect, watch } from "../support/console.ts";
import { startBaton, type Baton } from "../support/baton.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import type { Page } from "@playwright/test";

let baton: Baton;
test.beforeAll(async () => {
  baton = await startBaton({ demo: true, name: "outbound-live" });
});
test.afterAll(() => baton.stop());

const lines = (page: Page) => page.locator(".outbound-line");
const panel = (page: Page, name: string) =>
  page.locator(".panel").filter({ has: page.getByRole("heading", { name, exact: true }) });

test("a colleague's plan, touch and note come to my pages, and half a note of mine stays", async ({ page, context, browser }) => {
  await enter(context, "sdr", baton.url);
  await openAwake(page, `${baton.url}/outbound?of=all`);
  const mine = lines(page).filter({ hasText: "코드마루" });
  await expect(mine).toContainText("계획함");

  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "manager", baton.url);
  const complaints = watch(other);
  const theirs = await other.newPage();
  await openAwake(theirs, `${baton.url}/outbound?of=all`);
  await lines(theirs).getByRole("link", { name: "코드마루" }).click();
  const plan = panel(theirs, "연락 계획");
  const step = plan.locator(".contact-step").first();
  await step.getByText("기록", { exact: true }).click();
  await step.getByLabel("내용").fill("답장이 왔어요");
  await step.getByLabel("어떻게 됐나요?").selectOption("replied");
  await step.getByRole("button", { name: /기록/ }).click();
  await expect(step).toContainText("연락함");
  await expect(mine).toContainText("컨택 중");
  await expect(mine).toContainText("1번 연락함");

  await mine.getByRole("link", { name: "코드마루" }).click();
  const notes = panel(page, "조사 노트");
  await notes.getByText("노트 쓰기").click();
  await notes.getByLabel("알게 된 것").fill("쓰던 문장");
  await panel(theirs, "조사 노트").getByText("노트 쓰기").click();
  await panel(theirs, "조사 노트").getByLabel("알게 된 것").last().fill("위키를 하나로 합친대요");
  await panel(theirs, "조사 노트").getByRole("button", { name: "노트 저장" }).click();
  await expect(notes.locator(".research-note").first()).toContainText("위키를 하나로 합친대요");
  await expect(notes.getByLabel("알게 된 것").first()).toHaveValue("쓰던 문장");

  // Half a contact of mine stays, too, while the order of the plan changes.
  await panel(page, "연락 계획").getByText("연락 추가").click();
  await panel(page, "연락 계획").getByLabel("찾을 직책").fill("인프라팀장");
  await plan.getByRole("button", { name: "위로: 홍시우" }).last().click();
  await expect(panel(page, "연락 계획").locator(".contact-step").first()).toContainText("통화");
  await expect(panel(page, "연락 계획").getByLabel("찾을 직책")).toHaveValue("인프라팀장");
  expect(complaints).toEqual([]);
  await other.close();
});
