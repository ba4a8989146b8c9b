// Records that a spec makes for itself, so that specs that run beside each other don't meet.
import { expect, type BrowserContext, type Page } from "@playwright/test";

/** Tells one run's records from another's. */
export const run = (): string => Math.random().toString(36).slice(2, 8);

/** An account, made on the screen; the page shows it afterwards. */
export async function newAccount(page: Page, name: string): Promise<void> {
  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(name);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

/** A deal in the first stage of the first pipeline, made by the form's own address. */
export async function newDeal(context: BrowserContext, url: string, fields: Record<string, string>): Promise<{ key: string }> {
  const pipelines = await (await context.request.post(`${url}/api/pipeline/pipelines`, { headers: { origin: url } })).json();
  const form = Object.fromEntries(Object.entries({ pipeline: pipelines[0].id, ...fields }).map(([name, value]) => [`form[${name}]`, value]));
  const answer = await context.request.post(`${url}/api/pipeline/create_deal`, {
    form,
    headers: { origin: url, accept: "text/html" },
    maxRedirects: 0,
  });
  const key = /D-\d+/.exec(answer.headers()["location"] ?? "")?.[0];
  expect(key, await answer.text()).toBeDefined();
  return { key: key! };
}
