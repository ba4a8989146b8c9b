// What specs of past boards share: moments as their addresses name them, where the workspace works, and what a board says.
import { type Page } from "@playwright/test";

const seoul = (at: Date) => new Date(at.getTime() + 9 * 3600_000).toISOString();

/** A day so many days ago: 2026-11-23. */
export const daysAgo = (days: number): string => seoul(new Date(Date.now() - days * 86_400_000)).slice(0, 10);

/** The last Monday before today. */
export const lastMonday = (): string => daysAgo(((new Date(daysAgo(0)).getUTCDay() + 5) % 7) + 1);

/** This very moment, as finely as an address can say it. */
export function rightNow(): string {
  const [day, time] = seoul(new Date()).split("T");
  return `at=${day}&time=${encodeURIComponent(time!.replace("Z", ""))}`;
}

/** How many deals each stage of a board has, whether it is a board of now or of then; stages are told by their ids. */
export async function counts(page: Page): Promise<Record<string, number>> {
  const all = await page.locator("main [data-stage]").evaluateAll((all) =>
    all.map((it) => [it.getAttribute("data-stage")!, Number(it.querySelector(".column-count")!.textContent!.replace(/\D/g, ""))] as const));
  return Object.fromEntries(all);
}

/** What a past board says has come and left since, by stage. */
export async function moved(page: Page): Promise<Record<string, number>> {
  const all = await page.locator("main [data-stage]").evaluateAll((all) =>
    all.map((it) => {
      const number = (of: string) => Number(it.querySelector(`.past-${of}`)?.firstChild?.textContent?.replace(/\D/g, "") ?? 0);
      return [it.getAttribute("data-stage")!, number("came") - number("left")] as const;
    }));
  return Object.fromEntries(all);
}
