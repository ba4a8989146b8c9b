// Leads are merged while others look at them: whoever looks at the one that goes comes to the one that stays.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { type Page } from "@playwright/test";

async function add(page: Page, name: string): Promise<string> {
  await openAwake(page, "/leads/new");
  const form = page.locator("form.form");
  await form.getByLabel("이름", { exact: false }).first().fill(name);
  await form.getByLabel(/^회사/).fill("함께보는곳");
  await form.getByLabel(/^이메일/).fill(`${run()}@${run()}.example`);
  await form.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

test("who looks at a lead that is merged comes to the one that stays", async ({ page, context, browser }) => {
  await enter(context, "sdr");
  const name = `문함께 ${run()}`;
  const one = await add(page, name);
  const other = await add(page, name);
  const colleague = await browser.newContext({ locale: "ko-KR" });
  await enter(colleague, "manager");
  const complaints = watch(colleague);
  const theirs = await colleague.newPage();
  await openAwake(theirs, `/leads/${other}`);

  await openAwake(page, `/leads/${one}/merge/${other}`);
  await page.getByRole("group", { name: "이메일" }).getByRole("radio").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("group", { name: "이메일" }).getByRole("radio").last()).toBeChecked();
  await page.getByRole("button", { name: `${one}에 합치기` }).click();
  await expect(page).toHaveURL(new RegExp(`/leads/${one}\\?merged=${other}$`));
  await expect(theirs).toHaveURL(new RegExp(`/leads/${one}\\?merged=${other}$`));
  await expect(theirs.getByText(`${other} 리드는 이 리드에 합쳐졌어요.`)).toBeVisible();
  // Undone there, both see two again.
  await theirs.getByRole("button", { name: `${other} 합치기 되돌리기` }).click();
  await expect(page.locator(".merged-line")).toContainText("되돌림");
  expect(complaints).toEqual([]);
  await colleague.close();
});

test("a company that is known is shown, however its name is written, while one types", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/accounts?q=" + encodeURIComponent("가람솔홀딩스"));
  await page.getByRole("link", { name: "가람솔홀딩스" }).first().click();
  const domain = await page.locator(".record-facts a").first().textContent();
  await openAwake(page, "/accounts/new");
  await page.getByLabel("이름").fill("㈜가람솔 홀딩스");
  const similar = page.locator(".similar");
  await expect(similar).toContainText("이미 있는 고객사일 수 있어요");
  await expect(similar).toContainText("같은 회사 이름");
  await page.getByLabel("도메인").fill(domain ?? "");
  await expect(similar).toContainText("같은 도메인");
});
