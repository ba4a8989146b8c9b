// Records that a spec makes for itself, so that specs that run beside each other don't meet.
import { randomUUID } from "node:crypto";
import { expect, type BrowserContext, type Page } from "@playwright/test";
import { address } from "./address.ts";

/** Tells one run's records from another's. */
export const run = (): string => Math.random().toString(36).slice(2, 8);

/** An account, made on the screen; the page shows it afterwards. */
export async function newAccount(page: Page, name: string): Promise<void> {
  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(name);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

type Pipeline = { id: string; name_ko: string; stages: { id: string; name_ko: string; kind: string }[] };

const headers = { origin: address.url, accept: "application/json" };

export async function pipelineNamed(context: BrowserContext, name: string): Promise<Pipeline> {
  const answer = await context.request.post(`${address.url}/api/pipeline/pipelines`, { headers });
  const found = ((await answer.json()) as Pipeline[]).find((it) => it.name_ko === name);
  if (!found) throw new Error(`there is no pipeline ${name}`);
  return found;
}

/** A deal that no other spec knows, at the top of a pipeline's first stage, made by the form's own address. */
export async function newDeal(
  context: BrowserContext,
  pipeline: Pipeline,
  fields: Record<string, string> = {},
): Promise<{ id: string; name: string; path: string }> {
  const given = { id: randomUUID(), name: `새 딜 ${run()}`, pipeline: pipeline.id, amount: "1,000만", ...fields };
  const form = Object.fromEntries(Object.entries(given).map(([name, value]) => [`form[${name}]`, value]));
  const answer = await context.request.post(`${address.url}/api/pipeline/create_deal`, {
    form,
    headers: { ...headers, accept: "text/html" },
    maxRedirects: 0,
  });
  const path = /\/deals\/D-\d+/.exec(answer.headers()["location"] ?? "")?.[0];
  if (!path) throw new Error(`no deal was made: ${answer.status()} ${await answer.text()}`);
  return { id: given.id, name: given.name, path };
}
