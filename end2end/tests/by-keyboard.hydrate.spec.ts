// Menus and dialogs without a mouse: arrows, Escape, Tab, and the focus back where it was.
import { test, expect } from "../support/console.ts";
import { cardOf, columns, openAwake } from "../support/board.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";
import { enter } from "../support/people.ts";

test("a menu is walked with the arrows, closed with Escape, and left with Tab", async ({ page, context }) => {
  await enter(context, "admin");
  await openAwake(page, "/settings");
  const button = page.getByRole("button", { name: /정하윤/ });
  const entries = page.locator("#member-menu .menu-item");
  await button.focus();
  await page.keyboard.press("ArrowDown");
  await expect(entries.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(entries.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(entries.last()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(entries.first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(entries.first()).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(entries.first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Tab");
  await expect(entries.first()).toBeHidden();
});

test("the move dialog keeps the focus, and gives it back to the card", async ({ page, context }) => {
  await enter(context, "admin");
  const pipeline = await pipelineNamed(context, "인바운드 SMB");
  const deal = await newDeal(context, pipeline);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  const link = cardOf(page, deal.id).locator("a.deal-link");
  const dialog = page.getByRole("dialog");
  await link.focus();
  // The key at the place of M, with the Korean layout on.
  await page.evaluate(() =>
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: "ㅡ", code: "KeyM", bubbles: true, cancelable: true })),
  );
  await expect(dialog).toBeVisible();
  for (let press = 0; press < 12; press++) {
    await page.keyboard.press("Tab");
    const outside = await page.evaluate(() => {
      const at = document.activeElement;
      return at !== null && at !== document.body && at.closest("dialog") === null;
    });
    expect(outside, `after ${press + 1} × Tab`).toBe(false);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page).not.toHaveURL(/move=/);
  await expect(link).toBeFocused();

  await cardOf(page, deal.id).hover();
  const menu = cardOf(page, deal.id).getByRole("link", { name: /단계 옮기기$/ });
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("옮길 단계").selectOption({ label: "데모 완료" });
  await dialog.getByRole("button", { name: "옮기기" }).press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(cardOf(columns(page).nth(1), deal.id)).toBeVisible();
  await expect(cardOf(page, deal.id).locator(":focus")).toHaveCount(1);
});

test("one Tab reaches the board, and the arrows walk it", async ({ page, context }) => {
  await enter(context, "admin");
  await openAwake(page, "/pipeline");
  const links = page.locator(".board a.deal-link[tabindex='0']");
  await expect(links).toHaveCount(1);
  await links.focus();
  const stage = () => page.evaluate(() => document.activeElement?.closest("[data-stage]")?.getAttribute("data-stage"));
  const first = await stage();
  await page.keyboard.press("ArrowRight");
  await expect.poll(stage).not.toBe(first);
  await expect(links).toHaveCount(1);
  await expect(links).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(stage).toBe(first);
});
