// The system's own Chromium: nothing is downloaded.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

// The same places as in xtask/setup.sh.
const programs = [
  process.env.CHROMIUM,
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function chromium(): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const program of programs) {
    if (!program) continue;
    const places = program.includes("/") ? [program] : folders.map((folder) => join(folder, program));
    const found = places.find(isProgram);
    if (found) return found;
  }
  throw new Error("Chromium is missing; xtask/setup.sh --tests brings it");
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
