// What holds in every view: it opens from its link, says nothing in the console, asks nobody else, and is accessible.

import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { expectQuiet, inBrowser, settled } from "./browser.js";

/** An address for each view, and for each face of it that looks different. */
const addresses = [
  "",
  "view=compare&f=-log(sigmoid(w . x))&at=w:[1,1,-1.5],x:[1,1,1]",
  "view=compare&f=relu(x)&at=x:0",
  "view=compare&f=sin(x*y",
  "view=compare&present=1",
  "view=nowhere&v=7&hide=everything&present=maybe",
];

inBrowser("every view", ({ visit }) => {
  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    test.each(addresses)("%s", async (address) => {
      const visited = await visit(address, { colorScheme, reducedMotion: "reduce" });
      await settled(visited.page);
      const { violations } = await new AxeBuilder({ page: visited.page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`,
      );
      expect(found).toEqual([]);
      expectQuiet(visited);
    });
  });

  test.each(["light", "dark"] as const)("the choice of %s wins over the system", async (chosen) => {
    const { page } = await visit("", { colorScheme: chosen === "light" ? "dark" : "light" });
    await settled(page);
    await page.getByLabel("Colours").selectOption(chosen);
    const colours = await page.evaluate(
      "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.trigrad-plot .trigrad-sheet')).fill]",
    );
    expect(colours).toEqual(chosen === "light" ? ["rgb(253, 253, 251)", "rgb(253, 253, 251)"] : ["rgb(22, 24, 29)", "rgb(22, 24, 29)"]);
  });

  test.each(addresses)("nothing sticks out at 360 px: %s", async (address) => {
    const { page } = await visit(address, { viewport: { width: 360, height: 700 } });
    await settled(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });
});

inBrowser("hostile addresses", ({ visit }) => {
  const scripts = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "\\href{javascript:alert(1)}{x}",
    "constructor",
    "__proto__",
    "import('x')",
    "\u0000\u202e\ud800",
  ];

  test.each(scripts)("a formula %j is text, and is answered", async (formula) => {
    const visited = await visit(`f=${encodeURIComponent(formula.toWellFormed())}&at=${encodeURIComponent(formula.toWellFormed())}`);
    await settled(visited.page);
    expect(await visited.page.getByRole("textbox", { name: "Formula" }).inputValue()).toBe(formula.toWellFormed().replaceAll("\n", ""));
    expectQuiet(visited);
  });

  test.each(scripts)("no view, list of controls or key is named %j", async (text) => {
    const part = encodeURIComponent(text.toWellFormed());
    const visited = await visit(`view=${part}&hide=${part}&${part}=1&h=${part}&present=${part}`);
    await settled(visited.page);
    expect(await visited.page.locator(".notices.problem li").count()).toBeGreaterThanOrEqual(3);
    expectQuiet(visited);
  });
});
