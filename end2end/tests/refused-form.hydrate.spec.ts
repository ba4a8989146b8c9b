// A form that was sent before the page woke up and was refused: the page that comes back wakes up with it.
import { test, expect } from "../support/console.ts";
import { isAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";

test("a page with a refused form wakes up as it is, and the next page knows nothing of it", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/, /was preloaded using link preload/);
  await enter(context, "ae");
  // It never wakes up, and is left while it still waits.
  await page.route("**/*.wasm", () => {});
  await page.goto("/accounts/new", { waitUntil: "commit" });
  await page.getByLabel(/^이름/).fill("한빛 소프트");
  await page.getByLabel(/^직원 수/).fill("많이");
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await isAwake(page);
  await page.waitForTimeout(500);
  await expect(page).toHaveURL(/\/accounts\/new$/);
  await expect(page.getByText("숫자로 적어 주세요.")).toBeVisible();
  await expect(page.getByLabel(/^이름/)).toHaveValue("한빛 소프트");
  await expect(page.getByLabel(/^직원 수/)).toHaveValue("많이");

  // Awake, it is refused anew and mended in its place.
  await page.getByLabel(/^직원 수/).fill("0.5");
  await page.getByRole("button", { name: "고객사 만들기" }).click();
  await expect(page.getByText("숫자로 적어 주세요.")).toBeVisible();
  await expect(page.getByLabel(/^이름/)).toHaveValue("한빛 소프트");

  await page.getByRole("link", { name: "취소" }).click();
  await expect(page).toHaveURL(/\/accounts$/);
  await page.getByRole("main").getByRole("link", { name: /새 고객사|고객사 추가|고객사 만들기/ }).first().click();
  await expect(page).toHaveURL(/\/accounts\/new$/);
  await expect(page.getByText("숫자로 적어 주세요.")).toHaveCount(0);
  await expect(page.getByLabel(/^직원 수/)).toHaveValue("");
});
