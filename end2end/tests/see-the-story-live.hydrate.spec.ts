// What a colleague logs or finishes appears on my open page, and the number beside "today" follows.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed, run } from "../support/records.ts";

test("a colleague's note and tick appear on the deal I look at", async ({ page, context, browser }) => {
  await enter(context, "manager");
  const deal = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"), { name: `함께 ${run()}` });
  await openAwake(page, deal.path);
  const timeline = page.locator(".timeline-panel");
  await expect(timeline.locator(".moment")).toHaveCount(1);

  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "ae");
  const complaints = watch(other);
  const theirs = await other.newPage();
  await openAwake(theirs, deal.path);
  await theirs.keyboard.press("a");
  const form = theirs.locator(".log-form");
  await form.getByRole("radio", { name: "부재중" }).check();
  await form.getByLabel("내용").fill("회의 중이라고 해요");
  await form.getByLabel("내용").press("Control+Enter");
  await expect(theirs.getByText("기록했어요").first()).toBeVisible();
  await expect(timeline.locator(".moment").first()).toContainText("통화 · 부재중");
  await expect(timeline.locator(".moment").first()).toContainText("김민지");

  // So does what they correct.
  const line = theirs.locator(".timeline-panel .moment").first();
  await line.hover();
  await line.getByRole("link", { name: "통화 · 부재중 고치기" }).click();
  await line.getByRole("radio", { name: "연결됨" }).check();
  await line.getByRole("button", { name: "저장" }).click();
  await expect(timeline.locator(".moment").first()).toContainText("통화 · 연결됨");
  await expect(timeline.locator(".moment").first()).toContainText("고침 · 김민지");

  // Half a sentence of mine stays while news comes in.
  await page.keyboard.press("a");
  await page.locator(".log-form").getByLabel("내용").fill("내가 쓰던 문장");
  await theirs.getByText("할 일 추가").first().click();
  await theirs.getByRole("textbox", { name: /^할 일/ }).fill("다시 전화하기");
  await theirs.getByRole("button", { name: "할 일 추가" }).click();
  await expect(page.locator(".task", { hasText: "다시 전화하기" })).toBeVisible();
  await expect(page.locator(".log-form").getByLabel("내용")).toHaveValue("내가 쓰던 문장");
  expect(complaints).toEqual([]);
  await other.close();
});
