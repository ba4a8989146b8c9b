// A lead goes over to whoever closes: its dossier is filled in, it is sent, and sent back or accepted into a deal. With and
// without scripts.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import type { Page } from "@playwright/test";

/** A lead of the demo that is one for sales, whose dossier nobody has written yet. */
async function qualified(page: Page): Promise<string> {
  await page.goto("/leads/new");
  const form = page.locator("main form").first();
  const name = `인계 ${run()}`;
  await form.getByLabel(/^이름/).fill(name);
  await form.getByLabel(/^이메일/).fill(`handover@${run()}.example`);
  await form.getByLabel(/^회사/).fill(`${run()}상사`);
  await page.getByRole("button", { name: "리드 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("what is missing is said, what is typed is kept, and only one for sales goes", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "sdr");
  const path = await qualified(page);
  const panel = page.locator(".panel", { has: page.getByRole("heading", { name: "AE에게 인계" }) });
  await expect(panel).toContainText("통화로 확인해 SQL이 되면");
  await page.goto(`${path}?dossier=1`);
  const form = page.locator("form", { has: page.getByLabel("고객이 뭐라고 했나요?") });
  await form.getByLabel("고객이 뭐라고 했나요?").fill("찾는 데 하루 두 시간이 걸려요");
  await form.getByLabel("합의한 다음 액션").fill("운영팀과 데모");
  await form.getByLabel("그 날짜").fill("2030-01-04");
  await form.getByRole("button", { name: "인계서 저장" }).click();
  await expect(page).toHaveURL(path);
  await page.goto(`${path}?dossier=1`);
  await expect(form.getByLabel("고객이 뭐라고 했나요?")).toHaveValue("찾는 데 하루 두 시간이 걸려요");
  await expect(form.getByLabel("합의한 다음 액션")).toHaveValue("운영팀과 데모");
});

test("hand-overs are read by everybody and decided by whom they wait for", async ({ page, context }) => {
  await enter(context, "viewer");
  await page.goto("/handovers");
  await expect(page.getByRole("heading", { name: "인계함", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: /표지안/ }).first().click();
  await expect(page.locator(".handover-dossier")).toContainText("강사마다 환불 안내가 달라서");
  await expect(page.locator(".handover-standing")).toContainText("예산을 누가 정하는지 빠졌어요.");
  await expect(page.getByRole("button", { name: /수락/ })).toHaveCount(0);
});

test("a rejection without a reason comes back with what was typed", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  await page.goto("/handovers");
  await page.getByRole("link", { name: /배시온/ }).first().click();
  const ask = page.locator("details", { has: page.getByText("반려", { exact: false }) }).first();
  await ask.locator("summary").click();
  await ask.getByLabel(/어떻게 하면 될지/).fill("담당이 아니에요");
  await ask.getByRole("button", { name: "반려" }).click();
  await expect(ask.getByText("입력해 주세요.")).toBeVisible();
  await expect(ask.getByLabel(/어떻게 하면 될지/)).toHaveValue("담당이 아니에요");
});
