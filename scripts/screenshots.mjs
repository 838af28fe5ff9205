// Pictures of the page: screenshots.mjs writes the two of README.md; screenshots.mjs FOLDER writes every view at three widths there.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answered, withPage } from "./page-browser.mjs";

const exercise = `f=${encodeURIComponent("-log(sigmoid(w . x))")}&at=w:[1,1,-1.5],x:[1,1,1]`;
const views = {
  compare: exercise,
  graph: "view=graph&f=-log(1/(exp(-(w1*x1+w2*x2+w3*x3))+1))&at=w1:1,x1:1,w2:1,x2:1,w3:-1.5,x3:1&step=26",
  derivation: "view=derivation&f=-log(1/(1+exp(-w*x)))&at=w:1,x:1&wrt=w",
};
const folder = process.argv[2];

await withPage(async ({ browser, origin }) => {
  const shoot = async (address, path, { width, height, fullPage, colorScheme = "light" }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, serviceWorkers: "block" });
    const page = await context.newPage();
    await page.goto(`${origin}/#${address}`);
    await answered(page);
    await page.waitForSelector(".katex");
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path, fullPage });
    await context.close();
    console.log(`wrote ${path}`);
  };
  if (folder === undefined) {
    const pictures = fileURLToPath(new URL("../docs/pictures", import.meta.url));
    mkdirSync(pictures, { recursive: true });
    const size = { width: 1200, height: 800, fullPage: false };
    await shoot(views.compare, join(pictures, "compare.png"), size);
    await shoot(`${views.graph}&hide=examples`, join(pictures, "graph.png"), { ...size, height: 700, colorScheme: "dark" });
    return;
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, address] of Object.entries(views))
    for (const width of [360, 1280, 1920])
      await shoot(address, join(folder, `${name}-${width}.png`), {
        width,
        height: 900,
        fullPage: true,
        colorScheme: width === 1920 ? "dark" : "light",
      });
});
