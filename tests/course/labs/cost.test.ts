import { describe, expect, test } from "vitest";
import { type CostData, cost } from "../../../src/course/labs/cost.js";
import { costFindings, forwardWinsFrom, growth, leftOut } from "../../../src/course/labs/cost-findings.js";
import { type CostLimits, type CostRow, type CostSweep, costSweep, type Stopwatch } from "../../../src/course/labs/cost-measure.js";
import { curve, layer, logLoss, type Problem, rosenbrock } from "../../../src/course/labs/cost-problems.js";
import type { LabReport } from "../../../src/course/labs/report.js";

const limits: CostLimits = { repeats: 1, mostOperations: 1e5, mostNodes: 5000 };

/** Whatever it measures takes a millisecond: nothing here rests on how fast the machine is. */
const millisecond: Stopwatch = () => () => 1;

const sweep = (problem: Problem, sizes: readonly number[], some: Partial<CostLimits> = {}) =>
  costSweep(problem, sizes, { ...limits, ...some }, undefined, millisecond);

describe("operations as the prepared derivatives count them", () => {
  const loss = sweep(logLoss, [1, 3, 10, 30, 100, 1000, 10_000]);

  test("-log sigmoid(w . x) takes 2n + 2 operations, and reverse mode 3n + 8 for value and gradient", () => {
    for (const { inputs, f, methods } of loss.rows) {
      expect(f).toMatchObject({ operations: 2 * inputs + 2, evaluations: 1 });
      expect(methods.reverse).toMatchObject({ operations: 3 * inputs + 8, evaluations: 1 });
    }
  });

  test("forward mode takes one evaluation for each input, numerical differentiation several", () => {
    for (const { inputs, methods } of loss.rows) {
      if (methods.forward !== undefined) expect(methods.forward.evaluations).toBe(inputs);
      if (methods.numerical !== undefined) expect(methods.numerical.evaluations).toBeGreaterThan(2 * inputs);
    }
  });

  test("on Rosenbrock's function reverse mode stays below 3 times f from 2 to 10,000 inputs, forward mode grows with n", () => {
    const { rows, ...rest } = sweep(rosenbrock, [2, 3, 10, 30, 100, 1000, 10_000], { mostOperations: 1e6 });
    for (const { f, methods } of rows) expect((methods.reverse?.operations ?? 0) / f.operations).toBeLessThan(3);
    expect(growth({ rows, ...rest }, "reverse", "operations")?.exponent).toBeCloseTo(0, 1);
    expect(growth({ rows, ...rest }, "forward", "operations")?.exponent).toBeCloseTo(1, 1);
  });

  test("of a Jacobian, forward mode takes a pass for each input, reverse mode one for each output", () => {
    for (const { outputs, methods } of sweep(layer(4), [1, 2, 4, 8]).rows) {
      expect([methods.forward?.evaluations, methods.reverse?.evaluations]).toEqual([4, outputs]);
    }
  });

  test("the layer with as many outputs as inputs costs both modes the same; with more, forward mode wins", () => {
    const { rows, ...rest } = sweep(layer(4), [1, 2, 4, 8]);
    const square = rows[2] as CostRow;
    expect(square.methods.forward?.operations).toBe(square.methods.reverse?.operations);
    expect(forwardWinsFrom({ rows, ...rest })).toBe(8);
    expect(forwardWinsFrom(sweep(curve, [1, 2, 4]))).toBe(2);
    expect(forwardWinsFrom(sweep(layer(4), [1, 2]))).toBeUndefined();
  });
});

test("a method that would take too long at a size is left out from there on, and the table says so", () => {
  const report = cost.run({ inputs: 300, outputs: 1, repeats: 1, mostOperations: 1e4, mostNodes: 1000 }) as LabReport<CostData>;
  const [loss] = report.data.sweeps as [CostSweep];
  const out = Object.fromEntries(leftOut(loss).map(({ method, last }) => [method, last]));
  expect(out).toEqual({ numerical: 10, symbolic: 10, forward: 30 });
  expect(report.tables[0]?.rows.at(-1)?.slice(2)).toEqual(["-", "-", "-", "1.51"]);
  expect(report.tables[0]?.title).toMatch(/\(-: left out\)/);
  expect(report.seen).toMatch(/Left out: numerical beyond 10, symbolic beyond 10 and forward beyond 30/);
});

describe("times", () => {
  test("are those of one call: what takes as long as a time shall take is called once", () => {
    const { rows } = sweep(curve, [2], { repeats: 3 });
    expect(rows[0]?.f.seconds).toBe(0.001);
    expect(rows[0]?.methods.reverse?.seconds).toBe(0.001);
  });

  // Every time is one of four seconds.
  const spent = (patience: number | undefined) => {
    let started = 0;
    const limits = { repeats: 9, mostOperations: 0, mostNodes: 0, ...(patience === undefined ? {} : { patience }) };
    costSweep(logLoss, [4, 2000], limits, undefined, () => {
      started++;
      return () => 4000;
    });
    return started;
  };

  test("are repeated for as long as there is patience, and at least three times", () => {
    expect(spent(1e9) - spent(undefined)).toBeGreaterThan(0);
    expect(spent(undefined)).toBe(spent(9_000));
    expect(spent(13_000)).toBeGreaterThan(spent(undefined));
    expect(spent(0)).toBe(spent(9_000));
  });
});

describe("the findings follow from the numbers", () => {
  const sweeps = [
    sweep(logLoss, [1, 3, 10, 30, 100]),
    sweep(rosenbrock, [2, 3, 10, 30]),
    sweep(curve, [1, 2, 4, 8]),
    sweep(layer(4), [1, 2, 4, 8]),
  ];
  const seen = (some: readonly CostSweep[]) => costFindings(some).map((finding) => finding.seen);
  const withMethods = (change: (row: CostRow) => CostRow["methods"]) =>
    sweeps.map(({ rows, ...rest }) => ({ ...rest, rows: rows.map((row) => ({ ...row, methods: change(row) })) }));

  test("as measured", () => {
    expect(seen(sweeps).slice(0, 4)).toEqual(["seen here", "seen here", "seen here", "seen here"]);
  });

  test("if reverse mode cost as much as forward mode, that would be said", () => {
    const alike = withMethods(({ methods }) => ({ ...methods, ...(methods.forward ? { reverse: methods.forward } : {}) }));
    expect(seen(alike)[0]).toBe("not seen here");
    expect(seen(alike)[3]).toBe("not seen here");
  });

  test("if forward mode cost no more with more inputs, that would be said", () => {
    const flat = withMethods(({ methods }) => (methods.reverse ? { forward: methods.reverse, numerical: methods.reverse } : {}));
    expect(seen(flat)[1]).toBe("not seen here");
  });

  test("fewer operations are faster, or are not, or sometimes", () => {
    const timed = (seconds: (operations: number) => number) =>
      withMethods(({ methods }) =>
        Object.fromEntries(Object.entries(methods).map(([name, own]) => [name, { ...own, seconds: seconds(own.operations) }])),
      );
    expect(seen(timed((operations) => operations))[4]).toBe("seen here");
    expect(seen(timed((operations) => 1 / operations))[4]).toBe("not seen here");
    expect(seen(timed((operations) => Math.max(operations, 1000)))[4]).toBe("depends");
  });

  test("with too few sizes for a line nothing is claimed", () => {
    const few = sweeps.map(({ rows, ...rest }) => ({ ...rest, rows: rows.slice(0, 2) }));
    expect(seen(few).slice(1, 3)).toEqual(["depends", "depends"]);
    expect(costFindings(few)[1]?.because).toMatch(/Too few sizes/);
  });
});

test("progress rises to 1, and every number shown is finite", () => {
  const fractions: number[] = [];
  const { data: _, ...report } = cost.run({ inputs: 10, outputs: 4, width: 2, repeats: 1 }, (fraction) => fractions.push(fraction));
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
  expect(JSON.stringify(report)).not.toMatch(/null|NaN|Infinity|undefined/);
});

describe("a bad setting is named, with what is allowed", () => {
  test.each<[Record<string, string | number>, RegExp]>([
    [{ inputs: 0 }, /^inputs: it is a whole number from 1 to 100000, not 0/],
    [{ outputs: 1.5 }, /^outputs: it is a whole number from 1 to 1000, not 1.5/],
    [{ width: "wide" }, /^width: .*not wide/],
    [{ repeats: 0 }, /^repeats: /],
    [{ mostOperations: -1 }, /^mostOperations: /],
    [{ mostNodes: Number.NaN }, /^mostNodes: .*not NaN/],
    [{ size: 3 }, /^the lab cost has no setting size/],
  ])("%j", (settings, message) => {
    expect(() => cost.run(settings)).toThrow(RangeError);
    expect(() => cost.run(settings)).toThrow(message);
  });
});
