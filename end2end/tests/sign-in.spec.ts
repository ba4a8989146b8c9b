// Coming in and going out, in both languages, with and without scripts.
import { test, expect } from "../support/console.ts";
import { enter, password, people, signIn } from "../support/people.ts";

test("a member is led to the door, signs in, and arrives where they wanted to go", async ({ page }, info) => {
  await page.goto("/deals?owner=me");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("이메일").fill(people.ae.email);
  await page.getByLabel("비밀번호").fill(password);
  await page.screenshot({ path: info.outputPath("sign-in.png"), fullPage: true });
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page).toHaveURL(/\/deals\?owner=me$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a wrong password is said in the reader's language, and the door stays open", async ({ page, allowed }) => {
  allowed.push(/status of 401/);
  await page.goto("/sign-in");
  await page.getByLabel("이메일").fill(`nobody-${Math.random().toString(36).slice(2)}@baton.example`);
  await page.getByLabel("비밀번호").fill("not this one");
  await page.getByRole("button", { name: "로그인", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("이메일이나 비밀번호가 맞지 않아요");
  await signIn(page, "viewer");
});

test("in the demo one press takes anybody's seat", async ({ page }) => {
  await page.goto("/sign-in?next=/settings/profile");
  await page.getByRole("button", { name: `${people.csm.name} 님으로 들어가기` }).click();
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await expect(page.getByLabel("내 이름")).toHaveValue(people.csm.name);
});

test("whoever signs out is outside", async ({ page, context, allowed }) => {
  // The open page asks once more who looks at it.
  allowed.push(/status of 401/);
  await enter(context, "sdr");
  await page.goto("/settings");
  const answer = await page.request.post("/api/auth/sign_out", {
    headers: { origin: new URL(page.url()).origin, accept: "text/html" },
    maxRedirects: 0,
  });
  expect(answer.headers()["location"]).toBe("/sign-in");
  await page.goto("/settings");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("the door speaks the language that is chosen there", async ({ page }, info) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.screenshot({ path: info.outputPath("sign-in-en.png"), fullPage: true });
});
