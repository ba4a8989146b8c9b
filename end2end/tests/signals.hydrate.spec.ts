// What a customer does appears on the pages that are open, without anybody reading them again.
import { test, expect } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { apiKey, send } from "../support/signals.ts";

test("a signal appears on the open pages of its person and of what arrived", async ({ page, context }) => {
  await enter(context, "admin");
  const token = await apiKey(context);
  const [name, email] = [`새 사람 ${run()}`, `live@${run()}.example`];
  await page.goto("/people/new");
  await page.getByLabel("이름").fill(name);
  await page.getByLabel("이메일").fill(email);
  await page.getByRole("button", { name: "사람 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await openAwake(page, page.url());
  const timeline = page.locator(".timeline-panel");
  await expect(timeline.locator(".moment")).toHaveCount(1);
  const arrived = await context.newPage();
  await openAwake(arrived, "/settings/signals");

  const at = new Date(Date.now() - 60_000).toISOString();
  await send(context, token, [{ key: run(), kind: "teammates_invited", email, value: 3, at }]);
  await expect(timeline.getByText("팀원 초대 3명")).toBeVisible();
  await expect(arrived.getByRole("row").filter({ hasText: name })).toContainText("팀원 초대 3명");

  // So many at once that nobody is named are read all the same.
  const crowd = Array.from({ length: 40 }, (_, it) => ({ key: run() + it, kind: "active", email: `p${it}@${run()}.example`, at }));
  await send(context, token, [...crowd, { key: run(), kind: "demo_requested", email, at }]);
  await expect(timeline.getByText("데모 요청")).toBeVisible();
  const interest = page.locator(".panel").filter({ has: page.getByRole("heading", { name: "관심도" }) });
  await expect(interest).toContainText("먼저 연락 옴");
});
