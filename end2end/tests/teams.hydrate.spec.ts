// Two admins keep the teams at the same time: neither disturbs or silently overwrites the other.
import { test, expect } from "../support/console.ts";
import { openAwake } from "../support/board.ts";
import { enter } from "../support/people.ts";
import { run } from "../support/records.ts";

test("whom I am about to add and what I half typed stay while somebody else renames the team", async ({ page, context, allowed }) => {
  allowed.push(/status of 409/);
  await enter(context, "admin");
  const [first, theirs, mine] = [`팀 ${run()}`, `새 팀 ${run()}`, `내 팀 ${run()}`];
  await openAwake(page, "/settings/teams");
  await page.getByLabel("팀 이름").first().fill(first);
  await page.getByRole("button", { name: "팀 만들기" }).click();
  const panel = page.locator(".team-panels > *", { has: page.getByRole("heading", { name: first, exact: true }) });
  const id = await panel.locator("input[name=team]").first().getAttribute("value");
  const team = page.locator(".team-panels > *", { has: page.locator(`input[name=team][value="${id}"]`) });
  const person = team.locator("select[name=member]");
  await person.selectOption({ label: "박준호" });
  const chosen = await person.inputValue();
  await team.locator("summary").click();
  const name = team.getByLabel("팀 이름");
  await name.fill(mine);

  const headers = { "sec-fetch-site": "same-origin", accept: "application/json" };
  const renamed = await context.request.post("/api/team/rename_team", { form: { team: id!, seen: first, name: theirs }, headers });
  expect(renamed.ok(), await renamed.text()).toBe(true);
  await expect(team.getByRole("heading", { name: theirs, exact: true })).toBeVisible();
  await expect(person).toHaveValue(chosen);
  await expect(name).toHaveValue(mine);

  await team.getByRole("button", { name: "이름 바꾸기" }).click();
  await expect(page.getByText(/그사이 다른 사람이 바꿨어요/)).toBeVisible();
  await expect(team.getByRole("heading", { name: theirs, exact: true })).toBeVisible();
  // Told so, one may mean it.
  await team.getByRole("button", { name: "이름 바꾸기" }).click();
  await expect(team.getByRole("heading", { name: mine, exact: true })).toBeVisible();
});
