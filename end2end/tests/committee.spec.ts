// Who decides about a deal: people are taken in, a champion is proven by an act, and two of them are tied, also without scripts.
import { test, expect } from "../support/console.ts";
import { enter } from "../support/people.ts";
import { newCommittee, newPipeline } from "../support/records.ts";

test("a candidate becomes a champion by what they did", async ({ page, context }) => {
  await enter(context, "admin");
  const { deal, names } = await newCommittee(context, await newPipeline(context), ["champion"]);
  await page.goto(deal.path);
  const seat = page.locator(".seat-list > li", { hasText: names[0] });
  await expect(seat).toContainText("챔피언 후보");
  await expect(page.getByText(`${names[0]}님은 아직 챔피언 후보예요`)).toBeVisible();

  await seat.locator("summary").click();
  const proof = seat.getByRole("form", { name: "챔피언으로 확인" });
  await proof.getByLabel("무엇을 해 주었나요?").selectOption("shared");
  await proof.getByLabel("메모").fill("본부장 회의에서 우리 자료를 돌렸어요");
  await proof.getByRole("button", { name: "챔피언으로 확인" }).click();
  await expect(seat).toContainText("본부장 회의에서 우리 자료를 돌렸어요");
  await expect(seat).not.toContainText("챔피언 후보");
  await expect(page.getByText(`챔피언이 ${names[0]}님 한 명뿐이에요`)).toBeVisible();

  await page.getByRole("button", { name: "할 일로 만들기" }).first().click();
  await expect(page.locator("main")).toContainText(`${names[0]}님과 함께 밀어 줄 사람 찾기`);
});

test("two of them are tied from the map, and untied", async ({ page, context }) => {
  await enter(context, "admin");
  const { deal, names } = await newCommittee(context, await newPipeline(context), ["user", "decision_maker"]);
  await page.goto(deal.path);
  await page.locator(".map-node", { hasText: names[0] }).click();
  await expect(page.getByLabel("누가", { exact: true })).toHaveValue(/./);
  await page.getByLabel("누구에게").selectOption({ label: names[1] });
  await page.getByLabel("어떤 관계").selectOption("reports_to");
  await page.locator("#relate").getByRole("button", { name: "관계 잇기" }).click();
  const line = page.locator(".relation", { hasText: `${names[0]} → ${names[1]}: 보고해요` });
  await expect(line).toBeVisible();
  await expect(page.locator(".map-reports_to")).toHaveCount(1);
  await line.getByRole("button").click();
  await expect(page.locator(".map-edge")).toHaveCount(0);
});
