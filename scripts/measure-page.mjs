// How long the page takes: measure-page.mjs prints a table. Numbers of one machine at one time, so nothing is judged here.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { answered, withPage } from "./page-browser.mjs";

const runs = Number(process.argv[2] ?? 7);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const row = (what, value) => console.log(`${what.padEnd(62)} ${value}`);
const ms = (number) => `${number.toFixed(0)} ms`;

const assets = fileURLToPath(new URL("../dist/web/assets", import.meta.url));
const zipped = Object.fromEntries(readdirSync(assets).map((file) => [file, gzipSync(readFileSync(join(assets, file))).length]));

await withPage(async ({ browser, origin }) => {
  const loads = [];
  let loaded = [];
  for (let i = 0; i < runs; i++) {
    // A context of its own has an empty cache.
    const context = await browser.newContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    const files = [];
    page.on("response", (response) => files.push(new URL(response.url()).pathname.split("/").at(-1)));
    const start = performance.now();
    await page.goto(`${origin}/`);
    await page.waitForSelector(".methods .derivative");
    loads.push(performance.now() - start);
    await answered(page);
    // Two workers load the same files, the second one from the cache.
    loaded = [...new Set(files)];
    await context.close();
  }
  row(`cold load until the four gradients stand there, median of ${runs}`, ms(median(loads)));
  const scripts = loaded.filter((file) => file.endsWith(".js"));
  const size = (files) => `${(files.reduce((sum, file) => sum + (zipped[file] ?? 0), 0) / 1000).toFixed(0)} kB`;
  const later = scripts.filter((file) => /^(?:katex|step-size)-/.test(file));
  row("JavaScript until then, workers included, gzip", size(scripts.filter((file) => !later.includes(file))));
  row("loaded after it: typeset mathematics, step-size curve, gzip", size(later));

  const page = await browser.newPage();
  for (const [name, formula, at] of [
    ["(x + y) * z", "(x + y) * z", "x:-2,y:5,z:-4"],
    ["-log(sigmoid(w . x))", "-log(sigmoid(w . x))", "w:[1,1,-1.5],x:[1,1,1]"],
    ["-log(1 / (exp(-(w1*x1 + ...)) + 1))", "-log(1 / (exp(-(w1*x1 + w2*x2 + w3*x3)) + 1))", "w1:1,x1:1,w2:1,x2:1,w3:-1.5,x3:1"],
  ]) {
    await page.goto(`${origin}/#f=${encodeURIComponent(formula)}&at=${at}&hide=curve`);
    await answered(page);
    const times = [];
    for (let i = 0; i < 3 * runs; i++) {
      // From the key to the frame in which the new value stands: the text is changed so that the value changes.
      times.push(
        await page.evaluate(
          async (text) => {
            const field = document.querySelector(".formula-input");
            const value = document.querySelector(".verdict .value .number");
            const before = value.textContent;
            const start = performance.now();
            const changed = new Promise((done) => {
              const observer = new MutationObserver(() => {
                if (value.textContent === before) return;
                observer.disconnect();
                done();
              });
              observer.observe(value, { childList: true, characterData: true, subtree: true });
            });
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
            await changed;
            return performance.now() - start;
          },
          `${formula} + ${i + 1}`,
        ),
      );
    }
    row(`typing, from the key to the answer: ${name}`, ms(median(times)));
  }
});
