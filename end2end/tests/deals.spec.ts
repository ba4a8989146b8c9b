// The table of deals: what stands open, and at a press what was won, lost or held; sorted by its heads; summed at its
// foot.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { newDeal, pipelineNamed, run } from "../support/records.ts";

/** ₩1.3억 and ₩1,250만 as numbers of 만. */
const amounts = (texts: string[]) =>
  texts.map((it) => Number(it.replace(/[^\d.]/g, "")) * (it.includes("억") ? 10_000 : 1));

test("open deals are shown first; won ones say the day they were won", async ({ page, context }, info) => {
  await enter(context, "ae");
  await page.goto("/deals");
  const states = page.getByRole("navigation", { name: "상태" });
  await expect(states.getByRole("link", { name: "진행" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("columnheader", { name: "수주 예정일" })).toBeVisible();
  const open = await page.locator("tfoot th").innerText();

  await states.getByRole("link", { name: "수주", exact: true }).click();
  await expect(page).toHaveURL(/state=won/);
  await expect(page.getByRole("columnheader", { name: "수주일" })).toBeVisible();
  await expect(page.locator("tbody .stage-name").first()).toHaveText("수주");
  await expect(page.locator("tfoot th")).not.toHaveText(open);
  await expect(page.locator("tfoot td.number")).toContainText("₩");
  await page.screenshot({ path: info.outputPath("won.png") });

  await states.getByRole("link", { name: "전체" }).click();
  await expect(page.getByRole("columnheader", { name: "마감·예정일" })).toBeVisible();
});

test("a head sorts the table, and turns it round when pressed again", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/deals?state=won");
  const head = page.getByRole("columnheader", { name: "금액" });
  await head.getByRole("link").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(page).toHaveURL(/state=won.*sort=amount/);
  const cells = page.locator("tbody td.number");
  const shown = async () => amounts(await cells.allInnerTexts());
  const isFalling = (all: number[]) => all.every((it, at) => at === 0 || it <= all[at - 1]!);
  await expect.poll(async () => isFalling(await shown())).toBe(true);
  const falling = await shown();
  await head.getByRole("link").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect.poll(async () => (await shown())[0]).toBeLessThan(falling[0]!);
});

test("pages meet without a gap, and the foot counts all of them", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/deals?state=all&sort=close");
  const names = page.locator("tbody th .quiet");
  const first = await names.allInnerTexts();
  expect(first).toHaveLength(50);
  // Beside this spec others make deals: foot and pager speak of the same moment.
  const counted = async () => {
    const [, all] = /\/ (\d+)$/.exec(await page.locator(".pager-text").innerText()) ?? [];
    expect(Number(all)).toBeGreaterThan(100);
    await expect(page.locator("tfoot th")).toHaveText(`모두 ${all}건`);
  };
  await expect(counted).toPass();
  await page.locator(".pager a").last().click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator(".pager-text")).toContainText("51–100");
  const second = await names.allInnerTexts();
  expect(first.filter((it) => second.includes(it))).toEqual([]);
  await expect(counted).toPass();
  await page.locator(".pager a").first().click();
  await expect(page.locator(".pager-text")).toContainText(/^1–50/);
  await expect.poll(() => names.allInnerTexts()).toEqual(first);
});

test("what is promised and late is red, and a stage is offered with its pipeline", async ({ page, context }) => {
  await enter(context, "ae");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const name = `늦은 ${run()}`;
  await newDeal(context, pipeline, { name, next_step: "계약서 발송", next_step_due: "2020-01-02" });
  await page.goto(`/deals?pipeline=${pipeline.id}&q=${encodeURIComponent(name)}`);
  const row = page.locator("tbody tr", { hasText: name });
  await expect(row).toContainText("계약서 발송");
  await expect(row.locator(".tone-bad")).toContainText("지남");
  const stages = page.locator("select[name=stage] option");
  await expect(stages.filter({ hasText: pipeline.stages[0].name_ko })).toHaveCount(1);
  await expect(stages.filter({ hasText: "실주" })).toHaveCount(0);
  // Who left stands apart from those who work here.
  await expect(page.locator("select[name=owner] > :last-child")).toHaveAttribute("label", "로그인하지 않는 멤버");
});
