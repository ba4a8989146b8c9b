// Filters follow what is chosen, and go along from pipeline to pipeline; the address is their whole state.
import { test, expect } from "../support/console.ts";
import { columns, openAwake } from "../support/board.ts";
import { enter, people } from "../support/people.ts";
import { newDeal, pipelineNamed } from "../support/records.ts";

test("the board follows a filter as it is chosen, and the next pipeline keeps it", async ({ page, context }) => {
  await enter(context, "ae");
  const mine = await newDeal(context, await pipelineNamed(context, "인바운드 SMB"));
  await openAwake(page, "/pipeline");
  const owner = page.locator("select[name=owner]");
  await expect(page.getByRole("button", { name: "적용" })).toHaveCount(0);
  await owner.selectOption({ label: "내 딜" });
  await expect(page).toHaveURL(/owner=me/);
  await expect(columns(page).first()).toContainText(mine.name);
  const faces = page.locator("section.column .avatar");
  await expect(faces.first()).toBeVisible();
  for (const face of await faces.all()) await expect(face).toHaveAccessibleName(people.ae.name);

  await page.getByRole("link", { name: "셀프서브 PQL" }).click();
  await expect(page).toHaveURL(/\/pipeline\/.+owner=me/);
  await expect(owner).toHaveValue("me");
  await page.goBack();
  await page.getByRole("link", { name: "필터 지우기" }).click();
  await expect(owner).toHaveValue("");
});

test("the list of deals follows typing, first consonants included, and keeps the focus", async ({ page, context }) => {
  await enter(context, "ae");
  await openAwake(page, "/deals");
  const text = page.getByRole("searchbox", { name: "딜·고객사 이름" });
  await text.pressSequentially("ㅈㅅㅎㄱ", { delay: 30 });
  await expect(page).toHaveURL(/q=%E3%85%88/);
  await expect(text).toBeFocused();
  await expect(text).toHaveValue("ㅈㅅㅎㄱ");
  await text.fill("없는 이름입니다");
  await expect(page.getByText("조건에 맞는 딜이 없어요")).toBeVisible();
  await page.locator("select[name=pipeline]").selectOption({ label: "인바운드 SMB" });
  await expect(page.locator("select[name=stage]")).toBeVisible();
});

test("an address of no pipeline is not found", async ({ page, context, allowed }) => {
  allowed.push(/status of 404/);
  await enter(context, "ae");
  for (const id of ["nothing", "01890000-0000-7000-8000-000000000000"]) {
    const answer = await page.goto(`/pipeline/${id}`);
    expect(answer?.status()).toBe(404);
    await expect(page.locator("section.column")).toHaveCount(0);
  }
});
