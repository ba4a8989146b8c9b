// The menu of saved views while the page lives: what is typed stays, the way back closes it, a colleague's share arrives.
import { test, expect } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

test("the menu opens and closes by keyboard, and pinning keeps what is being typed", async ({ page, context }) => {
  await enter(context, "manager");
  await openAwake(page, "/pipeline");
  const views = page.getByRole("navigation", { name: "보기" });
  await views.getByRole("link", { name: "보기" }).focus();
  await page.keyboard.press("Enter");
  const menu = page.getByRole("dialog", { name: "보기" });
  const name = menu.getByLabel("지금 보는 것을 새 보기로 저장");
  await name.fill("적던 이름");
  const line = menu.getByRole("listitem").filter({ hasText: "약속이 빈 딜" });
  await line.getByRole("button", { name: /고정 풀기/ }).click();
  await expect(views.getByRole("link", { name: "약속이 빈 딜" })).toHaveCount(0);
  await expect(name).toHaveValue("적던 이름");
  await line.getByRole("button", { name: /고정/ }).click();
  await expect(views.getByRole("link", { name: "약속이 빈 딜" })).toBeAttached();
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(page).not.toHaveURL(/views=/);
  await views.getByRole("link", { name: "약속이 빈 딜" }).click();
  await expect(page).toHaveURL(/\/deals\?step=missing/);
  await page.goBack();
  await expect(page).toHaveURL(/\/pipeline\/[\da-f-]+$/);
});

test("a view follows its filters on the board, and is left by clearing them", async ({ page, context }) => {
  await enter(context, "ae");
  await openAwake(page, "/pipeline?close=past&views=1");
  const name = `보드 ${run()}`;
  const menu = page.getByRole("dialog", { name: "보기" });
  await menu.getByLabel("지금 보는 것을 새 보기로 저장").fill(name);
  await page.keyboard.press("Enter");
  const chip = page.getByRole("navigation", { name: "보기" }).getByRole("link", { name });
  await expect(chip).toHaveAttribute("aria-current", "true");
  await page.locator("select[name=owner]").selectOption("me");
  await expect(page).toHaveURL(/owner=me.*view=/);
  await expect(chip).toContainText("수정됨");
  // The view itself is still what was saved.
  await chip.click();
  await expect(page).not.toHaveURL(/owner=me/);
  await expect(chip).not.toContainText("수정됨");
  await page.getByRole("link", { name: "필터 지우기" }).click();
  await expect(chip).not.toHaveAttribute("aria-current", "true");
});

test("a view that a colleague shares arrives by itself where the table is open", async ({ page, context, browser }) => {
  await enter(context, "manager");
  await openAwake(page, "/deals");
  const other = await browser.newContext();
  await enter(other, "ae");
  const theirs = await other.newPage();
  const name = `새로 나눈 ${run()}`;
  await openAwake(theirs, "/deals?state=won&views=1");
  const menu = theirs.getByRole("dialog", { name: "보기" });
  await menu.getByLabel("지금 보는 것을 새 보기로 저장").fill(name);
  await menu.getByLabel("팀과 함께 쓰기").first().check();
  await menu.getByRole("button", { name: "저장", exact: true }).first().click();
  await expect(theirs).toHaveURL(/view=/);
  await page.goto(theirs.url());
  await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
  await theirs.goto("/deals?views=1");
  const line = theirs.getByRole("listitem").filter({ hasText: name });
  await line.getByText("편집").click();
  await line.getByLabel("이름").fill(`${name} 2`);
  await line.getByRole("button", { name: "저장" }).click();
  await expect(page.getByRole("link", { name: `${name} 2` })).toBeVisible();
  await other.close();
});
