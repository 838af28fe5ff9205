// How long the page takes: node scripts/measure-page.mjs [runs] prints a table, medians and 95th percentiles. Numbers of one machine at one time, so nothing is judged here.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { answered, withPage } from "./page-browser.mjs";

const runs = Number(process.argv[2] ?? 7);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const row = (what, value) => console.log(`${what.padEnd(64)} ${value}`);
const ms = (number) => `${number.toFixed(0)} ms`;
const spread = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return `${ms(median(sorted))} (95 %: ${ms(sorted[Math.ceil(0.95 * sorted.length) - 1])})`;
};

/** Further formulas of the lecture: its losses and activations. */
const others = [
  { formula: "-y*log(sigmoid(a)) - (1 - y)*log(1 - sigmoid(a))", at: "y:1,a:0.5" },
  { formula: "-a1 + log(exp(a1) + exp(a2) + exp(a3))", at: "a1:1,a2:2,a3:0.5" },
  { formula: "1/2 * ((y1 - a1)^2 + (y2 - a2)^2)", at: "y1:1,a1:0.3,y2:2,a2:-0.2" },
  { formula: "(e^x - e^-x) / (e^x + e^-x)", at: "x:0.7" },
  { formula: "max(0.01 * x, x)", at: "x:-2" },
];

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
  for (const { formula, at } of [...(await formulasOfThePage(page, origin)), ...others]) {
    await page.goto(`${origin}/#f=${encodeURIComponent(formula)}&at=${at}`);
    await answered(page);
    const times = [];
    for (let i = 0; i < 4 * runs; i++) {
      times.push(await page.evaluate(typed, `${i + 2} * (${formula}) + ${i + 1}`));
      await answered(page);
    }
    const [numbers, verdicts] = [times.map(([first]) => first), times.map(([, second]) => second)];
    row(`typing ${formula}`, `${spread(numbers)}; with its verdict ${spread(verdicts)}`);
  }
});

/** The formulas that the page offers, with their points. */
async function formulasOfThePage(page, origin) {
  await page.goto(`${origin}/`);
  await answered(page);
  const list = page.locator(".examples select");
  const found = [];
  for (let i = 0; i < (await list.locator("option").count()) - 1; i++) {
    await list.selectOption(String(i));
    const entries = new URLSearchParams(new URL(page.url()).hash.slice(1));
    found.push({ formula: await page.locator(".formula-input").inputValue(), at: entries.get("at") });
  }
  return found;
}

/**
 * Milliseconds from a change of the text to the frame that shows the new value and gradients, and to the one with the verdict on them.
 * Runs in the page.
 */
async function typed(text) {
  const field = document.querySelector(".formula-input");
  const view = document.querySelector(".view");
  const numbers = () => [...view.querySelectorAll(".verdict .value, .derivative")].map(({ textContent }) => textContent).join(" ");
  const painted = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      requestAnimationFrame(() => port2.postMessage(0));
    });
  const until = (holds) =>
    new Promise((done) => {
      const look = () => {
        if (!holds()) return;
        observer.disconnect();
        done();
      };
      const observer = new MutationObserver(look);
      observer.observe(view, { childList: true, characterData: true, subtree: true, attributes: true });
      look();
    });
  const before = numbers();
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await until(() => numbers() !== before);
  await painted();
  const first = performance.now() - start;
  await until(() => view.ariaBusy === "false");
  await painted();
  return [first, performance.now() - start];
}
