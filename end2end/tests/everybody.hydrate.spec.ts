// Everybody can use every page: what axe knows about contrast, names and roles. The dark theme changes nothing but
// colours, so it is asked about those alone.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { test, expect } from "../support/console.ts";
import { everyRecord, fixed, nowhere } from "../support/pages.ts";
import { enter } from "../support/people.ts";

const colours = ["color-contrast", "link-in-text-block"];

async function said(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 200)}\n    ${node.failureSummary}`));
}

const third = Math.ceil(fixed.length / 3);
const some: [string, (page: Page) => Promise<string[]>][] = [
  ...[0, 1, 2].map((at): [string, () => Promise<string[]>] => [`part ${at + 1}`, async () => fixed.slice(at * third, (at + 1) * third)]),
  ["records and nowhere", async (page) => [...(await everyRecord(page)), nowhere]],
];

for (const [which, paths] of some) {
  test(`no page keeps anybody out, ${which}`, async ({ page, context, allowed }) => {
    test.setTimeout(300_000);
    allowed.push(/status of 404/);
    await enter(context, "admin");
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    for (const path of await paths(page)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
      expect.soft(await said(page), `${path}, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect.soft(await said(page, colours), `${path}, dark`).toEqual([]);
      await page.emulateMedia({ colorScheme: "light" });
    }
  });
}
