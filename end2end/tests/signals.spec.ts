// What customers do reaches us by the API, and stands at once on the timelines of whom it is about.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { apiKey, send } from "../support/signals.ts";

test("a signal stands on the page of what arrived and on the timelines of its person and account", async ({ page, context }, info) => {
  await enter(context, "admin");
  const token = await apiKey(context);
  const name = `시그널 회사 ${run()}`;
  const email = `seoa@${run()}.example`;
  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(name);
  await page.getByLabel("도메인").fill(email.split("@")[1]!);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const account = page.url();

  const at = new Date(Date.now() - 60_000).toISOString();
  const properties = { limit: "메시지" };
  await send(context, token, [{ key: run(), kind: "limit_used", email, value: 82, properties, at }]);
  await page.goto(account);
  const timeline = page.getByRole("region", { name: "타임라인" });
  await expect(timeline.getByText(`플랜 한도 사용 82% · ${email}`)).toBeVisible();
  await expect(timeline.getByText("limit: 메시지")).toBeVisible();
  await page.screenshot({ path: info.outputPath("account.png"), fullPage: true });

  // What we did, apart from what they did.
  await timeline.getByRole("link", { name: "우리가 한 일" }).click();
  await expect(timeline.getByText("플랜 한도 사용 82%")).toHaveCount(0);
  await expect(timeline.getByText("고객사 등록")).toBeVisible();
  await timeline.getByRole("link", { name: "시그널", exact: true }).click();
  await expect(timeline.getByText("고객사 등록")).toHaveCount(0);
  await expect(timeline.getByText("플랜 한도 사용 82%")).toBeVisible();

  await page.goto("/settings/signals");
  const row = page.getByRole("row").filter({ hasText: email });
  await expect(row.getByText("플랜 한도 사용 82%")).toBeVisible();
  await expect(row.getByRole("link", { name })).toHaveAttribute("href", new URL(account).pathname);
  await page.screenshot({ path: info.outputPath("signals.png"), fullPage: true });
  await page.getByRole("link", { name: "마케팅" }).click();
  await expect(row).toHaveCount(0);
});

test("who is not known yet is shown as such, until somebody adds them", async ({ page, context }) => {
  await enter(context, "admin");
  const token = await apiKey(context);
  const email = `new@${run()}.example`;
  const at = new Date(Date.now() - 60_000).toISOString();
  await send(context, token, [{ key: run(), kind: "pricing_seen", email, at }]);
  await page.goto("/settings/signals?who=unknown");
  await expect(page.getByRole("row").filter({ hasText: email }).getByText("모르는 고객")).toBeVisible();
  const name = `새 사람 ${run()}`;
  await page.goto("/people/new");
  await page.getByLabel("이름").fill(name);
  await page.getByLabel("이메일").fill(email);
  await page.getByRole("button", { name: "사람 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await expect(page.locator(".timeline-panel").getByText("가격 페이지 방문")).toBeVisible();
  await page.goto("/settings/signals?who=unknown");
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(0);
});
