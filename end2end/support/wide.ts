// A Baton whose widest pipeline has ten thousand deals, one of its columns 4,812.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { program, startBaton } from "./baton.ts";
import { enter } from "./people.ts";

const COLUMNS = {
  "Lead in": 1_200,
  Contacted: 4_812,
  Qualified: 1_200,
  Demo: 900,
  Proposal: 700,
  Negotiation: 500,
  Verbal: 388,
  Paper: 300,
};
/** How many stand in the largest column. */
export const MOST = COLUMNS.Contacted;
export const largest = (page: Page): Locator => page.getByRole("region", { name: /^Contacted/ });

const NAMES = ["사내 지식검색", "상담 자동화", "고객센터 통합 콜봇 전환과 상담 품질 평가", "데이터 연동"];

function deals(): string {
  const stages = Object.entries(COLUMNS).flatMap(([stage, deals]) => Array.from({ length: deals }, () => stage));
  const row = (stage: string, at: number) =>
    `${NAMES[at % NAMES.length]} ${at + 1},${stage},${(((at + 1) * 37) % 900) + 5}00000,${at % 10 < 7 ? "다음 미팅 잡기" : ""}`;
  return ["name,deal_stage,amount,next_step", ...stages.map(row)].join("\n");
}

/** Specs of it run beside others, so it is one of their own. */
export async function startWide(name: string) {
  const data = mkdtempSync(join(tmpdir(), "baton-wide-"));
  chmodSync(data, 0o711);
  const baton = await startBaton({ demo: true, name, data });
  const file = join(data, "deals.csv");
  writeFileSync(file, deals());
  const { DATABASE_URL: _, ...env } = process.env;
  const order = ["import", "--data", data, "--kind", "deals", "--currency", "KRW", "--pipeline", "Wide", file];
  execFileSync(program, order, { env, stdio: "ignore" });
  const stop = async () => {
    await baton.stop();
    rmSync(data, { recursive: true, force: true });
  };
  return { url: baton.url, stop };
}

/** The address of the wide board, for somebody who is signed in with it. */
export async function enterWide(context: BrowserContext, url: string): Promise<string> {
  await enter(context, "admin", url);
  const headers = { origin: url, accept: "application/json" };
  const answer = await context.request.post(`${url}/api/pipeline/pipelines`, { headers });
  const all = (await answer.json()) as { id: string; name_ko: string }[];
  return `${url}/pipeline/${all.find((it) => it.name_ko === "Wide")!.id}`;
}
