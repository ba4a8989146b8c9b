// The demo's members whom specs sign in as, and how. Roles first: a spec says "the manager", not a name.
import { expect, type BrowserContext, type Page } from "@playwright/test";
import { address } from "./address.ts";

type Person = { name: string; email: string };

const member = (name: string, login: string): Person => ({ name, email: `${login}@baton.example` });

export const people = {
  admin: member("정하윤", "hayun"),
  manager: member("박준호", "junho"),
  ae: member("김민지", "minji"),
  otherAe: member("최도윤", "doyun"),
  sdr: member("이서연", "seoyeon"),
  csm: member("백지원", "jiwon"),
  viewer: member("문가람", "garam"),
};

export type Who = keyof typeof people;

/** Everybody's in the demo. */
export const password = "baton-demo";

/** Signs in on the screen, as people do: fields by their labels, in either language. */
export async function signIn(page: Page, who: Who, url = address.url): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel(/이메일|E-?mail/i).fill(people[who].email);
  await page.getByLabel(/비밀번호|Password/i).fill(password);
  await page.getByRole("button", { name: /^(로그인|Sign in)$/i }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Signs a whole browser in without a screen, for specs about something else. */
export async function enter(context: BrowserContext, who: Who, url = address.url): Promise<void> {
  const answer = await context.request.post(`${url}/api/auth/sign_in`, {
    form: { email: people[who].email, password, next: "" },
    headers: { origin: url, accept: "text/html" },
    maxRedirects: 0,
  });
  expect(answer.status(), await answer.text()).toBeLessThan(400);
  expect(await context.cookies(url), "the session's cookie").not.toEqual([]);
}
