// What we sell: the list in the settings, and a deal whose amount follows its products.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

test("a product is added, priced anew, retired and sold again", async ({ page, context }, info) => {
  const name = `검색 엔진 ${run()}`;
  await enter(context, "manager");
  await page.goto("/settings/products");
  await page.getByLabel("이름").fill(name);
  await page.getByLabel("가격").fill("120만");
  await page.getByRole("button", { name: "제품 추가" }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("₩1,200,000");

  await row.getByRole("link", { name: `「${name}」 고치기` }).click();
  await page.getByLabel("가격").fill("1,500,000");
  await page.getByRole("button", { name: "저장" }).click();
  await expect(row).toContainText("₩1,500,000");
  await page.screenshot({ path: info.outputPath("products.png"), fullPage: true });

  await row.getByRole("button", { name: `「${name}」 그만 팔기` }).click();
  await expect(row).toContainText("더는 안 팔아요");
  await row.getByRole("button", { name: `「${name}」 다시 팔기` }).click();
  await expect(row).not.toContainText("더는 안 팔아요");
});

test("a product without a name is asked for one", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "manager");
  await page.goto("/settings/products");
  await page.getByLabel("이름").fill(" ");
  await page.getByLabel("가격").fill("lots");
  await page.getByRole("button", { name: "제품 추가" }).click();
  await expect(page.getByText("입력해 주세요.")).toBeVisible();
  await expect(page.getByText(/금액으로 적어 주세요/)).toBeVisible();
});

test("a deal is worth what its products come to", async ({ page, context }, info) => {
  const [product, deal] = [`검색 ${run()}`, `사내 검색 ${run()}`];
  await enter(context, "manager");
  await page.goto("/settings/products");
  await page.getByLabel("이름").fill(product);
  await page.getByLabel("가격").fill("100만");
  await page.getByRole("button", { name: "제품 추가" }).click();
  await expect(page.getByRole("row").filter({ hasText: product })).toBeVisible();

  await page.goto("/deals/new");
  await page.getByLabel("이름").fill(deal);
  await page.locator("form").getByRole("button", { name: /만들기|추가/ }).click();
  await expect(page.getByRole("heading", { name: deal, level: 1 })).toBeVisible();

  const lines = page.locator(".panel", { has: page.getByRole("heading", { name: "제품과 금액" }) });
  await lines.getByText("제품 담기").click();
  await lines.getByLabel(/^제품/).selectOption({ label: `${product} · ₩1,000,000` });
  await lines.getByLabel("수량").fill("3");
  await lines.getByLabel("할인 %").fill("10");
  await lines.getByRole("button", { name: "담기" }).click();
  await expect(lines.locator(".line-total")).toContainText("₩2,700,000");

  const line = lines.getByRole("listitem").filter({ hasText: product });
  await line.getByLabel("수량").fill("2");
  await line.getByRole("button", { name: `「${product}」 저장` }).click();
  await expect(lines.locator(".line-total")).toContainText("₩1,800,000");
  await page.screenshot({ path: info.outputPath("lines.png"), fullPage: true });

  await line.getByRole("button", { name: `「${product}」 빼기` }).click();
  await expect(lines.getByText("제품을 담으면 딜 금액이 그 합계가 돼요.")).toBeVisible();
});
