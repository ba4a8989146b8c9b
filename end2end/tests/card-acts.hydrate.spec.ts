// What is done to a deal without leaving the board: by its small buttons, and by keys.
import { test, expect } from "../support/console.ts";
import { cardOf, columns, openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { gatedPipeline, newDeal } from "../support/records.ts";

test("a next step is planned, done and followed on the card itself", async ({ page, context }, info) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const card = cardOf(page, deal.id);
  await card.hover();
  await page.screenshot({ path: info.outputPath("acts.png") });
  await card.getByRole("link", { name: "다음 액션 정하기" }).click();
  const dialog = page.getByRole("dialog", { name: /다음 액션 정하기/ });
  await dialog.getByLabel("이어서 할 일").fill("견적 보내기");
  await dialog.getByLabel("다음 액션 기한").fill("2099-01-04");
  await dialog.getByRole("button", { name: "정하기" }).click();
  await expect(dialog).toBeHidden();
  await expect(card.locator(".deal-next-step")).toHaveText("견적 보내기");
  await expect(columns(page).first().locator(".step-planned .number")).toHaveText("1");

  await card.hover();
  await card.getByRole("link", { name: "다음 액션 완료" }).click();
  const done = page.getByRole("dialog", { name: /견적 보내기.*끝냈나요/ });
  await page.screenshot({ path: info.outputPath("done.png") });
  await done.getByLabel("이어서 할 일").fill("회신 확인하기");
  await done.getByLabel("다음 액션 기한").fill("2099-01-05");
  await done.getByRole("button", { name: "완료" }).click();
  await expect(card.locator(".deal-next-step")).toHaveText("회신 확인하기");
});

test("A logs an activity on the card that has the focus, and the focus stays there", async ({ page, context }, info) => {
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const link = cardOf(page, deal.id).locator(".deal-link");
  await link.focus();
  await page.keyboard.press("KeyA");
  const dialog = page.getByRole("dialog", { name: /활동 기록/ });
  await page.screenshot({ path: info.outputPath("log.png") });
  await dialog.getByLabel("내용").fill("다음 주에 다시 통화하기로 했어요");
  await dialog.getByRole("button", { name: "기록하기" }).click();
  await expect(dialog).toBeHidden();
  await expect(link).toBeFocused();
  await page.keyboard.press("KeyE");
  await expect(page).toHaveURL(new RegExp(`${deal.path}\\?edit=1`));
  await expect(page.locator(".timeline-panel").getByText("다음 주에 다시 통화하기로 했어요")).toBeVisible();
});

test("letters can be switched off, and ? lists all keys", async ({ page, context }, info) => {
  await enter(context, "ae");
  await openAwake(page, "/pipeline");
  await page.locator(".deal-link").first().focus();
  await page.keyboard.press("Shift+Slash");
  const help = page.getByRole("dialog", { name: "단축키" });
  await expect(help).toBeVisible();
  await page.screenshot({ path: info.outputPath("keys.png") });
  await help.getByRole("link", { name: "내 프로필" }).click();
  await page.getByRole("button", { name: "글자 키 사용 안 함" }).click();
  await expect(page.getByRole("button", { name: "글자 키 사용 안 함" })).toHaveAttribute("aria-pressed", "true");

  await openAwake(page, "/pipeline");
  const first = page.locator(".deal-link").first();
  await first.focus();
  await page.keyboard.press("KeyM");
  await page.keyboard.press("KeyN");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator(".quick-add")).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await expect(first).not.toBeFocused();
});

test("compact cards show half as many again, and stay so", async ({ page, context }, info) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await enter(context, "ae");
  await openAwake(page, "/pipeline");
  const whole = () =>
    columns(page).first().locator(".column-cards").evaluate((list) => {
      const card = list.querySelector(".deal-card:nth-child(2)")!.getBoundingClientRect();
      const first = list.querySelector(".deal-card")!.getBoundingClientRect();
      return list.clientHeight / (card.top - first.top);
    });
  const before = await whole();
  await page.getByRole("button", { name: "카드를 촘촘하게" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
  await page.screenshot({ path: info.outputPath("compact.png") });
  expect(await whole()).toBeGreaterThan(1.5 * before);
  await page.reload();
  await expect(page.getByRole("button", { name: "카드를 넉넉하게" })).toBeVisible();
});
