// The forecast works before scripts have come, and without them: months with their sums, the same filter in every view,
// a deal put into another month by a form.
import { test, expect } from "../support/console.ts";
import { cardOf } from "../support/board.ts";
import { day, month, period } from "../support/forecast.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed, run } from "../support/records.ts";

test("a deal stands in its month, is put into the next one by a form, and has slipped once", async ({ page, context }, info) => {
  await enter(context, "ae");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline, { expected_close: day(1) });
  await page.goto(`/forecast/${pipeline.id}?q=${encodeURIComponent(deal.name)}`);
  const [from, to] = [period(page, month(1)), period(page, month(2))];
  await expect(cardOf(from, deal.id)).toBeVisible();
  await expect(from.locator(".column-count")).toHaveText("1");
  await expect(from.locator(".column-sums strong")).toHaveText("₩1,000만");
  await expect(to.locator(".column-count")).toHaveText("0");
  await cardOf(from, deal.id).hover();
  await cardOf(from, deal.id).getByRole("link", { name: `「${deal.name}」 예정일 옮기기` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("언제로 옮길까요?")).toHaveValue(month(2));
  await page.screenshot({ path: info.outputPath("when.png") });
  await dialog.getByRole("button", { name: "옮기기" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(cardOf(to, deal.id)).toBeVisible();
  await expect(cardOf(to, deal.id)).toContainText("1번 미뤄짐");
  await expect(cardOf(from, deal.id)).toHaveCount(0);
  await expect(page).toHaveURL(/q=/);
  await page.goto(deal.path);
  await expect(page.locator(".fact", { hasText: "수주 예정일" })).toContainText("예정일 1번 미뤄짐");
});

test("one filter survives each switch between board, forecast and table", async ({ page, context }) => {
  await enter(context, "ae");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  await page.goto(`/pipeline/${pipeline.id}?owner=me&close=this_quarter&q=${encodeURIComponent("ㅇ")}`);
  const views = page.getByRole("navigation", { name: "화면 전환" });
  for (const [name, address] of [
    ["예상 매출", `/forecast/${pipeline.id}`],
    ["표", "/deals"],
    ["예상 매출", `/forecast/${pipeline.id}`],
    ["보드", `/pipeline/${pipeline.id}`],
    ["표", "/deals"],
    ["보드", `/pipeline/${pipeline.id}`],
  ] as const) {
    await views.getByRole("link", { name, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${address}\\?`));
    await expect(page.locator("select[name=owner]")).toHaveValue("me");
    await expect(page.locator("select[name=close]")).toHaveValue("this_quarter");
    await expect(page.getByRole("searchbox", { name: "딜·고객사 이름" })).toHaveValue("ㅇ");
    await expect(views.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "page");
  }
});

test("the heads add up to the deals that the table counts", async ({ page, context }) => {
  await enter(context, "manager");
  const name = `더하기 ${run()}`;
  const pipelines = [await pipelineNamed(context, "인바운드 SMB"), await pipelineNamed(context, "셀프서브 PQL")];
  for (const [at, expected_close] of [day(1), day(3), day(40), "", "2020-01-02"].entries()) {
    await newDeal(context, pipelines[at % 2]!, { name: `${name} ${at}`, expected_close });
  }
  await page.goto(`/forecast?q=${encodeURIComponent(name)}`);
  for (const code of ["overdue", month(1), month(3), "later", "none"]) {
    await expect(period(page, code).locator(".column-count"), code).toHaveText("1");
  }
  await expect(page.locator(".board-totals")).toContainText("열린 딜 5");
  await expect(period(page, "overdue").locator(".tone-bad")).toBeVisible();
  await page.getByRole("navigation", { name: "화면 전환" }).getByRole("link", { name: "표" }).click();
  await expect(page.locator("tfoot th")).toHaveText("모두 5건");
});

test("an address of no pipeline is not found, and one that says nonsense filters nothing", async ({ page, context, allowed }) => {
  allowed.push(/status of 404/);
  await enter(context, "ae");
  for (const id of ["nothing", "01890000-0000-7000-8000-000000000000"]) {
    expect((await page.goto(`/forecast/${id}`))?.status()).toBe(404);
    await expect(page.locator("section.column")).toHaveCount(0);
  }
  await page.goto("/forecast?column=someday&after=x&when=D-0&close=never");
  await expect(page.locator("section.column").first()).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("who only reads sees months and sums, and is told why nothing can be moved", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline, { expected_close: day(1) });
  await enter(context, "viewer");
  const path = `/forecast/${pipeline.id}?q=${encodeURIComponent(deal.name)}`;
  await page.goto(path);
  await expect(cardOf(period(page, month(1)), deal.id)).toBeVisible();
  await expect(page.locator(".deal-menu")).toHaveCount(0);
  await page.goto(`${path}&when=${deal.path.split("/").at(-1)}`);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("권한");
  await expect(dialog.getByRole("button", { name: "옮기기" })).toHaveCount(0);
});
