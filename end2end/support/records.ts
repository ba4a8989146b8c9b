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

type Gate = { asks: { all?: unknown[] } };
type Stage = { id: string; name_ko: string; kind: string; entry?: Gate; exit?: Gate };
/** A pipeline has three open stages at least in every template. */
type Pipeline = { id: string; name_ko: string; stages: [Stage, Stage, Stage, ...Stage[]] };

const headers = (url: string) => ({ origin: url, accept: "application/json" });

async function pipelines(context: BrowserContext, url = address.url): Promise<Pipeline[]> {
  const answer = await context.request.post(`${url}/api/pipeline/pipelines`, { headers: headers(url) });
  return (await answer.json()) as Pipeline[];
}

/** An order to one of the pipelines' own addresses, as a form sends it. */
async function order(context: BrowserContext, what: string, form: Record<string, string>, url = address.url): Promise<void> {
  const asked = { form, headers: { ...headers(url), accept: "text/html" }, maxRedirects: 0 };
  const answer = await context.request.post(`${url}/api/pipeline/${what}`, asked);
  expect(answer.status(), await answer.text()).toBeLessThan(400);
}

/** Takes the gates off the demo's pipelines: most specs are about something else than what a deal has to bring along. */
export async function openGates(context: BrowserContext): Promise<void> {
  for (const pipeline of await pipelines(context)) {
    for (const stage of pipeline.stages) await openStage(context, pipeline, stage);
  }
}

/** Takes the gates off one stage. */
export async function openStage(context: BrowserContext, pipeline: Pipeline, stage: Stage): Promise<void> {
  for (const [side, gate] of [["entry", stage.entry], ["exit", stage.exit]] as const) {
    for (const asked of gate ? gate.asks.all ?? [gate.asks] : []) {
      await order(context, "edit_gate", {
        pipeline: pipeline.id,
        stage: stage.id,
        "form[side]": side,
        "form[remove]": JSON.stringify(asked),
      });
    }
  }
}

/** A pipeline in which nobody else works. */
export async function newPipeline(context: BrowserContext, url = address.url): Promise<Pipeline> {
  const name = `새 길 ${run()}`;
  await order(context, "create_pipeline", { motion: "inbound_smb", name, currency: "KRW" }, url);
  return pipelineNamed(context, name, url);
}

/** A pipeline of the template's, but that its first stage asks only for a next step: a new deal lacks two things. */
export async function gatedPipeline(context: BrowserContext, name = `조건 있는 길 ${run()}`): Promise<Pipeline> {
  await order(context, "create_pipeline", { motion: "inbound_smb", name, currency: "KRW" });
  const made = await pipelineNamed(context, name);
  const first = made.stages[0];
  for (const asked of first.exit?.asks.all ?? []) {
    if ("next_step_within" in (asked as object)) continue;
    await order(context, "edit_gate", {
      pipeline: made.id,
      stage: first.id,
      "form[side]": "exit",
      "form[remove]": JSON.stringify(asked),
    });
  }
  return made;
}

export async function pipelineNamed(context: BrowserContext, name: string, url = address.url): Promise<Pipeline> {
  const found = (await pipelines(context, url)).find((it) => it.name_ko === name);
  if (!found) throw new Error(`there is no pipeline ${name}`);
  return found;
}

/** Somebody of the team, as forms say it. */
export async function memberNamed(context: BrowserContext, name: string): Promise<string> {
  const answer = await context.request.post(`${address.url}/api/team/members`, { headers: headers(address.url) });
  const { members } = (await answer.json()) as { members: { id: string; name: string }[] };
  const found = members.find((it) => it.name === name);
  if (!found) throw new Error(`there is nobody called ${name}`);
  return found.id;
}

/** A deal that no other spec knows, at the top of a pipeline's first stage, made by the form's own address. */
export async function newDeal(
  context: BrowserContext,
  pipeline: Pipeline,
  fields: Record<string, string> = {},
  url = address.url,
): Promise<{ id: string; name: string; path: string }> {
  const given = { id: randomUUID(), name: `새 딜 ${run()}`, pipeline: pipeline.id, amount: "1,000만", ...fields };
  const form = Object.fromEntries(Object.entries(given).map(([name, value]) => [`form[${name}]`, value]));
  const answer = await context.request.post(`${url}/api/pipeline/create_deal`, {
    form,
    headers: { ...headers(url), accept: "text/html" },
    maxRedirects: 0,
  });
  const path = /\/deals\/D-\d+/.exec(answer.headers()["location"] ?? "")?.[0];
  if (!path) throw new Error(`no deal was made: ${answer.status()} ${await answer.text()}`);
  return { id: given.id, name: given.name, path };
}

/** A deal with an account of its own, and somebody of that account in each of these roles. */
export async function newCommittee(
  context: BrowserContext,
  pipeline: Pipeline,
  roles: string[],
): Promise<{ deal: { id: string; name: string; path: string }; names: [string, string] }> {
  const made = async (what: string, form: Record<string, string>): Promise<void> => {
    const asked = { form, headers: { ...headers(address.url), accept: "text/html" }, maxRedirects: 0 };
    const answer = await context.request.post(`${address.url}/api/${what}`, asked);
    expect(answer.status(), await answer.text()).toBeLessThan(400);
  };
  const [account, apart] = [randomUUID(), run()];
  await made("accounts/create", { id: account, "form[name]": `결정하는 회사 ${apart}` });
  const deal = await newDeal(context, pipeline, { account });
  const names: string[] = [];
  for (const [at, role] of roles.entries()) {
    const [person, name] = [randomUUID(), `사람${at + 1} ${apart}`];
    await made("accounts/create_person", { id: person, "form[name]": name, "form[account]": account });
    await made("committee/seat", { deal: deal.id, "form[person]": person, "form[role]": role });
    names.push(name);
  }
  return { deal, names: [names[0] ?? "", names[1] ?? ""] };
}
