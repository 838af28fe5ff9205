// The view Exercises in a real browser.

import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readAnswers, writeAnswers } from "../../../src/apps/web/views/exercises/answers-text.js";
import { readCode, writeCode } from "../../../src/apps/web/views/exercises/code-link.js";
import { folderOf } from "../../../src/course/grading/exercise.js";
import { exercises } from "../../../src/course/grading/exercises/index.js";
import { grade } from "../../../src/course/grading/grade.js";
import { quickJsSandbox } from "../../../src/course/grading/sandbox/quickjs.js";
import { eventually, expectQuiet, inBrowser, settled } from "./browser.js";

const exercise = exercises[6] as (typeof exercises)[number];
const [file = ""] = exercise.files;
const solution = readFileSync(`solutions/${folderOf(exercise)}/${file}`, "utf8");

/** Writes an answer as a person does: select all, then insert. */
async function write(page: Page, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: `Your answer, ${file}` });
  await page.locator(".editor .cm-content").waitFor();
  await editor.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(text);
}

const check = (page: Page) => page.getByRole("button", { name: "Check my answer" });
const score = (page: Page) => page.locator(".score").innerText();
const stored = (page: Page) => page.evaluate("localStorage.getItem('trigrad-exercises')");

inBrowser("Exercises", ({ visit }) => {
  test("all fourteen are there, each with its task, its picture and its stub", async () => {
    const visited = await visit("view=exercises");
    const { page } = visited;
    expect(await page.locator(".contents a").count()).toBe(exercises.length);
    for (const one of exercises) {
      await page.goto(page.url().replace(/#.*/, `#v=1&view=exercises&ex=${one.number}`));
      await page.locator(".prose img").waitFor();
      await settled(page);
      expect(await page.locator(".editor").count()).toBe(one.files.length);
      const heading = `// Exercise ${String(one.number).padStart(2, "0")}`;
      await eventually(() => page.locator(".editor .cm-content").first().innerText()).toContain(heading);
    }
    expectQuiet(visited);
  });

  test("a right answer solves an exercise: the same report as in the terminal, and it is remembered", async () => {
    const visited = await visit("view=exercises&ex=7&seed=5");
    const { page } = visited;
    await settled(page);
    await write(page, solution);
    await check(page).click();
    await page.locator(".score").waitFor();
    const report = await grade(exercise, { [file]: solution }, await quickJsSandbox(), { randomSeed: 5 });
    expect(await score(page)).toBe(`${report.points} of ${report.outOf} points: every law holds.`);
    expect(await page.locator(".laws > li").evaluateAll((all) => all.map((one) => one.getAttribute("data-law")))).toEqual(
      report.properties.map(({ name }) => name),
    );
    await page.getByRole("link", { name: "All exercises" }).click();
    await eventually(() => page.locator(".contents li").nth(6).innerText()).toContain(`best so far: ${report.outOf} of ${report.outOf}`);
    await page.reload();
    await page.locator(".contents").waitFor();
    expect(await page.locator(".contents li").nth(6).innerText()).toContain("best so far");
    expectQuiet(visited);
  });

  test("a wrong answer fails with the smallest example, what it probably believes, and hints one by one", async () => {
    const visited = await visit("view=exercises&ex=7&seed=5");
    const { page } = visited;
    await settled(page);
    const wrong = solution.replace("(adjoint[operand] ?? 0) + (adjoint[node] ?? 0) * partial", "(adjoint[node] ?? 0) * partial");
    expect(wrong).not.toBe(solution);
    await write(page, wrong);
    await check(page).click();
    await page.locator(".failure").first().waitFor();
    const report = await grade(exercise, { [file]: wrong }, await quickJsSandbox(), { randomSeed: 5 });
    const failed = report.properties.find(({ failure }) => failure !== undefined);
    const failure = page.locator(`[data-law="${failed?.name}"] .failure`);
    expect(await failure.locator(".got").innerText()).toBe(failed?.failure?.got);
    expect(await failure.locator(".probably").innerText()).toBe(failed?.failure?.misconception?.text);
    expect(await failure.locator(".hints li").count()).toBe(0);
    await failure.getByRole("button", { name: "Hint 1 of 3" }).click();
    expect(await failure.locator(".hints li").allInnerTexts()).toEqual([failed?.failure?.hints[0]]);
    expectQuiet(visited);
  });

  test("one that loops for ever is stopped, and the page stays usable meanwhile", async () => {
    const visited = await visit("view=exercises&ex=7&seed=5");
    const { page } = visited;
    await settled(page);
    await write(page, "export function topologicalOrder() { for (;;) {} }\nexport function adjoints() { while (true) {} }");
    await check(page).click();
    await page.getByRole("button", { name: "Cancel" }).waitFor();
    await page.locator(".failure").first().waitFor();
    expect(await page.locator(".failure .got").first().innerText()).toContain("is there a loop without end?");
    expect(await score(page)).toMatch(/^0 of/);
    expectQuiet(visited);
  });

  test("one that a machine cannot interrupt is ended by Cancel", async () => {
    const visited = await visit("view=exercises&ex=7&seed=5");
    const { page } = visited;
    await settled(page);
    await write(page, "const holes = []; holes.length = 2 ** 32 - 1; holes.join();\nexport function topologicalOrder() {}");
    await check(page).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await eventually(() => check(page).isEnabled()).toBe(true);
    await write(page, solution);
    await check(page).click();
    await page.locator(".score").waitFor();
    expect(await score(page)).toContain("every law holds");
    expectQuiet(visited);
  });

  test("a mistake of syntax is shown with its place", async () => {
    const visited = await visit("view=exercises&ex=7");
    const { page } = visited;
    await settled(page);
    await write(page, "export function topologicalOrder( {");
    await check(page).click();
    await page.locator(".report .mistake").waitFor();
    expect(await page.locator(".report .mistake").innerText()).toContain("order.ts, line 1");
    expectQuiet(visited);
  });

  test("an answer reaches no window, network, storage or clock", async () => {
    const visited = await visit("view=exercises&ex=7&seed=5");
    const { page } = visited;
    await settled(page);
    const names = [
      "window",
      "self",
      "fetch",
      "XMLHttpRequest",
      "WebSocket",
      "localStorage",
      "indexedDB",
      "postMessage",
      "importScripts",
      "Date",
      "WebAssembly",
    ];
    await write(
      page,
      `console.log(${JSON.stringify(names)}.filter((name) => typeof globalThis[name] !== "undefined").join() + ";" + Object.keys(globalThis).join());\nexport function topologicalOrder() {}`,
    );
    await check(page).click();
    await page.locator(".report pre").waitFor();
    expect(await page.locator(".report pre").innerText()).toMatch(/^;/);
    expectQuiet(visited);
  });

  test("code from a link is shown, not run and not kept, until the student takes it", async () => {
    const hostile = `${solution}\nconsole.log("it ran");`;
    const visited = await visit(`view=exercises&ex=7&seed=5&code=${writeCode({ [file]: hostile })}`);
    const { page } = visited;
    await settled(page);
    await page.locator(".editor .cm-content").waitFor();
    await eventually(() => page.locator(".linked").innerText()).toContain("has not been run");
    expect(await check(page).isDisabled()).toBe(true);
    expect(await stored(page)).toBe(null);
    expect(await page.getByText("it ran", { exact: true }).count()).toBe(0);
    await page.getByRole("button", { name: "Take it as my answer" }).click();
    await eventually(() => page.url()).not.toContain("code=");
    expect(await page.locator(".report").count()).toBe(0);
    expect(await stored(page)).toContain("it ran");
    await check(page).click();
    await page.locator(".report pre").waitFor();
    expect(await page.locator(".report pre").innerText()).toBe("it ran\n");
    expectQuiet(visited);
  });

  test("a link's code that is left leaves the own answer as it was", async () => {
    const first = await visit("view=exercises&ex=7");
    const { page } = first;
    await settled(page);
    await write(page, "// mine");
    await eventually(async () => String(await stored(page))).toContain("// mine");
    await page.goto(page.url().replace(/#.*/, `#v=1&view=exercises&ex=7&code=${writeCode({ [file]: "// theirs" })}`));
    await eventually(() => page.locator(".editor .cm-content").innerText()).toContain("// theirs");
    await page.getByRole("button", { name: "Leave it" }).click();
    await eventually(() => page.locator(".editor .cm-content").innerText()).toContain("// mine");
    expect(await stored(page)).not.toContain("theirs");
    expectQuiet(first);
  });

  test("answers travel as a file, and replace others only when asked", async () => {
    const first = await visit("view=exercises&ex=7");
    await settled(first.page);
    await write(first.page, "// of the first");
    await first.page.getByRole("link", { name: "All exercises" }).click();
    const download = first.page.waitForEvent("download");
    await first.page.getByRole("button", { name: "Export as a file" }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    expect(readAnswers(text, [folderOf(exercise)])).toEqual({ [folderOf(exercise)]: { files: { [file]: "// of the first" } } });

    const second = await visit("view=exercises&ex=7");
    const { page } = second;
    await settled(page);
    await write(page, "// of the second");
    await page.getByRole("link", { name: "All exercises" }).click();
    const field = page.getByLabel("Import a file");
    await field.setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Replace them" }).waitFor();
    expect(await stored(page)).toContain("// of the second");
    await page.getByRole("button", { name: "Replace them" }).click();
    await eventually(async () => String(await stored(page))).toContain("// of the first");
    await field.setInputFiles({ name: "b.json", mimeType: "application/json", buffer: Buffer.from("nonsense") });
    await eventually(() => page.locator(".exercises [role=status]").innerText()).toContain("no JSON");
    expectQuiet(first);
    expectQuiet(second);
  });

  test.each(["ex=99", "ex=7&code=%00", "ex=7&code=AAAA"])("%s is answered by a sentence", async (entries) => {
    const visited = await visit(`view=exercises&${entries}`);
    await settled(visited.page);
    expect(await visited.page.locator(".notices.problem").innerText()).toMatch(/expected a whole number|cannot be read/);
    expectQuiet(visited);
  });
});

test("code that unfolds to more than an answer is refused", () => {
  expect(readCode(writeCode({ "a.ts": "x".repeat(300_000) }))).toHaveProperty("refused");
  expect(readCode(writeCode({ "a.ts": "é∂" }))).toEqual({ files: { "a.ts": "é∂" } });
});

test.each([
  ["", /no JSON/],
  ["[]", /no answers/],
  [JSON.stringify({ format: "trigrad exercises", version: 2, answers: {} }), /another version/],
])("%s is no file of answers", (text, sentence) => {
  expect(readAnswers(text, [])).toEqual({ refused: expect.stringMatching(sentence) });
});

test("answers of other shapes are left out", () => {
  const text =
    '{"format":"trigrad exercises","version":1,"answers":{"a":{"files":{"x":1,"y":"z"},"best":{"points":9,"outOf":3}},"b":7,"__proto__":{}}}';
  expect(readAnswers(text, ["a", "b", "__proto__"])).toEqual({ a: { files: { y: "z" } } });
  expect(readAnswers(writeAnswers({ a: { files: {}, best: { points: 1, outOf: 3 } } }), ["a"])).toEqual({
    a: { files: {}, best: { points: 1, outOf: 3 } },
  });
});
