// Sums with 0 are there to turn -0 into 0. Where nobody can see the sign of a zero they are left out.

import { numberOf, rowNumbered } from "./expressions.js";
import { call, constant, copy, firstRow, operandCount, type ScalarProgram, type Slot } from "./scalar-program.js";

/** Rows whose results do not depend on the signs of zeros among their operands. */
const blind = new Set(["scale", "square", "abs", "exp", "cos", "cosh", "lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"]);
/** Rows whose results then differ in the sign of a zero at most: it matters as far as it matters for the result. */
const passing = new Set(["add", "sub", "mul", "neg", "where"]);

/** The same program, in which operands that are sums with 0 are read past the sum where that changes no result. */
export function withoutZeroSums(program: ScalarProgram): ScalarProgram {
  const seen = seenSigns(program);
  const { codes, x, y, w, initial } = program;
  const add = numberOf("add") + firstRow;
  const isZero = (slot: Slot) => codes[slot] === constant && Object.is(initial[slot], 0);
  const past = (slot: Slot): Slot => {
    while (codes[slot] === add && seen[slot] === 0) {
      if (isZero(y[slot] as Slot)) slot = x[slot] as Slot;
      else if (isZero(x[slot] as Slot)) slot = y[slot] as Slot;
      else break;
    }
    return slot;
  };
  return { ...program, x: mapOperands(program, x, 1, past), y: mapOperands(program, y, 2, past), w: mapOperands(program, w, 3, past) };
}

function mapOperands({ codes }: ScalarProgram, column: Int32Array, position: number, past: (slot: Slot) => Slot): Int32Array {
  return column.map((slot, t) => (operandCount(codes[t] as number) >= position ? past(slot) : slot));
}

/** Marks slots of whose zeros the sign can be seen: in an output, by a function, or by a result of which it can be seen. */
function seenSigns(program: ScalarProgram): Uint8Array {
  const { codes, x, y, w } = program;
  const seen = new Uint8Array(codes.length);
  for (const { start, size } of program.outputs) seen.fill(1, start, start + size);
  for (let t = codes.length - 1; t >= 0; t--) {
    const code = codes[t] as number;
    const count = operandCount(code);
    if (code === call)
      for (const { start, shape } of program.calls[x[t] as number]?.operands ?? [])
        seen.fill(1, start, start + shape.reduce((a, b) => a * b, 1));
    if (count === 0 || (code !== copy && blind.has(rowNumbered(code - firstRow).name))) continue;
    if (seen[t] === 0 && (code === copy || passing.has(rowNumbered(code - firstRow).name))) continue;
    for (const slot of [x, y, w].slice(0, count)) seen[slot[t] as Slot] = 1;
  }
  return seen;
}
