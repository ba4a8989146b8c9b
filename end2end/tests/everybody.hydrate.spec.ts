// Everybody can use every page: what axe knows about contrast, names and roles, in both themes.
import AxeBuilder from "@axe-core/playwright";
import { test, expect } from "../support/console.ts";
import { everyPage, nowhere } from "../support/pages.ts";
import { enter } from "../support/people.ts";

for (const theme of ["light", "dark"] as const) {
  test(`no page keeps anybody out, ${theme}`, async ({ page, context, allowed }) => {
    test.setTimeout(240_000);
    allowed.push(/status of 404/);
    await enter(context, "admin");
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const path of [...(await everyPage(page)), nowhere]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const said = violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 200)}\n    ${node.failureSummary}`));
      expect.soft(said, path).toEqual([]);
    }
  });
}
