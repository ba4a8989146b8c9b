// A colleague of a spec's own, asked in and at work: with a lead, a task on it, and an account. For specs in which somebody
// leaves, which no member of the demo may do while other specs run.
import { expect, type Browser, type Page } from "@playwright/test";
import { randomUUID } from "node:crypto";
import { newLead } from "./leads.ts";
import { memberNamed, newAccount, run } from "./records.ts";

/** Gives leads of this source to one member of the demo, before all other rules. */
async function ruleFor(page: Page, source: string, member: string): Promise<void> {
  const id = randomUUID();
  const order = async (what: string, form: Record<string, string>) => {
    const headers = { "sec-fetch-site": "same-origin", accept: "application/json" };
    const answer = await page.context().request.post(`/api/routing/${what}`, { form, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await order("add_rule", {
    id,
    "form[name]": source,
    "form[source]": source,
    "form[strategy]": "round_robin",
    "form[shares][0][member]": await memberNamed(page.context(), member),
    "form[shares][0][part]": "1",
  });
  for (let place = 0; place < 20; place += 1) await order("move_rule", { rule: id, earlier: "true" });
}

export type Colleague = { name: string; path: string; lead: string; leadPath: string; account: string };

/** Who gets their lead. */
export const heir = "송다은";

/** `page` is an admin's. */
export async function colleague(page: Page, browser: Browser, use: object): Promise<Colleague> {
  const [name, email] = [`떠날이 ${run()}`, `leaving-${run()}@baton.example`];
  await page.goto("/settings/members");
  await page.getByText("멤버 초대", { exact: true }).click();
  await page.getByLabel(/^이메일/).fill(email);
  await page.getByLabel(/영업 개발 담당/).check();
  await page.getByRole("button", { name: "초대 링크 만들기" }).click();
  const link = await page.getByLabel("초대 링크", { exact: true }).inputValue();

  const theirs = await browser.newContext({ ...use, baseURL: new URL(page.url()).origin });
  const them = await theirs.newPage();
  await them.goto(link);
  await them.getByLabel(/^내 이름/).fill(name);
  await them.getByLabel(/^새 비밀번호/).fill("느티나무 아래 세 번째 의자");
  await them.getByRole("button", { name: "함께 시작하기" }).click();
  await expect(them).toHaveURL(/\/today$/);

  const [account, source] = [`고객사 ${run()}`, `떠남 ${run()}`];
  await ruleFor(page, source, heir);
  const lead = await newLead(theirs, { source, owner: await memberNamed(page.context(), name) });
  const planned = await theirs.request.post("/api/activities/plan_task", {
    form: { "form[title]": "다시 전화하기", "form[lead]": lead.id },
    headers: { "sec-fetch-site": "same-origin", accept: "application/json" },
  });
  expect(planned.ok(), await planned.text()).toBe(true);
  await newAccount(them, account);
  await theirs.close();

  await page.goto("/settings/members");
  const row = page.getByRole("listitem").filter({ hasText: email });
  const path = await row.getByRole("link", { name: `${name} 님의 역할과 팀` }).getAttribute("href");
  return { name, path: path!, lead: lead.name, leadPath: lead.path, account };
}
