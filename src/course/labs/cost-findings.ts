// What the measured costs say: operations are counted and the same everywhere, times belong to the machine and the hour.

import type { MethodName } from "../../core/differentiators/differentiator.js";
import { type CostRow, type CostSweep, type MethodCost, methodNames } from "./cost-measure.js";
import { fitPowerLaw, isPower, type PowerLaw } from "./fit.js";
import { seenIn } from "./judge.js";
import type { Finding } from "./report.js";
import { count, inFull, list, say, span } from "./words.js";

export type Measure = "operations" | "seconds";

export const sizeOf = ({ grows }: Pick<CostSweep, "grows">, row: CostRow) => row[grows];

/** The cost of one derivative as a multiple of that of f; undefined where the method was left out. */
export function ratio(row: CostRow, method: MethodName, measure: Measure): number | undefined {
  const cost = row.methods[method];
  return cost === undefined ? undefined : cost[measure] / row.f[measure];
}

/** How the ratio grows with the size. */
export function growth(sweep: CostSweep, method: MethodName, measure: Measure): PowerLaw | undefined {
  return fitPowerLaw(sweep.rows.map((row) => ({ x: sizeOf(sweep, row), y: ratio(row, method, measure) ?? Number.NaN })));
}

export function costFindings(sweeps: readonly CostSweep[]): readonly Finding[] {
  const inputs = sweeps.filter(({ grows }) => grows === "inputs");
  const outputs = sweeps.filter(({ grows }) => grows === "outputs");
  return [
    fewTimesWhatever(inputs),
    grows("Forward mode and numerical differentiation take operations in proportion to the number of inputs.", inputs, {
      methods: ["forward", "numerical"],
      exponent: 1,
    }),
    grows("Once prepared, the symbolic gradient takes a constant multiple of the operations of f, too.", inputs, {
      methods: ["symbolic"],
      exponent: 0,
    }),
    cheaperSide(outputs),
    fasterToo(sweeps),
  ];
}

const ratios = ({ rows }: CostSweep, method: MethodName, measure: Measure = "operations") =>
  rows.flatMap((row) => ratio(row, method, measure) ?? []);

function fewTimesWhatever(sweeps: readonly CostSweep[]): Finding {
  return {
    claim: "Reverse mode takes at most about 4 times the operations of f, whatever the number of inputs.",
    seen: seenIn(sweeps.map((sweep) => ratios(sweep, "reverse").every((each) => each <= 4))),
    because: `${list(
      sweeps.map((sweep) => {
        const sizes = sweep.rows.flatMap((row) => (row.methods.reverse === undefined ? [] : [row.inputs]));
        return `${span(ratios(sweep, "reverse"))} times for ${sweep.problem} with n = ${inFull(sizes[0] ?? 0)} to ${inFull(sizes.at(-1) ?? 0)}`;
      }),
    )}. In time, which belongs to the machine, it was ${list(sweeps.map((sweep) => `${span(ratios(sweep, "reverse", "seconds"))} times`))}.`,
  };
}

/** A claim about the exponent of the ratio, in operations; sweeps in which a method came to too few sizes do not count. */
function grows(
  claim: string,
  sweeps: readonly CostSweep[],
  { methods, exponent }: { readonly methods: readonly MethodName[]; readonly exponent: number },
): Finding {
  const fitted = methods.flatMap((method) =>
    sweeps.flatMap((sweep) => {
      const law = growth(sweep, method, "operations");
      return law === undefined ? [] : [{ method, sweep, law }];
    }),
  );
  if (fitted.length === 0) {
    return {
      claim,
      seen: "depends",
      because: "Too few sizes were measured for a line: raise mostOperations or mostNodes, or take more inputs.",
    };
  }
  const words = fitted.map(({ method, sweep, law }) => {
    const all = ratios(sweep, method);
    return `${method} on ${sweep.problem} goes with n^${law.exponent.toFixed(2)}, from ${say(Math.min(...all))} to ${say(Math.max(...all))} times f`;
  });
  return { claim, seen: seenIn(fitted.map(({ law }) => isPower(law, exponent))), because: `${capital(words.join("; "))}.` };
}

function cheaperSide(sweeps: readonly CostSweep[]): Finding {
  const decided = sweeps.flatMap(({ rows }) =>
    rows.filter(({ inputs, outputs, methods }) => inputs !== outputs && methods.forward && methods.reverse),
  );
  const holds = ({ inputs, outputs, methods }: CostRow) => {
    const [push, pull] = [methods.forward?.operations ?? 0, methods.reverse?.operations ?? 0];
    return outputs > inputs ? push < pull : pull < push;
  };
  return {
    claim:
      "For a Jacobian, forward mode takes fewer operations than reverse mode where there are more outputs than inputs, and more where there are fewer.",
    seen: decided.length === 0 ? "depends" : seenIn(decided.map(holds)),
    because: `${capital(sweeps.map(crossingWords).join("; "))}.`,
  };
}

/** The smallest number of outputs from which on forward mode takes fewer operations. */
export function forwardWinsFrom({ rows }: CostSweep): number | undefined {
  const both = rows.filter(({ methods }) => methods.forward !== undefined && methods.reverse !== undefined);
  const dearer = both.findLastIndex(
    ({ methods }) => (methods.forward as MethodCost).operations >= (methods.reverse as MethodCost).operations,
  );
  return both[dearer + 1]?.outputs;
}

function crossingWords(sweep: CostSweep): string {
  const from = forwardWinsFrom(sweep);
  const { inputs } = sweep.rows[0] as CostRow;
  const head = `${sweep.problem}, with ${count(inputs, "input")}`;
  return from === undefined
    ? `${head}: forward takes no fewer up to ${count(sweep.rows.at(-1)?.outputs ?? 0, "output")}`
    : `${head}: forward takes fewer from ${count(from, "output")} on`;
}

/** Where one method takes less than half of the operations of another, is it faster as well? */
function fasterToo(sweeps: readonly CostSweep[]): Finding {
  const pairs = sweeps.flatMap(({ rows }) => rows.flatMap(({ methods }) => pairsOf(Object.values(methods))));
  const faster = pairs.filter(([fewer, more]) => fewer.seconds < more.seconds);
  return {
    claim: "Where a method takes less than half of the operations of another, it is faster as well.",
    seen: pairs.length === 0 ? "depends" : seenIn(pairs.map(([fewer, more]) => fewer.seconds < more.seconds)),
    because: `It was in ${faster.length} of ${count(pairs.length, "pair")} of methods at the same size, on this machine and at this hour.`,
  };
}

function pairsOf(costs: readonly MethodCost[]): [MethodCost, MethodCost][] {
  return costs.flatMap((a) => costs.filter((b) => 2 * a.operations < b.operations).map((b): [MethodCost, MethodCost] => [a, b]));
}

/** Methods that were not measured at every size, with the last size at which they were. */
export function leftOut(sweep: CostSweep): { method: MethodName; last: number }[] {
  return methodNames.flatMap((method) => {
    const measured = sweep.rows.filter(({ methods }) => methods[method] !== undefined);
    const last = measured.at(-1);
    return last === undefined || measured.length === sweep.rows.length ? [] : [{ method, last: sizeOf(sweep, last) }];
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
