// Random programs, line by line: how many statements, which names, which tests and loops.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ProgramConstraints, program, programAt } from "../../../src/fast-check.js";
import { chosen } from "./chance.js";

const texts = (constraints: ProgramConstraints = {}, numRuns = 60, seed = 2) =>
  fc.sample(program(constraints), { seed, numRuns }).map(String);
const linesOf = (text: string) => text.split("\n").map((line) => line.trim());
const statementsOf = (text: string) => linesOf(text).filter((line) => /^(let )?\w+ = |^if |^for /.test(line));
const returned = (text: string) => /return (.*);/.exec(text)?.[1] as string;
const small: ProgramConstraints = { functions: ["sin"], operators: ["+"], conditionals: false, size: 2 };

describe("statements", () => {
  test("are at most as many as stated, those inside branches and loops counted, and sometimes none or all", () => {
    for (const statements of [0, 1, 2, 5]) {
      const counts = new Set(texts({ ...small, statements }).map((text) => statementsOf(text).length));
      expect(Math.min(...counts)).toBe(0);
      expect(Math.max(...counts)).toBe(statements);
    }
  });

  test("are branches and loops only where two are left", () => {
    for (const text of texts({ ...small, statements: 1 })) expect(text).not.toMatch(/if|for/);
    const eight = texts({ ...small, statements: 8 });
    for (const part of [/if \(/, /else/, /for \(let i = 0; i < \d; i\+\+\)/, /for \(.*&& primal/])
      expect(eight).toContainEqual(expect.stringMatching(part));
  });

  test("come first where a name is declared", () => {
    for (const text of texts(small)) {
      const [first] = statementsOf(text);
      if (first !== undefined) expect(first).toMatch(/^let a = /);
      expect(text).not.toMatch(/ {4}let/);
    }
  });

  test("assign names again, and declare new ones", () => {
    const all = texts(small);
    expect(all).toContainEqual(expect.stringMatching(/\n {2}a = /));
    expect(all).toContainEqual(expect.stringMatching(/let b = /));
    expect(all).toContainEqual(expect.stringMatching(/let c = /));
  });
});

describe("names", () => {
  test("are letters that are neither inputs nor the counter of loops, in order", () => {
    const inputs = ["a", "c", "h"];
    const declared = texts({ ...small, variables: inputs, statements: 12 }).map((text) =>
      [...text.matchAll(/let ([a-hj-z]) = /g)].map(([, name]) => name),
    );
    for (const names of declared)
      expect(names).toEqual(["b", "d", "e", "f", "g", "j", "k", "l", "m", "n", "o", "p"].slice(0, names.length));
    expect(Math.max(...declared.map(({ length }) => length))).toBeGreaterThanOrEqual(6);
  });

  test("are assigned again when all letters are taken", () => {
    const inputs = "bcdefghjklmnopqrstuvwxyz".split("");
    for (const text of texts({ ...small, variables: inputs, statements: 6 }))
      expect([...text.matchAll(/let (\w)/g)].every(([, name]) => name === "a" || name === "i")).toBe(true);
  });

  test("that are read are inputs or were assigned before", () => {
    for (const text of texts(small, 30)) {
      const known = new Set(["x", "y", "i", "sin", "add", "primal", "let", "if", "else", "for", "return"]);
      for (const line of linesOf(text).slice(1)) {
        const [, target, right] = /^(?:let )?(\w+) = (.*)$/.exec(line) ?? [];
        for (const name of (right ?? line).match(/[a-z]+/g) ?? []) expect(known, `${name} in ${text}`).toContain(name);
        if (target !== undefined) known.add(target);
      }
    }
  });

  test("that were declared last are used in the result", () => {
    for (const text of texts(small)) {
      const last = [...text.matchAll(/let ([a-hj-z]) = /g)].at(-1)?.[1];
      // A result of numbers alone has no place for it.
      if (last !== undefined && /[a-z]/.test(returned(text).replaceAll(/sin|add/g, "")))
        expect(returned(text)).toMatch(new RegExp(`\\b${last}\\b`));
    }
  });
});

describe("tests and loops", () => {
  const all = texts({ ...small, statements: 8 }, 300);
  const found = (pattern: RegExp) =>
    [...new Set(all.flatMap((text) => [...text.matchAll(pattern)].map(([, one]) => one as string)))].sort();

  test("compare with halves from -1 to 2, both ways", () => {
    expect(found(/primal\(.*?\) [<>] ([-\d.]+)\)/g).sort()).toEqual(["-0.5", "-1", "0", "0.5", "1", "1.5", "2"].sort());
    expect(found(/primal\([^;]*\) ([<>]) /g)).toEqual(["<", ">"]);
  });

  test("look at a variable, or at an expression", () => {
    expect(all).toContainEqual(expect.stringMatching(/primal\([a-h]\) /));
    expect(all).toContainEqual(expect.stringMatching(/primal\(sin\(/));
  });

  test("repeat 2 to 4 times, or 2 to 8 where a test ends them sooner", () => {
    expect(found(/i < (\d+); i\+\+/g)).toEqual(["2", "3", "4"]);
    expect(found(/i < (\d+) && /g)).toEqual(["2", "3", "4", "5", "6", "7", "8"]);
  });

  test("have one other branch, or none", () => {
    expect(all).toContainEqual(expect.stringMatching(/if \(.*\{\n.*\n {2}\}\n/));
    expect(all).toContainEqual(expect.stringMatching(/if \(.*\{\n.*\n {2}\} else \{\n.*\n {2}\}\n/));
  });
});

describe("the result", () => {
  const hypots: ProgramConstraints = { ...small, functions: ["hypot"], operators: [], constants: false, size: 1 };

  test("has what was declared last in place of its first variable, unless it is there", () => {
    // One statement; everything else is the first of its kind.
    const { value } = program({ ...hypots, variables: ["x"], statements: 1 }).generate(chosen(1), undefined);
    expect(linesOf(String(value))).toEqual(["({ x }) => {", "let a = hypot(x, x);", "return hypot(a, x);", "}"]);
    expect(texts({ ...hypots, statements: 1 })).toContainEqual(expect.stringMatching(/return hypot\([xy], a\)/));
  });

  test("may leave inputs out", () => {
    const results = texts({ ...hypots, statements: 0 }).map(returned);
    for (const one of ["hypot(x, x)", "hypot(x, y)", "hypot(y, x)", "hypot(y, y)"]) expect(results).toContain(one);
  });
});

describe("expressions", () => {
  test("have at most the stated number of operations, and at least one where there may be any", () => {
    const operations = (text: string) => (text.match(/sin|add/g) ?? []).length;
    const results = texts({ ...small, statements: 0, size: 3, depth: 3 }).map(returned);
    expect(new Set(results.map(operations))).toEqual(new Set([1, 2, 3]));
    expect(
      texts({ ...small, statements: 0, size: 0 })
        .map(returned)
        .every((text) => operations(text) === 0),
    ).toBe(true);
    expect(
      texts({ ...small, statements: 0, size: 4, depth: 1 })
        .map(returned)
        .every((text) => operations(text) === 1),
    ).toBe(true);
  });
});

describe("a program", () => {
  test("has a source for text, and its inputs in order", () => {
    const [f] = fc.sample(program({ ...small, variables: ["v", "u"], statements: 0 }), { seed: 1, numRuns: 1 });
    expect(f?.inputs).toEqual(["v", "u"]);
    expect(String(f)).toMatch(/^\(\{ v, u \}\) => \{\n {2}return .*;\n\}$/);
    expect(fc.stringify(f)).toBe(String(f));
  });

  test.each([[-1], [1.5], [Number.NaN]])("of %d statements is refused", (statements) => {
    for (const make of [program, programAt]) {
      expect(() => make({ statements })).toThrow(RangeError);
      expect(() => make({ statements })).toThrow(`statements is a whole number from 0 on, not ${statements}.`);
    }
  });

  test("with a point is defined there, by the inputs that it has", () => {
    for (const { program: f, at } of fc.sample(programAt({ functions: ["log"], operators: ["-"], conditionals: false }), {
      seed: 4,
      numRuns: 60,
    })) {
      expect(Object.keys(at)).toEqual(f.inputs);
      expect(f(at)).toSatisfy(Number.isFinite);
    }
  });

  test("that is defined nowhere is not looked for for ever", () => {
    const nowhere = programAt({
      variables: ["x"],
      functions: ["acosh"],
      operators: [],
      constants: false,
      conditionals: false,
      depth: 1,
      size: 1,
      statements: 0,
      range: [-1, 0],
    });
    expect(() => fc.sample(nowhere, 1)).toThrow(/^no program of this grammar was found that is defined somewhere/);
  });
});
