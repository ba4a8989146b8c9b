// Leads that a spec makes for itself, and where they stand on the board.
import { randomUUID } from "node:crypto";
import { expect, type BrowserContext, type Page } from "@playwright/test";
import { address } from "./address.ts";
import { run } from "./records.ts";

type Lead = { id: string; name: string; path: string };

const headers = () => ({ origin: address.url, accept: "text/html" });

/** A lead that no other spec knows; nobody's, unless the fields say otherwise. It has just come: it is on top. */
export async function newLead(context: BrowserContext, fields: Record<string, string> = {}): Promise<Lead> {
  const id = randomUUID();
  const given = { name: `나르는 ${run()}`, email: `${run()}${run()}@lead-spec.example`, ...fields };
  const form = { id, ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`form[${name}]`, value])) };
  const answer = await context.request.post(`${address.url}/api/leads/create`, { form, headers: headers(), maxRedirects: 0 });
  const path = /\/leads\/L-\d+/.exec(answer.headers()["location"] ?? "")?.[0];
  if (!path) throw new Error(`no lead was made: ${answer.status()} ${await answer.text()}`);
  return { id, name: given.name, path };
}

/** Moves a lead as a plain form does. */
export async function moveLead(context: BrowserContext, lead: Lead, from: string, to: string): Promise<void> {
  const form = { lead: lead.id, from, "form[to]": to };
  const answer = await context.request.post(`${address.url}/api/leads/move`, { form, headers: headers(), maxRedirects: 0 });
  expect(answer.status(), await answer.text()).toBeLessThan(400);
}

export const place = (page: Page, status: string) => page.locator(`.lead-board [data-status=${status}], .lead-given-up[data-status=${status}]`);
export const leadIn = (page: Page, status: string, lead: Lead) => place(page, status).locator(`[data-lead="${lead.id}"]`);
