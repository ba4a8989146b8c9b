// The first day in a workspace of one's own: a first deal, examples to look around with, and none of them left. Each
// spec has a Baton of its own, without the demo's team.
import type { Browser, BrowserContext, Page, TestInfo } from "@playwright/test";
import { startBaton, type Baton } from "../support/baton.ts";
import { test, expect, watch } from "../support/console.ts";

test.describe.configure({ timeout: 120_000 });

type Language = "ko-KR" | "en-US";
type Day = { baton: Baton; context: BrowserContext; page: Page };

/** What a spec has started ends with it, also when it fails. */
const ends: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const words = {
  "ko-KR": {
    workspace: "워크스페이스 이름", name: "내 이름", email: "이메일", password: "새 비밀번호", start: "시작하기",
    add: "딜 추가", dealName: /^이름/, offer: "예시 데이터로 둘러보기", bring: "예시 데이터 넣기", came: "예시 데이터가 들어 있어요",
    takeOut: "예시 데이터 지우기", all: "모두 지우기", keep: "그대로 두기", stays: "직접 만든 것은 남아요: 딜 1건",
    empty: "아직 딜이 없어요. 첫 딜을 추가하면",
  },
  "en-US": {
    workspace: "Workspace name", name: "Your name", email: "E-mail", password: "New password", start: "Start",
    add: "Add deal", dealName: /^Name/, offer: "Look around with demo data", bring: "Bring in the demo data",
    came: "The demo data is in", takeOut: "Take the demo data out", all: "Take all of it out", keep: "Keep it",
    stays: "What you made stays: 1 deal", empty: "No deals yet. Add the first one",
  },
} as const;

/** Somebody starts Baton for their team, opens the link it prints, and is the first admin. */
async function firstDay(browser: Browser, info: TestInfo, language: Language): Promise<Day> {
  const it = words[language];
  const baton = await startBaton({ demo: false, name: `first-day-${info.project.name}-${language}` });
  ends.push(baton.stop);
  const link = /\/setup\/\S+/.exec(baton.said())![0];
  const context = await browser.newContext({ ...info.project.use, baseURL: baton.url, locale: language });
  ends.push(() => context.close());
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel(it.workspace).fill("한빛소프트");
  await page.getByLabel(it.name).fill("나관리");
  await page.getByLabel(it.email).fill("admin@hanbit.kr");
  await page.getByLabel(it.password).fill("느티나무 아래 세 번째 의자");
  await page.getByRole("button", { name: it.start }).click();
  await expect(page).toHaveURL(/\/today$/);
  return { baton, context, page };
}

const opened = (page: Page) => page.getByRole("main");

for (const language of ["ko-KR", "en-US"] as const) {
  const it = words[language];

  test(`from the first page to the first deal it takes three actions, ${language}`, async ({ browser }, info) => {
    const { page } = await firstDay(browser, info, language);
    await expect(page.getByText(it.empty)).toBeVisible();
    await expect(page.getByRole("link", { name: it.offer })).toBeVisible();
    await page.screenshot({ path: info.outputPath("first-day.png"), fullPage: true });

    await opened(page).getByRole("link", { name: it.add }).click();
    await page.getByLabel(it.dealName).fill("첫 딜");
    await opened(page).getByRole("button", { name: it.add }).click();
    await expect(page.getByRole("heading", { level: 1, name: "첫 딜" })).toBeVisible();
  });

  test(`examples come for everybody and go without a trace but for one's own deal, ${language}`, async ({ browser }, info) => {
    const { baton, context, page } = await firstDay(browser, info, language);
    const complaints = watch(context);
    const other = await browser.newContext({ ...info.project.use, baseURL: baton.url, locale: language, storageState: await context.storageState() });
    const theirs = await other.newPage();
    const live = info.project.name === "hydrated";
    await theirs.goto("/pipeline");
    await expect(theirs.locator(".board-first")).toBeVisible();

    await page.getByRole("link", { name: it.offer }).click();
    await expect(page).toHaveURL(/\/settings\/demo$/);
    await page.screenshot({ path: info.outputPath("offer.png"), fullPage: true });
    await page.getByRole("button", { name: it.bring }).click();
    await expect(page.getByRole("heading", { name: it.came })).toBeVisible({ timeout: 20_000 });
    await page.screenshot({ path: info.outputPath("in.png"), fullPage: true });

    // Everybody's board shows it: three ways of selling, with the names of Korean companies.
    if (!live) await theirs.reload();
    const tabs = theirs.getByRole("main").locator(".tabs").getByRole("link");
    await expect(tabs).toHaveCount(3);
    await expect(theirs.locator("[data-deal]").first()).toBeVisible({ timeout: 10_000 });
    await expect(theirs.locator("[data-deal]").filter({ hasText: /[가-힣]{2}/ }).first()).toBeVisible();
    await expect(theirs.locator(".board-first")).toHaveCount(0);
    await theirs.screenshot({ path: info.outputPath("board.png") });
    for (const at of [1, 2]) {
      await tabs.nth(at).click();
      await expect(tabs.nth(at)).toHaveAttribute("aria-current", "page");
      await expect(theirs.locator("[data-deal]").first()).toBeVisible();
    }
    // And one's own day is full.
    await page.goto("/today");
    await expect(page.locator(".focus > li").first()).toBeVisible();

    await page.goto("/deals/new");
    await page.getByLabel(it.dealName).fill("진짜 우리 딜");
    await opened(page).getByRole("button", { name: it.add }).click();
    await expect(page.getByRole("heading", { level: 1, name: "진짜 우리 딜" })).toBeVisible();

    await page.goto("/pipeline");
    await page.getByRole("link", { name: it.takeOut }).click();
    await expect(page.getByText(it.stays)).toBeVisible();
    await page.getByRole("link", { name: it.takeOut }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(it.stays)).toBeVisible();
    await page.screenshot({ path: info.outputPath("sure.png"), fullPage: true });
    await dialog.getByRole("link", { name: it.keep }).click();
    await expect(dialog).toHaveCount(0);
    await page.getByRole("link", { name: it.takeOut }).click();
    await dialog.getByRole("button", { name: it.all }).click();
    await expect(page.getByRole("button", { name: it.bring })).toBeVisible({ timeout: 20_000 });
    await expect(dialog).toHaveCount(0);
    await expect(page).toHaveURL(/\/settings\/demo$/);

    await theirs.goto("/pipeline");
    await expect(theirs.locator("[data-deal]")).toHaveCount(1);
    await expect(theirs.locator("[data-deal]")).toContainText("진짜 우리 딜");
    await theirs.goto("/deals?state=all");
    await expect(theirs.locator("tbody tr")).toHaveCount(1);
    for (const list of ["/accounts", "/people"]) {
      await theirs.goto(list);
      await expect(theirs.locator("tbody tr")).toHaveCount(0);
    }
    // Without scripts nobody uses what a page preloads for them.
    expect(complaints.filter((it) => live || !it.includes("was preloaded using link preload"))).toEqual([]);
    await other.close();
  });
}
