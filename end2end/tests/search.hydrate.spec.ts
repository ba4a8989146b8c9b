// The search box while one types: hits below it, walked through with the arrows.
import { test, expect } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";

test("hits appear while one types, and Enter opens the chosen one", async ({ page, context }, info) => {
  await enter(context, "ae");
  await openAwake(page, "/accounts");
  await page.keyboard.press("Control+KeyK");
  const box = page.getByRole("combobox", { name: "고객사, 사람, 딜 찾기" });
  await expect(box).toBeFocused();
  await box.pressSequentially("가람솔");
  const hits = page.getByRole("listbox", { name: "찾은 기록" });
  await expect(hits.getByRole("option").first()).toBeVisible();
  await expect(hits.getByRole("group", { name: "고객사" })).toBeVisible();
  await page.screenshot({ path: info.outputPath("search-box.png") });

  await box.press("ArrowDown");
  const first = hits.getByRole("option").first();
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(box).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id"))!);
  await box.evaluate((input) =>
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true })),
  );
  await expect(page).toHaveURL(/\/accounts$/);
  const href = (await first.getAttribute("href"))!;
  await box.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${href}$`));
  await expect(hits).toBeHidden();
  await expect(box).toHaveValue("");
});

test("Esc closes the hits, and nothing found is said", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/people");
  await expect(page.getByText(/^1–50 \/ \d+$/).first()).toBeVisible();
  const box = page.getByRole("combobox", { name: "고객사, 사람, 딜 찾기" });
  await box.pressSequentially("가람솔");
  const hits = page.getByRole("listbox", { name: "찾은 기록" });
  await expect(hits.getByRole("option").first()).toBeVisible();
  await box.press("Escape");
  await expect(hits).toBeHidden();
  await expect(box).toHaveValue("가람솔");
  await box.fill("이런 기록은 없다");
  await expect(hits).toContainText("맞는 기록이 없어요");
  await box.fill("");
  await expect(hits).toBeHidden();
});

test("what was typed before the page woke up is looked for once it has", async ({ page, context }) => {
  await enter(context, "ae");
  let wake = () => {};
  const asleep = new Promise<void>((done) => (wake = done));
  await page.route("**/*.wasm", async (route) => {
    await asleep;
    await route.continue();
  });
  await page.goto("/people");
  await page.getByRole("combobox", { name: "고객사, 사람, 딜 찾기" }).pressSequentially("D-1001");
  wake();
  await page.getByRole("listbox", { name: "찾은 기록" }).getByRole("option").first().click();
  await expect(page).toHaveURL(/\/deals\/D-1001$/);
});

test("a hit is opened with the mouse without loading the page anew", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/people");
  await expect(page.getByText(/^1–50 \/ \d+$/).first()).toBeVisible();
  await page.evaluate(() => ((window as unknown as { stays: boolean }).stays = true));
  await page.getByRole("combobox", { name: "고객사, 사람, 딜 찾기" }).pressSequentially("D-1001");
  await page.getByRole("listbox", { name: "찾은 기록" }).getByRole("option").first().click();
  await expect(page).toHaveURL(/\/deals\/D-1001$/);
  expect(await page.evaluate(() => (window as unknown as { stays?: boolean }).stays)).toBe(true);
});
