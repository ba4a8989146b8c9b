// Accounts and people are merged while others look at them; and whoever is typed in twice is shown before it happens.
import { test, expect, watch } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { type Page } from "@playwright/test";

async function add(page: Page, name: string, domain: string): Promise<string> {
  await openAwake(page, "/accounts/new");
  const form = page.locator("form.form");
  await form.getByLabel("이름").fill(name);
  await form.getByLabel("도메인").fill(domain);
  await form.getByRole("button", { name: "고객사 만들기" }).click();
  const anyway = page.getByRole("button", { name: "그래도 새로 만들기" });
  const there = page.getByRole("heading", { name, level: 1 });
  await expect(there.or(anyway)).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(there).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

test("who looks at an account that is merged comes to the one that stays", async ({ page, context, browser, allowed }) => {
  allowed.push(/status of 422/);
  const tag = run();
  await enter(context, "ae");
  const name = `함께봄${tag}`;
  const one = await add(page, name, `${tag}-live-one.example`);
  const other = await add(page, `${name} 주식회사`, `${tag}-live-two.example`);
  const colleague = await browser.newContext({ locale: "ko-KR" });
  await enter(colleague, "manager");
  const complaints = watch(colleague);
  const theirs = await colleague.newPage();
  await openAwake(theirs, `/accounts/${other}`);

  await openAwake(page, `/accounts/${one}/merge/${other}`);
  await page.getByRole("group", { name: "이름" }).getByRole("radio").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("group", { name: "이름" }).getByRole("radio").last()).toBeChecked();
  await page.getByRole("button", { name: `${name}에 합치기` }).click();
  await expect(page).toHaveURL(new RegExp(`/accounts/${one}\\?merged=${other}$`));
  await expect(theirs).toHaveURL(new RegExp(`/accounts/${one}\\?merged=${other}$`));
  await expect(theirs.getByRole("heading", { name: `${name} 주식회사`, level: 1 })).toBeVisible();
  // Undone there, both see two again.
  await theirs.getByRole("button", { name: /합치기 되돌리기/ }).click();
  await expect(page.locator(".merged-line")).toContainText("되돌림");
  await expect(page.getByRole("heading", { name, level: 1, exact: true })).toBeVisible();
  expect(complaints).toEqual([]);
  await colleague.close();
});

test("a person who is known is shown while one types", async ({ page, context }) => {
  const tag = run();
  await enter(context, "ae");
  await page.goto("/people/new?account=A-2");
  const email = `${tag}@typed.example`;
  await page.getByLabel("이름").fill(`처음 ${tag}`);
  await page.getByLabel("이메일").fill(email);
  await page.getByRole("button", { name: "사람 만들기" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `처음 ${tag}` })).toBeVisible();
  await openAwake(page, "/people/new");
  await page.getByLabel("이메일").fill(email);
  const similar = page.locator(".similar");
  await expect(similar).toContainText("이미 아는 사람일 수 있어요");
  await expect(similar).toContainText(`처음 ${tag}`);
});
