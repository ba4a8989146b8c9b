// The forecast once it has woken up: cards go from month to month by mouse and by key, and back; others see it.
import { test, expect, watch } from "../support/console.ts";
import { cardOf, hold, middle, openAwake } from "../support/board.ts";
import { day, month, period } from "../support/forecast.ts";
import { holdBack } from "../support/held-back.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";

const address = "**/api/forecast/move_close_date";

test("a card dragged to another month is there at once, with both heads, and an undo takes back the slip too", async ({ page, context }, info) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline, { expected_close: day(1) });
  const answers = await holdBack(page, address);
  await openAwake(page, `/forecast/${pipeline.id}?q=${encodeURIComponent(deal.name)}`);
  const [from, to] = [period(page, month(1)), period(page, month(2))];
  await hold(page, cardOf(from, deal.id).locator(".deal-name"), await middle(to));
  await expect(to).toHaveClass(/is-over/);
  await expect(to.locator(".forecast-sign")).toContainText("15일로");
  await page.screenshot({ path: info.outputPath("carried.png") });
  await page.mouse.up();
  await expect(cardOf(to, deal.id)).toBeVisible();
  await expect(to.locator(".column-count")).toHaveText("1");
  await expect(to.locator(".column-sums strong")).toHaveText("₩1,000만");
  await expect(from.locator(".column-count")).toHaveText("0");
  await expect(from.locator(".column-sums strong")).toHaveText("₩0");
  await expect(cardOf(to, deal.id).locator("a.deal-link")).toBeFocused();
  answers.letGo();
  const said = page.getByRole("status").filter({ hasText: "예정일을" });
  await expect(said).toContainText("15일로 옮겼어요");
  await expect(cardOf(to, deal.id)).toContainText("1번 미뤄짐");

  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(cardOf(from, deal.id)).toBeVisible();
  await expect(cardOf(from, deal.id)).not.toContainText("미뤄짐");
  await page.reload();
  await expect(cardOf(from, deal.id)).toBeVisible();
  await expect(cardOf(from, deal.id)).not.toContainText("미뤄짐");
});

test("what is refused goes back with a sentence, and nothing goes into the past", async ({ page, context, allowed }) => {
  allowed.push(/status of 403/);
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const [late, deal] = [
    await newDeal(context, pipeline, { expected_close: "2020-01-02" }),
    await newDeal(context, pipeline, { expected_close: day(1) }),
  ];
  await openAwake(page, `/forecast/${pipeline.id}`);
  const [overdue, from, to] = [period(page, "overdue"), period(page, month(1)), period(page, month(2))];
  await expect(overdue).toBeVisible();
  await expect(cardOf(overdue, late.id)).toBeAttached();
  const card = cardOf(page, deal.id);
  await card.scrollIntoViewIfNeeded();
  await hold(page, card.locator(".deal-name"), await middle(overdue));
  await expect(overdue).toHaveClass(/is-closed/);
  await page.mouse.up();
  await expect(page.getByRole("status").filter({ hasText: "앞으로 올 날짜" })).toBeVisible();
  await expect(cardOf(from, deal.id)).toBeVisible();

  await page.route(address, (route) =>
    route.fulfill({ status: 403, contentType: "application/json", body: JSON.stringify({ Refused: "NotAllowed" }) }));
  await hold(page, card.locator(".deal-name"), await middle(to));
  await page.mouse.up();
  await expect(page.locator(".toast-bad")).toBeVisible();
  await expect(cardOf(from, deal.id)).toBeVisible();
  await expect(cardOf(to, deal.id)).toHaveCount(0);

  await page.unroute(address);
  await hold(page, card.locator(".deal-name"), await middle(to));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect(cardOf(from, deal.id).locator("a.deal-link")).toBeFocused();
  await expect(page).toHaveURL(/\/forecast\//);
});

test("by keyboard alone a card goes from month to month, and others see it", async ({ page, context, browser }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  const deal = await newDeal(context, pipeline, { expected_close: day(1) });
  const path = `/forecast/${pipeline.id}?q=${encodeURIComponent(deal.name)}`;
  const other = await browser.newContext({ locale: "ko-KR" });
  const complaints = watch(other);
  await enter(other, "manager");
  const theirs = await other.newPage();
  for (const each of [page, theirs]) await openAwake(each, path);
  await cardOf(page, deal.id).locator("a.deal-link").focus();
  // Faster than the server answers: the last one counts.
  for (let at = 0; at < 3; at++) await page.keyboard.press("Shift+ArrowRight");
  await expect(cardOf(period(page, month(4)), deal.id)).toBeVisible();
  await expect(cardOf(page, deal.id).locator("a.deal-link")).toBeFocused();
  await expect(cardOf(period(theirs, month(4)), deal.id)).toBeVisible();
  await expect(cardOf(period(theirs, month(4)), deal.id)).toContainText("3번 미뤄짐");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(cardOf(period(theirs, month(3)), deal.id)).toBeVisible();

  // With the Korean layout on, M types something else.
  await page.evaluate(() =>
    document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key: "ㅡ", code: "KeyM", bubbles: true, cancelable: true })));
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("언제로 옮길까요?").selectOption("none");
  await dialog.getByRole("button", { name: "옮기기" }).click();
  await expect(cardOf(period(page, "none"), deal.id)).toBeVisible();
  await expect(cardOf(period(page, "none"), deal.id).locator("a.deal-link")).toBeFocused();
  await expect(page).not.toHaveURL(/when=/);
  await expect(cardOf(period(theirs, "none"), deal.id)).toBeVisible();
  expect(complaints).toEqual([]);
  await other.close();
});

test("a long month is read on in place, and stays read when others work", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "아웃바운드 엔터프라이즈");
  const name = `긴 달 ${Math.random().toString(36).slice(2, 8)}`;
  for (let at = 0; at < 23; at++) await newDeal(context, pipeline, { name: `${name} ${at}`, expected_close: day(5) });
  await openAwake(page, `/forecast/${pipeline.id}?q=${encodeURIComponent(name)}`);
  const column = period(page, month(5));
  await expect(column).toContainText("23개 중 12개 표시");
  await column.getByRole("link", { name: "더 보기" }).click();
  await expect(column.locator(".deal-card")).toHaveCount(23);
  await expect(column.getByRole("link", { name: "더 보기" })).toHaveCount(0);
  await newDeal(context, pipeline, { name: `${name} 또`, expected_close: day(5) });
  await expect(column.locator(".column-count")).toHaveText("24");
  await expect(column.locator(".deal-card")).toHaveCount(23);
  await expect(column).toContainText("24개 중 23개 표시");
});

test.describe("by finger", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("on a phone a month fills the screen, and the menu moves a deal", async ({ page, context }, info) => {
    await enter(context, "admin");
    const pipeline = await pipelineNamed(context, "인바운드 SMB");
    const deal = await newDeal(context, pipeline, { expected_close: day(1) });
    await openAwake(page, `/forecast/${pipeline.id}?q=${encodeURIComponent(deal.name)}`);
    await cardOf(page, deal.id).scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath("phone.png") });
    await cardOf(page, deal.id).locator(".deal-menu").tap();
    await page.getByRole("dialog").getByRole("button", { name: "옮기기" }).tap();
    await expect(cardOf(period(page, month(2)), deal.id)).toBeAttached();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
