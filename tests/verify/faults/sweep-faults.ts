// Flaws of the sweeps: what several uses of one value send is not added up as it should be.

import { add, mul } from "../../../src/index.js";
import type { FaultKind, FaultOf, InSweep } from "./fault.js";
import { type Flaw, flawedForward, flawedReverse } from "./sweeps.js";

const inReverse = (kind: FaultKind, what: string, flaw: Flaw): FaultOf<InSweep> => ({
  id: `reverse mode: ${what}`,
  kind,
  size: "gross",
  where: { table: "sweeps", method: flawedReverse(flaw) },
});

const inForward = (kind: FaultKind, what: string, flaw: Flaw): FaultOf<InSweep> => ({
  id: `forward mode: ${what}`,
  kind,
  size: "gross",
  where: { table: "sweeps", method: flawedForward(flaw) },
});

export const sweepFaults: readonly FaultOf<InSweep>[] = [
  inReverse("branch", "the last use of a value overwrites the others", { combine: (_, received) => received }),
  inReverse("branch", "only the first use of a value counts", { combine: (known) => known }),
  inReverse("branch", "uses are averaged", { combine: (known, received) => mul(0.5, add(known, received)) }),
  inReverse("branch", "uses are multiplied", { combine: (known, received) => mul(known, received) }),
  inReverse("branch", "x * x counts x once", { countsOperandOnce: true }),
  inReverse("branch", "an adjoint is sent on before all uses have arrived", { sendsEarly: true }),
  inReverse("factor", "starts with 2", { seed: 2 }),
  inForward("branch", "the last operand overwrites the others", { combine: (_, received) => received }),
  inForward("branch", "only the first operand counts", { combine: (known) => known }),
  inForward("branch", "x * x counts x once", { countsOperandOnce: true }),
  inForward("factor", "starts with 2", { seed: 2 }),
];
