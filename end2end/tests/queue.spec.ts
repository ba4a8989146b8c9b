// The SDR's day: whom to contact in which order and why, logged with one key, and the next touch proposed.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import type { Page } from "@playwright/test";

/** A lead that came just now, of somebody who waits for an answer. */
async function lead(page: Page, name: string): Promise<void> {
  await page.goto("/leads/new");
  const form = page.locator("form.form");
  await form.getByLabel("이름", { exact: false }).first().fill(name);
  await form.getByLabel(/^이메일/).fill(`${run()}-${name.length}@queue-spec.example`);
  await form.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

const line = (page: Page, name: string) => page.locator(".queue-line").filter({ hasText: name });

test("a touch is logged in place, with the next one planned as proposed", async ({ page, context }, info) => {
  const name = `한순서 ${run()}`;
  await enter(context, "sdr");
  await lead(page, name);
  await expect(page.locator(".lead-owed")).toContainText("첫 연락하기");
  await page.goto("/leads/queue");
  await expect(line(page, name)).toContainText("첫 연락하기");
  await page.screenshot({ path: info.outputPath("queue.png"), fullPage: true });
  await line(page, name).getByRole("link", { name: `기록: ${name}` }).click();
  const log = line(page, name).locator(".queue-log");
  await log.getByRole("link", { name: /^부재중/ }).click();
  await log.getByLabel(/^무슨 얘기를 했나요/).fill("전화를 받지 않음");
  await expect(log.getByLabel(/^다음에 할 일/)).toHaveValue(`메일 보내기 · ${name}`);
  await page.screenshot({ path: info.outputPath("queue-log.png"), fullPage: true });
  await log.getByRole("button", { name: "기록하기" }).click();
  await expect(line(page, name).locator(".queue-log")).toHaveCount(0);
  await expect(line(page, name).locator(".queue-why")).toContainText(`메일 보내기 · ${name}`);
  await expect(line(page, name)).toContainText("1번 시도");
  await line(page, name).getByRole("link", { name, exact: true }).click();
  await expect(page.locator(".path-now")).toContainText("컨택 중");
  await expect(page.locator(".timeline-panel")).toContainText("전화를 받지 않음");
  await expect(page.locator(".task-list, .tasks").first()).toContainText(`메일 보내기 · ${name}`);
});
