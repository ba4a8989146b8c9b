// What somebody sends shows on screens that are open; a form stands inside the sites that the team has named, and in no other.
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { test, expect } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { READING, fillIn, makeForm, visitor } from "../support/web-forms.ts";

let site: Server;
let code = "";
test.beforeAll(async () => {
  site = createServer((_, answer) => {
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    answer.end(`<!doctype html><title>Garam</title><link rel="icon" href="data:,"><h1>Garam</h1>${code}`);
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
});
test.afterAll(() => site.close());

function addressOf(host: string): string {
  const address = site.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://${host}:${address.port}`;
}

test("an entry appears on the lead board that somebody has open", async ({ page, context, browser }) => {
  test.slow();
  await enter(context, "manager");
  const link = await makeForm(page, `라이브 ${run()}`);
  await openAwake(page, "/leads");
  await page.evaluate(() => document.body.setAttribute("data-not-loaded-again", ""));
  const { context: theirs, page: form } = await visitor(browser);
  await form.goto(link);
  const name = `라이브 ${run()}`;
  await fillIn(form);
  await form.getByLabel(/^이름/).fill(name);
  await form.getByRole("checkbox", { name: /개인정보 수집·이용에 동의/ }).check();
  await form.waitForTimeout(READING);
  await form.getByRole("button", { name: "보내기" }).click();
  await expect(form.getByText("잘 받았어요")).toBeVisible();
  await expect(page.locator("[data-status=new] .lead-card", { hasText: name })).toBeVisible();
  await expect(page.locator("body")).toHaveAttribute("data-not-loaded-again", "");
  await theirs.close();
});

test("a form is as high as it needs to be inside a named site, and other sites cannot show it", async ({ page, context, browser }, info) => {
  test.slow();
  await enter(context, "manager");
  const link = await makeForm(page, `안에 ${run()}`, addressOf("localhost"));
  code = await page.locator(".web-form-code").nth(1).innerText();
  expect(code).toContain(".js");

  const { context: theirs, complaints, page: around } = await visitor(browser);
  await around.goto(`${addressOf("localhost")}/landing?utm_source=blog`);
  const frame = around.frameLocator("iframe");
  await expect(frame.getByRole("button", { name: "보내기" })).toBeVisible();
  await expect.poll(async () => Number(await around.locator("iframe").getAttribute("height"))).not.toBe(640);
  const inside = await frame.locator("main").evaluate((it) => it.getBoundingClientRect().height);
  expect(Math.abs(Number(await around.locator("iframe").getAttribute("height")) - inside)).toBeLessThan(2);
  await around.screenshot({ path: info.outputPath("embedded.png"), fullPage: true });
  const email = await fillIn(frame);
  await frame.getByRole("checkbox", { name: /개인정보 수집·이용에 동의/ }).check();
  await around.waitForTimeout(READING);
  await frame.getByRole("button", { name: "보내기" }).click();
  await expect(frame.getByText("잘 받았어요")).toBeVisible();
  expect(complaints).toEqual([]);

  // The same page at another name is another site.
  await around.goto(`${addressOf("127.0.0.1")}/landing`);
  await expect.poll(() => complaints.join("\n")).toMatch(/frame-ancestors/);
  await theirs.close();

  await page.goto(`/leads?q=${encodeURIComponent(email)}`);
  await page.getByRole("link", { name: /방문자/ }).first().click();
  await expect(page.locator(".lead-touched")).toContainText("blog");
  await expect(page.locator(".lead-touched")).toContainText(`${addressOf("localhost")}/landing?utm_source=blog`);
  expect(link).toContain("/f/");
});

test("the preview follows while one types, and a second writer is told", async ({ page, context, browser, allowed }) => {
  test.slow();
  allowed.push(/status of 409/);
  await enter(context, "manager");
  await makeForm(page, `둘이서 ${run()}`);
  const address = new URL(page.url()).pathname;
  await openAwake(page, address);
  const preview = page.locator(".web-form-preview");
  await page.getByLabel(/^제목/).first().fill("새 제목이에요");
  await expect(preview.locator(".sheet-heading")).toHaveText("새 제목이에요");
  await page.locator("#field-company").selectOption({ label: "묻지 않음" });
  await expect(preview.locator("#sheet-company")).toHaveCount(0);

  const other = await browser.newContext({ locale: "ko-KR", baseURL: new URL(page.url()).origin });
  await enter(other, "admin", new URL(page.url()).origin);
  const theirs = await other.newPage();
  await openAwake(theirs, address);
  await theirs.getByLabel(/^캠페인/).fill("가을");
  await theirs.getByRole("button", { name: "저장", exact: true }).click();
  await expect(theirs.locator(".web-form-versions > li").first()).toContainText("버전 2");
  await expect(page.getByText("편집하는 동안 다른 사람이 새 버전을 저장했어요.")).toBeVisible();
  await expect(page.getByLabel(/^제목/).first()).toHaveValue("새 제목이에요");
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "그사이 다른 사람이 새 버전(2)을 저장했어요." })).toBeVisible();
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page.locator(".web-form-versions > li").first()).toContainText("버전 3");
  // Whoever does not type sees what stands now.
  await expect(theirs.getByLabel(/^제목/).first()).toHaveValue("새 제목이에요");
  await other.close();
});
