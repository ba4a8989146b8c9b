// What was done with a customer is logged where one stands, and tells itself on the timeline; what is still to do
// is a task with a tick.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { newAccount, newDeal, pipelineNamed, run } from "../support/records.ts";

test("what was said is written down and stands first on the timeline", async ({ page, context }, info) => {
  await enter(context, "ae");
  await newAccount(page, `기록 ${run()}`);
  const timeline = page.locator(".timeline-panel");
  await expect(timeline.locator(".moment").first()).toContainText("고객사 등록");
  await timeline.getByText("활동 기록").click();
  await timeline.getByRole("radio", { name: "메모" }).check();
  await timeline.getByLabel("내용").fill("예산은 12월 임원회의에서 정해진다고 해요.");
  await page.screenshot({ path: info.outputPath("log.png"), fullPage: true });
  await timeline.getByRole("button", { name: "기록하기" }).click();
  await expect(timeline.locator(".moment").first()).toContainText("예산은 12월 임원회의에서");
  await expect(timeline.locator(".moment").first()).toContainText("김민지");
});

test("nothing is logged for a day that has not come, and what was typed stays", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "ae");
  await newAccount(page, `미래 ${run()}`);
  const timeline = page.locator(".timeline-panel");
  await timeline.getByText("활동 기록").click();
  await timeline.getByRole("radio", { name: "메모" }).check();
  await timeline.getByLabel("내용").fill("아직 오지 않은 날");
  await timeline.getByLabel("언제").fill("2099-01-01");
  await timeline.getByRole("button", { name: "기록하기" }).click();
  await expect(page.locator(".field-problem, .form-problem").first()).toBeVisible();
  await expect(timeline.getByLabel("내용")).toHaveValue("아직 오지 않은 날");
  await expect(timeline.locator(".moment", { hasText: "아직 오지 않은 날" })).toHaveCount(0);
});

test("a task is planned, ticked, and taken back", async ({ page, context }) => {
  await enter(context, "ae");
  await newAccount(page, `할 일 ${run()}`);
  await page.getByText("할 일 추가").first().click();
  await page.getByRole("textbox", { name: /^할 일/ }).fill("견적서 보내기");
  await page.getByLabel("기한").first().fill("2020-01-02");
  await page.getByRole("button", { name: "할 일 추가" }).click();
  const task = page.locator(".task", { hasText: "견적서 보내기" });
  await expect(task.locator(".tone-bad")).toBeVisible();
  await page.getByRole("button", { name: "「견적서 보내기」 완료" }).click();
  const done = page.locator(".tasks-done");
  await expect(done).toContainText("1");
  await expect(page.locator(".timeline-panel")).toContainText("할 일 완료: 견적서 보내기");
  await done.locator("> summary").click();
  await page.getByRole("button", { name: "「견적서 보내기」 다시 열기" }).click();
  await expect(page.getByRole("button", { name: "「견적서 보내기」 완료" })).toBeVisible();
});

test("a step that is done asks for the next one", async ({ page, context }) => {
  await enter(context, "ae");
  const deal = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"), { name: `다음 ${run()}`, next_step: "데모 일정 잡기", next_step_due: "2020-01-02" });
  await page.goto(deal.path);
  const now = page.locator(".now-panel");
  await expect(now).toContainText("데모 일정 잡기");
  await now.locator("summary").click();
  await now.getByLabel("이어서 할 일").fill("계약서 발송");
  await now.getByLabel("다음 액션 기한").fill("2030-01-02");
  await now.getByRole("button", { name: "완료" }).click();
  await expect(now).toContainText("계약서 발송");
  await expect(page.locator(".timeline-panel")).toContainText("다음 액션 완료: 데모 일정 잡기");
});

test("what was logged is corrected, and says what it was before", async ({ page, context }, info) => {
  await enter(context, "ae");
  const deal = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"), { name: `고침 ${run()}` });
  await page.goto(deal.path);
  const timeline = page.locator(".timeline-panel");
  await timeline.getByText("활동 기록").click();
  await timeline.getByRole("radio", { name: "메모" }).check();
  await timeline.getByLabel("내용").fill("예산은 오천만 원");
  await timeline.getByRole("button", { name: "기록하기" }).click();
  const line = timeline.locator(".moment", { hasText: "예산은" });
  await line.hover();
  await line.getByRole("link", { name: "메모 고치기" }).click();
  await expect(page).toHaveURL(/correct=/);
  const form = line.locator(".activity-edit");
  await form.getByLabel("내용").fill("예산은 오백만 원");
  await page.screenshot({ path: info.outputPath("correct.png"), fullPage: true });
  await form.getByRole("button", { name: "저장" }).click();
  await expect(line).toContainText("예산은 오백만 원");
  await expect(line.locator(".activity-edit")).toHaveCount(0);
  await expect(page).not.toHaveURL(/correct=/);
  await line.getByText("고침 · 김민지").click();
  await expect(line.locator(".moment-was")).toContainText("예산은 오천만 원");
});

test("what should not have been logged is taken away, and the timeline says so", async ({ page, context }) => {
  await enter(context, "ae");
  const deal = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"), { name: `지움 ${run()}` });
  await page.goto(deal.path);
  const timeline = page.locator(".timeline-panel");
  await timeline.getByText("활동 기록").click();
  await timeline.getByRole("radio", { name: "메모" }).check();
  await timeline.getByLabel("내용").fill("다른 딜의 이야기");
  await timeline.getByRole("button", { name: "기록하기" }).click();
  const line = timeline.locator(".moment", { hasText: "다른 딜의 이야기" });
  await line.hover();
  await line.getByRole("link", { name: "메모 고치기" }).click();
  await line.getByRole("button", { name: "활동 지우기" }).click();
  await expect(line).toHaveCount(0);
  await expect(timeline.locator(".moment").first()).toContainText("지운 활동: 메모");
});

test("nobody corrects what others logged", async ({ page, context }) => {
  await enter(context, "otherAe");
  await page.goto("/deals/D-1010");
  await expect(page.locator(".moment", { hasText: "백지원" }).first()).toBeVisible();
  await expect(page.locator(".moment", { hasText: "백지원" }).getByRole("link", { name: /고치기$/ })).toHaveCount(0);
});
