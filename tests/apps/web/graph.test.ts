// The view Graph in a real browser.

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually, expectQuiet, inBrowser, settled } from "./browser.js";

const values = (page: Page) => page.locator(".played .trigrad-value").allTextContents();
const gradients = (page: Page) => page.locator(".played .trigrad-gradient").allTextContents();
const now = (page: Page) => page.locator(".played .now").innerText();

inBrowser("Graph", ({ visit }) => {
  test("the slide's circuit: values above, gradients below", async () => {
    const visited = await visit("view=graph&f=(x+y)*z&at=x:-2,y:5,z:-4");
    expect(await values(visited.page)).toEqual(["-2", "5", "-4", "3", "-12"]);
    expect(await gradients(visited.page)).toEqual(["-4", "-4", "3", "-4", "1"]);
    expectQuiet(visited);
  });

  test("blanks stand where nothing is known yet, and the keyboard plays", async () => {
    const visited = await visit("view=graph&f=(x+y)*z&at=x:-2,y:5,z:-4&step=0");
    const { page } = visited;
    expect([await values(page), await gradients(page)]).toEqual([[], []]);
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    expect([await values(page), await gradients(page)]).toEqual([["-2", "5", "-4", "3", "-12"], []]);
    expect(await now(page)).toMatch(/^forward .*f = v1 \* z = -12$/);
    await page.keyboard.press("ArrowRight");
    expect([await gradients(page), await now(page)]).toEqual([["1"], expect.stringMatching(/start: f has δ = 1$/)]);
    await page.keyboard.press("ArrowRight");
    expect([await gradients(page), await now(page)]).toEqual([
      ["-4", "1"],
      expect.stringMatching(/multiply rule: f sends -4 δ = -4 \* 1 = -4 to v1$/),
    ]);
    await page.keyboard.press("ArrowLeft");
    expect(await gradients(page)).toEqual(["1"]);
    await eventually(() => page.url()).toContain("step=6");
    expectQuiet(visited);
  });

  test("the link of a step opens that step, and one history entry stands for the playing", async () => {
    const { page } = await visit("view=graph&f=(x+y)*z&at=x:-2,y:5,z:-4&step=7");
    expect(await gradients(page)).toEqual(["-4", "1"]);
    await page.getByRole("button", { name: "Step on" }).click();
    await page.getByRole("button", { name: "Step on" }).click();
    await page.goBack();
    await eventually(() => gradients(page)).toEqual(["-4", "1"]);
  });

  test("what is used twice has its gradient when both parts have arrived", async () => {
    const { page } = await visit("view=graph&f=x*x&at=x:3&step=5");
    expect(await gradients(page)).toEqual(["1"]);
    await page.keyboard.press("ArrowRight");
    expect(await gradients(page)).toEqual(["6", "1"]);
    expect(await now(page)).toMatch(/branch: x is used 2 times, what arrives adds up: δ = 6$/);
  });

  test("forward mode carries the tangent of the chosen variable", async () => {
    const { page } = await visit("view=graph&f=(x+y)*z&at=x:-2,y:5,z:-4&mode=forward&wrt=z");
    expect(await gradients(page)).toEqual(["0", "0", "1", "0", "3"]);
    await page.getByLabel("Variable that moves").selectOption("y");
    await eventually(() => gradients(page)).toEqual(["0", "1", "0", "1", "-4"]);
    expect(await now(page)).toMatch(/moves by -4 \* 1 \(from v1\) \+ 3 \* 0 \(from z\) = -4$/);
  });

  test("a teacher may lock the backward pass away", async () => {
    const { page } = await visit("view=graph&hide=backward,tree,export,formula");
    expect(await gradients(page)).toEqual([]);
    expect(await page.locator(".tree, .save, input.formula-input").count()).toBe(0);
  });

  test("the saved SVG stands alone, with the blanks of its step", async () => {
    const { page } = await visit("view=graph&f=(x+y)*z&at=x:-2,y:5,z:-4&step=6");
    const saved = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const svg = await saved("Save as SVG");
    expect(svg.name).toBe("x-y-z.svg");
    const text = svg.bytes.toString("utf8");
    expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(text).toContain("<style>");
    expect(text.match(/trigrad-gradient"/g)).toHaveLength(1);
    const png = await saved("Save as PNG");
    expect([png.name, png.bytes.subarray(1, 4).toString("latin1"), png.bytes.length > 2000]).toEqual(["x-y-z.png", "PNG", true]);
  });

  test("the trees of derivatives grow, and can be drawn", async () => {
    const { page } = await visit("view=graph&f=sin(x)^2&at=x:1&order=1");
    await eventually(() => page.locator(".sizes li > span:last-child").first().innerText()).toBe("4 nodes");
    expect(await page.locator(".sizes li").nth(1).innerText()).toMatch(/7 nodes/);
    expect(await page.locator(".tree .trigrad-node").count()).toBe(7);
  });

  test("the tree stands beside the graph where there is room, and below it on a phone", async () => {
    const { page } = await visit("view=graph&f=-log(1/(1+exp(-(w1*x1%2Bw2*x2%2Bw3*x3))))&at=w1:1,x1:1,w2:1,x2:1,w3:-1.5,x3:1");
    const places = async () => {
      await settled(page);
      const [graph, tree] = [await page.locator(".played").boundingBox(), await page.locator(".tree").boundingBox()];
      return graph === null || tree === null ? undefined : { graph, tree };
    };
    for (const width of [1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const seen = await places();
      expect(seen?.tree.x).toBeGreaterThanOrEqual((seen?.graph.x ?? 0) + (seen?.graph.width ?? 0));
      // Nothing of the graph is hidden by that.
      expect(await page.locator(".played .drawing").evaluate((place) => place.scrollWidth - place.clientWidth)).toBe(0);
    }
    await page.setViewportSize({ width: 360, height: 700 });
    const seen = await places();
    expect(seen?.tree.y).toBeGreaterThanOrEqual((seen?.graph.y ?? 0) + (seen?.graph.height ?? 0));
  });

  test("the names that the steps speak of stand at the nodes", async () => {
    const { page } = await visit("view=graph&f=(x+y)*z&at=x:-2,y:5,z:-4&step=7");
    expect(await now(page)).toMatch(/f sends .* to v1$/);
    expect(await page.locator(".played .trigrad-highlight .trigrad-name").allTextContents()).toEqual(["v1", "f"]);
  });
});
