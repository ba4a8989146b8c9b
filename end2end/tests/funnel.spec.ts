// A marketing team's files come in, and the funnel says by source and month what became of each lead.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";

const file = (name: string, rows: string[]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) });

/** Every run brings leads of its own: all specs share one Baton. */
const run = () => Math.random().toString(36).slice(2, 8);

test("leads and who of them became customers come in as files, and every number of the funnel opens its leads", async ({
  page,
  context,
}, info) => {
  const id = run();
  const [search, fair] = [`search-${id}`, `fair-${id}`];
  const leads = file("leads.csv", [
    "mql_id,first_contact_date,landing_page_id,origin",
    `${id}-1,2018-01-05,page-1,${search}`,
    `${id}-2,2018-01-20,page-1,${search}`,
    `${id}-3,2018-02-14,page-2,${search}`,
    `${id}-4,2018-02-14,page-2,${fair}`,
  ]);
  const customers = file("customers.csv", [
    "mql_id,seller_id,sdr_id,sr_id,won_date",
    `${id}-2,seller ${id},sdr ${id},rep ${id},2018-03-09 03:00:00`,
    `${id}-9,nobody ${id},sdr ${id},rep ${id},2018-03-09 03:00:00`,
  ]);
  await enter(context, "manager");
  await page.goto("/import");
  await page.getByLabel("파일").setInputFiles([customers, leads]);
  await page.getByRole("button", { name: "살펴보기" }).click();
  await expect(page.getByLabel("이 파일은").first()).toHaveValue("customers");
  await expect(page.getByLabel("「origin」 열을 읽는 방법")).toHaveValue("source");
  await expect(page.getByText("리드 4건, 그 가운데 오래되어 닫힌 리드 3건")).toBeVisible();
  await expect(page.getByText("이 키를 가진 리드가 없어요")).toBeVisible();
  await page.screenshot({ path: info.outputPath("look.png"), fullPage: true });
  await page.getByRole("button", { name: "5행 가져오기" }).click();
  await expect(page.getByText("고객이 된 리드 1건")).toBeVisible();

  await page.getByRole("link", { name: "출처별 퍼널 보기" }).click();
  await expect(page.getByRole("heading", { name: "리드 퍼널", level: 1 })).toBeVisible();
  const row = page.getByRole("row", { name: new RegExp(`^${search}`) });
  for (const name of ["리드 3", "MQL·PQL 3", "SQL 1", "수락 1", "수주 1"]) {
    await expect(row.getByRole("link", { name: `${search} · ${name}`, exact: true })).toBeVisible();
  }
  await expect(row).toContainText("33.3%");
  await page.screenshot({ path: info.outputPath("funnel.png"), fullPage: true });

  await row.getByRole("link", { name: `${search} · 수주 1` }).click();
  const opened = page.getByRole("region", { name: "리드", exact: true });
  await expect(opened.getByRole("row")).toHaveCount(2);
  await expect(opened.getByRole("link", { name: `${id}-2`, exact: true })).toBeVisible();
  await expect(opened).toContainText("수락");
  await page.screenshot({ path: info.outputPath("opened.png"), fullPage: true });
  await opened.getByRole("link", { name: `seller ${id}` }).click();
  await expect(page).toHaveURL(/\/deals\/D-\d+$/);
  await expect(page.getByRole("main")).toContainText(`rep ${id}`);

  await page.goto(`/leads/funnel?by=month&source=${search}`);
  const months = page.getByRole("region", { name: "리드 퍼널" }).getByRole("row");
  await expect(months).toContainText(["온 달", "2018년 2월", "2018년 1월", "전체"]);
  for (const name of ["2018년 2월 · 리드 1", "2018년 1월 · 리드 2", "전체 · 리드 3"]) {
    await expect(months.getByRole("link", { name, exact: true })).toBeVisible();
  }
});

test("the funnel of a month that is none shows all, and one that is empty says so", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/leads/funnel?from=2026-99&by=colour");
  await expect(page.getByRole("region", { name: "리드 퍼널" })).toBeVisible();
  await page.goto("/leads/funnel?to=1990-01");
  await expect(page.getByText("조건에 맞는 리드가 없어요.")).toBeVisible();
  await page.getByRole("link", { name: "조건 지우기" }).click();
  await expect(page.getByRole("region", { name: "리드 퍼널" })).toBeVisible();
});
