// Without scripts a form that is refused comes back with what was typed and with what is wrong, once.
import { test, expect } from "../support/console.ts";
import { enter, type Who } from "../support/people.ts";
import { newAccount, newDeal, pipelineNamed, run } from "../support/records.ts";
import type { Locator, Page } from "@playwright/test";

test.beforeEach(({ allowed }) => {
  allowed.push(/status of 4(01|09|22)/);
});

/** Presses, and expects the same page again, refused: with these values, these sentences, and no trace in its address. */
async function refused(page: Page, press: Locator, status: number, values: [Locator, string][], sentences: string[]) {
  const before = page.url();
  const [answer] = await Promise.all([
    page.waitForResponse((it) => it.request().isNavigationRequest() && it.request().method() === "GET"),
    press.click(),
  ]);
  expect(answer.status()).toBe(status);
  await page.waitForLoadState();
  expect(page.url()).toBe(before);
  for (const [field, value] of values) await expect(field).toHaveValue(value);
  for (const sentence of sentences) await expect(page.getByText(sentence).first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("refused.png"), fullPage: true });
}

/** Read again, the page knows nothing of it. */
async function fresh(page: Page, sentences: string[]) {
  const answer = await page.reload();
  expect(answer?.status()).toBe(200);
  for (const sentence of sentences) await expect(page.getByText(sentence)).toHaveCount(0);
}

const whole: [what: string, who: Who, path: string, button: string, fields: Record<string, string>, sentence: string][] = [
  ["an account", "ae", "/accounts/new", "고객사 만들기", { "이름": "한빛 <소프트>", "지역": "서울", "직원 수": "많이", "메모": "첫 줄\n둘째 줄" }, "숫자로 적어 주세요."],
  ["a deal", "ae", "/deals/new", "딜 추가", { "이름": "새 검색", "금액": "아주 많이", "다음 액션": "전화하기" }, "금액으로 적어 주세요"],
  ["a person", "ae", "/people/new", "사람 만들기", { "이름": "손님", "직함": "팀장", "이메일": "here@there" }, "이메일 주소를 확인해 주세요"],
  ["a product", "manager", "/settings/products", "제품 추가", { "이름": "검색 엔진", "코드": "S-1", "가격": "비쌈" }, "금액으로 적어 주세요"],
];

for (const [what, who, path, button, fields, sentence] of whole) {
  test(`${what} that is refused keeps what was typed`, async ({ page, context }) => {
    await enter(context, who);
    await page.goto(path);
    const form = page.locator("main form.form").last();
    const values = Object.entries(fields).map(([label, value]) => [form.getByLabel(new RegExp(`^${label}`)).first(), value] as [Locator, string]);
    for (const [field, value] of values) await field.fill(value);
    const choice = form.locator("select").last();
    const chosen = await choice.locator("option").last().getAttribute("value");
    await choice.selectOption(chosen);
    await refused(page, page.getByRole("button", { name: button }), 422, [...values, [choice, chosen ?? ""]], [sentence]);
    await fresh(page, [sentence]);
  });
}

test("an activity that is refused keeps its kind, its outcome and what was said", async ({ page, context }) => {
  await enter(context, "ae");
  await newAccount(page, `기록 ${run()}`);
  const timeline = page.locator(".timeline-panel");
  await timeline.getByText("활동 기록").click();
  await timeline.getByRole("radio", { name: "미팅" }).check();
  const outcome = timeline.locator("select").first();
  await outcome.selectOption("held");
  await timeline.getByLabel("내용").fill("다섯 명이 왔어요");
  await timeline.getByLabel("언제").fill("2099-01-01");
  const sentence = "이미 일어난 일이니";
  await refused(page, timeline.getByRole("button", { name: "기록하기" }), 422, [[outcome, "held"], [timeline.getByLabel("내용"), "다섯 명이 왔어요"], [timeline.getByLabel("언제"), "2099-01-01"]], [sentence]);
  await expect(timeline.getByRole("radio", { name: "미팅" })).toBeChecked();
  await fresh(page, [sentence]);
});

test("of several tasks the one that was refused stands open with what was typed", async ({ page, context }) => {
  await enter(context, "ae");
  await newAccount(page, `할 일 ${run()}`);
  for (const title of ["견적서", "계약서"]) {
    await page.getByText("할 일 추가").first().click();
    await page.getByRole("textbox", { name: /^할 일/ }).last().fill(title);
    await page.getByRole("button", { name: "할 일 추가" }).click();
  }
  const row = (title: string) => page.locator(".task", { hasText: title });
  await row("계약서").locator("summary").click();
  // A browser asks for what is missing by itself; blanks pass it.
  const title = row("계약서").getByLabel(/^할 일/);
  await title.fill(" ");
  await row("계약서").getByLabel("기한").fill("2030-01-02");
  await refused(page, row("계약서").getByRole("button", { name: "저장" }), 422, [[title, " "], [row("계약서").getByLabel("기한"), "2030-01-02"]], ["입력해 주세요."]);
  await expect(page.locator(".field-problem")).toHaveCount(1);
  await expect(row("견적서").locator("details")).not.toHaveAttribute("open");
  await fresh(page, ["입력해 주세요."]);
});

test("a team's name that is taken is said at that team, and stays typed", async ({ page, context }) => {
  await enter(context, "admin");
  await page.goto("/settings/teams");
  const [one, two] = [`가 팀 ${run()}`, `나 팀 ${run()}`];
  for (const name of [one, two]) {
    await page.getByLabel("팀 이름").first().fill(name);
    await page.getByRole("button", { name: "팀 만들기" }).click();
    await expect(page.getByRole("heading", { name })).toBeVisible();
  }
  const panel = page.locator(".team-panels > *", { has: page.getByRole("heading", { name: two, exact: true }) });
  await panel.locator("summary").click();
  const name = panel.getByLabel("팀 이름");
  await name.fill(one);
  await refused(page, panel.getByRole("button", { name: "이름 바꾸기" }), 422, [[name, one]], ["이미 쓰고 있어요"]);
  await expect(panel.locator(".field-problem")).toHaveCount(1);
  await expect(page.locator(".field-problem")).toHaveCount(1);
  await fresh(page, ["이미 쓰고 있어요"]);
});

test("at the door the address stays, and the password is typed anew", async ({ page }) => {
  await page.goto("/sign-in?next=%2Fdeals");
  await page.getByLabel("이메일").fill(`nobody-${run()}@baton.example`);
  const typed = await page.getByLabel("이메일").inputValue();
  await page.getByLabel("비밀번호").fill("not this one");
  const sentence = "이메일이나 비밀번호가 맞지 않아요";
  await refused(page, page.getByRole("button", { name: "로그인", exact: true }), 401, [[page.getByLabel("이메일"), typed], [page.getByLabel("비밀번호"), ""]], [sentence]);
  await fresh(page, [sentence]);
});

test("a line of a deal that is refused keeps what was typed, and the others are left alone", async ({ page, context }) => {
  await enter(context, "manager");
  const product = `제품 ${run()}`;
  await page.goto("/settings/products");
  await page.getByLabel("이름").fill(product);
  await page.getByLabel("가격").fill("100만");
  await page.getByRole("button", { name: "제품 추가" }).click();
  await expect(page.getByRole("row").filter({ hasText: product })).toBeVisible();
  const deal = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"));
  await page.goto(deal.path);
  for (const quantity of ["1", "2"]) {
    await page.getByText("제품 담기").click();
    await page.getByLabel(/^제품/).selectOption({ label: `${product} · ₩1,000,000` });
    await page.locator("#line-new-quantity").fill(quantity);
    await page.getByRole("button", { name: "담기" }).click();
  }
  const line = page.locator(".line").last();
  await line.getByLabel("수량").fill("여럿");
  await refused(page, line.getByRole("button", { name: /저장/ }), 422, [[line.getByLabel("수량"), "여럿"]], ["숫자로 적어 주세요."]);
  await expect(page.locator(".field-problem")).toHaveCount(1);
  await expect(page.locator(".line").first().getByLabel("수량")).not.toHaveValue("여럿");
});
