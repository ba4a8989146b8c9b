// Signals as a program sends them.
import { expect, type BrowserContext } from "@playwright/test";
import { address } from "./address.ts";
import { run } from "./records.ts";

export type Signal = {
  key: string;
  kind: string;
  email: string;
  value?: number;
  properties?: Record<string, string>;
  at: string;
};

/** A key for writing, of whoever is signed in, read off the page that shows it once. */
export async function apiKey(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  await page.goto("/settings/tokens");
  await page.getByLabel(/어디에 쓰나요/).fill(`시그널 ${run()}`);
  await page.getByRole("combobox", { name: "할 수 있는 일" }).selectOption("write");
  await page.getByRole("button", { name: "키 만들기" }).click();
  const key = await page.getByLabel("새 API 키").inputValue();
  await page.close();
  return key;
}

export async function send(context: BrowserContext, key: string, signals: Signal[]): Promise<void> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await context.request.post(`${address.url}/api/v1/signals`, { headers, data: { signals } });
  expect(answer.status(), await answer.text()).toBe(200);
}
