// The day: what must not be dropped and what comes next, each with its reason, done where it stands.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { moveLead, newLead } from "../support/leads.ts";
import { memberNamed, newDeal, pipelineNamed, run } from "../support/records.ts";

test("a day opens with what must not be dropped, and says why", async ({ page, context }, info) => {
  await enter(context, "ae");
  await page.goto("/");
  await expect(page).toHaveURL(/\/today$/);
  const must = page.locator(".panel", { hasText: "놓치면 안 되는 것" });
  await expect(must.locator(".focus-line").first()).toContainText(/마지막 대화|대화가 없어요|보류 사유/);
  await expect(page.getByRole("heading", { name: "이번 달" })).toBeVisible();
  await page.screenshot({ path: info.outputPath("today.png"), fullPage: true });
});

test("my own task is planned for today and ticked off", async ({ page, context }) => {
  const title = `주간 보고 ${run()}`;
  await enter(context, "admin");
  await page.goto("/today?all=must");
  await page.getByText("할 일 추가").first().click();
  await page.getByRole("textbox", { name: /^할 일/ }).fill(title);
  await page.getByLabel("기한").fill("2020-01-02");
  await page.getByRole("button", { name: "할 일 추가" }).click();
  await page.goto("/today?all=must");
  const line = page.locator(".focus-line", { hasText: title });
  await expect(line).toContainText("지남");
  await page.getByRole("button", { name: `「${title}」 완료` }).click();
  await expect(line).toHaveCount(0);
});

test("a promised step is done on the day's page, and the next one takes its place", async ({ page, context }) => {
  const step = `품의 초안 보내기 ${run()}`;
  await enter(context, "admin");
  await newDeal(context, await pipelineNamed(context, "인바운드 SMB"), { name: `하루 ${run()}`, next_step: step, next_step_due: "2020-01-02" });
  await page.goto("/today?all=must");
  await page.getByRole("link", { name: `「${step}」 완료` }).click();
  await expect(page).toHaveURL(/open=/);
  const answer = page.locator(".focus-answer");
  await answer.getByLabel("이어서 할 일").fill("");
  await answer.getByRole("button", { name: "완료" }).click();
  await page.goto("/today?all=must");
  await expect(page.locator(".focus-line", { hasText: step })).toHaveCount(0);
});

test("who leads switches to the team's day, where each line says whose it is", async ({ page, context }, info) => {
  await enter(context, "manager");
  await page.goto("/today");
  const whose = page.getByRole("navigation", { name: "누구의 하루" });
  await expect(page.locator(".focus-line .avatar")).toHaveCount(0);
  await whose.getByRole("link", { name: "팀" }).click();
  await expect(page).toHaveURL(/of=team/);
  await expect(page.locator(".focus-line .avatar").first()).toBeVisible();
  await expect(whose.getByRole("link", { name: "팀" })).toHaveAttribute("aria-current", "true");
  await page.screenshot({ path: info.outputPath("team.png"), fullPage: true });
  // What is asked in place is asked in the team's day.
  const step = page.locator(".focus-line a.tick[aria-expanded]").first();
  await step.click();
  await expect(page).toHaveURL(/of=team&open=/);
  await expect(page.locator(".focus-answer")).toBeVisible();
});

test("who leads nobody has a day of their own alone", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/today?of=team");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "누구의 하루" })).toHaveCount(0);
  await expect(page.locator(".focus-line .avatar")).toHaveCount(0);
});

test("whoever qualifies begins with the top of their queue, and what is a lead's next touch stands there alone", async ({ page, context }, info) => {
  const title = `다시 전화 ${run()}`;
  await enter(context, "sdr");
  const lead = await newLead(context, { owner: await memberNamed(context, "이서연"), origin: "inbound" });
  await moveLead(context, lead, "new", "working");
  await page.goto(lead.path);
  // Waking up, the page closes what was opened before.
  await expect(async () => {
    if (!(await page.getByLabel("기한").isVisible())) await page.getByText("할 일 추가").first().click();
    await page.getByRole("textbox", { name: /^할 일/ }).fill(title, { timeout: 1000 });
    await page.getByLabel("기한").fill("2020-01-02", { timeout: 1000 });
  }).toPass();
  await page.getByRole("button", { name: "할 일 추가" }).click();
  await page.goto("/today?all=must");
  const leads = page.getByRole("region", { name: "연락할 리드" }).or(page.locator(".panel", { hasText: "연락할 리드" })).first();
  await expect(leads.locator(".queue-line").first()).toContainText("지남");
  expect(await leads.locator(".queue-line").count()).toBeLessThanOrEqual(8);
  await expect(page.locator(".focus-line", { hasText: title }), "it is the lead's line").toHaveCount(0);
  await page.screenshot({ path: info.outputPath("sdr.png"), fullPage: true });
  // The same order and the same reasons as the whole queue.
  const here = await leads.locator(".queue-line .queue-link").allInnerTexts();
  await leads.getByRole("link", { name: "컨택 순서 보기" }).click();
  await expect(page).toHaveURL(/\/leads\/queue$/);
  await expect(page.locator(".queue-line").first()).toBeVisible();
  const there = await page.locator(".queue-line .queue-link").allInnerTexts();
  // Specs that run beside this one bring leads of their own.
  expect(there.filter((it) => here.includes(it)).slice(0, here.length)).toEqual(here);
});

test("who works no leads has none in their day", async ({ page, context }) => {
  await enter(context, "csm");
  await page.goto("/today");
  await expect(page.getByRole("heading", { name: "이번 달" })).toBeVisible();
  await expect(page.getByText("연락할 리드", { exact: true })).toHaveCount(0);
});
