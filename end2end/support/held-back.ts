// Answers of the server that wait until a test lets them go: what is on screen meanwhile is the browser's own doing,
// however slow the machine is.
import type { Page } from "@playwright/test";

export async function holdBack(page: Page, address: string): Promise<{ letGo(): void; again(): void }> {
  let open = Promise.resolve();
  let letGo = () => {};
  const again = () => {
    open = new Promise((done) => (letGo = done));
  };
  again();
  await page.route(address, async (route) => {
    await open;
    await route.continue();
  });
  return { letGo: () => letGo(), again };
}
