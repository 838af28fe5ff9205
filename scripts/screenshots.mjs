// Pictures of the page: screenshots.mjs writes the two of README.md; screenshots.mjs FOLDER [NAME...] writes every scene, or those
// whose names begin so, at three widths, light and dark.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withPage } from "./page-browser.mjs";
import { compare, graph, scenes } from "./page-scenes.mjs";

const [folder, ...names] = process.argv.slice(2);
const widths = [360, 1280, 1920];

/** Every part of the view has answered. */
async function settled(page) {
  await page.waitForSelector(".view");
  await page.locator('[aria-busy="true"], .waiting').first().waitFor({ state: "detached" });
}

await withPage(async ({ browser, origin }) => {
  const shoot = async ({ address, storage = {}, until, act }, path, { width, height, fullPage, colorScheme = "light" }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, serviceWorkers: "block" });
    const page = await context.newPage();
    await page.addInitScript((kept) => {
      for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
    }, storage);
    await page.goto(`${origin}/#${address}`);
    await settled(page);
    if (until !== undefined) {
      await page.locator(until).first().waitFor();
      // The editor measures its lines only where somebody could see them.
      await page.evaluate(() => document.querySelector(".editor")?.scrollIntoView());
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await page.evaluate(() => scrollTo(0, 0));
    }
    await act?.(page);
    await settled(page);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.screenshot({ path, fullPage });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await context.close();
    console.log(`wrote ${path}${sideways > 0 ? `: sticks out by ${sideways} px` : ""}`);
  };
  if (folder === undefined) {
    const pictures = fileURLToPath(new URL("../docs/pictures", import.meta.url));
    mkdirSync(pictures, { recursive: true });
    const size = { width: 1200, height: 800, fullPage: false };
    await shoot({ ...compare, until: ".katex" }, join(pictures, "compare.png"), size);
    const dark = { ...size, width: 1280, height: 960, colorScheme: "dark" };
    await shoot({ ...graph, address: `${graph.address}&hide=examples`, until: ".katex" }, join(pictures, "graph.png"), dark);
    return;
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, scene] of Object.entries(scenes).filter(
    ([name]) => names.length === 0 || names.some((begin) => name.startsWith(begin)),
  ))
    for (const width of widths)
      for (const colorScheme of ["light", "dark"])
        await shoot(scene, join(folder, `${name}-${width}-${colorScheme}.png`), { width, height: 900, fullPage: true, colorScheme });
});
