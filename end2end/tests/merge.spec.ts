// Two leads that are one human being: found, compared side by side, merged, and taken apart again; with and without
// scripts.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { type Page } from "@playwright/test";

async function add(page: Page, name: string, email: string, phone = ""): Promise<string> {
  await page.goto("/leads/new");
  const form = page.locator("form.form");
  await form.getByLabel("이름", { exact: false }).first().fill(name);
  await form.getByLabel(/^회사/).fill("가람솔시험");
  await form.getByLabel(/^이메일/).fill(email);
  await form.getByLabel(/^전화/).fill(phone);
  await form.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

test("two leads are merged field by field, and taken apart again", async ({ page, context }, info) => {
  await enter(context, "sdr");
  const name = `강중복 ${run()}`;
  const emails = [`${run()}@one-spec.example`, `${run()}@two-spec.example`] as const;
  const one = await add(page, name, emails[0]);
  const other = await add(page, name, emails[1], "010-0000-7777");

  await page.goto("/duplicates");
  await page.screenshot({ path: info.outputPath("duplicates.png"), fullPage: true });
  const pair = page.locator(".duplicate", { hasText: one });
  await expect(pair).toContainText("같은 이름과 회사");
  await pair.getByRole("link", { name: "비교하고 합치기" }).click();
  await expect(page).toHaveURL(new RegExp(`/leads/${one}/merge/${other}$`));
  const email = page.getByRole("group", { name: "이메일" });
  await expect(email.getByRole("radio", { name: emails[0] })).toBeChecked();
  await expect(page.getByRole("group", { name: "전화" }).getByRole("radio", { name: /0000-7777/ })).toBeChecked();
  await email.getByRole("radio", { name: emails[1] }).check();
  await expect(email.locator(".merge-result")).toHaveText(emails[1], { useInnerText: true });
  await page.screenshot({ path: info.outputPath("merge.png"), fullPage: true });
  await page.getByRole("button", { name: `${one}에 합치기` }).click();

  await expect(page).toHaveURL(new RegExp(`/leads/${one}\\?merged=${other}$`));
  await expect(page.getByText(`${other} 리드는 이 리드에 합쳐졌어요.`)).toBeVisible();
  await expect(page.locator(".record-facts").first()).toContainText(emails[1]);
  await expect(page.locator(".timeline-panel")).toContainText(`${other} ${name} 합침`);
  await page.screenshot({ path: info.outputPath("merged.png"), fullPage: true });
  // Whoever comes by the old address comes to the one that stays.
  await page.goto(`/leads/${other}`);
  await expect(page).toHaveURL(new RegExp(`/leads/${one}\\?merged=${other}$`));

  await page.getByRole("button", { name: `${other} 합치기 되돌리기` }).click();
  await expect(page.locator(".merged-line")).toContainText("되돌림");
  await expect(page.locator(".record-facts").first()).toContainText(emails[0]);
  await page.goto(`/leads/${other}`);
  await expect(page).toHaveURL(new RegExp(`/leads/${other}$`));
  await expect(page.locator(".record-facts").first()).toContainText(emails[1]);
});

test("two that are not the same are told apart once", async ({ page, context }) => {
  await enter(context, "sdr");
  const name = `남다름 ${run()}`;
  const one = await add(page, name, `${run()}@one-spec.example`);
  const other = await add(page, name, `${run()}@two-spec.example`);
  await page.goto("/duplicates");
  const pair = page.locator(".duplicate", { hasText: one });
  await pair.getByRole("button", { name: `${one}, ${other}: 다른 사람이에요` }).click();
  await expect(pair).toHaveCount(0);
  await page.goto("/duplicates");
  await expect(page.locator(".duplicate", { hasText: one })).toHaveCount(0);
});

test("who may not work a lead sees what a merge would come to, and has no button for it", async ({ page, context }) => {
  await enter(context, "viewer");
  await page.goto("/duplicates");
  await expect(page.locator(".duplicate").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /다른 사람이에요/ })).toHaveCount(0);
});
