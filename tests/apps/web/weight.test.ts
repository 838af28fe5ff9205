// What the first view loads.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { inBrowser } from "./browser.js";

inBrowser("The first view", ({ visit, origin }) => {
  test("takes less than 250 kB of JavaScript as it travels: page, workers, typeset mathematics and the curve", async () => {
    const { page } = await visit();
    const files = new Set<string>();
    page.on("response", (response) => files.add(new URL(response.url()).pathname));
    await page.goto("about:blank");
    await page.goto(`${origin()}/`);
    await page.locator(".curve .handle").waitFor();
    await page.locator(".mathematics .katex").waitFor();
    const sizes = [...files]
      .filter((file) => file.endsWith(".js"))
      .map((file) => [file, gzipSync(readFileSync(join("dist/web", file))).length] as const);
    // Each of the parts was seen on its way.
    for (const part of ["index", "worker", "compare", "step-size", "katex"])
      expect(sizes.map(([file]) => file)).toContainEqual(expect.stringMatching(`^/assets/${part}-`));
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(total, sizes.map(([file, size]) => `${file} ${size}`).join("\n")).toBeLessThan(250_000);
  });
});
