// What specs of the forecast share: its columns, and days in months ahead, counted where the workspace works.
import { type Page } from "@playwright/test";

/** The month so many months from now, as columns are called: 2027-01. */
export function month(ahead: number): string {
  const [year, now] = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Seoul" }).split("-").map(Number);
  const at = year! * 12 + now! - 1 + ahead;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}

/** A day that every month has and that is neither its first nor its last. */
export const day = (ahead: number): string => `${month(ahead)}-15`;

export const period = (page: Page, code: string) => page.locator(`section.column[data-period="${code}"]`);
