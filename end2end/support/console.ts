// The `test` that every spec uses. A page that complains fails its spec: an error or warning in the console, an
// uncaught exception, a breach of the content security policy.
import { test as base, expect, type BrowserContext, type ConsoleMessage } from "@playwright/test";

type Watch = {
  /** Complaints that a spec provokes on purpose: `allowed.push(/status of 422/)`. */
  allowed: RegExp[];
};

export const test = base.extend<Watch>({
  allowed: [
    async ({ context, javaScriptEnabled }, use) => {
      const allowed: RegExp[] = [];
      const complaints = watch(context);
      await use(allowed);
      // Without scripts nobody uses what the page preloads for them.
      if (!javaScriptEnabled) allowed.push(/was preloaded using link preload/);
      const unexpected = complaints.filter((complaint) => !allowed.some((it) => it.test(complaint)));
      expect(unexpected, "what the pages complained about").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Listens to every page of a context. Specs with a second browser watch it themselves. */
export function watch(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (isComplaint(message)) complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  // Chromium reports breaches of the policy as errors in the console; this catches uncaught exceptions.
  context.on("weberror", (error) => complaints.push(`uncaught: ${error.error().message}`));
  return complaints;
}

function isComplaint(message: ConsoleMessage): boolean {
  return ["error", "warning", "assert"].includes(message.type());
}
