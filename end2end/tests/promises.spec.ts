// What leads are promised: figures within bounds, on record when they change, and held for clocks that begin afterwards.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";

test("a figure is changed, a wrong one is said where it stands, and the change is on record", async ({ page, context, allowed }, info) => {
  allowed.push(/status of (422|409)/);
  await enter(context, "admin");
  await page.goto("/settings/calendar");
  const form = page.locator("form.promises");
  const reminder = () => form.getByLabel(/^인계를 다시 알리는 때/);
  await expect(page.getByText("이미 가고 있는 시계는 정해진 기한을 지켜요.")).toBeVisible();
  await reminder().fill("100");
  await form.getByRole("button", { name: "저장" }).click();
  await expect(form.getByText("10부터 95까지로 적어 주세요.")).toBeVisible();
  await expect(reminder()).toHaveValue("100");
  const before = Number(await form.getByLabel(/^인계를 다시 알리는 때/).getAttribute("value")) || 75;
  const figure = String(before === 80 ? 70 : 80);
  await page.goto("/settings/calendar");
  await reminder().fill(figure);
  await form.getByRole("button", { name: "저장" }).click();
  await expect(page.locator(".promise-history summary")).toBeVisible();
  await page.goto("/settings/calendar");
  await expect(reminder()).toHaveValue(figure);
  await page.locator(".promise-history summary").click();
  await expect(page.locator(".promise-history li").first()).toContainText(`→ ${figure}`);
  await page.screenshot({ path: info.outputPath("promises.png"), fullPage: true });
});

test("who does not shape the process reads the figures", async ({ page, context }) => {
  await enter(context, "sdr");
  await page.goto("/settings/calendar");
  await expect(page.getByText("인계를 수락하거나 돌려보내기까지 (근무 시간)")).toBeVisible();
  await expect(page.locator("form.promises")).toHaveCount(0);
});
