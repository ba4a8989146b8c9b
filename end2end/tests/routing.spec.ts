// To whom leads go: a rule made by somebody who does not program, the lead it gives away, and why it went there.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

test("a rule gives a lead to whose turn it is, and the lead says why", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  const source = `할당 시험 ${run()}`;
  await enter(context, "admin");
  await page.goto("/settings/routing");
  await page.getByRole("link", { name: "규칙 추가" }).click();
  const form = page.locator("form.form").filter({ has: page.locator(".routing-members") });
  await form.getByLabel(/^이름/).fill(source);
  await form.getByLabel(/^출처/).fill(source);
  await form.getByRole("button", { name: "저장" }).click();
  await expect(form.locator(".routing-members [role=alert]")).toBeVisible();
  await expect(form.getByLabel(/^출처/)).toHaveValue(source);
  await form.getByLabel("송다은", { exact: true }).check();
  await page.screenshot({ path: info.outputPath("rule.png"), fullPage: true });
  await form.getByRole("button", { name: "저장" }).click();
  const rule = page.locator(".routing-rule").filter({ hasText: source });
  await expect(rule).toContainText("차례대로: 송다은");
  // Asked before the demo's rule for everybody, which would take the lead otherwise.
  for (;;) {
    const up = rule.getByRole("button", { name: /위로$/ });
    if ((await up.count()) === 0) break;
    const place = await rule.locator(".routing-place").textContent();
    await up.click();
    await expect(rule.locator(".routing-place")).not.toHaveText(place ?? "");
  }
  await page.goto("/leads/new");
  const lead = page.locator("form.form");
  await lead.getByLabel("이름", { exact: false }).first().fill(`한배정 ${run()}`);
  await lead.getByLabel(/^이메일/).fill(`${run()}@routing-spec.example`);
  await lead.getByLabel(/^출처/).fill(source);
  await lead.getByLabel(/^담당자/).selectOption({ label: "담당자 없음(대기)" });
  await lead.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.locator(".record-facts").first()).toContainText("송다은");
  await page.getByText("왜 이 담당자인가요?").click();
  await expect(page.locator(".lead-why")).toContainText(`규칙 「${source}」에 따라 송다은에게 갔어요. 차례였어요.`);
  await page.screenshot({ path: info.outputPath("why.png"), fullPage: true });

  await page.goto("/settings/routing");
  await page.locator(".routing-rule").filter({ hasText: source }).getByRole("button", { name: `${source} 지우기` }).click();
  await expect(page.locator(".routing-rule").filter({ hasText: source })).toHaveCount(0);
});

test("a member says when they are away, and what is wrong is said at its field", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "manager");
  await page.goto("/settings/routing");
  await page.getByRole("link", { name: /정하윤 받는 때$/ }).click();
  const form = page.locator("form.form").filter({ has: page.locator("#available-from") });
  await form.getByLabel(/^자리 비움 시작/).fill("2190-02-01");
  await form.getByLabel(/^자리 비움 끝/).fill("2190-01-01");
  await form.getByRole("button", { name: "저장" }).click();
  await expect(form.getByText("시작보다 뒤여야 해요.")).toBeVisible();
  await form.getByLabel(/^자리 비움 끝/).fill("2190-02-10");
  await form.getByRole("button", { name: "저장" }).click();
  await expect(page.getByRole("row").filter({ hasText: "정하윤" })).toContainText("2190년 2월 1일");
});
