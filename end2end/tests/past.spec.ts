// The board of an earlier moment, before scripts have come and without them: deals stand where they stood, each number
// of what has happened since leads to its deals, and the address is all there is to it.
import { test, expect, watch } from "../support/console.ts";
import { cardOf } from "../support/board.ts";
import { counts, daysAgo, lastMonday, moved, rightNow } from "../support/past.ts";
import { enter } from "../support/people.ts";
import { newDeal, openGates, pipelineNamed, run } from "../support/records.ts";

const stage = (page: import("@playwright/test").Page, id: string) => page.locator(`main [data-stage="${id}"]`);

test("a deal stands where it stood, worth what it was worth, and the numbers lead to it", async ({ page, context }, info) => {
  await enter(context, "admin");
  await openGates(context);
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const [first, second] = pipeline.stages;
  const before = rightNow();
  const deal = await newDeal(context, pipeline, { name: `지난 딜 ${run()}` });
  const then = rightNow();
  await page.goto(`${deal.path}?move=1&to=${second.id}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "옮기기" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`${deal.path}?edit=1`);
  await page.getByLabel("금액").fill("3,000만");
  await page.getByRole("button", { name: "저장" }).click();
  await expect(page.getByText("₩3,000만").first()).toBeVisible();

  const path = `/past/${pipeline.id}?q=${encodeURIComponent(deal.name)}`;
  await page.goto(`${path}&${then}`);
  const card = cardOf(stage(page, first.id), deal.id);
  await expect(card).toContainText("₩1,000만");
  await expect(card).toContainText(`지금은 ${second.name_ko}`);
  await expect(page.locator(".past-said")).toContainText("읽기 전용");
  await expect(cardOf(stage(page, second.id), deal.id)).toHaveCount(0);
  await expect(stage(page, first.id).locator(".column-sums")).toHaveText("₩1,000만");
  await expect(stage(page, first.id).getByRole("link", { name: /^−₩1,000만/ })).toBeVisible();
  await expect(stage(page, second.id).getByRole("link", { name: /^\+₩3,000만/ })).toBeVisible();
  await stage(page, first.id).getByRole("link", { name: /^나감 1/ }).click();
  const list = page.getByRole("dialog");
  await expect(list).toHaveAccessibleName(`${first.name_ko}: 나간 딜`);
  const row = list.getByRole("row").filter({ hasText: deal.name });
  await expect(row).toContainText(`${first.name_ko}₩1,000만`);
  await expect(row).toContainText(`${second.name_ko}₩3,000만`);
  await page.screenshot({ path: info.outputPath("list.png") });
  await list.getByRole("link", { name: "닫기" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(card).toBeVisible();

  await page.goto(`${path}&${before}`);
  await expect(cardOf(page, deal.id)).toHaveCount(0);
  await expect(stage(page, second.id).getByRole("link", { name: /^들어옴 1/ })).toBeVisible();
});

test("the demo's last Monday and what happened since come to what the board shows now", async ({ page, context, browser }, info) => {
  await enter(context, "manager");
  const pipeline = await pipelineNamed(context, "아웃바운드 엔터프라이즈");
  await page.goto(`/pipeline/${pipeline.id}?owner=none`);
  const views = page.getByRole("navigation", { name: "화면 전환" });
  await views.getByRole("link", { name: "지난 보드" }).click();
  await expect(page).toHaveURL(new RegExp(`/past/${pipeline.id}\\?owner=none&at=${lastMonday()}`));
  await expect(page.locator("select[name=owner]")).toHaveValue("none");
  await page.getByRole("link", { name: "필터 지우기" }).click();
  await expect(page).toHaveURL(new RegExp(`/past/${pipeline.id}\\?at=${lastMonday()}$`));
  await expect(page.locator(".past-said strong")).toContainText("월요일 09:00");
  await page.screenshot({ path: info.outputPath("monday.png") });
  await expect(page.locator(".past-card").first()).toBeVisible();
  const [monday, then, since] = [page.url(), await counts(page), await moved(page)];
  expect(Object.values(then).reduce((sum, it) => sum + it), "the demo was at work then").toBeGreaterThan(20);
  expect(Object.values(since).some((it) => it !== 0), "and has been since").toBe(true);

  // Whoever gets the address sees the same.
  const other = await browser.newContext({ locale: "ko-KR", javaScriptEnabled: info.project.use.javaScriptEnabled ?? true });
  const complaints = watch(other);
  await enter(other, "ae");
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  expect(await counts(theirs)).toEqual(then);
  const names = (of: typeof page) => of.locator(".past-card .deal-name").allInnerTexts();
  expect(await names(theirs)).toEqual(await names(page));
  expect(complaints.filter((it) => !/was preloaded/.test(it))).toEqual([]);
  await other.close();

  await page.getByRole("link", { name: "지금 보드로" }).click();
  await expect(page).toHaveURL(new RegExp(`/pipeline/${pipeline.id}$`));
  await expect(page.locator("section.column").first()).toBeVisible();
  // Others work on the same board: it is looked at again if somebody did between the two looks.
  await expect(async () => {
    await page.goto(monday);
    const since = await moved(page);
    await page.goto(`/pipeline/${pipeline.id}`);
    for (const [id, count] of Object.entries(await counts(page))) expect((then[id] ?? 0) + (since[id] ?? 0), id).toBe(count);
  }).toPass();
});

test("a day and a time are chosen in a form, and days often looked at by one press", async ({ page, context }) => {
  await enter(context, "ae");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  await page.goto(`/past/${pipeline.id}?owner=me`);
  await page.getByLabel("날짜", { exact: true }).fill(daysAgo(20));
  await page.getByLabel("시각").fill("16:30");
  await page.getByRole("button", { name: "보기", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`owner=me&at=${daysAgo(20)}&time=16(:|%3A)30$`));
  await expect(page.locator(".past-said strong")).toContainText("16:30");
  await page.getByRole("link", { name: "하루 전" }).click();
  await expect(page).toHaveURL(new RegExp(`owner=me&at=${daysAgo(21)}&time=16(:|%3A)30$`));
  const picks = page.getByRole("navigation", { name: "자주 보는 날" });
  await picks.getByRole("link", { name: "지난 월요일" }).click();
  await expect(page).toHaveURL(new RegExp(`owner=me&at=${lastMonday()}$`));
  await expect(picks.getByRole("link", { name: "지난 월요일" })).toHaveAttribute("aria-current", "true");
});

test("what has not come and what was before there was a deal is said, and an address of no pipeline is not found", async ({ page, context, allowed }) => {
  allowed.push(/status of 404/);
  await enter(context, "viewer");
  await page.goto(`/past?at=2100-01-01`);
  await expect(page.locator(".past-note").first()).toContainText("아직 오지 않은 날");
  await expect(page.locator(".past-since a")).toHaveCount(0);
  await page.goto(`/past?at=1999-01-01`);
  await expect(page.locator(".past-note").first()).toContainText("그때는 딜이 없었어요");
  await expect(page.getByRole("link", { name: "하루 전" })).toHaveCount(0);
  await page.goto("/past?at=someday&time=x&column=y&below=z&of=nothing&way=home&close=never");
  await expect(page.locator(".past-said strong")).toContainText("월요일 09:00");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const id of ["nothing", "01890000-0000-7000-8000-000000000000"]) {
    expect((await page.goto(`/past/${id}`))?.status()).toBe(404);
    await expect(page.locator("section.column")).toHaveCount(0);
  }
});

test("a long column is read on, and begins again from the top", async ({ page, context }, info) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const name = `긴 지난날 ${run()}`;
  for (let at = 0; at < 16; at++) await newDeal(context, pipeline, { name: `${name} ${at}`, amount: `${100 + at}만` });
  await page.goto(`/past/${pipeline.id}?q=${encodeURIComponent(name)}&${rightNow()}`);
  const column = stage(page, pipeline.stages[0].id);
  await expect(column.locator(".column-count")).toHaveText("16");
  await expect(column).toContainText("16개 중 12개 표시");
  await expect(column.locator(".deal-amount").first()).toHaveText("₩115만");
  const plain = info.project.use.javaScriptEnabled === false;
  await column.getByRole("link", { name: "더 보기" }).click();
  await expect(column.locator(".deal-card")).toHaveCount(plain ? 4 : 16);
  await expect(column.locator(".column-count")).toHaveText("16");
  if (plain) {
    await column.getByRole("link", { name: "처음부터 보기" }).click();
    await expect(column.locator(".deal-card")).toHaveCount(12);
  }
});
