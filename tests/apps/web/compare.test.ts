// The view Compare in a real browser.

import { expect, test } from "vitest";
import { eventually, expectQuiet, inBrowser, settled } from "./browser.js";

/** Runs in the page: notes each value with the verdict beside it, whenever anything changes. */
const noteVerdicts = `
  globalThis.seen = new Set();
  const note = () => {
    const verdict = document.querySelector(".verdict");
    const isPending = verdict.classList.contains("pending") && verdict.ariaBusy === "true";
    seen.add(isPending ? "pending" : verdict.querySelector(".value").textContent + ", " + verdict.dataset.verdict);
  };
  note();
  new MutationObserver(note).observe(document.querySelector(".view"), { subtree: true, childList: true, characterData: true, attributes: true });
`;

inBrowser("Compare", ({ visit }) => {
  test("the lecture's circuit: value, four gradients, and a verdict", async () => {
    const visited = await visit();
    const { page } = visited;
    expect(await page.locator(".verdict .value").innerText()).toBe("f = -12");
    expect(await page.locator(".verdict [role=status]").innerText()).toMatch(/^Agree: All four methods agree/);
    for (const method of ["numerical", "symbolic", "forward", "reverse"]) {
      expect(await page.locator(`[data-method=${method}] .derivative`).allInnerTexts()).toEqual(["-4", "-4", "3"]);
    }
    expectQuiet(visited);
  });

  test("a mistake is answered under its place while one types, and goes when it is mended", async () => {
    const visited = await visit();
    const { page } = visited;
    const field = page.getByRole("textbox", { name: "Formula" });
    await field.fill("sin(x*y");
    await page.waitForSelector(".formula .mistake");
    expect(await page.locator(".formula .mistake pre").innerText()).toBe("sin(x*y\n   ^");
    expect(await page.locator(".formula .mistake p").innerText()).toContain("never closed");
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await field.fill("sin(x*y)");
    await page.waitForSelector(".formula .mistake", { state: "detached" });
    await settled(page);
    expect(await page.locator("[data-method=reverse] .partial").allInnerTexts()).toEqual(["d/dx", "d/dy"]);
    expectQuiet(visited);
  });

  test("new numbers never stand beside the verdict on the old ones, unless it is marked", async () => {
    const visited = await visit("f=x^2 %2B 1&at=x:0");
    const { page } = visited;
    await page.evaluate(noteVerdicts);
    await page.getByRole("textbox", { name: "Formula" }).fill("abs(x)");
    await eventually(() => page.locator(".verdict").getAttribute("data-verdict")).toBe("not-differentiable");
    await settled(page);
    expect(await page.evaluate("[...seen]")).toEqual(["f = 1, agree", "pending", "f = 0, not-differentiable"]);
    expectQuiet(visited);
  });

  test("a slider moves the point, the address follows, and the link opens the same again", async () => {
    const { page } = await visit("f=x^3&at=x:2");
    await page.getByLabel("x, slider").focus();
    await page.keyboard.press("ArrowRight");
    await eventually(() => page.url()).toContain("x:2.05");
    await settled(page);
    const shown = await page.locator(".methods").innerText();
    const again = await visit(new URL(page.url()).hash.slice(1));
    expect(await again.page.locator(".methods").innerText()).toBe(shown);
    expectQuiet(again);
  });

  test("the back button undoes a change of the formula, and then one of the point", async () => {
    const { page } = await visit("f=x^2&at=x:3");
    await page.getByLabel("x", { exact: true }).fill("4");
    await page.getByRole("textbox", { name: "Formula" }).fill("x^3 + x");
    await eventually(() => page.locator(".verdict .value").innerText()).toBe("f = 68");
    await page.goBack();
    await eventually(() => page.locator(".verdict .value").innerText()).toBe("f = 16");
    await page.goBack();
    await eventually(() => page.locator(".verdict .value").innerText()).toBe("f = 9");
    expect(await page.getByRole("textbox", { name: "Formula" }).inputValue()).toBe("x^2");
  });

  test("a kink is explained with the derivatives of both sides", async () => {
    const visited = await visit("f=relu(w*x)&at=w:1,x:0");
    expect(await visited.page.locator(".verdict [role=status]").innerText()).toMatch(
      /^Not differentiable here: .*from the left 0, from the right 1/,
    );
    expect(await visited.page.locator(".verdict tbody tr").allInnerTexts()).toEqual(["x\t0\t1"]);
    expectQuiet(visited);
  });

  test("outside the domain is said, and no number is made up", async () => {
    const { page } = await visit("f=log(x)&at=x:-1");
    expect(await page.locator(".verdict [role=status]").innerText()).toMatch(/^Outside the domain:/);
    expect(await page.locator(".verdict .value").innerText()).toBe("f = no value");
  });

  test("the step's handle is moved by keyboard and by mouse, and its errors are those of the step", async () => {
    const visited = await visit("f=exp(x)&at=x:0&h=-8");
    const { page } = visited;
    await page.waitForSelector(".curve .handle");
    expect(await page.locator(".curve tbody tr").first().locator("td").nth(1).innerText()).toMatch(/e-9$|e-8$/);
    await page.getByLabel(/^Step h/).focus();
    await page.keyboard.press("End");
    await eventually(() => page.locator(".curve label .number").innerText()).toBe("1");
    // e - 1 - 1
    expect(await page.locator(".curve tbody tr").first().locator("td").nth(1).innerText()).toBe("0.718");
    const box = await page.locator(".with-handle").boundingBox();
    if (box === null) throw new Error("the curve has no place on the page");
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.5);
    await page.mouse.up();
    await eventually(() => page.url()).toMatch(/h=-1\d/);
    expectQuiet(visited);
  });
});
