// The columns of the table of deals: which and in which order is part of the address, so a link shows the same table.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

const heads = (page: import("@playwright/test").Page) => page.locator("thead th").allInnerTexts();

test("columns are shown, hidden and moved, and the address says so", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/deals?state=won");
  await page.getByRole("link", { name: "열", exact: true }).click();
  const choice = page.getByRole("dialog", { name: "표의 열" });
  await choice.getByRole("button", { name: "태그 보이기" }).click();
  await expect(page).toHaveURL(/columns=account%2Cstage%2Camount%2Cclose%2Cnext_step%2Cowner%2Ctags/);
  await choice.getByRole("button", { name: "고객사 숨기기" }).click();
  await choice.getByRole("button", { name: "담당자 앞으로" }).click();
  await expect(page).toHaveURL(/columns=stage%2Camount%2Cclose%2Cowner%2Cnext_step%2Ctags/);
  await expect(page).toHaveURL(/state=won/);
  await choice.getByRole("link", { name: "닫기" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await heads(page)).toEqual(["딜", "단계", "금액", "수주일", "담당자", "다음 액션", "태그"]);

  await page.goto(page.url());
  expect(await heads(page)).toEqual(["딜", "단계", "금액", "수주일", "담당자", "다음 액션", "태그"]);
  await page.getByRole("link", { name: "열", exact: true }).click();
  await choice.getByRole("button", { name: "기본 열로 되돌리기" }).click();
  await expect(page).not.toHaveURL(/columns=[a-z]/);
});

test("a saved view keeps its columns, and a nonsense address shows the usual ones", async ({ page, context }) => {
  await enter(context, "otherAe");
  const name = `열 고른 표 ${run()}`;
  await page.goto("/deals?columns=in_stage,last_activity,created&sort=in_stage&views=1");
  await page.getByLabel("지금 보는 것을 새 보기로 저장").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "저장", exact: true }).first().click();
  const chip = page.getByRole("navigation", { name: "보기" }).getByRole("link", { name });
  await expect(chip).toHaveAttribute("aria-current", "true");
  await page.goto("/deals");
  await chip.click();
  await expect(page.getByRole("columnheader", { name: "단계 체류" })).toHaveAttribute("aria-sort", "descending");
  expect((await heads(page)).map((it) => it.trim())).toEqual(["딜", "단계 체류", "최근 활동", "만든 날"]);
  await page.goto("/deals?columns=nonsense,,amount%00");
  expect((await heads(page))[1]).toBe("고객사");
});

test("who shapes the process decides what everybody sees, who doesn't is not asked", async ({ page, context, browser }) => {
  await enter(context, "ae");
  await page.goto("/deals?columns=stage,amount&choose=1");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page.getByRole("button", { name: "모두의 기본으로 정하기" })).toHaveCount(0);
  const other = await browser.newContext();
  await enter(other, "manager");
  const theirs = await other.newPage();
  const everybody = async (columns: string) => {
    await theirs.goto(`/deals?columns=${columns}&choose=1`);
    await theirs.getByRole("button", { name: "모두의 기본으로 정하기" }).click();
    await expect(theirs.getByRole("button", { name: "모두의 기본으로 정하기" })).toHaveCount(0);
  };
  await everybody("account,stage,amount,close,next_step,owner,created");
  await page.goto("/deals");
  await expect(page.getByRole("columnheader", { name: "만든 날" })).toBeVisible();
  await everybody("account,stage,amount,close,next_step,owner");
  await other.close();
});
