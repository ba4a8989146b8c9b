// Every page, in both languages and themes, wide and narrow: it answers, complains of nothing, does not scroll sideways,
// and keeps nobody out. Without scripts the same styles paint the same page: there one width of each language says enough.
// PICTURES=1 keeps a picture of each, for whoever wants to look at them.
import { test, expect } from "../support/console.ts";
import { keptOut } from "../support/axe.ts";
import { everyRecord, fixed, nameOf, nowhere } from "../support/pages.ts";
import { enter } from "../support/people.ts";
import type { Page } from "@playwright/test";

const half = Math.ceil(fixed.length / 2);
const parts: [string, (page: Page) => Promise<string[]>][] = [
  ["first half", async () => fixed.slice(0, half)],
  ["second half", async () => fixed.slice(half)],
  ["records and nowhere", async (page) => [...(await everyRecord(page)), nowhere]],
];

// The dark theme changes nothing but colours, a narrow window nothing of names and roles that the wide one has not.
const looks = [
  { width: 1440, theme: "light", language: "ko", asked: "all" },
  { width: 1440, theme: "dark", language: "en" },
  { width: 390, theme: "light", language: "en" },
  { width: 390, theme: "dark", language: "ko", asked: "colours" },
] as const;

for (const look of looks) {
  const { width, theme, language } = look;
  for (const [part, paths] of parts) {
    test(`every page at ${width}, ${theme}, ${language}, ${part}`, async ({ page, context, allowed, javaScriptEnabled }, info) => {
      test.skip(javaScriptEnabled === false && theme === "light", "its twin is looked at");
      test.setTimeout(180_000);
      allowed.push(/status of 404/);
      await enter(context, "admin");
      await context.addCookies([{ name: "locale", value: language, url: info.project.use.baseURL! }]);
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
      for (const path of await paths(page)) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).toBe(path === nowhere ? 404 : 200);
        await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
        if ("asked" in look && javaScriptEnabled !== false) expect.soft(await keptOut(page, look.asked), path).toEqual([]);
        if (process.env.PICTURES) {
          await page.screenshot({ path: info.outputPath(`${nameOf(path)}.png`), fullPage: path !== "/pipeline" });
        }
      }
    });
  }
}
