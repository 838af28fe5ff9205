// Matrix products in WebAssembly and in JavaScript: the same bits, and the bytes that the source gives.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, scratchFor } from "../../../src/core/execute/products/memory.js";
import { matmul, type Value } from "../../../src/index.js";
import { wildNumber } from "./same-bits.js";

const size = fc.integer({ min: 1, max: 13 });
const factors = fc.record({ m: size, k: size, n: size, leftTurned: fc.boolean(), rightTurned: fc.boolean() }).chain((given) =>
  fc.record({
    given: fc.constant(given),
    a: fc.array(wildNumber, { minLength: given.m * given.k, maxLength: given.m * given.k }),
    b: fc.array(wildNumber, { minLength: given.k * given.n, maxLength: given.k * given.n }),
  }),
);

describe("the product of two matrices, turned around or not", () => {
  it("has the same bits by WebAssembly, by the plain kernel and by matmul", () => {
    fc.assert(
      fc.property(factors, ({ given: { m, k, n, leftTurned, rightTurned }, a, b }) => {
        const rows = (entries: readonly number[], height: number, width: number, turned: boolean) =>
          Array.from({ length: height }, (_, i) =>
            Array.from({ length: width }, (_, j) => entries[turned ? j * height + i : i * width + j] as number),
          );
        const expected = matmul(rows(a, m, k, leftTurned), rows(b, k, n, rightTurned)) as Value as number[][];
        for (const vectorised of [true, false]) {
          const [right, result] = [a.length, a.length + b.length];
          const { entries, product, unit } = allocate(result + m * n + scratchFor(k), vectorised);
          expect(unit, "WebAssembly serves where it is asked for").toBe(vectorised ? 8 : 1);
          entries.set([...a, ...b]);
          const places = [
            0,
            leftTurned ? 1 : k,
            leftTurned ? m : 1,
            right,
            rightTurned ? 1 : n,
            rightTurned ? k : 1,
            result,
            result + m * n,
          ];
          const [from, row, column, to, toRow, toColumn, out, scratch] = places.map((place) => place * unit) as [
            number,
            number,
            number,
            number,
            number,
            number,
            number,
            number,
          ];
          product(m, k, n, from, row, column, to, toRow, toColumn, out, scratch);
          expect(Array.from(entries.subarray(result, result + m * n))).toEqual(expected.flat());
        }
      }),
      { numRuns: 500 },
    );
  });

  it("a memory that the engine cannot give is an ordinary one", () => {
    const { unit } = allocate(2 ** 20, false);
    expect(unit).toBe(1);
  });
});

it("the bytes are those that the source gives", () => {
  // Exits with an error, and says what to run, where they differ.
  execFileSync(process.execPath, ["scripts/kernels.mjs", "--check"], { stdio: "pipe" });
});
