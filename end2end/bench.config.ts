// What only a browser can measure, for `make bench`. Nothing here is a test: figures decide nothing.
import { defineConfig } from "@playwright/test";
import { chromium, flags } from "./support/chromium.ts";

export default defineConfig({
  testDir: "bench",
  testMatch: "*.bench.ts",
  outputDir: "output/bench",
  workers: 1,
  timeout: 120_000,
  reporter: "line",
  use: {
    baseURL: process.env.BATON_URL,
    locale: "ko-KR",
    launchOptions: { executablePath: chromium(), args: flags },
  },
});
