// A hand-over lives on both sides: it arrives without a reload, one key accepts it, and its sender sees the deal at once. On a
// Baton of its own.
import { keptOut } from "../support/axe.ts";
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { startBaton, type Baton } from "../support/baton.ts";
import { enter, type Who } from "../support/people.ts";
import type { Browser } from "@playwright/test";

let baton: Baton;
test.beforeAll(async () => {
  baton = await startBaton({ demo: true, name: "handover-live" });
});
test.afterAll(() => baton.stop());

async function seenBy(browser: Browser, who: Who) {
  const context = await browser.newContext({ baseURL: baton.url, locale: "ko-KR" });
  const complaints = watch(context);
  await enter(context, who, baton.url);
  return { context, complaints, page: await context.newPage() };
}

test("it arrives, is accepted by one key, and both sides see the deal", async ({ browser }) => {
  test.slow();
  const [sender, closer] = [await seenBy(browser, "admin"), await seenBy(browser, "ae")];
  await openAwake(closer.page, "/handovers");
  await closer.page.evaluate(() => document.body.setAttribute("data-not-loaded-again", ""));
  await expect(closer.page.getByRole("link", { name: /경나래/ })).toHaveCount(0);

  // A lead of the demo that is ready to go.
  await openAwake(sender.page, "/leads?status=engaged&q=경나래");
  await sender.page.getByRole("link", { name: /경나래/ }).first().click();
  const panel = sender.page.locator(".panel", { has: sender.page.getByRole("heading", { name: "AE에게 인계" }) });
  await expect(panel).toContainText("% 완성");
  await panel.getByLabel("받을 AE").selectOption({ label: "김민지" });
  await panel.getByLabel("전할 말").fill("화요일 오후가 좋대요");
  await panel.getByRole("button", { name: "인계 보내기" }).click();
  await expect(panel).toContainText("김민지 님의 수락을 기다려요");

  const arrived = closer.page.getByRole("link", { name: /경나래/ });
  await expect(arrived).toBeVisible();
  await expect(closer.page.locator("body")).toHaveAttribute("data-not-loaded-again", "");
  await arrived.click();
  await expect(closer.page.locator(".handover-dossier")).toContainText("기사님들이 배송 규정을 물으러");
  await expect(closer.page.locator(".handover-standing")).toContainText("화요일 오후가 좋대요");
  expect(await keptOut(closer.page, "all")).toEqual([]);
  await closer.page.keyboard.press("y");
  await expect(closer.page.getByRole("link", { name: "딜 열기" })).toBeVisible();

  await expect(panel).toContainText("김민지 님이 수락했어요");
  await panel.getByRole("link", { name: "딜 열기" }).click();
  await expect(sender.page.getByText("리드 L-", { exact: false }).first()).toBeVisible();
  await expect(sender.page.getByText("첫 연락: 경나래")).toBeVisible();
  await expect(sender.page.getByText("팀과 함께 데모를 보기로 했어요.", { exact: false }).first()).toBeVisible();
  for (const it of [sender, closer]) {
    expect(it.complaints).toEqual([]);
    await it.context.close();
  }
});

test("whoever it waits for is asked for the decision before they contact the customer", async ({ browser }) => {
  test.slow();
  const closer = await seenBy(browser, "ae");
  await openAwake(closer.page, "/handovers");
  await closer.page.getByRole("link", { name: /문서윤/ }).click();
  await closer.page.getByRole("link", { name: "리드 열기" }).click();
  await expect(closer.page.getByRole("heading", { name: "문서윤", level: 1 })).toBeVisible();
  const timeline = closer.page.locator(".timeline-panel");
  await timeline.getByText("활동 기록").click();
  await timeline.getByRole("button", { name: "기록하기" }).click();
  const asked = closer.page.getByRole("alert").filter({ hasText: "수락하거나 반려해 주세요" });
  await expect(asked).toBeVisible();
  await asked.getByRole("link", { name: "인계서 보기" }).click();
  await expect(closer.page.getByRole("button", { name: /^수락/ })).toBeVisible();
  await closer.page.keyboard.press("r");
  await closer.page.getByLabel("무엇이 문제인가요?").selectOption("incomplete");
  await closer.page.getByLabel(/어떻게 하면 될지/).fill("예산이 빠졌어요");
  await closer.page.locator("details[open]").getByRole("button", { name: "반려" }).click();
  await expect(closer.page.locator(".handover-standing")).toContainText("반려했어요");
  expect(closer.complaints.filter((it) => !/status of 422/.test(it))).toEqual([]);
  await closer.context.close();
});

test("what somebody writes into a dossier survives what others do meanwhile", async ({ browser }) => {
  test.slow();
  const [one, two] = [await seenBy(browser, "admin"), await seenBy(browser, "admin")];
  await openAwake(one.page, "/leads?status=engaged&q=표지안");
  const path = (await one.page.getByRole("link", { name: /표지안/ }).first().getAttribute("href")) ?? "";
  await openAwake(one.page, `${path}?dossier=1`);
  await openAwake(two.page, `${path}?dossier=1`);
  const people = (page: typeof one.page) => page.getByLabel("누가 함께 정하나요? 챔피언 후보는요?");
  await people(one.page).fill("첫 번째 사람이 들은 것");
  await people(two.page).fill("두 번째 사람이 들은 것");
  await two.page.getByRole("button", { name: "인계서 저장" }).click();
  await expect(one.page.locator(".meanwhile")).toBeVisible();
  await expect(people(one.page)).toHaveValue("첫 번째 사람이 들은 것");
  await one.page.getByRole("button", { name: "인계서 저장" }).click();
  await expect(one.page.getByText("두 번째 사람이 들은 것").first()).toBeVisible();
  await expect(one.page.getByText("첫 번째 사람이 들은 것").first()).toBeVisible();
  for (const it of [one, two]) await it.context.close();
});
