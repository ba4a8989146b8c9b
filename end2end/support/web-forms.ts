// What specs of web forms share: somebody who makes one, and a visitor who is nobody.
import { expect, type Browser, type Page } from "@playwright/test";
import { watch } from "./console.ts";
import { run } from "./records.ts";

/** Nobody fills a form in faster; who does is taken for a robot. */
export const READING = 2_200;

/** Makes a form as whoever is signed in, and answers with its address. */
export async function makeForm(page: Page, name: string, origins = ""): Promise<string> {
  await page.goto("/settings/forms/new");
  await page.getByLabel(/^폼 이름/).fill(name);
  await page.getByLabel(/^제목/).first().fill(`${name}에 남겨 주세요`);
  await page.getByLabel(/^폼을 넣을 사이트/).fill(origins);
  await page.getByRole("checkbox", { name: "문자" }).check();
  await page.getByRole("button", { name: "웹폼 만들기" }).click();
  await expect(page).toHaveURL(/\/settings\/forms\/[\da-f-]{36}\?made=1$/);
  const link = await page.locator(".web-form-code").first().innerText();
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/f\/[\w-]{20}$/);
  return link;
}

/** A visitor's own browser, with a cookie of nobody. */
export async function visitor(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}) {
  const context = await browser.newContext({ locale: "ko-KR", ...options });
  return { context, complaints: watch(context), page: await context.newPage() };
}

export async function fillIn(page: Pick<Page, "getByLabel">, email = `${run()}@visitor.example`) {
  await page.getByLabel(/^이름/).fill("방문자");
  await page.getByLabel(/^이메일/).first().fill(email);
  return email;
}

