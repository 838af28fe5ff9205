// The view Lecture in a real browser: the figures of each section are read off the page.

import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { piecesOf } from "../../../src/apps/web/parts/signs.js";
import { circuit, exercise } from "../../../src/course/lecture/figures.js";
import { eventually, expectQuiet, inBrowser, settled } from "./browser.js";

/** A section's page when it has been calculated. */
async function section(page: Page): Promise<void> {
  await settled(page);
  await page.waitForSelector("[data-section] table");
}

/** Words of the cells of the row that begins with a name, without the marks. */
async function row(page: Page, name: string | RegExp): Promise<readonly string[]> {
  const cells = await page
    .locator("tbody tr")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) })
    .first()
    .locator("td")
    .allInnerTexts();
  return cells.map((cell) => cell.replace(/ [✓✗].*$/s, ""));
}

/** A name of the lecture as the page writes it. */
const shown = (name: string) =>
  piecesOf(name)
    .map(({ text }) => text)
    .join("");

const checked = (page: Page) => page.locator(".tally [role=status]").innerText();

inBrowser("Lecture", ({ visit }) => {
  const open = async (number: string) => {
    const visited = await visit(`view=lecture&section=${number}`);
    await section(visited.page);
    return visited;
  };

  test("the contents lead to each section, and the back button back", async () => {
    const visited = await visit("view=lecture");
    const { page } = visited;
    expect(await page.locator(".contents a").count()).toBe(8);
    await page.getByRole("link", { name: "The computation graph of (x + y) z" }).click();
    await section(page);
    expect(page.url()).toContain("section=5");
    await page.goBack();
    await eventually(() => page.locator(".contents a").count()).toBe(8);
    expectQuiet(visited);
  });

  test("section 1: 2-3-2-2 and 2-3-2-1, shapes, objective, and the gradient of every weight", async () => {
    const visited = await open("1");
    const { page } = visited;
    expect(await page.locator("h3").allInnerTexts()).toEqual(expect.arrayContaining(["The network 2-3-2-2", "The network 2-3-2-1"]));
    expect((await row(page, "1"))[1]).toBe("3 x 2");
    expect(await page.locator(".drawing [data-neuron]").count()).toBe(9 + 8);
    expect(await page.locator("caption", { hasText: "Agree: All four methods agree" }).count()).toBe(2);
    expect(await checked(page)).toBe("46 figures were checked, 46 are right.");
    await page.getByRole("link", { name: "Train 2-3-2-1" }).waitFor();
    expectQuiet(visited);
  });

  test("section 2: losses stay exact where the typed formula loses all digits", async () => {
    const visited = await open("2");
    const { page } = visited;
    const cells = await page.locator("tbody tr", { hasText: "y = 0" }).filter({ hasText: "40" }).first().locator("td").allInnerTexts();
    expect(cells.slice(0, 3).map((cell) => cell.replace(/ [✓✗].*$/s, ""))).toEqual(["40", "40", "all"]);
    expect(cells[3]).toMatch(/undefined|none/);
    expect(await checked(page)).toBe("74 figures were checked, 74 are right.");
    await page.getByRole("link", { name: /binary cross entropy, typed/ }).click();
    await settled(page);
    expect(await page.locator(".verdict [role=status]").innerText()).not.toMatch(/^Agree/);
    expectQuiet(visited);
  });

  test("section 3: five activations, drawn and measured", async () => {
    const visited = await open("3");
    const { page } = visited;
    expect(await page.locator(".drawing svg").count()).toBe(5);
    expect(await row(page, "tanh")).toEqual([
      "(-1, 1)",
      "-0.9999092 to 0.9999092",
      "0",
      "yes",
      expect.any(String),
      "1",
      expect.any(String),
      "on both sides",
      expect.any(String),
    ]);
    expect((await row(page, "step"))[7]).toBe("everywhere");
    expect(await checked(page)).toBe("90 figures were checked, 90 are right.");
    expectQuiet(visited);
  });

  test("section 4: what each rule sends back", async () => {
    const visited = await open("4");
    const { page } = visited;
    for (const [rule, sent] of [
      ["add", "x 2, y 2"],
      ["multiply", "x 8, y 6"],
      ["function", "x 12"],
      ["branch", "x 12"],
    ] as const)
      expect((await row(page, rule)).at(-1)).toBe(sent);
    expect(await checked(page)).toBe("6 figures were checked, 6 are right.");
    expectQuiet(visited);
  });

  describe.each([
    ["5", circuit, "14 figures were checked, 14 are right."],
    ["6", exercise, "53 figures were checked, 53 are right."],
  ] as const)("section %s", (number, slide, count) => {
    test("every node: value and gradient beside the slide's, alike by four methods", async () => {
      const visited = await open(number);
      const { page } = visited;
      for (const node of slide.nodes) {
        const [, value, slideValue, gradient, slideGradient, alike] = await row(page, shown(node.name));
        expect([slideValue, slideGradient, alike]).toEqual([String(node.value), String(node.derivative), "4"]);
        expect(Math.abs(Number(value) - node.value)).toBeLessThanOrEqual(1.0001e-4);
        expect(Math.abs(Number(gradient) - node.derivative)).toBeLessThanOrEqual(1.0001e-4);
      }
      expect(await checked(page)).toBe(count);
      expectQuiet(visited);
    });
  });

  test("section 6: the erratum, with its numbers", async () => {
    const { page } = await open("6");
    const loss = async (name: string) => Number((await row(page, shown(name)))[0]);
    expect(await page.locator("p", { hasText: "The middle has the wrong sign" }).innerText()).toContain("dl/dw1 = -0.3775");
    expect(await loss("before")).toBeCloseTo(0.474, 3);
    expect(await loss("w1 - eta dl/dw1")).toBeLessThan(await loss("before"));
    expect(await loss("w1 + eta dl/dw1, as the middle says")).toBeGreaterThan(await loss("before"));
  });

  test("section 7: quotients, passes, and the agreement of the methods", async () => {
    const visited = await open("7");
    const { page } = visited;
    expect((await row(page, "forward mode"))[0]).toBe("6");
    expect((await row(page, "reverse mode"))[0]).toBe("1");
    expect(await row(page, "w1")).toEqual(["-0.377541", "-0.3775"]);
    expect((await row(page, circuit.formula))[0]).toBe("-12");
    expect(await checked(page)).toBe("13 figures were checked, 13 are right.");
    await page.getByRole("link", { name: "Move the step along the V-curve" }).click();
    await settled(page);
    await eventually(() => page.locator(".curve label .number").first().innerText()).toBe("1e-8");
    expectQuiet(visited);
  });

  test("section 8: each claim is tested when asked, can be stopped, and says how it came out", async () => {
    const visited = await visit("view=lecture&section=8");
    const { page } = visited;
    await settled(page);
    expect(await page.getByText("Not tested yet.").count()).toBe(6);
    await page.getByRole("button", { name: "Run the six experiments" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await settled(page);
    expect(await page.getByText("Not tested yet.").count()).toBe(6);
    await page.getByRole("button", { name: "Run the six experiments" }).click();
    await expect.poll(() => page.locator("caption", { hasText: "As a whole:" }).count(), { timeout: 170_000, interval: 200 }).toBe(6);
    await settled(page);
    expect(await page.locator("p", { hasText: "claims were tested" }).innerText()).toMatch(/^6 of 6 claims were tested/);
    expect(page.url()).toContain("run=1");
    expectQuiet(visited);
  }, 180_000);
});
