// Every page that a member can reach, for specs about all of them.
import type { Page } from "@playwright/test";

/** Addresses that are always there; the others are found by following the first link of a list. */
export const fixed = [
  "/today",
  "/today?of=team",
  "/pipeline",
  "/lanes",
  "/lanes?open=",
  "/forecast",
  "/heat-map",
  "/heat-map?sort=close&owner=me",
  "/past",
  "/past?at=2020-01-01&owner=me",
  "/pipeline?views=1",
  "/deals",
  "/deals?state=all&sort=-amount",
  "/deals?views=1",
  "/deals?choose=1&columns=stage,tags,created,last_activity,in_stage",
  "/deals/D-1010",
  "/deals/D-1010?move=1",
  "/deals/D-1010?edit=1",
  "/deals/new",
  "/leads",
  "/leads?status=nurturing",
  "/leads?status=disqualified",
  "/leads/new",
  "/leads/queue",
  "/duplicates",
  "/duplicates/accounts",
  "/duplicates/people",
  "/handovers",
  "/outbound",
  "/outbound?of=all",
  "/outbound?of=all&state=given_up",
  "/accounts?tier=b&sort=fit",
  "/leads/queue?of=all",
  "/leads/funnel",
  "/leads/funnel?by=month&step=won",
  "/accounts",
  "/accounts/new",
  "/people",
  "/people/new",
  "/search?q=지식",
  "/import",
  "/settings",
  "/settings/profile",
  "/settings/members",
  "/settings/teams",
  "/settings/pipelines",
  "/settings/products",
  "/settings/calendar",
  "/settings/calendar?year=2031",
  "/settings/exchange",
  "/settings/frameworks",
  "/settings/frameworks?edit=meddic",
  "/settings/signals",
  "/settings/signals?who=unknown",
  "/settings/forms",
  "/settings/forms/new",
  "/settings/exchange?currency=USD",
  "/settings/icp",
  "/settings/routing",
  "/settings/routing?new=1",
  "/settings/qualification",
  "/settings/qualification?version=0",
  "/leads?kind=marketing_qualified",
  "/settings/icp?draft=1&add=revenue",
  "/accounts?industry=교육&sort=revenue",
  "/settings/icp?draft=1&add=employees&form%5Brows%5D%5B0%5D%5Bkind%5D=region&form%5Brows%5D%5B0%5D%5Bmore%5D=서울&form%5Brows%5D%5B0%5D%5Bpoints%5D=20",
  "/accounts?target=true&sort=fit",
  "/settings/demo",
  "/settings/tokens",
  "/settings/sessions",
];

const found = [
  { list: "/lanes", link: /\/lanes\/[\da-f-]{36}\?.*move=D(-|%2D)\d+$/, ways: [""] },
  { list: "/forecast", link: /\/forecast\/[\da-f-]{36}$/, ways: ["", "?owner=me"] },
  { list: "/forecast", link: /\/forecast\?when=D(-|%2D)\d+$/, ways: [""] },
  { list: "/past", link: /\/past\/[\da-f-]{36}\?.*way=came$/, ways: [""] },
  { list: "/leads?status=working", link: /\/leads\/L-\d+$/, ways: ["", "?edit=1", "?act=nurturing", "?talk=1"] },
  { list: "/duplicates/accounts", link: /\/accounts\/A-\d+\/merge\/A-\d+$/, ways: [""] },
  { list: "/duplicates/people", link: /\/people\/[\da-f-]{36}\/merge\/[\da-f-]{36}$/, ways: [""] },
  { list: "/duplicates", link: /\/leads\/L-\d+\/merge\/L-\d+$/, ways: [""] },
  { list: "/leads?status=engaged&kind=sales_qualified", link: /\/leads\/L-\d+$/, ways: ["", "?dossier=1"] },
  { list: "/leads?status=handover_pending", link: /\/leads\/L-\d+$/, ways: [""] },
  { list: "/handovers", link: /\/handovers\/[\da-f-]{36}$/, ways: [""] },
  { list: "/leads?status=new", link: /\/leads\?.*move=L(-|%2D)\d+$/, ways: [""] },
  { list: "/leads", link: /\/leads\?move=L(-|%2D)\d+$/, ways: ["&to=nurturing", "&to=disqualified"] },
  { list: "/accounts", link: /\/accounts\/A-\d+$/, ways: ["", "?edit=1"] },
  { list: "/outbound?of=all&state=in_contact", link: /\/accounts\/A-\d+$/, ways: [""] },
  { list: "/people", link: /\/people\/[\da-f-]{36}$/, ways: ["", "?edit=1"] },
  { list: "/settings/pipelines", link: /\/settings\/pipelines\/[\da-f-]{36}$/, ways: [""] },
  { list: "/settings/forms", link: /\/settings\/forms\/[\da-f-]{36}$/, ways: [""] },
  { list: "/settings/members", link: /\/settings\/members\/[\da-f-]{36}$/, ways: [""] },
];

/** Where nothing is. */
export const nowhere = "/nowhere";

/** A page of each kind that a list leads to. */
export async function everyRecord(page: Page): Promise<string[]> {
  const pages: string[] = [];
  for (const { list, link, ways } of found) {
    await page.goto(list);
    const hrefs = await page.locator("main a[href]").evaluateAll((all) => all.map((it) => it.getAttribute("href") ?? ""));
    const href = hrefs.find((it) => link.test(it));
    if (!href) throw new Error(`${list} leads to no record`);
    pages.push(...ways.map((way) => href + way));
  }
  return pages;
}

/** Fit to be the name of a file. */
export const nameOf = (path: string) =>
  path.replace(/[\da-f-]{36}/, "one").replace(/[AL]-\d+/g, "one").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "home";
