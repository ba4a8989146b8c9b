// Two people edit the same record. The second sees what changed meanwhile, and chooses.
import { test, expect } from "../support/console.ts";
import { newDeal, pipelineNamed, run } from "../support/records.ts";
import { enter } from "../support/people.ts";

test("whoever is overtaken chooses value by value, and nothing is overwritten silently", async ({ page, context, browser, allowed, javaScriptEnabled }, info) => {
  allowed.push(/status of 409/);
  const name = `겨룸 ${run()}`;
  await enter(context, "manager");
  await page.goto("/accounts/new");
  await page.getByLabel("이름").fill(name);
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const address = page.url();
  await page.goto(`${address}?edit=1`);
  await page.getByLabel("지역").fill("부산");
  await page.getByLabel("업종").fill("제조");

  const other = await browser.newContext({ locale: "ko-KR", javaScriptEnabled });
  await enter(other, "ae");
  const theirs = await other.newPage();
  await theirs.goto(`${address}?edit=1`);
  await theirs.getByLabel("지역").fill("서울");
  await theirs.getByLabel("직원 수").fill("77");
  await theirs.getByRole("button", { name: "저장" }).click();
  await expect(theirs.locator(".record-facts")).toContainText("서울");
  await other.close();

  await page.getByRole("button", { name: "저장" }).click();
  const conflict = page.locator(".conflict-panel");
  await expect(conflict).toContainText("그사이 다른 사람이 이 기록을 바꿨어요");
  const region = conflict.getByRole("group", { name: "지역" });
  await expect(region).toContainText("서울");
  await expect(region).toContainText("부산");
  // What I did not touch is not asked.
  await expect(conflict.getByRole("group", { name: "직원 수" })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("conflict.png"), fullPage: true });

  await region.getByRole("radio", { name: /지금 값/ }).check();
  await conflict.getByRole("group", { name: "업종" }).getByRole("radio", { name: /내가 쓴 값/ }).check();
  await conflict.getByRole("button", { name: "고른 값으로 저장" }).click();
  const facts = page.locator(".record-facts");
  await expect(facts).toContainText("제조");
  await expect(facts).toContainText("서울");
  await expect(facts).toContainText("77");
  await expect(conflict).toHaveCount(0);
});

test("two people edit one deal, and the second chooses", async ({ page, context, browser, allowed, javaScriptEnabled }, info) => {
  allowed.push(/status of 409/);
  await enter(context, "admin");
  const deal = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"));
  await page.goto(`/search?q=${encodeURIComponent(deal.name)}`);
  await page.getByRole("main").getByRole("link", { name: deal.name }).click();
  await expect(page.getByRole("heading", { name: deal.name, level: 1 })).toBeVisible();
  const address = new URL(page.url()).pathname;
  await page.goto(`${address}?edit=1`);
  await page.getByLabel("금액").fill("2,000만");
  await page.getByLabel("다음 액션", { exact: true }).fill("견적서 보내기");

  const other = await browser.newContext({ baseURL: info.project.use.baseURL!, locale: "ko-KR", javaScriptEnabled });
  await enter(other, "admin");
  const theirs = await other.newPage();
  await theirs.goto(`${address}?edit=1`);
  await theirs.getByLabel("금액").fill("3,000만");
  await theirs.getByLabel("가능성").fill("35");
  await theirs.getByRole("button", { name: "저장" }).click();
  await expect(theirs).not.toHaveURL(/edit=1/);
  await other.close();

  await page.locator("form.form").getByRole("button", { name: "저장" }).click();
  const conflict = page.locator(".conflict-panel");
  const amount = conflict.getByRole("group", { name: "금액" });
  await expect(amount).toContainText("₩30,000,000");
  await expect(amount).toContainText("₩20,000,000");
  await expect(conflict.getByRole("group", { name: "가능성" })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("deal-conflict.png"), fullPage: true });
  await amount.getByRole("radio", { name: /내가 쓴 값/ }).check();
  await conflict.getByRole("group", { name: "다음 액션" }).getByRole("radio", { name: /내가 쓴 값/ }).check();
  await conflict.getByRole("button", { name: "고른 값으로 저장" }).click();
  await expect(page).not.toHaveURL(/edit=1/);
  await expect(page.locator("main")).toContainText("₩2,000만");
  await expect(page.locator("main")).toContainText("견적서 보내기");
  await expect(page.locator("main")).toContainText("35%");
});
