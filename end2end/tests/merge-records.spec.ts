// Two accounts that are one company and two people who are one human being: found, compared, merged and taken apart again;
// with and without scripts.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { type Page } from "@playwright/test";

async function account(page: Page, name: string, domain: string): Promise<string> {
  await page.goto("/accounts/new");
  const form = page.locator("form.form");
  await form.getByLabel("이름").fill(name);
  await form.getByLabel("도메인").fill(domain);
  await form.getByRole("button", { name: "고객사 만들기" }).click();
  const anyway = page.getByRole("button", { name: "그래도 새로 만들기" });
  await expect(page.getByRole("heading", { name, level: 1 }).or(anyway)).toBeVisible();
  if (await anyway.isVisible()) await anyway.click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

async function person(page: Page, name: string, at: string, email: string): Promise<string> {
  await page.goto(`/people/new?account=${at}`);
  const form = page.locator("form.form");
  await form.getByLabel("이름").fill(name);
  await form.getByLabel("이메일").fill(email);
  await form.getByRole("button", { name: "사람 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

test("two accounts are merged with their people, and taken apart again", async ({ page, context, allowed }, info) => {
  // That the second may be the first is asked before it is made.
  allowed.push(/status of 422/);
  const tag = run();
  await enter(context, "ae");
  const name = `두번적음${tag}`;
  const one = await account(page, name, `${tag}-one.example`);
  const other = await account(page, `㈜${name}`, `${tag}-two.example`);
  await person(page, `문가온 ${tag}`, other, `${tag}@two.example`);

  // The account says so itself, and the list of pairs does.
  await page.goto(`/accounts/${other}`);
  await expect(page.locator(".twin")).toContainText("같은 회사 이름");
  await page.goto("/duplicates/accounts");
  await page.screenshot({ path: info.outputPath("duplicate-accounts.png"), fullPage: true });
  const pair = page.locator(".duplicate", { hasText: `${one} ·` });
  await expect(pair).toContainText("같은 회사 이름");
  await pair.getByRole("link", { name: "비교하고 합치기" }).click();
  await expect(page).toHaveURL(new RegExp(`/accounts/${one}/merge/${other}$`));
  await expect(page.locator(".merge-brings")).toContainText("사람 1");
  await page.getByRole("group", { name: "도메인" }).getByRole("radio", { name: /two/ }).check();
  await page.screenshot({ path: info.outputPath("merge-accounts.png"), fullPage: true });
  await page.getByRole("button", { name: `${name}에 합치기` }).click();

  await expect(page).toHaveURL(new RegExp(`/accounts/${one}\\?merged=${other}$`));
  await expect(page.getByText(`${other} ㈜${name} 기록은 여기에 합쳐졌어요.`)).toBeVisible();
  await expect(page.locator(".record-facts")).toContainText(`${tag}-two.example`);
  await expect(page.locator("main")).toContainText(`문가온 ${tag}`);
  await page.screenshot({ path: info.outputPath("merged-account.png"), fullPage: true });
  // Whoever comes by the old key comes to the one that stays.
  await page.goto(`/accounts/${other}`);
  await expect(page).toHaveURL(new RegExp(`/accounts/${one}\\?merged=${other}$`));

  await page.getByRole("button", { name: /합치기 되돌리기/ }).click();
  await expect(page.locator(".merged-line")).toContainText("되돌림");
  await expect(page.locator(".record-facts")).toContainText(`${tag}-one.example`);
  await page.goto(`/accounts/${other}`);
  await expect(page).toHaveURL(new RegExp(`/accounts/${other}$`));
  await expect(page.locator("main")).toContainText(`문가온 ${tag}`);
});

test("two people are merged, and two who are not the same are told apart once", async ({ page, context }, info) => {
  const tag = run();
  await enter(context, "ae");
  const name = `한사람 ${tag}`;
  const one = await person(page, name, "A-2", `${tag}@one-people.example`);
  const other = await person(page, name, "A-2", `${tag}@two-people.example`);
  await expect(page.locator(".twin")).toContainText("같은 이름과 회사");
  await page.screenshot({ path: info.outputPath("twin-person.png"), fullPage: true });
  await page.locator(".twin").getByRole("link", { name: "비교하고 합치기" }).click();
  await expect(page).toHaveURL(/\/people\/[\da-f-]{36}\/merge\/[\da-f-]{36}$/);
  await page.screenshot({ path: info.outputPath("merge-people.png"), fullPage: true });
  await page.getByRole("button", { name: `${name}에 합치기` }).click();
  await expect(page).toHaveURL(new RegExp(`/people/(${one}|${other})\\?merged=(${one}|${other})$`));
  await expect(page.locator(".merged-line")).toContainText("-people.example");
  await page.getByRole("button", { name: /합치기 되돌리기/ }).click();
  await expect(page.locator(".merged-line")).toContainText("되돌림");

  await page.goto("/duplicates/people");
  const pair = page.locator(".duplicate", { hasText: name });
  await pair.getByRole("button", { name: /다른 사람이에요/ }).click();
  await expect(pair).toHaveCount(0);
  await page.goto(`/people/${one}`);
  await expect(page.locator(".twin")).toHaveCount(0);
});

test("an account is not merged with itself", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/accounts/A-2/merge/A-2");
  await expect(page.getByText("이미 하나로 합쳐졌어요.")).toBeVisible();
});
