// A lead in the hand: by mouse, by finger and by keyboard; what each place says to it, what it asks in place, and the way
// back.
import { test, expect, watch } from "../support/console.ts";
import { finger, hold, middle, openAwake } from "../support/board.ts";
import { leadIn, moveLead, newLead, place } from "../support/leads.ts";
import { holdBack } from "../support/held-back.ts";
import { enter } from "../support/people.ts";
import { memberNamed } from "../support/records.ts";
import { type Page } from "@playwright/test";

const toast = (page: Page) => page.locator(".toast");
const undo = (page: Page) => page.getByRole("button", { name: "되돌리기" });
const spoken = (page: Page) => page.locator(".toast-region > .unseen");

test("every column says what it thinks, and a card is there before the server has answered", async ({ page, context }, info) => {
  await enter(context, "sdr");
  const lead = await newLead(context);
  const answers = await holdBack(page, "**/api/leads/move");
  await openAwake(page, "/leads");
  const counts = async () =>
    Promise.all(["new", "working"].map(async (it) => Number((await place(page, it).locator(".column-count").innerText()).replace(",", ""))));
  const before = await counts();
  const card = leadIn(page, "new", lead);
  await hold(page, card.locator(".lead-name"), await middle(place(page, "working")));
  await expect(place(page, "working")).toHaveClass(/is-over/);
  await expect(card).toHaveClass(/is-carried/);
  await expect(page.locator(".card-ghost")).toBeVisible();
  for (const [status, says] of [
    ["working", "바로 옮겨요"],
    ["engaged", "바로 옮겨요"],
    ["handover_pending", "담당자만 인계해요"],
    ["nurturing", "날짜와 이유를 물어요"],
  ] as const) {
    await expect(place(page, status).locator(".gate-sign")).toHaveText(says);
  }
  await expect(place(page, "new").locator(".gate-sign")).toHaveCount(0);
  await expect(place(page, "disqualified")).toContainText("여기에 놓아 부적합으로");
  await page.screenshot({ path: info.outputPath("carried.png") });
  await page.mouse.up();
  await expect(leadIn(page, "working", lead)).toBeVisible();
  expect(await counts()).toEqual([before[0]! - 1, before[1]! + 1]);
  await expect(leadIn(page, "working", lead).locator(".lead-link")).toBeFocused();
  answers.letGo();
  await expect(toast(page)).toContainText("컨택 중으로 옮겼어요");
  await page.reload();
  await expect(leadIn(page, "working", lead)).toBeVisible();
});

test("five pixels are a click, and Escape puts a card back", async ({ page, context }) => {
  await enter(context, "sdr");
  const lead = await newLead(context);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/leads/move")) sent.push(request.url());
  });
  await openAwake(page, "/leads");
  const card = leadIn(page, "new", lead);
  await hold(page, card.locator(".lead-name"), await middle(place(page, "engaged")));
  await expect(place(page, "engaged")).toHaveClass(/is-over/);
  await page.keyboard.press("Escape");
  await expect(page.locator(".card-ghost")).toHaveCount(0);
  await expect(page.locator(".lead-board .gate-sign")).toHaveCount(0);
  await expect(card).not.toHaveClass(/is-carried/);
  const home = await middle(card.locator(".lead-name"));
  await page.mouse.move(home.x, home.y);
  await page.mouse.up();
  await page.waitForTimeout(200);
  await expect(page).toHaveURL(/\/leads$/);
  expect(sent).toEqual([]);
  await page.mouse.move(home.x, home.y);
  await page.mouse.down();
  await page.mouse.move(home.x + 4, home.y + 3);
  await page.mouse.up();
  await expect(page).toHaveURL(/\/leads\/L-\d+$/);
});

test("nurture asks for day and reason in place, Escape puts the card back, and it can be taken back", async ({ page, context, allowed }, info) => {
  allowed.push(/status of 422/);
  await enter(context, "sdr");
  const lead = await newLead(context);
  await openAwake(page, "/leads?owner=none");
  const drop = async () => {
    await hold(page, leadIn(page, "new", lead).locator(".lead-name"), await middle(place(page, "nurturing")));
    await expect(place(page, "nurturing")).toHaveClass(/is-over/);
    await page.mouse.up();
  };
  await drop();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel(/^다시 볼 날/)).toBeVisible();
  await page.screenshot({ path: info.outputPath("asked.png") });
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(leadIn(page, "new", lead)).toBeVisible();
  await expect(page).toHaveURL(/\/leads\?owner=none$/);

  await drop();
  await dialog.getByLabel(/^왜 지금은 아닌가요/).fill("예산이 내년에 잡혀요");
  await dialog.getByRole("button", { name: "육성으로" }).click();
  await expect(dialog.getByText("입력해 주세요.")).toHaveCount(1);
  await expect(dialog.getByLabel(/^왜 지금은 아닌가요/)).toHaveValue("예산이 내년에 잡혀요");
  await dialog.getByLabel(/^다시 볼 날/).fill("2190-01-04");
  await dialog.getByRole("button", { name: "육성으로" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(leadIn(page, "nurturing", lead)).toContainText("2190년 1월 4일");
  await undo(page).click();
  await expect(leadIn(page, "new", lead)).toBeVisible();
  await expect(toast(page)).toContainText("되돌렸어요");
  await page.goto(lead.path);
  await expect(page.locator(".timeline-panel")).toContainText("되돌림: 육성 → 신규");
});

test("put where leads are given up, a card asks why", async ({ page, context }) => {
  await enter(context, "sdr");
  const lead = await newLead(context);
  await openAwake(page, "/leads");
  const zone = place(page, "disqualified");
  await hold(page, leadIn(page, "new", lead).locator(".lead-name"), await middle(zone));
  await expect(zone).toHaveClass(/is-over/);
  await page.mouse.up();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^부적합 사유/).selectOption({ label: "필요 없음" });
  await dialog.getByRole("button", { name: "부적합 처리" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator(`[data-lead="${lead.id}"]`)).toHaveCount(0);
  await undo(page).click();
  await expect(leadIn(page, "new", lead)).toBeVisible();
});

test("put on the hand-over, the panel opens with what it lacks", async ({ page, context }) => {
  await enter(context, "sdr");
  const lead = await newLead(context, { owner: await memberNamed(context, "이서연") });
  await openAwake(page, "/leads");
  await hold(page, leadIn(page, "new", lead).locator(".lead-name"), await middle(place(page, "handover_pending")));
  await expect(place(page, "handover_pending").locator(".gate-sign")).toHaveText("아직 SQL이 아니에요");
  await page.mouse.up();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("통화로 확인해 SQL이 되면");
  await page.keyboard.press("Escape");
  await expect(leadIn(page, "new", lead)).toBeVisible();
});

test("by keyboard: lifted, carried, dropped, put back, moved by one", async ({ page, context }) => {
  await enter(context, "sdr");
  const lead = await newLead(context);
  await openAwake(page, "/leads");
  const link = (status: string) => leadIn(page, status, lead).locator(".lead-link");
  await link("new").focus();
  await page.keyboard.press("Space");
  await expect(spoken(page)).toContainText("들었어요");
  await page.keyboard.press("ArrowRight");
  await expect(spoken(page)).toHaveText("컨택 중. 바로 옮겨요");
  await expect(leadIn(page, "working", lead)).toHaveClass(/is-carried/);
  await page.keyboard.press("Escape");
  await expect(spoken(page)).toContainText("제자리에 두었어요");
  await expect(link("new")).toBeFocused();

  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(spoken(page)).toHaveText("니즈 확인 중. 바로 옮겨요");
  await page.keyboard.press("Enter");
  await expect(toast(page)).toContainText("니즈 확인 중으로 옮겼어요");
  await expect(link("engaged")).toBeFocused();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(link("working")).toBeFocused();
  await page.keyboard.press("m");
  await expect(page.getByRole("dialog").getByRole("button", { name: "니즈 확인으로" })).toBeVisible();
});

test("the quick button and the menu can be taken back too, unless somebody changed the lead since", async ({ page, context, browser, allowed }) => {
  allowed.push(/status of 409/);
  await enter(context, "sdr");
  const lead = await newLead(context);
  await openAwake(page, "/leads");
  await leadIn(page, "new", lead).getByRole("button", { name: "연락 시작" }).click();
  await expect(leadIn(page, "working", lead)).toBeVisible();
  await undo(page).click();
  await expect(leadIn(page, "new", lead)).toBeVisible();
  await leadIn(page, "new", lead).getByRole("link", { name: /옮기기$/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "니즈 확인으로" }).click();
  await expect(leadIn(page, "engaged", lead)).toBeVisible();
  await expect(undo(page)).toBeVisible();
  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "admin");
  await moveLead(other, lead, "engaged", "working");
  await undo(page).click();
  await expect(toast(page)).toHaveClass(/toast-bad/);
  await expect(leadIn(page, "working", lead)).toBeVisible();
  await other.close();
});

test("others see who moved what; while I carry, their news waits, and my drop does not write over it", async ({ page, context, browser, allowed }) => {
  allowed.push(/status of 409/);
  await enter(context, "sdr");
  const lead = await newLead(context);
  const held = await newLead(context);
  await openAwake(page, "/leads");
  const other = await browser.newContext({ locale: "ko-KR" });
  await enter(other, "admin");
  const complaints = watch(other);
  const theirs = await other.newPage();
  await openAwake(theirs, "/leads");
  await hold(theirs, leadIn(theirs, "new", lead).locator(".lead-name"), await middle(place(theirs, "working")));
  await theirs.mouse.up();
  await expect(leadIn(page, "working", lead).locator(".card-remote")).toHaveText("정하윤");

  await hold(page, leadIn(page, "new", held).locator(".lead-name"), await middle(place(page, "engaged")));
  await hold(theirs, leadIn(theirs, "new", held).locator(".lead-name"), await middle(place(theirs, "working")));
  await theirs.mouse.up();
  await expect(toast(theirs)).toContainText("옮겼어요");
  await page.waitForTimeout(1200);
  await expect(leadIn(page, "new", held), "nothing moves under the hand").toHaveCount(1);
  await page.mouse.up();
  await expect(toast(page)).toContainText("컨택 중으로 옮겼어요. 아무것도 덮어쓰지 않았어요.");
  await expect(leadIn(page, "working", held)).toBeVisible();
  expect(complaints).toEqual([]);
  await other.close();
});

test("who may not work leads carries none", async ({ page, context }) => {
  await enter(context, "viewer");
  await openAwake(page, "/leads");
  const card = place(page, "new").locator(".lead-card").first();
  await hold(page, card.locator(".lead-name"), await middle(place(page, "working")));
  await expect(page.locator(".card-ghost")).toHaveCount(0);
  await page.mouse.up();
});

test.describe("by finger", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a swipe scrolls, a long press carries", async ({ page, context }, info) => {
    await enter(context, "sdr");
    const lead = await newLead(context);
    await openAwake(page, "/leads");
    const hand = await finger(page);
    const home = await middle(leadIn(page, "new", lead).locator(".lead-name"));
    await hand.down(home);
    await expect(page.locator(".card-ghost")).toBeVisible();
    const edge = { x: 385, y: home.y + 60 };
    await hand.slide(home, edge);
    await expect(place(page, "working")).toBeInViewport({ ratio: 0.5 });
    await hand.slide(edge, { x: 200, y: edge.y });
    const lit = page.locator("section.column.is-over");
    await expect(lit).toHaveCount(1);
    const landed = (await lit.getAttribute("data-status"))!;
    await page.screenshot({ path: info.outputPath("by-finger.png") });
    await hand.up();
    await expect(page.locator(".card-ghost")).toHaveCount(0);
    expect(["working", "engaged"]).toContain(landed);
    await expect(leadIn(page, landed, lead)).toBeVisible();
    await undo(page).tap();
    await expect(leadIn(page, "new", lead)).toHaveCount(1);
  });
});
