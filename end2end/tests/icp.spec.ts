// Whom we want to sell to: the profile is changed beside what that would do, and accounts show their fit and the
// reasons. On a Baton of its own: a profile is the whole workspace's, and elsewhere other specs look at accounts.
import { test, expect } from "../support/console.ts";
import { startBaton, type Baton } from "../support/baton.ts";
import { enter } from "../support/people.ts";
import type { Page } from "@playwright/test";

test.describe.configure({ mode: "serial" });

let baton: Baton;
test.beforeAll(async ({}, info) => {
  baton = await startBaton({ demo: true, name: `icp-${info.project.name}` });
});
test.afterAll(() => baton.stop());

const rowOf = (page: Page, kind: string) => page.getByRole("group", { name: kind, exact: true });
const effect = (page: Page) => page.locator(".icp-effect");
const versions = (page: Page) => page.locator(".icp-versions > li");

test("a manager changes the profile and sees before saving who would change tier", async ({ page, context, javaScriptEnabled }, info) => {
  await enter(context, "manager", baton.url);
  await page.goto(`${baton.url}/settings/icp`);
  await expect(versions(page)).toHaveCount(2);
  await expect(effect(page)).toContainText("고객사 75곳의 지금 등급이에요.");
  await expect(effect(page).getByRole("row", { name: /^A/ })).toContainText("%");
  await expect(rowOf(page, "직원 수").getByLabel("몇 명부터")).toHaveValue("10");
  await expect(rowOf(page, "지역").getByRole("checkbox", { name: /^서울/ })).toBeChecked();
  await page.screenshot({ path: info.outputPath("icp.png"), fullPage: true });

  await page.getByRole("group", { name: "조건 추가" }).getByRole("button", { name: "이 태그가 없음" }).click();
  const added = rowOf(page, "이 태그가 없음");
  await added.getByLabel(/^직접 적기/).fill("경쟁사");
  await rowOf(page, "직원 수").getByLabel("몇 명부터").fill("100");
  if (!javaScriptEnabled) await page.getByRole("button", { name: "미리 보기" }).click();
  await expect(effect(page)).toContainText(/고객사 75곳 가운데 \d+곳의 등급이 바뀌어요\./);
  await expect(effect(page).locator(".icp-shift").first().getByRole("link").first()).toBeVisible();
  await page.screenshot({ path: info.outputPath("icp-effect.png"), fullPage: true });
  await expect(versions(page), "looking saves nothing").toHaveCount(2);

  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(versions(page)).toHaveCount(3);
  await expect(versions(page).first()).toContainText("버전 3");
  await expect(versions(page).first()).toContainText("박준호");
  await expect(effect(page)).toContainText("고객사 75곳의 지금 등급이에요.");
  await expect(rowOf(page, "이 태그가 없음").getByRole("checkbox", { name: "경쟁사" }).or(added.getByLabel(/^직접 적기/)).first()).toBeVisible();
});

test("an older version is read, and holds again", async ({ page, context }) => {
  await enter(context, "manager", baton.url);
  await page.goto(`${baton.url}/settings/icp`);
  const older = versions(page).filter({ hasText: "버전 2" });
  await older.locator("summary").click();
  await expect(older).toContainText("직원 10–200명");
  await older.getByRole("button", { name: "버전 2 되살리기" }).click();
  await expect(versions(page).first()).toContainText("버전 2에서 되살림");
  await expect(versions(page).first()).toContainText("지금");
  await expect(rowOf(page, "직원 수").getByLabel("몇 명부터")).toHaveValue("10");
});

test("what cannot be a profile is said where it was typed, and nothing typed is lost", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "manager", baton.url);
  await page.goto(`${baton.url}/settings/icp`);
  const size = rowOf(page, "직원 수");
  await size.getByLabel(/^점수/).fill("많이");
  await size.getByLabel("몇 명까지").fill("5");
  await rowOf(page, "지역").getByLabel(/^직접 적기/).fill("부산, 제주");
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(size).toContainText("숫자로 적어 주세요.");
  await expect(size).toContainText("끝 값이 시작 값보다 작아요.");
  await expect(size.getByLabel(/^점수/)).toHaveValue("많이");
  await expect(rowOf(page, "지역").getByLabel(/^직접 적기/)).toHaveValue("부산, 제주");
});

test("a profile asks about what a company takes in a year, and the account says it", async ({ page, context, javaScriptEnabled }, info) => {
  await enter(context, "manager", baton.url);
  await page.goto(`${baton.url}/settings/icp`);
  await page.getByRole("group", { name: "조건 추가" }).getByRole("button", { name: "연매출" }).click();
  const added = rowOf(page, "연매출");
  await added.getByLabel("얼마부터 (KRW)").fill("50억");
  await added.getByLabel("얼마까지 (KRW)").fill("1,000억");
  if (!javaScriptEnabled) await page.getByRole("button", { name: "미리 보기" }).click();
  await expect(effect(page)).toContainText("등급이 바뀌어요.");
  await page.screenshot({ path: info.outputPath("icp-revenue.png"), fullPage: true });
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(versions(page).first()).toContainText("연매출 ₩50억–₩1,000억");
  await expect(added.getByLabel("얼마부터 (KRW)")).toHaveValue("5,000,000,000");

  await page.goto(`${baton.url}/accounts?sort=revenue`);
  const rows = page.getByRole("row").filter({ has: page.locator("td") });
  await rows.first().locator("th a").click();
  await page.getByRole("link", { name: "편집" }).click();
  await page.getByLabel("연매출 (KRW)").fill("120억 5천만");
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page.locator(".record-facts")).toContainText("₩120.5억");
  await expect(page.locator(".fit-reason").filter({ hasText: "연매출 ₩50억–₩1,000억" })).toContainText("+20");
  await expect(page.locator(".timeline-panel")).toContainText("₩12,050,000,000");
  await page.screenshot({ path: info.outputPath("account-revenue.png"), fullPage: true });
  await page.goto(`${baton.url}/settings/icp`);
  const older = versions(page).filter({ hasText: "버전 2" }).last();
  await older.locator("summary").click();
  await older.getByRole("button", { name: "버전 2 되살리기" }).click();
  await expect(rowOf(page, "연매출")).toHaveCount(0);
});

test("whoever may not write it reads the profile", async ({ page, context }) => {
  await enter(context, "ae", baton.url);
  await page.goto(`${baton.url}/settings/icp`);
  await expect(page.getByText("관리자와 매니저가 바꿀 수 있어요.")).toBeVisible();
  await expect(page.getByText("직원 10–200명").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /저장|되살리기|조건/ })).toHaveCount(0);
});

test("an account says how well it fits and why; targets stand in the order of their fit", async ({ page, context }, info) => {
  await enter(context, "ae", baton.url);
  await page.goto(`${baton.url}/accounts?sort=fit`);
  const rows = page.getByRole("row").filter({ has: page.locator("td") });
  await expect(rows.first()).toContainText("100");
  await page.goto(`${baton.url}/accounts?tier=a&sort=fit`);
  for (const row of await rows.all()) await expect(row.locator(".badge")).toHaveText("A");
  await page.screenshot({ path: info.outputPath("tier-a.png"), fullPage: true });

  const first = rows.first();
  const name = await first.locator("th a").innerText();
  await first.getByRole("button", { name: `${name}: 타깃 고객사` }).click();
  await expect(first.getByRole("button", { name: `${name}: 타깃 고객사` })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("link", { name: "타깃 고객사", exact: true }).click();
  await expect(page).toHaveURL(/target=true/);
  await expect(rows.first()).toContainText(name);
  await page.screenshot({ path: info.outputPath("targets.png"), fullPage: true });

  await rows.first().locator("th a").click();
  const fit = page.locator("section.panel").filter({ has: page.getByRole("heading", { name: "ICP 적합도" }) });
  await expect(fit.locator(".badge")).toHaveText("A");
  await expect(fit.locator(".fit-for").first()).toContainText("+45");
  await expect(page.getByText("타깃 고객사로 표시").first()).toBeVisible();
  await page.screenshot({ path: info.outputPath("account-fit.png"), fullPage: true });
  await page.getByRole("button", { name: "타깃에서 빼기" }).click();
  await expect(page.getByRole("button", { name: "타깃으로 표시" })).toBeVisible();
});
