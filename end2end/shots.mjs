import { chromium } from "playwright";
const base = "http://127.0.0.1:3321";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
async function shots(locale, scheme, width, tag) {
  const context = await browser.newContext({ locale, colorScheme: scheme, viewport: { width, height: 900 }, baseURL: base });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.locator('input[type=email]').fill(process.env.MAIL);
  await page.locator('input[type=password]').fill(process.env.PASS);
  await page.locator('button[type=submit]').first().click();
  await page.waitForURL((u) => !u.pathname.startsWith("/sign-in"));
  const shot = async (name) => page.screenshot({ path: `/tmp/h/records/shots/${tag}-${name}.png`, fullPage: true });
  await page.goto("/duplicates/accounts"); await page.waitForTimeout(1200); await shot("pairs");
  const href = await page.locator('a[href*="/merge/"]').first().getAttribute("href");
  await page.goto(href); await page.waitForTimeout(1000); await shot("merge");
  await page.goto(href.split("/merge/")[0]); await page.waitForTimeout(800); await shot("account");
  await page.goto("/duplicates/people"); await page.waitForTimeout(800); await shot("people");
  await context.close();
}
for (const [l, s, w, t] of [["ko-KR", "light", 1440, "ko"], ["en-US", "dark", 1440, "en-dark"], ["ko-KR", "dark", 390, "ko-390"], ["en-US", "light", 390, "en-390"]]) await shots(l, s, w, t);
await browser.close();
