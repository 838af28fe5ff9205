// Nothing of a user's text gets into generated code, and without generated code everything still works.

import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { interpreter, type Point, record, reverse, sum, type TracedFunction, type Value } from "../../../src/index.js";
import { inputsOf } from "./same-bits.js";

const hostile = [
  "__proto__",
  "constructor",
  "m",
  "v0",
  "calls",
  "product",
  "return 1;//",
  "` + process.exit() + `",
  "\u2028",
  "'); throw 1; ('",
  "x\ny",
  "",
  "Infinity",
  "prototype",
];

/** Texts that are given to `new Function` while `body` runs. */
async function generated(body: (core: typeof import("../../../src/index.js")) => void): Promise<readonly string[]> {
  const texts: string[] = [];
  const Original = Function;
  const spy = function spied(...parts: string[]) {
    texts.push(...parts);
    return Original(...parts);
  };
  vi.stubGlobal("Function", spy);
  vi.resetModules();
  body(await import("../../../src/index.js"));
  return texts;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The closed list: names that are counted up, a few words of the language, numbers and operators. */
const words = /^(?:use|strict|const|let|for|return|m|f|i|j|p|calls|product|fill|copyWithin|Math|abs|true|Infinity|NaN|[vfsrpc]\d+)$/;
/** The one function that a text defines. */
const frame = "return (function () {\n";

function expectClosedList(texts: readonly string[]): void {
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) {
    const rest = text.replace(frame, "").replaceAll(/\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/g, "0");
    for (const word of rest.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []) expect(word, text).toMatch(words);
    expect(rest).toMatch(/^[\w\s"+\-*/=<>!?:;,.()[\]{}&|]*$/);
  }
}

describe("generated code is made of a closed list", () => {
  it("whatever the inputs are called, in statements and in loops", async () => {
    const texts = await generated((core) => {
      for (const name of hostile) {
        for (const value of [2, Array.from({ length: 2000 }, (_, i) => i / 7)]) {
          const f = (inputs: Readonly<Record<string, Value>>) => core.sum(core.mul(core.sin(inputs[name] as Value), inputs[name] as Value));
          const prepared = core.reverse.gradient(f as never);
          const { run, gradient, inputs } = prepared.buffers(Object.fromEntries([[name, value]]));
          run();
          expect(Object.keys(inputs)).toEqual([name]);
          expect(gradient[name]?.length).toBe(typeof value === "number" ? 1 : 2000);
        }
      }
    });
    expectClosedList(texts);
  });

  it("whatever numbers a formula holds", async () => {
    const texts = await generated((core) => {
      for (const number of [1e-300, 1.5e300, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 123456.789, 5e-324]) {
        const { graph } = core.record((inputs) => core.add(core.mul(inputs["x"] as Value, number), number), { x: 1 });
        core.compiled(graph)([Float64Array.of(-number)]);
      }
    });
    expectClosedList(texts);
  });
});

describe("the names of inputs are data", () => {
  it("any names give the gradient that x and y give", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(fc.constantFrom(...hostile), fc.string()), { minLength: 2, maxLength: 2 }),
        ([first = "", second = ""]) => {
          const f: TracedFunction = (inputs) => sum([inputs[first], inputs[second]].reduce((a, b) => b ?? a) as Value);
          const point: Point = Object.fromEntries([
            [first, 2],
            [second, 3],
          ]);
          const { graph } = record(f, point);
          const { run, value } = reverse.prepare(graph, "gradient").buffers(point);
          run();
          expect(value[0]).toBe(interpreter(graph)(inputsOf(graph, point)).outputs[0]?.data[0]);
        },
      ),
    );
  });
});

describe("where `new Function` is forbidden", () => {
  it("the interpreter serves: same values, and no error", async () => {
    let asked = 0;
    vi.stubGlobal("Function", function forbidden() {
      asked++;
      throw new EvalError("Code generation from strings disallowed for this context");
    });
    vi.resetModules();
    const core = await import("../../../src/index.js");
    const f = ({ x }: { readonly x: Value }) => core.sum(core.mul(core.exp(x), x));
    for (const x of [[1, 2, 3], Array.from({ length: 5000 }, (_, i) => i / 5000)]) {
      const gradient = core.reverse.gradient(f);
      const expected = x.map((entry) => Math.exp(entry) + entry * Math.exp(entry));
      // More calls than would make compiling worth while.
      for (let call = 0; call < 400; call++) gradient({ x });
      (gradient({ x }).gradient["x"] as number[]).forEach((slope, i) => {
        expect(slope).toBeCloseTo(expected[i] as number, 12);
      });
    }
    expect(asked, "tried once, and remembered").toBe(1);
  });
});
