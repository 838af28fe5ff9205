// What holds in every view: it opens from its link, says nothing in the console, asks nobody else, and is accessible.

import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { eventually, expectQuiet, inBrowser, settled } from "./browser.js";

/** An address for each view, and for each face of it that looks different. */
const addresses = [
  "",
  "view=compare&f=-log(sigmoid(w . x))&at=w:[1,1,-1.5],x:[1,1,1]",
  "view=compare&f=relu(x)&at=x:0",
  "view=compare&f=sin(x*y",
  "view=compare&present=1",
  "view=graph",
  "view=graph&f=-log(sigmoid(w . x))&at=w:[1,1,-1.5],x:[1,1,1]&mode=forward&wrt=w[2]&step=5",
  "view=graph&present=1&order=2&f=sin(x)*exp(x)&at=x:1",
  "view=derivation",
  "view=derivation&f=-log(1/(1+exp(-w*x)))&wrt=w&step=3&present=1",
  "view=network",
  "view=network&set=spirals&hidden=16,16&steps=60&neuron=2:3&instance=7",
  "view=network&set=2-3-2-2&neuron=1:2",
  "view=network&set=curve&steps=40",
  "view=network&set=iris&hidden=1000",
  "view=exercises",
  "view=exercises&ex=7",
  "view=exercises&ex=6&code=nothing",
  "view=lecture",
  "view=lecture&section=1",
  "view=lecture&section=3",
  "view=lecture&section=6",
  "view=lecture&section=8",
  "view=nowhere&v=7&hide=everything&present=maybe",
];

inBrowser("every view", ({ visit }) => {
  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    test.each(addresses)("%s", async (address) => {
      const visited = await visit(address, { colorScheme, reducedMotion: "reduce" });
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
      "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.trigrad-plot .trigrad-axis')).stroke]",
    );
    expect(colours).toEqual(chosen === "light" ? ["rgb(253, 253, 251)", "rgb(92, 99, 112)"] : ["rgb(22, 24, 29)", "rgb(154, 161, 173)"]);
  });

  test("nothing sticks out at 360 px", async () => {
    const { page, go } = await visit("", { viewport: { width: 360, height: 700 } });
    for (const address of addresses) {
      await go(address);
      expect([address, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([address, 360]);
    }
  });
});

inBrowser("on a phone", ({ visit }) => {
  const phone = { viewport: { width: 360, height: 700 } };

  test("the head of the page takes three lines", async () => {
    const { page } = await visit("", phone);
    expect((await page.locator("header").boundingBox())?.height).toBeLessThan(130);
    const lines = await page
      .locator("header a, header button:not(.skip), header select")
      .evaluateAll((all) => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().bottom / 20)))]);
    expect(lines.length).toBe(3);
  });

  test("the caption of a wide table stays while the table scrolls", async () => {
    const { page } = await visit("view=lecture&section=2", phone);
    const table = page.locator("table").first();
    const left = () => table.locator("caption").evaluate((caption) => caption.getBoundingClientRect().left);
    const before = await left();
    await table.evaluate((one) => one.scrollTo({ left: 200 }));
    expect(await table.evaluate((one) => one.scrollLeft)).toBe(200);
    expect(await left()).toBe(before);
    expect((await table.locator("caption").boundingBox())?.width).toBeLessThanOrEqual(328);
  });

  test("whoever goes to another page, section or exercise starts at its heading", async () => {
    const { page } = await visit("view=lecture&section=4", phone);
    const focused = () => page.evaluate("document.activeElement.tagName");
    expect(await focused()).toBe("BODY");
    for (const name of ["5. The computation graph of (x + y) z", "Exercises", "Dual numbers"]) {
      await page.getByRole("link", { name, exact: true }).click();
      await settled(page);
      await eventually(focused).toBe("H1");
    }
  });
});

inBrowser("hostile addresses", ({ visit }) => {
  const texts = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    '"><svg onload=alert(1)>',
    "\\href{javascript:alert(1)}{x}",
    "constructor",
    "__proto__",
    "import('x')",
    "\u0000\u202e",
  ];

  test.each(["compare", "graph", "derivation"])("a formula in %s is text, and is answered", async (view) => {
    const visited = await visit(`view=${view}`);
    for (const text of texts) {
      await visited.go(`view=${view}&f=${encodeURIComponent(text)}&at=${encodeURIComponent(text)}`);
      expect(await visited.page.getByRole("textbox", { name: "Formula" }).inputValue()).toBe(text);
    }
    expectQuiet(visited);
  });

  test("no view, list of controls or key has such a name", async () => {
    const visited = await visit();
    for (const text of texts) {
      const part = encodeURIComponent(text);
      await visited.go(`view=${part}&hide=${part}&${part}=1&h=${part}&present=${part}`);
      expect(await visited.page.locator(".notices.problem li").count()).toBeGreaterThanOrEqual(3);
    }
    expectQuiet(visited);
  });
});
