// Random programs: what is printed is what runs, and failures become a few lines.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ProgramAt, program, programAt } from "../../../src/fast-check.js";
import * as library from "../../../src/index.js";

/** The program that a text says. */
function compiled(text: string): library.TracedFunction {
  const names = Object.keys(library);
  return new Function(...names, `return ${text};`)(...Object.values(library)) as library.TracedFunction;
}

describe("programs", () => {
  test("do what their source says", () => {
    fc.assert(
      fc.property(programAt(), ({ program: f, at }) => {
        expect(compiled(String(f))(at)).toEqual(f(at));
      }),
      { numRuns: 200 },
    );
  });

  test("branch and loop, on their numbers and without", () => {
    const texts = fc.sample(program(), 300).map(String);
    for (const part of [/\bif \(primal/, /else/, /for \(let i = 0; i < \d; i\+\+\)/, /for \(.*&& primal/, /where\(/, /max\(/]) {
      expect(
        texts.some((text) => part.test(text)),
        String(part),
      ).toBe(true);
    }
  });

  test("are contradicted by no method", () => {
    fc.assert(
      fc.property(programAt(), ({ program: f, at }) => {
        const { verdict, message } = library.compare(f, at);
        expect(["agree", "not-differentiable", "outside-domain", "inconclusive"], message).toContain(verdict);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test("keep to a grammar", () => {
    const f = program({ variables: ["u"], functions: ["sin"], operators: ["*"], conditionals: false, constants: fc.constant(3) });
    fc.assert(
      fc.property(f, (drawn) => {
        const called = [...String(drawn).matchAll(/([a-z]\w*)\(/g)].map(([, name]) => name as string);
        expect(["sin", "mul", "primal"]).toEqual(expect.arrayContaining([...new Set(called)]));
        expect(drawn.inputs).toEqual(["u"]);
      }),
      { numRuns: 100 },
    );
  });

  test("are printed as source by fast-check", () => {
    const { counterexample } = fc.check(
      fc.property(programAt(), () => false),
      { numRuns: 1 },
    );
    expect(fc.stringify(counterexample)).toMatch(/^\[\{"program":\(\{ x, y \}\) => \{\n {2}return x;\n\},"at":\{"x":1,"y":1\}\}\]$/);
  });
});

describe("failing programs shrink", () => {
  const smallest = (fails: (given: ProgramAt) => boolean) => {
    const { counterexample } = fc.check(
      fc.property(programAt(), (given) => !fails(given)),
      { numRuns: 2000 },
    );
    return String(counterexample?.[0].program);
  };

  test("to one expression where no statement is at fault", () => {
    expect(smallest(({ program: f }) => /tanh\(/.test(String(f)))).toMatch(/^\(\{ x, y \}\) => \{\n {2}return tanh\([x1]\);\n\}$/);
  });

  test("to one branch", () => {
    const text = smallest(({ program: f }) => /if \(primal\((.|\n)*exp\(/.test(String(f)));
    expect(text.split("\n").length).toBeLessThanOrEqual(7);
  });

  test("to one loop", () => {
    const text = smallest(({ program: f }) => /for \((.|\n)*sin\(/.test(String(f)));
    expect(text.split("\n").length).toBeLessThanOrEqual(7);
    expect(text).not.toMatch(/if/);
  });

  test("every step is a program that runs", () => {
    fc.check(
      fc.property(program(), (f) => {
        expect(() => compiled(String(f))({ x: 0.5, y: 0.25 })).not.toThrow();
        return String(f).split("\n").length < 5;
      }),
      { numRuns: 100 },
    );
  });
});

test("a program without statements is a formula", () => {
  fc.assert(fc.property(program({ statements: 0 }), (f) => String(f).split("\n").length === 3));
  expect(() => program({ statements: -1 })).toThrow(/statements is a whole number/);
});
