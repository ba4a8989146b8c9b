// Outbound: a filter becomes targets, each is worked by a plan, the first touch makes a lead and an agreed meeting an
// SQL. On a Baton of its own: making targets of a filter concerns accounts that other specs look at.
import { test, expect } from "../support/console.ts";
import { startBaton, type Baton } from "../support/baton.ts";
import { enter } from "../support/people.ts";
import type { Page } from "@playwright/test";

test.describe.configure({ mode: "serial" });

let baton: Baton;
test.beforeAll(async ({}, info) => {
  baton = await startBaton({ demo: true, name: `outbound-${info.project.name}` });
});
test.afterAll(() => baton.stop());

const lines = (page: Page) => page.locator(".outbound-line");
const panel = (page: Page, name: string) =>
  page.locator(".panel").filter({ has: page.getByRole("heading", { name, exact: true }) });
const plan = (page: Page) => panel(page, "연락 계획");
const steps = (page: Page) => plan(page).locator(".contact-step");
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("targets stand in the order to work them, each with its state, what is next and why", async ({ page, context }, info) => {
  await enter(context, "sdr", baton.url);
  await page.goto(`${baton.url}/leads`);
  await page.getByRole("link", { name: "아웃바운드", exact: true }).click();
  await expect(page.getByRole("heading", { name: "아웃바운드", level: 1 })).toBeVisible();
  await expect(lines(page).first()).toBeVisible();
  await page.getByRole("link", { name: "모든 타깃", exact: true }).click();
  await expect(page).toHaveURL(/of=all/);
  await expect(lines(page).first()).toContainText("미팅 합의");
  await expect(lines(page).first()).toContainText("미팅에 합의하고 기다리고 있어요");
  await expect(lines(page).filter({ hasText: "모아핀" })).toContainText(/ICP A \(\d+점\)/);
  await expect(lines(page).filter({ hasText: "하이랩스" })).toContainText("아직 연락 전");
  await page.screenshot({ path: info.outputPath("outbound.png"), fullPage: true });
  await page.getByRole("link", { name: /^그만둠/ }).click();
  await expect(lines(page)).toHaveCount(2);
  await expect(lines(page).filter({ hasText: "한걸음물류" })).toBeVisible();
});

test("what a filter finds becomes targets in one press, and none of them again by another", async ({ page, context }, info) => {
  await enter(context, "manager", baton.url);
  await page.goto(`${baton.url}/outbound?of=all&state=meeting_agreed`);
  await page.goto(`${baton.url}/accounts`);
  await expect(page.getByRole("button", { name: /곳을 타깃으로$/ }), "without a filter everything would be meant").toHaveCount(0);
  await page.goto(`${baton.url}/accounts?tier=b`);
  const offer = page.getByRole("form", { name: "타깃으로 정하기" });
  const make = offer.getByRole("button", { name: /곳을 타깃으로$/ });
  const count = Number(/\d+/.exec((await make.textContent()) ?? "")?.[0]);
  expect(count).toBeGreaterThan(1);
  await offer.getByLabel("누구의 타깃으로").selectOption({ label: "송다은" });
  await page.screenshot({ path: info.outputPath("choose.png"), fullPage: true });
  await make.click();
  await expect(page.getByText(`고객사 ${count}곳을 타깃으로 정했어요.`)).toBeVisible();
  await expect(page).toHaveURL(/made=/);
  await page.screenshot({ path: info.outputPath("made.png"), fullPage: true });
  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(page.getByText("되돌렸어요.")).toBeVisible();
  await page.goto(`${baton.url}/accounts?tier=b`);
  await expect(page.getByRole("button", { name: /곳을 타깃으로$/ })).toBeVisible();
});

test("a plan is made, changed and done by what is logged; the first touch is a lead, and a meeting makes it an SQL", async ({
  page,
  context,
  allowed,
  javaScriptEnabled,
}, info) => {
  allowed.push(/status of 422/);
  await enter(context, "sdr", baton.url);
  await page.goto(`${baton.url}/outbound?of=all`);
  await lines(page).getByRole("link", { name: "그린바스켓" }).click();
  await expect(plan(page)).toContainText("시작 전");
  await expect(plan(page)).toContainText("다음 연락 정하기");

  // What is wrong is said, and nothing typed is lost.
  await plan(page).getByText("연락 추가").click();
  await plan(page).getByLabel("찾을 직책").fill("구매팀장");
  await plan(page).getByLabel("방법").selectOption({ label: "방문" });
  await plan(page).getByRole("button", { name: "계획에 넣기" }).click();
  await expect(plan(page)).toContainText("입력해 주세요.");
  await expect(plan(page).getByLabel("찾을 직책")).toHaveValue("구매팀장");
  await plan(page).getByLabel("날짜").fill(day(3));
  await plan(page).getByRole("button", { name: "계획에 넣기" }).click();
  await expect(steps(page)).toHaveCount(1);
  await expect(steps(page)).toContainText("찾아야 해요");
  if (!(await plan(page).getByLabel("날짜").isVisible())) await plan(page).getByText("연락 추가").click();
  await plan(page).getByLabel("고객 담당자", { exact: true }).last().selectOption({ label: "문다온 · 대표" });
  await plan(page).getByLabel("날짜").fill(day(1));
  await plan(page).getByRole("button", { name: "계획에 넣기" }).click();
  await expect(steps(page)).toHaveCount(2);
  await expect(plan(page)).toContainText("계획함");
  await steps(page).nth(1).getByRole("button", { name: "위로: 문다온" }).click();
  await expect(steps(page).first()).toContainText("문다온");
  // The order that was just changed comes once more as news, and closes what was opened before it.
  const why = steps(page).nth(1).getByLabel("왜 건너뛰나요?");
  await expect(async () => {
    await steps(page).nth(1).getByText("건너뛰기").first().click();
    await expect(why).toBeVisible({ timeout: 1000 });
  }).toPass();
  await why.fill("구매팀이 없대요");
  await steps(page).nth(1).getByRole("button", { name: "건너뛰기" }).click();
  await expect(steps(page).nth(1)).toContainText("건너뜀: 구매팀이 없대요");
  await page.screenshot({ path: info.outputPath("plan.png"), fullPage: true });

  await steps(page).first().getByText("기록", { exact: true }).click();
  await steps(page).first().getByLabel("어떻게 됐나요?").selectOption({ label: "부재중" });
  await steps(page).first().getByLabel("내용").fill("회의 중이래요");
  await steps(page).first().getByRole("button", { name: /기록/ }).click();
  await expect(steps(page).first()).toContainText("연락함");
  await expect(plan(page)).toContainText("컨택 중");

  // The person's lead, with the touch on its timeline.
  const lead = plan(page).getByRole("link", { name: /^L-\d+$/ });
  await expect(lead).toBeVisible();
  const account = page.url();
  await lead.click();
  await expect(page.getByRole("heading", { name: "문다온", level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("회의 중이래요");
  await expect(page.getByRole("main")).toContainText("아웃바운드");

  await page.goto(account);
  const timeline = page.locator(".timeline-panel");
  await timeline.getByText("활동 기록").click();
  await timeline.getByRole("radio", { name: "미팅" }).check();
  await timeline.getByLabel("누구와").selectOption({ label: "문다온 · 대표" });
  if (javaScriptEnabled === false) await timeline.locator('select[name="form[outcome]"]').selectOption("booked");
  else await timeline.locator('input[name="form[outcome]"][value="booked"]').check();
  await timeline.getByRole("button", { name: "기록하기" }).click();
  await expect(plan(page)).toContainText("미팅 합의");
  await expect(plan(page)).toContainText("AE에게 인계하기");
  await lead.click();
  await expect(page.getByText("첫 미팅에 합의했어요: 미팅 기록").first()).toBeVisible();
  await page.screenshot({ path: info.outputPath("sql.png"), fullPage: true });
});

test("what was found out is written down with its source, and corrected by its writer alone", async ({ page, context, browser, javaScriptEnabled, allowed }, info) => {
  allowed.push(/status of 422/);
  await enter(context, "sdr", baton.url);
  await page.goto(`${baton.url}/outbound?of=all`);
  await lines(page).getByRole("link", { name: "하이랩스" }).click();
  const notes = panel(page, "조사 노트");
  await notes.getByText("노트 쓰기").click();
  await notes.getByLabel("알게 된 것").fill("개발자 문서를 새로 만들고 있대요");
  await notes.getByLabel("출처 링크").fill("javascript:alert(1)");
  await notes.getByRole("button", { name: "노트 저장" }).click();
  await expect(notes).toContainText("웹 주소로 적어 주세요.");
  await expect(notes.getByLabel("알게 된 것")).toHaveValue("개발자 문서를 새로 만들고 있대요");
  await notes.getByLabel("출처 링크").fill("https://blog.example/hilabs");
  await notes.getByRole("button", { name: "노트 저장" }).click();
  const note = notes.locator(".research-note").first();
  await expect(note).toContainText("개발자 문서를 새로 만들고 있대요");
  await expect(note.getByRole("link", { name: "blog.example/hilabs" })).toHaveAttribute("href", "https://blog.example/hilabs");
  await note.getByText("고치기").click();
  await note.getByLabel("알게 된 것").fill("개발자 문서를 올해 안에 새로 만든대요");
  await note.getByRole("button", { name: "저장" }).click();
  await expect(note).toContainText("올해 안에");
  await expect(note).toContainText("고침");
  await page.screenshot({ path: info.outputPath("notes.png"), fullPage: true });

  const other = await browser.newContext({ locale: "ko-KR", javaScriptEnabled });
  await enter(other, "ae", baton.url);
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  await expect(panel(theirs, "조사 노트")).toContainText("올해 안에");
  await expect(panel(theirs, "조사 노트").locator(".research-note").first().getByText("고치기")).toHaveCount(0);
  await other.close();
});

test("a target is given up with a reason, and whoever only reads changes nothing", async ({ page, context, browser, javaScriptEnabled, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "sdr", baton.url);
  await page.goto(`${baton.url}/outbound?of=all`);
  await lines(page).getByRole("link", { name: "오름에듀" }).click();
  const other = await browser.newContext({ locale: "ko-KR", javaScriptEnabled });
  await enter(other, "viewer", baton.url);
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  await expect(plan(theirs)).toContainText("시작 전");
  await expect(plan(theirs).locator("form")).toHaveCount(0);
  await other.close();

  await plan(page).getByText("그만두기").first().click();
  await plan(page).getByRole("button", { name: "그만두기" }).click();
  await expect(plan(page)).toContainText("입력해 주세요.");
  await plan(page).getByLabel("그만두는 이유").fill("올해는 도입하지 않는대요");
  await plan(page).getByRole("button", { name: "그만두기" }).click();
  await expect(plan(page)).toContainText("타깃에서 뺐어요: 올해는 도입하지 않는대요");
  await page.goto(`${baton.url}/outbound?of=all&state=given_up`);
  await expect(lines(page).filter({ hasText: "오름에듀" })).toBeVisible();
});
