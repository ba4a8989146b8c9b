// One Baton with the demo's team for all specs. Specs that restart it, or need it empty, start their own.
import { chromium as browsers } from "@playwright/test";
import { address } from "./address.ts";
import { startBaton } from "./baton.ts";
import { chromium, flags } from "./chromium.ts";
import { enter } from "./people.ts";
import { openGates } from "./records.ts";

export default async function () {
  const baton = await startBaton({ demo: true, port: address.port, name: "server" });
  const browser = await browsers.launch({ executablePath: chromium(), args: flags });
  const context = await browser.newContext();
  await enter(context, "admin");
  await openGates(context);
  await browser.close();
  return () => baton.stop();
}
