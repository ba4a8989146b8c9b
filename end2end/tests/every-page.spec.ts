// Every page as a picture, in both languages and themes, wide and narrow: it answers, complains of nothing,
// and does not scroll sideways. Without scripts the same styles paint the same page: there one width of each language
// says enough.
import { test, expect } from "../support/console.ts";
import { everyPage, nameOf, nowhere } from "../support/pages.ts";
import { enter } from "../support/people.ts";

for (const [width, theme, language] of [[1440, "light", "ko"], [1440, "dark", "en"], [390, "light", "en"], [390, "dark", "ko"]] as const) {
  test(`every page at ${width}, ${theme}, ${language}`, async ({ page, context, allowed, javaScriptEnabled }, info) => {
    test.skip(javaScriptEnabled === false && theme === "light", "its twin is looked at");
    test.setTimeout(180_000);
    allowed.push(/status of 404/);
    await enter(context, "admin");
    await context.addCookies([{ name: "locale", value: language, url: info.project.use.baseURL! }]);
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
    for (const path of [...(await everyPage(page)), nowhere]) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(path === nowhere ? 404 : 200);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
      await page.screenshot({ path: info.outputPath(`${nameOf(path)}.png`), fullPage: path !== "/pipeline" });
    }
  });
}
