// A deal typed into a column in one line: what it will be is said, Enter makes it, the next one can follow at once.
import { test, expect } from "../support/console.ts";
import { columns, openAwake } from "../support/board.ts";
import { enter, people } from "../support/people.ts";
import { gatedPipeline, newDeal, pipelineNamed } from "../support/records.ts";

const line = (page: import("@playwright/test").Page) => page.locator(".quick-add input[type=text]").first();

test("N, a line, Enter: the deal stands on top with account, amount and owner, and the next line waits", async ({ page, context }) => {
  await enter(context, "manager");
  await openAwake(page, "/pipeline");
  await page.keyboard.press("n");
  await expect(line(page)).toBeFocused();
  const account = `새터${Date.now()}`;
  await line(page).pressSequentially(`${account} 그룹웨어 도입 1억 2천만 담당@민지`);
  const said = page.locator(".quick-said");
  await expect(said).toContainText(`새 고객사 ${account}`);
  await expect(said).toContainText("₩120,000,000");
  await expect(said).toContainText(`담당 ${people.ae.name}`);
  await page.keyboard.press("Enter");
  const top = columns(page).first().locator(".deal-card").first();
  await expect(top).toContainText("그룹웨어 도입");
  await expect(top).toContainText(account);
  await expect(top).toContainText("₩1.2억");
  await expect(top.locator(".avatar")).toHaveAccessibleName(people.ae.name);
  await expect(line(page)).toBeFocused();
  await expect(line(page)).toHaveValue("");

  await line(page).pressSequentially(`${account} 두 번째`);
  await expect(said).toContainText("열린 딜 1건");
  await page.keyboard.press("Enter");
  await expect(top).toContainText("두 번째");
  await page.keyboard.press("Escape");
  await expect(page.locator(".quick-add")).toHaveCount(0);
  await expect(columns(page).first().locator(".column-add")).toBeFocused();
});

test("a name that resembles a known account offers it, and choosing it makes no other", async ({ page, context }) => {
  await enter(context, "ae");
  const known = `한결상회${Date.now()}`;
  await newDeal(context, await pipelineNamed(context, "인바운드 SMB"), { account_name: known });
  await openAwake(page, "/pipeline");
  await columns(page).nth(1).locator(".column-add").click();
  await line(page).pressSequentially(`${known.slice(0, -2)} 추가 좌석`);
  await page.getByRole("button", { name: `혹시 ${known}?` }).click();
  await expect(line(page)).toHaveValue(`${known} 추가 좌석`);
  await expect(page.locator(".quick-said")).toContainText("열린 딜 1건");
  await page.keyboard.press("Enter");
  await expect(columns(page).nth(1).locator(".deal-card").first()).toContainText("추가 좌석");
  const found = await context.request.get(`/accounts?q=${encodeURIComponent(known.slice(0, -2))}`);
  expect((await found.text()).split(`>${known}<`).length - 1).toBe(1);
});

test("a column that asks for more asks for it in place", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "admin");
  const pipeline = await gatedPipeline(context);
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await columns(page).nth(2).locator(".column-add").click();
  await line(page).pressSequentially("마루상사 상담 봇");
  await page.keyboard.press("Enter");
  const form = page.locator(".quick-add");
  await expect(form.getByRole("alert")).toContainText("들어가려면 더 필요해요");
  await form.getByLabel("금액").fill("900만");
  await form.getByLabel("수주 예정일").fill("2099-01-01");
  await form.getByRole("button", { name: "딜 추가" }).click();
  await expect(columns(page).nth(2).locator(".deal-card").first()).toContainText("₩900만");
});

test("Enter twice is one deal, the Enter of a syllable is none, and an owner nobody has is said", async ({ page, context }) => {
  await enter(context, "ae");
  const pipeline = await pipelineNamed(context, "셀프서브 PQL");
  await openAwake(page, `/pipeline/${pipeline.id}`);
  await page.keyboard.press("n");
  const name = `두번${Date.now()}`;
  await line(page).fill(`가람 ${name} @없는사람`);
  await page.keyboard.press("Enter");
  await expect(page.locator(".quick-said").getByRole("alert")).toContainText("@없는사람");
  await line(page).fill(`가람 ${name}`);
  await line(page).evaluate((input) =>
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true, cancelable: true })),
  );
  await expect(page.getByText(name, { exact: true }).and(page.locator(".deal-name"))).toHaveCount(0);
  await line(page).evaluate((input: HTMLInputElement) => {
    input.form?.requestSubmit();
    input.form?.requestSubmit();
  });
  await expect(line(page)).toHaveValue("");
  await expect(page.locator(".deal-name").filter({ hasText: name })).toHaveCount(1);
  await page.reload();
  await expect(page.locator(".deal-name").filter({ hasText: name })).toHaveCount(1);
});
