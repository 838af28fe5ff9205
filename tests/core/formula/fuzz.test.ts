// Random and mutated text. TRIGRAD_FUZZ_SECONDS=60 makes it a minute.

import { expect, test } from "vitest";
import { explain, FormulaError, formulaTex, formulaText, parseFormula } from "../../../src/core/formula/index.js";
import type { Value } from "../../../src/core/graph/trace.js";
import "../../../src/core/primitives/index.js";

const seconds = Number(process.env.TRIGRAD_FUZZ_SECONDS ?? 2);
const randomSeed = Number(process.env.TRIGRAD_SEED ?? Date.now() % 2 ** 32);

const seeds = [
  "(x + y) * z",
  "1/(1 + e^-(w . x))",
  "x > 0 ? log(x) : 0",
  "||z| - |x||",
  "[1, 2; 3, 4] * [x, y]",
  "max(x, y, z)^2",
  "sin(x)² + cos(x)²",
  "W[1, 2] * w[3]",
  "-log(1 - sigmoid(x))",
  "0 < x <= y and not z == 2",
  "2x**3 - 4.5e-3y",
  "W' * w",
  "logsumexp(w .* [1,2,3])",
  "θ·σ(α)",
]; // mutated below
const pieces = [
  ..."xyzweπσ0123456789.+-*/^()[]|,;:?'<>=!&%\"`{}\\@#$ ~_²⁻√∞−×÷·≤≠\t\n\0\u200b\uD83D數",
  "sin(",
  "log",
  "max(",
  "**",
  "||",
  "&&",
  ".*",
  "./",
  ".^",
  "==",
  "and ",
  " or ",
  "not ",
  " mod ",
  "1e9",
  "1e400",
  "constructor",
  "__proto__",
  "toString(",
  "zeros(",
  "import(",
  " in ",
  " to ",
  "end",
  "true",
  "x ? ",
  " : ",
  "((((",
  "))))",
  "[[",
  "]]",
  "^-",
  "i",
  "NaN",
  "cm",
]; // one or a few characters each

/** mulberry32 */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function someText(random: (below: number) => number): string {
  const piece = () => pieces[random(pieces.length)] as string;
  if (random(3) === 0) return Array.from({ length: random(30) }, piece).join("");
  let text = seeds[random(seeds.length)] as string;
  for (let i = random(4); i >= 0; i--) {
    const [from, to] = [random(text.length + 1), random(text.length + 1)];
    const kind = random(4);
    if (kind === 0) text = text.slice(0, from) + piece() + text.slice(from);
    else if (kind === 1) text = text.slice(0, from) + text.slice(from + 1 + random(3));
    else if (kind === 2) text = text.slice(0, from) + piece() + text.slice(from + 1);
    else text = text.slice(0, from) + text.slice(Math.min(from, to), Math.max(from, to)) + text.slice(from);
  }
  return text;
}

const at: Record<string, Value> = {
  x: 0.5,
  y: 2,
  z: -3,
  w: [1, 2, 3],
  W: [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
  θ: 1,
  α: 2,
};

function tryOut(text: string): void {
  const formula = parseFormula(text);
  expect(parseFormula(formulaText(formula.node)).names.toSorted()).toEqual(formula.names.toSorted());
  formulaTex(formula.node);
  const value = formula.evaluate(at);
  expect(parseFormula(formulaText(formula.node)).evaluate(at)).toEqual(value);
}

test(`every text is a formula or a FormulaError, at once (seed ${randomSeed})`, { timeout: 1000 * seconds + 30_000 }, () => {
  const random = generator(randomSeed);
  const end = performance.now() + 1000 * seconds;
  let accepted = 0;
  let refused = 0;
  while (performance.now() < end) {
    const text = someText(random);
    const start = performance.now();
    try {
      tryOut(text);
      accepted++;
    } catch (error) {
      if (!(error instanceof FormulaError))
        throw new Error(`${JSON.stringify(text)}: ${error instanceof Error ? error.stack : String(error)}`);
      expect(error.position ?? 0, text).toBeGreaterThanOrEqual(0);
      expect(error.position ?? 0, text).toBeLessThanOrEqual(text.length);
      expect(explain(error)).toContain(error.message);
      refused++;
    }
    expect(performance.now() - start, text).toBeLessThan(200);
  }
  expect(accepted).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(10);
});
