// What programs send in may hold markup that would run. On every page that shows it, as the server wrote it and once
// the page is awake, it is read and does nothing.
import { test, expect } from "../support/console.ts";
import { address } from "../support/address.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";
import { apiKey, send } from "../support/signals.ts";

const MARKUP = `</textarea></title></script>"'><script>window.mischief=1</script><img src=x onerror="window.mischief=1">`;

test("markup in a lead, an account, a person, a deal and a signal is read and does nothing", async ({ page, context }) => {
  await enter(context, "admin");
  page.on("dialog", () => expect(page.url(), "a dialog that nobody of ours opens").toBe(""));
  const headers = { authorization: `Bearer ${await apiKey(context)}` };
  const make = async (kind: string, data: Record<string, unknown>) => {
    const answer = await context.request.post(`${address.url}/api/v1/${kind}`, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Record<string, string>;
  };
  const named = `${run()} ${MARKUP}`;
  const email = `${run()}@mischief.example`;
  const account = await make("accounts", { name: named, industry: MARKUP, region: MARKUP, about: MARKUP });
  const person = await make("people", { name: named, title: MARKUP, email, account: account["id"], about: MARKUP });
  const lead = await make("leads", { name: named, email: `lead-${email}`, company: MARKUP, title: MARKUP, about: MARKUP, utm_campaign: MARKUP });
  const { items } = (await (await context.request.get(`${address.url}/api/v1/pipelines`, { headers })).json()) as {
    items: { id: string }[];
  };
  const deal = await make("deals", { name: named, pipeline: items[0]?.id, next_step: MARKUP, account: account["id"] });
  const at = new Date(Date.now() - 60_000).toISOString();
  const key = headers.authorization.replace("Bearer ", "");
  await send(context, key, [{ key: run(), kind: "limit_used", email, value: 80, properties: { limit: MARKUP }, at }]);

  const search = encodeURIComponent(run());
  const pages = [
    `/accounts/${account["key"]}`,
    `/people/${person["id"]}`,
    `/leads/${lead["key"]}`,
    `/deals/${deal["key"]}`,
    `/pipeline?text=${search}`,
    `/deals?text=${search}`,
    `/leads`,
    `/settings/signals`,
  ];
  for (const path of pages) {
    await openAwake(page, path);
    await expect(page.getByText("window.mischief=1").first(), path).toBeVisible();
    expect(await page.evaluate(() => "mischief" in window), path).toBe(false);
    await expect(page.locator("img[src='x']"), path).toHaveCount(0);
  }
});
