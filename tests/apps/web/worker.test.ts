// The workers in a real browser: one that fails takes nothing with it.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually, inBrowser, settled } from "./browser.js";

/** An error that nothing catches, in every worker of the page. */
async function crash(page: Page): Promise<void> {
  await Promise.all(page.workers().map((worker) => worker.evaluate('void setTimeout(() => { throw new Error("out of order") })')));
}

inBrowser("The page and its workers", ({ visit }) => {
  test("a worker that failed between two questions is replaced", async () => {
    const { page } = await visit("f=x^2&at=x:3");
    await crash(page);
    await eventually(() => page.workers().length).toBe(0);
    await page.getByRole("textbox", { name: "Formula" }).fill("x^3");
    await eventually(() => page.locator(".verdict .value").innerText()).toBe("f = 27");
    await settled(page);
    expect(await page.locator("[data-method=reverse] .derivative").allInnerTexts()).toEqual(["27"]);
  });

  test("what was being answered when a worker failed is answered all the same", async () => {
    const { page } = await visit("view=network&set=spirals&hidden=32,32,32");
    await page.getByLabel("Steps", { exact: true }).fill("1000");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    await crash(page);
    await eventually(() => page.locator(".standing .taken").innerText()).toBe("1,000");
    await settled(page);
    expect(await page.locator(".problem").count()).toBe(0);
  });

  test("a worker that fails on the same question again is told of, and the page goes on", async () => {
    const { page } = await visit("view=network&set=spirals&hidden=32,32,32");
    await page.getByLabel("Steps", { exact: true }).fill("1000000");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    await eventually(async () => {
      await crash(page);
      return page.locator(".notices.problem").count();
    }).toBe(1);
    expect(await page.locator(".notices.problem").innerText()).toMatch(/no mistake of yours: .* stopped \(.*out of order\)/);
    await page.getByRole("button", { name: "First weights" }).click();
    await eventually(() => page.locator(".standing .taken").innerText()).toBe("0");
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await eventually(() => page.locator(".standing .taken").innerText()).toBe("1");
    await settled(page);
    expect(await page.locator(".notices.problem").count()).toBe(0);
  });

  test("a worker that cannot be loaded is told of, and loaded when the connection is back", async () => {
    const { page, go } = await visit("f=x^2&at=x:3");
    await page.route("**/worker-*.js", (route) => route.abort());
    await go("view=network&set=xor");
    expect(await page.locator(".notices.problem").innerText()).toContain("could not be loaded");
    await page.unroute("**/worker-*.js");
    await page.getByRole("button", { name: "100 steps" }).click();
    await eventually(() => page.locator(".standing .taken").innerText()).toBe("100");
    await settled(page);
    expect(await page.locator(".notices.problem").count()).toBe(0);
  });
});
