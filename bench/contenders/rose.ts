// rose 0.4: functions of vectors with loops, differentiated in reverse and compiled to WebAssembly.

import { type Contender, Unable } from "./contender.js";

/** A body of more operations than this does not compile in reasonable time. */
const mostOperations = 20_000;

export const rose: Contender = {
  name: "rose",
  precision: "float64",
  prepare: async (problem) => {
    if (problem.kind === "chain" && problem.length > mostOperations) return new Unable("too many operations");
    const { prepareInRose } = await import("./rose-prepare.js");
    return prepareInRose(problem);
  },
};
