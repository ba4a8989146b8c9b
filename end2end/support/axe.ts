// What axe knows of a page: contrast, names and roles.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const colours = ["color-contrast", "link-in-text-block"];

/** What keeps somebody from using this page; of its colours alone, where the rest was asked before. */
export async function keptOut(page: Page, asked: "all" | "colours"): Promise<string[]> {
  // A colour on its way to another one is nobody's choice. What turns for ever is not waited for.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((it) => Number.isFinite(Number(it.effect?.getComputedTiming().endTime)));
    return Promise.allSettled(ending.map((it) => it.finished));
  });
  const axe = new AxeBuilder({ page });
  // Looking into frames takes a page of its own each time.
  axe.setLegacyMode((await page.locator("iframe").count()) === 0);
  const { violations } = await (asked === "colours" ? axe.withRules(colours) : axe).analyze();
  return violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 200)}\n    ${node.failureSummary}`));
}
