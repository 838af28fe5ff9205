// The same for a list of scalar operations as for a graph: where nobody can see the sign of a zero, sums with 0 are read past.

import { seesSigns } from "../optimise/zero-signs.js";
import { numberOf, rowNumbered } from "./expressions.js";
import { call, constant, copy, firstRow, operandCount, type ScalarProgram, type Slot } from "./scalar-program.js";

/** The same program, in which operands that are sums with 0 are read past the sum where that changes no result. */
export function withoutZeroSums(program: ScalarProgram): ScalarProgram {
  const seen = seenSigns(program);
  const { codes, x, y, w, initial } = program;
  const add = numberOf("add") + firstRow;
  const isZero = (slot: Slot) => codes[slot] === constant && Object.is(initial[slot], 0);
  const past = (slot: Slot): Slot => {
    while (codes[slot] === add) {
      if (isZero(y[slot] as Slot)) slot = x[slot] as Slot;
      else if (isZero(x[slot] as Slot)) slot = y[slot] as Slot;
      else break;
    }
    return slot;
  };
  const mapped = (column: Int32Array, position: number) =>
    column.map((slot, t) => (operandCount(codes[t] as number) < position || sees(program, t, seen) ? slot : past(slot)));
  return { ...program, x: mapped(x, 1), y: mapped(y, 2), w: mapped(w, 3) };
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
    if (count > 0 && sees(program, t, seen)) for (const slot of [x, y, w].slice(0, count)) seen[slot[t] as Slot] = 1;
  }
  return seen;
}

/** Can the signs of zeros among the operands of slot t be told? */
function sees({ codes }: ScalarProgram, t: Slot, seen: Uint8Array): boolean {
  const code = codes[t] as number;
  return code === copy ? seen[t] === 1 : seesSigns(rowNumbered(code - firstRow).name, seen[t] === 1);
}
