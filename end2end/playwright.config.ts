// Every spec runs twice: hydrated, and with JavaScript off, because pages are made to work before wasm has come
// and without it. Files named *.hydrate.spec.ts are about live behaviour, *.plain.spec.ts about pages alone: each
// runs once.
import { defineConfig } from "@playwright/test";
import { address } from "./support/address.ts";
import { chromium, flags } from "./support/chromium.ts";

export default defineConfig({
  testDir: "tests",
  outputDir: "output/results",
  globalSetup: "./support/global-setup.ts",
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A spec that passes only the second time is told as flaky, by name.
  retries: 1,
  workers: 2,
  timeout: 30_000,
  reporter: [["list"], ["html", { open: "never", outputFolder: "output/report" }]],
  use: {
    baseURL: address.url,
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
    // Keeping a trace of everything would slow every spec down for the one that fails.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: chromium(), args: flags },
  },
  projects: [
    { name: "hydrated", testIgnore: "**/*.plain.spec.ts" },
    { name: "plain", use: { javaScriptEnabled: false }, testIgnore: "**/*.hydrate.spec.ts" },
  ],
});
