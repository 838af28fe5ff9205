// The view Derivation in a real browser.

import { expect, test } from "vitest";
import { eventually, expectQuiet, inBrowser } from "./browser.js";

inBrowser("Derivation", ({ visit }) => {
  test("one rule a line, the changed part marked, the result below", async () => {
    const visited = await visit("view=derivation&f=x^2*y&wrt=x");
    const { page } = visited;
    await eventually(() => page.locator(".lines .katex").count()).toBeGreaterThan(3);
    expect(await page.locator(".lines .rule strong").allInnerTexts()).toEqual(["constant factor", "power", "variable"]);
    expect(await page.locator(".lines .whole").nth(1).locator("annotation").textContent()).toContain(
      "\\htmlClass{changed}{2 x \\frac{\\partial}{\\partial x} x}",
    );
    expect(await page.locator(".lines .whole .changed").count()).toBeGreaterThanOrEqual(3);
    expect(await page.locator(".result annotation").first().textContent()).toBe("y \\cdot 2 x");
    expectQuiet(visited);
  });

  test("is played rule by rule, and simplification is switched off by a link", async () => {
    const { page, go } = await visit("view=derivation&f=x^2*y&wrt=x&step=1");
    expect(await page.locator(".lines li").count()).toBe(1);
    expect(await page.locator(".result").count()).toBe(0);
    await page.keyboard.press("End");
    await eventually(() => page.locator(".result h3").innerText()).toBe("Simplified, to look at");
    await go("view=derivation&f=x^2*y&wrt=x&simplified=0");
    expect(await page.locator(".result h3").count()).toBe(0);
  });

  test("vectors are written out entry by entry", async () => {
    const { page } = await visit("view=derivation&f=-log(sigmoid(w . x))&at=w:[1,1,-1.5],x:[1,1,1]&wrt=w[3]");
    expect(await page.getByLabel("Differentiate by").inputValue()).toBe("w[3]");
    expect(await page.locator(".result .mathematics").count()).toBeGreaterThan(0);
  });

  test("a function without a rule is named", async () => {
    const { page } = await visit("view=derivation&f=relu(x*");
    expect(await page.locator(".formula .mistake").innerText()).not.toBe("");
  });
});
