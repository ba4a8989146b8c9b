// Saved views: what one sees gets a name, stands above board and table, and is a link that shows a colleague the same.
import { test, expect, watch } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { pipelineNamed, run } from "../support/records.ts";

test("what is seen is saved under a name, and its address shows a colleague the same board", async ({
  page,
  context,
  browser,
}) => {
  await enter(context, "ae");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const name = `지난 마감 ${run()}`;
  await page.goto(`/pipeline/${pipeline.id}?close=past`);
  await page.getByRole("navigation", { name: "보기" }).getByRole("link", { name: "보기" }).click();
  const menu = page.getByRole("dialog", { name: "보기" });
  await menu.getByLabel("지금 보는 것을 새 보기로 저장").fill(name);
  await menu.getByLabel("팀과 함께 쓰기").first().check();
  await menu.getByRole("button", { name: "저장", exact: true }).first().click();

  const chip = page.getByRole("navigation", { name: "보기" }).getByRole("link", { name });
  await expect(chip).toHaveAttribute("aria-current", "true");
  await expect(page).toHaveURL(/close=past&view=/);
  await expect(page.locator("select[name=close]")).toHaveValue("past");
  const cards = page.locator("[data-deal]");
  const shown = await cards.count();

  const other = await browser.newContext();
  const complaints = watch(other);
  await enter(other, "otherAe");
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  await expect(theirs.locator("select[name=close]")).toHaveValue("past");
  await expect(theirs.locator("[data-deal]")).toHaveCount(shown);
  await expect(theirs.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
  // It is shared, so the colleague finds it in the menu, but may not change it.
  await theirs.goto("/deals?views=1");
  const line = theirs.getByRole("listitem").filter({ hasText: name });
  await expect(line.getByRole("link", { name })).toHaveAttribute("href", /\/pipeline\/.+close=past&view=/);
  await expect(line.locator("details")).toHaveCount(0);
  expect(complaints).toEqual([]);
  await other.close();
});

test("a view says that something else is seen, and takes it over", async ({ page, context }) => {
  await enter(context, "otherAe");
  const name = `큰 딜 ${run()}`;
  await page.goto("/deals?sort=amount&views=1");
  const menu = page.getByRole("dialog", { name: "보기" });
  await menu.getByLabel("지금 보는 것을 새 보기로 저장").fill(name);
  await menu.getByRole("button", { name: "저장", exact: true }).first().click();
  const chip = page.getByRole("navigation", { name: "보기" }).getByRole("link", { name });
  await expect(chip).toHaveAttribute("aria-current", "true");
  await expect(chip).not.toContainText("수정됨");

  await page.getByRole("navigation", { name: "상태" }).getByRole("link", { name: "수주", exact: true }).click();
  await expect(chip).toContainText("수정됨");
  await page.getByRole("navigation", { name: "보기" }).getByRole("link", { name: "보기", exact: true }).click();
  await menu.getByRole("button", { name: "지금 보는 대로 바꾸기" }).click();
  await expect(menu.getByRole("button", { name: "지금 보는 대로 바꾸기" })).toHaveCount(0);
  await menu.getByRole("link", { name: "닫기" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(chip).not.toContainText("수정됨");
  await page.goto("/deals");
  await chip.click();
  await expect(page).toHaveURL(/state=won&sort=amount|sort=amount.*state=won/);
});

test("a view is renamed, unpinned and deleted in the menu; a name can be had once", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "viewer");
  const name = `살펴볼 딜 ${run()}`;
  const menu = page.getByRole("dialog", { name: "보기" });
  const save = async (name: string) => {
    await menu.getByLabel("지금 보는 것을 새 보기로 저장").fill(name);
    await menu.getByRole("button", { name: "저장", exact: true }).first().click();
  };
  await page.goto("/deals?owner=none&views=1");
  // Who only looks on keeps views to themselves.
  await expect(menu.getByLabel("팀과 함께 쓰기")).toHaveCount(0);
  await save(name);
  const chip = (name: string) => page.getByRole("navigation", { name: "보기" }).getByRole("link", { name });
  await expect(chip(name)).toBeVisible();

  await page.goto("/deals?views=1");
  await save(name);
  await expect(menu.getByText("이미 쓰고 있어요")).toBeVisible();
  await expect(menu.getByLabel("지금 보는 것을 새 보기로 저장")).toHaveValue(name);

  await page.goto("/deals?views=1");
  const line = (name: string) => menu.getByRole("listitem").filter({ hasText: name });
  await line(name).getByText("편집").click();
  await line(name).getByLabel("이름").fill(`${name} 2`);
  await line(name).getByRole("button", { name: "저장" }).click();
  await expect(chip(`${name} 2`)).toBeAttached();
  await line(`${name} 2`).getByRole("button", { name: /고정 풀기/ }).click();
  await expect(chip(`${name} 2`)).toHaveCount(0);
  await line(`${name} 2`).getByText("편집").click();
  await line(`${name} 2`).getByRole("button", { name: "보기 지우기" }).click();
  await expect(line(`${name} 2`)).toHaveCount(0);
});

test("a view of a team that is gone says so, and shows the rest at a press", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/deals?team=01890000-0000-7000-8000-000000000000&state=won");
  await expect(page.getByRole("status").filter({ hasText: "이제 없어서" })).toContainText("팀");
  await page.getByRole("link", { name: "그 조건 빼고 보기" }).click();
  await expect(page).toHaveURL(/\/deals\?state=won$/);
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await page.goto("/pipeline?tag=01890000-0000-7000-8000-000000000000");
  await expect(page.getByRole("status").filter({ hasText: "이제 없어서" })).toContainText("태그");
});
