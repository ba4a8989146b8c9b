// What lists and forms of accounts do once the page has woken up.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

test("the list follows what is typed", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/accounts");
  await expect(page.getByText(/^1–50 \/ \d+$/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "적용" })).toHaveCount(0);
  await page.getByRole("searchbox", { name: "이름, 도메인, 초성" }).pressSequentially("가람솔");
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByText("1–3 / 3").first()).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "이름, 도메인, 초성" })).toBeFocused();
  await page.locator(".list-bar").getByLabel("담당자").selectOption({ label: "박준호" });
  await expect(page).toHaveURL(/owner=/);
  await page.getByRole("link", { name: "조건 지우기" }).click();
  await expect(page.getByText(/^1–50 \/ \d+$/).first()).toBeVisible();
});

test("an account is chosen with the keyboard, and not while a syllable is being composed", async ({ page, context }, info) => {
  await enter(context, "ae");
  await openAwake(page, "/people/new");
  const box = page.getByRole("combobox", { name: "고객사", exact: true });
  await box.pressSequentially("가람솔");
  const options = page.getByRole("listbox", { name: "고객사" }).getByRole("option");
  await expect(options).toHaveCount(3);
  await page.screenshot({ path: info.outputPath("picker.png") });
  await box.press("ArrowDown");
  await box.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  // The Enter that ends a syllable: key code 229, composing.
  await box.evaluate((input) =>
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true })),
  );
  await expect(options).toHaveCount(3);
  const chosen = await options.nth(1).locator(".combobox-name").innerText();
  await box.press("Enter");
  await expect(options).toHaveCount(0);
  await expect(box).toHaveValue(chosen);

  await box.fill("가람");
  await expect(options.first()).toBeVisible();
  await box.press("Escape");
  await expect(page.getByRole("listbox", { name: "고객사" })).toBeHidden();
  await box.fill(chosen);
  await page.getByLabel("이름").fill(`윤서아 ${run()}`);
  await page.getByRole("button", { name: "사람 만들기" }).click();
  await expect(page.locator(".record-facts").getByRole("link", { name: chosen })).toBeVisible();
});

test("what a colleague changes appears by itself", async ({ page, context, browser }) => {
  const name = `가온 ${run()}`;
  await enter(context, "ae");
  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(name);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();

  const other = await browser.newContext({ locale: "ko-KR" });
  const complaints = watch(other);
  await enter(other, "manager");
  const theirs = await other.newPage();
  await theirs.goto(`${page.url()}?edit=1`);
  await theirs.getByLabel("업종").fill("반도체");
  await theirs.getByRole("button", { name: "저장" }).click();
  await expect(theirs.locator(".record-facts")).toContainText("반도체");

  await expect(page.locator(".record-facts")).toContainText("반도체");
  expect(complaints).toEqual([]);
  await other.close();
});
