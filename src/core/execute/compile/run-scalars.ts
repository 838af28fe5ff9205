// The interpreter of scalar programs: one number for each operation, four more for where its operands stand.

import { numberOf, rowFunctions } from "./expressions.js";
import { bindCall, call, called, constant, copy, firstRow, given, type ScalarProgram } from "./scalar-program.js";

/** Runs a program on a memory; 3 to 7 ns an operation of arithmetic. */
export function scalarRunner({ codes, x, y, w, calls }: ScalarProgram, memory: Float64Array): () => void {
  const [add, sub, mul, scale, div, neg, square] = ["add", "sub", "mul", "scale", "div", "neg", "square"].map(
    (name) => numberOf(name) + firstRow,
  );
  const functions = rowFunctions();
  const bound = calls.map((each) => bindCall(each, memory));
  return () => {
    for (let t = 0; t < codes.length; t++) {
      const code = codes[t] as number;
      const a = memory[x[t] as number] as number;
      if (code === add) memory[t] = a + (memory[y[t] as number] as number);
      else if (code === mul) memory[t] = a * (memory[y[t] as number] as number);
      else if (code === scale) {
        const b = memory[y[t] as number] as number;
        const product = a * b;
        memory[t] = Math.abs(product) > 0 ? product : a === 0 || b === 0 ? 0 : product;
      } else if (code === sub) memory[t] = a - (memory[y[t] as number] as number);
      else if (code === neg) memory[t] = -a;
      else if (code === square) memory[t] = a * a;
      else if (code === div) memory[t] = a / (memory[y[t] as number] as number);
      else if (code >= firstRow) {
        const f = functions[code - firstRow] as (x: number, y: number, w: number) => number;
        memory[t] = f(a, memory[y[t] as number] as number, memory[(w[t] ?? 0) as number] as number);
      } else if (code === copy) memory[t] = a;
      else if (code === call) (bound[x[t] as number] as () => void)();
      // Nothing to do for what is given, constant, or written by a call before.
      else if (code !== given && code !== constant && code !== called) throw new Error(`no operation has the code ${code}`);
    }
  };
}
