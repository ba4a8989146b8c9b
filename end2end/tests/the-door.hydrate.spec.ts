// The page through which everybody comes in can be used by anybody. Once only: axe needs scripts, even where the
// page does not.
import { keptOut } from "../support/axe.ts";
import { test, expect } from "../support/console.ts";

for (const theme of ["light", "dark"] as const) {
  test(`anybody can use the door, ${theme}`, async ({ browser }, info) => {
    const context = await browser.newContext({ baseURL: info.project.use.baseURL!, locale: "ko-KR", colorScheme: theme });
    const page = await context.newPage();
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto("/sign-in");
      await page.screenshot({ path: info.outputPath(`door-${theme}-${width}.png`), fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await keptOut(page, "all")).toEqual([]);
    }
    await context.close();
  });
}
