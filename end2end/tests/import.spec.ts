// Bringing deals along: look at the file, choose the currency, import, correct what was left out, import again.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";

const file = (name: string, text: string | Buffer) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** Every run brings deals of its own: all specs share one Baton. */
const run = () => Math.random().toString(36).slice(2, 8).toUpperCase();

const deals = (id: string) =>
  [
    "opportunity_id,sales_agent,account,deal_stage,engage_date,close_date,close_value",
    `${id}-1,김수현 ${id},해든 ${id},Won,10/20/2016,3/1/2017,1054`,
    `${id}-2,김수현 ${id},해든 ${id},Engaging,11/3/2016,,`,
    `${id}-3,김수현 ${id},,Prospecting,,,`,
    `${id}-4,김수현 ${id},해든 ${id},Lost,31/12/2016,3/1/2017,0`,
  ].join("\n");

test("a manager imports a file, and the same file adds nothing", async ({ page, context }, info) => {
  const id = run();
  await enter(context, "manager");
  await page.goto("/import");
  await page.getByLabel("파일").setInputFiles(file(`${id}.csv`, deals(id)));
  await page.getByRole("button", { name: "살펴보기" }).click();

  await expect(page.getByRole("heading", { name: `${id}.csv` })).toBeVisible();
  await expect(page.getByLabel("이 파일은")).toHaveValue("deals");
  await expect(page.getByLabel("「sales_agent」 열을 읽는 방법")).toHaveValue("owner");
  await expect(page.getByText("새로 3")).toBeVisible();
  await expect(page.getByText("문제 1")).toBeVisible();
  await expect(page.getByRole("cell", { name: "31/12/2016" })).toBeVisible();
  // Nothing can be imported before the currency is known.
  await expect(page.getByRole("button", { name: /행 가져오기/ })).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("look.png"), fullPage: true });

  await page.getByLabel("통화").selectOption("USD");
  await page.getByLabel("새 파이프라인 이름").fill(`파트너 ${id}`);
  await page.getByRole("button", { name: "다시 살펴보기" }).click();
  await expect(page.getByText(`「파트너 ${id}」 파이프라인을 새로 만들어요: Prospecting → Engaging`)).toBeVisible();
  await page.getByRole("button", { name: "3행 가져오기" }).click();

  await expect(page.getByRole("heading", { name: "가져왔어요" })).toBeVisible();
  await expect(page.getByText("딜 3건")).toBeVisible();
  await expect(page.getByText("고객사 1곳")).toBeVisible();
  await page.screenshot({ path: info.outputPath("done.png"), fullPage: true });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "문제 행 내려받기" }).click();
  expect((await download).suggestedFilename()).toBe("bad-rows.csv");

  await page.getByRole("link", { name: "더 가져오기" }).click();
  await page.getByLabel("파일").setInputFiles(file(`${id}.csv`, deals(id)));
  await page.getByRole("button", { name: "살펴보기" }).click();
  await expect(page.getByText("이미 있음 3")).toBeVisible();
  await expect(page.getByText("새로 가져올 행이 없어요.")).toBeVisible();
});

test("a column is read as somebody says", async ({ page, context }) => {
  const id = run();
  await enter(context, "admin");
  await page.goto("/import");
  await page.getByLabel("파일").setInputFiles(file(`${id}.csv`, `회사명,본사 위치\n누리 ${id},부산\n`));
  await page.getByRole("button", { name: "살펴보기" }).click();
  await expect(page.getByLabel("「본사 위치」 열을 읽는 방법")).toHaveValue("");
  await page.getByLabel("「본사 위치」 열을 읽는 방법").selectOption("region");
  await page.getByRole("button", { name: "1행 가져오기" }).click();
  await expect(page.getByText("고객사 1곳")).toBeVisible();
});

test("a broken file is refused in words that say what to do", async ({ page, context, allowed }) => {
  allowed.push(/status of 422/);
  await enter(context, "manager");
  for (const [text, said] of [
    ['name,stage\n"never closed,Demo\n', "2행에서 열린 따옴표"],
    [Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0, 0xfe]), "글자로 읽을 수 없는 파일"],
    [Array(200).fill("c").join(","), "열이 100개를 넘어요"],
    ["온도,습도\n1,2\n", "어느 파일인지 알 수 없어요"],
  ] as const) {
    await page.goto("/import");
    await page.getByLabel("파일").setInputFiles(file("broken.csv", text as string));
    await page.getByRole("button", { name: "살펴보기" }).click();
    await expect(page.getByRole("alert")).toContainText(said);
  }
});

test("who may not import is told so", async ({ page, context }) => {
  await enter(context, "ae");
  await page.goto("/import");
  await expect(page.locator("main")).toContainText("매니저");
  await expect(page.getByLabel("파일")).toHaveCount(0);
});
