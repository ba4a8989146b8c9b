// Somebody's last day: their page says beforehand what they have in hand and who gets it, and afterwards what went where.
// With and without scripts.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { colleague, heir } from "../support/colleague.ts";

test("what a colleague has in hand is told before they go, and goes to others when they do", async ({ page, context, browser }, info) => {
  test.slow();
  await enter(context, "admin");
  const gone = await colleague(page, browser, info.project.use);
  await page.goto(gone.path);
  const before = page.getByRole("list", { name: "맡은 일" });
  await expect(before.getByRole("listitem").filter({ hasText: "진행 중인 리드 1건" })).toContainText("할당 규칙대로");
  await expect(before.getByRole("listitem").filter({ hasText: "기록에 딸린 할 일 1건" })).toContainText("담당자에게 가요");
  await expect(before.getByRole("listitem").filter({ hasText: "고객사 1곳" })).toContainText("나간 멤버");
  await page.screenshot({ path: info.outputPath("before.png"), fullPage: true });

  await page.getByRole("button", { name: "내보내기" }).click();
  const went = page.locator(".panel", { has: page.getByRole("heading", { name: "떠나면서 넘어간 일" }) });
  const line = went.getByRole("listitem").filter({ hasText: gone.lead });
  await expect(line).toContainText(`→ ${heir}`);
  await expect(went.getByRole("listitem").filter({ hasText: "할 일 1건" })).toContainText(`→ ${heir}`);
  const left = page.locator(".panel", { has: page.getByRole("heading", { name: "아직 이 이름으로 남은 일" }) });
  await expect(left.getByRole("link")).toHaveText(["고객사 1곳"]);
  await page.screenshot({ path: info.outputPath("after.png"), fullPage: true });

  await left.getByRole("link", { name: "고객사 1곳" }).click();
  const row = page.getByRole("row").filter({ hasText: gone.account });
  await expect(row).toContainText("나간 멤버");
  await page.goto(gone.path);
  await went.getByRole("link", { name: gone.lead }).click();
  await page.getByText("왜 이 담당자인가요?").click();
  await expect(page.locator(".lead-why")).toContainText(`${gone.name} 님이 팀을 떠나서 다시 정했어요.`);
  await page.screenshot({ path: info.outputPath("why.png"), fullPage: true });
});
