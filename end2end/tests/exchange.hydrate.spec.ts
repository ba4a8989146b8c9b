// A rate that is missing is told, and once an admin writes it, heads change on every open screen. On a Baton of its own:
// here rates are taken away, which elsewhere other specs count by.
import { keptOut } from "../support/axe.ts";
import { test, expect, watch } from "../support/console.ts";
import { columns, openAwake } from "../support/board.ts";
import { startBaton, type Baton } from "../support/baton.ts";
import { enter, type Who } from "../support/people.ts";
import { newDeal, newPipeline } from "../support/records.ts";
import type { Browser, Page } from "@playwright/test";

let baton: Baton;
test.beforeAll(async () => {
  baton = await startBaton({ demo: true, name: "exchange" });
});
test.afterAll(() => baton.stop());

async function seenBy(browser: Browser, who: Who, language: "ko" | "en" = "ko") {
  const context = await browser.newContext({ baseURL: baton.url, locale: "ko-KR" });
  const complaints = watch(context);
  await enter(context, who, baton.url);
  await context.addCookies([{ name: "locale", value: language, url: baton.url }]);
  return { context, complaints, page: await context.newPage() };
}

const headOf = (page: Page) => columns(page).first().locator(".column-sums");

test("a missing rate is told, and written on the settings page it changes the heads of others at once", async ({ browser }) => {
  test.slow();
  const admin = await seenBy(browser, "admin");
  const settings = admin.page;
  await openAwake(settings, "/settings/exchange");
  const euros = settings.getByRole("row").filter({ hasText: "1 EUR" });
  for (let left = await euros.count(); left > 0; left--) {
    await euros.first().getByRole("button", { name: /지우기/ }).click();
    await expect(euros).toHaveCount(left - 1);
  }
  await expect(settings.locator(".fact").filter({ hasText: "1 EUR" })).toContainText("아직 없어요");

  const pipeline = await newPipeline(admin.context, baton.url);
  await newDeal(admin.context, pipeline, {}, baton.url);
  const abroad = await newDeal(admin.context, pipeline, {}, baton.url);
  const edit = await admin.context.newPage();
  await openAwake(edit, `${abroad.path}?edit=1`);
  await edit.getByRole("combobox", { name: "통화", exact: true }).selectOption("EUR");
  await edit.getByRole("textbox", { name: "금액" }).fill("1,000");
  await edit.getByRole("button", { name: "저장" }).click();
  await expect(edit.locator("main")).toContainText("€1,000");

  const theirs = await seenBy(browser, "manager");
  const english = await seenBy(browser, "ae", "en");
  for (const it of [theirs, english]) {
    await openAwake(it.page, `/pipeline/${pipeline.id}`);
    await it.page.evaluate(() => document.body.setAttribute("data-not-loaded-again", ""));
  }
  const [head, headInEnglish] = [headOf(theirs.page), headOf(english.page)];
  await expect(head.locator("strong")).toHaveText("₩1,000만");
  await expect(head.locator("strong")).not.toHaveClass(/is-converted/);
  await expect(head.getByRole("link", { name: "1건 제외" })).toHaveAttribute("href", "/settings/exchange");
  await expect(headInEnglish.getByRole("link", { name: "1 excluded" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await english.page.emulateMedia({ colorScheme });
    expect(await keptOut(english.page, "all")).toEqual([]);
  }

  const write = async (rate: string) => {
    await settings.getByRole("combobox", { name: "통화", exact: true }).selectOption("EUR");
    await settings.getByRole("textbox", { name: /^환율/ }).fill(rate);
    await settings.getByRole("button", { name: "환율 적기" }).click();
  };
  await write("1,600");
  await expect(head.locator("strong")).toHaveText("₩1,160만");
  await expect(head.locator("strong")).toHaveClass(/is-converted/);
  await expect(head.locator(".sum-excluded")).toHaveCount(0);
  await expect(headInEnglish.locator("strong")).toHaveText("₩11.6M");
  await expect(headInEnglish).toContainText("at the rates of");

  await euros.getByRole("link", { name: /고치기/ }).click();
  await settings.getByRole("textbox", { name: /^환율/ }).fill("1,700");
  await settings.getByRole("button", { name: "저장" }).click();
  await expect(head.locator("strong")).toHaveText("₩1,170만");

  // Counted in dollars, for which nobody knows what won are worth yet.
  await settings.getByRole("combobox", { name: "기준 통화" }).selectOption("USD");
  await settings.getByRole("button", { name: "바꾸기" }).click();
  await expect(head.locator(".sum-excluded")).toHaveText("2건 제외");
  await settings.getByRole("combobox", { name: "기준 통화" }).selectOption("KRW");
  await settings.getByRole("button", { name: "바꾸기" }).click();
  await expect(head.locator("strong")).toHaveText("₩1,170만");

  await euros.getByRole("button", { name: /지우기/ }).click();
  await expect(head.getByRole("link", { name: "1건 제외" })).toBeVisible();
  await expect(headInEnglish.getByRole("link", { name: "1 excluded" })).toBeVisible();
  for (const it of [theirs, english]) await expect(it.page.locator("body[data-not-loaded-again]")).toHaveCount(1);
  for (const it of [admin, theirs, english]) {
    expect(it.complaints).toEqual([]);
    await it.context.close();
  }
});

test("of two admins who correct one rate the later one is told, and nothing is overwritten", async ({ browser }) => {
  const [one, other] = [await seenBy(browser, "admin"), await seenBy(browser, "admin")];
  const href = async (page: Page) => {
    await openAwake(page, "/settings/exchange");
    const link = page.getByRole("row").filter({ hasText: "1 USD" }).last().getByRole("link", { name: /고치기/ });
    await link.click();
    await expect(page.getByRole("button", { name: "저장" })).toBeVisible();
  };
  for (const it of [one, other]) await href(it.page);
  const rows = (page: Page) => page.getByRole("row").filter({ hasText: "1 USD" }).last();
  await one.page.getByRole("textbox", { name: /^환율/ }).fill("1,301");
  await one.page.getByRole("button", { name: "저장" }).click();
  await expect(rows(other.page)).toContainText("₩1,301.00");
  await expect(other.page.getByRole("textbox", { name: /^환율/ })).toHaveValue("1,374.10");
  await other.page.getByRole("textbox", { name: /^환율/ }).fill("1,302");
  await other.page.getByRole("button", { name: "저장" }).click();
  await expect(other.page.getByText("그사이 다른 사람이")).toBeVisible();
  await expect(rows(one.page)).toContainText("₩1,301.00");
  // Who has seen what stands now may write over it.
  await other.page.getByRole("button", { name: "저장" }).click();
  await expect(rows(one.page)).toContainText("₩1,302.00");
  for (const it of [one, other]) await it.context.close();
});
