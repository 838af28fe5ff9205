// The view Network in a real browser.

import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { dataSet } from "../../../src/course/networks/data/data-sets.js";
import { trainSteps } from "../../../src/course/networks/training/index.js";
import { formatNumber } from "../../../src/views/numbers.js";
import { eventually, expectQuiet, inBrowser, settled } from "./browser.js";

const steps = async (page: Page) => Number((await page.locator(".standing .taken").innerText()).replaceAll(",", ""));
const loss = async (page: Page) => Number(await page.locator(".standing .loss").innerText());

inBrowser("Network", ({ visit }) => {
  test("500 steps train: the weights are those that the library finds, and the link opens them again", async () => {
    const visited = await visit("view=network&set=moons");
    const { page } = visited;
    await settled(page);
    const before = await loss(page);
    await page.getByLabel("Steps", { exact: true }).fill("500");
    await page.keyboard.press("Enter");
    await eventually(() => steps(page)).toBe(500);
    await settled(page);
    expect(await loss(page)).toBeLessThan(before / 2);
    let state: { history: readonly { loss: number }[] } | undefined;
    let count = 0;
    for (const each of trainSteps({ data: dataSet("moons", { seed: 1 }), seed: 1, epochs: 1000 })) {
      state = each;
      if (count++ === 500) break;
    }
    // 500 steps are 25 whole epochs.
    expect(await page.locator(".standing .loss").innerText()).toBe(formatNumber(state?.history.at(-1)?.loss as number, 6));
    expect(page.url()).toContain("steps=500");
    const words = await page.locator(".view").innerText();
    const again = await visit(new URL(page.url()).hash.slice(1));
    await settled(again.page);
    expect(await again.page.locator(".view").innerText()).toBe(words);
    expectQuiet(visited);
    expectQuiet(again);
  });

  test("play goes on until pause, and pause leaves an address that opens the same", async () => {
    const visited = await visit("view=network&set=spirals&hidden=16,16");
    const { page } = visited;
    await settled(page);
    await page.getByRole("button", { name: "Play" }).click();
    await eventually(() => steps(page)).toBeGreaterThan(20);
    await page.getByRole("button", { name: "Pause" }).click();
    await settled(page);
    const reached = await steps(page);
    expect(page.url()).toContain(`steps=${reached}`);
    const found = await page.locator(".standing").innerText();
    const again = await visit(new URL(page.url()).hash.slice(1));
    await settled(again.page);
    expect(await again.page.locator(".standing").innerText()).toBe(found);
    await page.goBack();
    await eventually(() => steps(page)).toBe(0);
    expectQuiet(visited);
  });

  test("a link may say tens of thousands of steps, and one goes on from there", async () => {
    const visited = await visit("view=network&set=and&hidden=none&batch=4&steps=30000");
    const { page } = visited;
    await eventually(() => steps(page)).toBe(30_000);
    await settled(page);
    expect(await page.locator(".problem").count()).toBe(0);
    await page.getByRole("button", { name: "Step", exact: true }).click();
    await eventually(() => steps(page)).toBe(30_001);
    await settled(page);
    expect(await page.locator(".standing").innerText()).toContain("epoch 30,001");
    expectQuiet(visited);
  });

  test("a long way can be cancelled, and stays where it is", async () => {
    const visited = await visit("view=network&set=spirals&hidden=32,32,32,32");
    const { page } = visited;
    await page.getByLabel("Steps", { exact: true }).fill("20000");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Cancel" }).click();
    await settled(page);
    expect(await steps(page)).toBeLessThan(20_000);
    expectQuiet(visited);
  });

  test("the methods agree at trained weights", async () => {
    const visited = await visit("view=network&set=xor&steps=100");
    const { page } = visited;
    await settled(page);
    await page.getByRole("button", { name: "Check all methods" }).click();
    await page.locator(".check .verdict").waitFor();
    expect(await page.locator(".check [role=status]").innerText()).toMatch(/^Agree: All four methods agree/);
    expect(await page.locator(".check tbody th").allInnerTexts()).toEqual(["numerical", "symbolic", "forward", "reverse"]);
    expect(await page.locator(".check caption").innerText()).toContain("all 33 weights, of the loss of instance 1 after 100 steps");
    expectQuiet(visited);
  });

  test("a neuron opens its part of the graph: the gradients there are those of the loss", async () => {
    const visited = await visit("view=network&set=2-3-2-1");
    const { page } = visited;
    await settled(page);
    await page.locator('[data-neuron="2:1"]').click();
    await page.locator(".neuron h3").waitFor();
    expect(page.url()).toContain("neuron=2:1");
    const slopes = await page.locator(".neuron tbody tr td:nth-child(4)").allInnerTexts();
    expect(slopes).toHaveLength(3);
    await page.getByRole("link", { name: "Compare the four methods on it" }).click();
    await page.locator(".view.compare").waitFor();
    await settled(page);
    const components = await page.locator("[data-method=reverse] .components li").allInnerTexts();
    slopes.forEach((slope, j) => {
      const own = components.find((text) => text.startsWith(`d/dw${j + 1} `)) ?? "";
      expect(Number(own.split(/\s+/)[1])).toBeCloseTo(Number(slope), 5);
    });
    expectQuiet(visited);
  });

  test("units that died are counted, and a step function moves nothing", async () => {
    const visited = await visit("view=network&set=circles&act=step&steps=40");
    const { page } = visited;
    await settled(page);
    expect(await page.locator(".layers tbody tr").first().locator(".number").innerText()).toBe("0");
    expect(await page.locator(".layers tbody tr").nth(1).locator(".number").innerText()).not.toBe("0");
    const dead = await visit("view=network&set=moons&rate=20&steps=200");
    await settled(dead.page);
    expect(await dead.page.locator(".layers tbody tr td:nth-child(5)").allInnerTexts()).toContainEqual(expect.stringMatching(/ of 8$/));
    expectQuiet(visited);
  });

  test.each([
    ["hidden=1000", "expected the widths"],
    ["hidden=a,b", "expected the widths"],
    ["set=curve&loss=cross-entropy", "takes classes"],
    ["set=iris&loss=binary-cross-entropy", "takes two classes"],
    ["set=nothing", "expected one of"],
    ["steps=-1", "expected a whole number"],
  ])("%s is answered by a sentence", async (entries, sentence) => {
    const visited = await visit(`view=network&${entries}`);
    await settled(visited.page);
    expect(await visited.page.locator(".notices.problem").innerText()).toContain(sentence);
    expectQuiet(visited);
  });

  test("a rate that diverges is said, and the last finite weights are kept", async () => {
    const visited = await visit("view=network&set=curve&rate=1000&steps=50&neuron=1:1");
    await settled(visited.page);
    expect(await visited.page.locator(".controls [role=status]").innerText()).toContain("diverged");
    const weights = await visited.page.locator(".neuron tbody td:nth-child(3)").allInnerTexts();
    expect(weights.map(Number).every(Number.isFinite)).toBe(true);
    expectQuiet(visited);
  });
});
