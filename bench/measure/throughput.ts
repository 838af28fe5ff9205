// Throughput: cross-checks a second as formulas grow, and training steps a second.

import { recorder } from "../../src/core/differentiators/program.js";
import { operations } from "../../src/core/execute/operations.js";
import { type Nested, toNested } from "../../src/core/graph/tensor.js";
import { fitPowerLaw, type PowerLaw } from "../../src/course/labs/fit.js";
import { median } from "../../src/course/labs/statistics.js";
import type { DataSet } from "../../src/course/networks/data/data-set.js";
import { sgd, trainSteps } from "../../src/course/networks/training/index.js";
import { judge } from "../../src/verify/crosscheck.js";
import { formulaSuite } from "../../src/verify/crosscheck-formulas.js";
import type { Ready } from "../contenders/contender.js";
import { handWritten } from "../contenders/hand-written/index.js";
import type { Network } from "../tasks/problem.js";
import { type NetworkShape, network } from "../tasks/problems.js";
import { interleaved, type Timing } from "./interleaved.js";

export interface CrosscheckRow {
  /** operations that a formula may have, and the median of those that they had */
  readonly size: number;
  readonly operations: number;
  readonly checks: number;
  readonly perSecond: number;
}

export interface Crosschecks {
  readonly rows: readonly CrosscheckRow[];
  /** of the time of a cross-check over the operations of a formula */
  readonly growth?: PowerLaw;
}

const randomSeed = 20261124;

/** @param milliseconds for each size */
export function measureCrosschecks(sizes: readonly number[], milliseconds: number): Crosschecks {
  const rows = sizes.map((size): CrosscheckRow => {
    const suite = formulaSuite({ size });
    const counts: number[] = [];
    let spent = 0;
    for (let i = 0; spent < milliseconds; i++) {
      const subject = suite.subject(suite.cases.at(randomSeed, i));
      const start = performance.now();
      judge(subject);
      spent += performance.now() - start;
      counts.push(operations(recorder(subject.f)(subject.point).graph));
    }
    return { size, operations: median(counts), checks: counts.length, perSecond: (1000 * counts.length) / spent };
  });
  const growth = fitPowerLaw(rows.map(({ operations: x, perSecond }) => ({ x, y: 1 / perSecond })));
  return { rows, ...(growth === undefined ? {} : { growth }) };
}

export interface TrainingRow {
  readonly title: string;
  /** steps a second of `trainSteps`, and of the hand-written gradient with an update in place */
  readonly trigrad: number;
  readonly handWritten: number;
}

/** Stochastic gradient descent on the networks of the table, in batches of their size. */
export async function measureTraining(shapes: readonly NetworkShape[], milliseconds: number): Promise<readonly TrainingRow[]> {
  const rows: TrainingRow[] = [];
  for (const shape of shapes) {
    const problem = network(shape);
    rows.push({
      title: problem.title,
      trigrad: trainingSteps(problem, milliseconds),
      handWritten: await handWrittenSteps(problem, milliseconds),
    });
  }
  return rows;
}

const batches = 20;
const rate = 1e-3;

function trainingSteps(problem: Network, milliseconds: number): number {
  const { widths, activation, batch, parameters } = problem;
  const data = dataOf(problem);
  const layers = widths.slice(1).map((units, l) => ({ units, activation: l === widths.length - 2 ? ("identity" as const) : activation }));
  const spec = { inputs: widths[0] as number, layers, loss: problem.loss, bias: true, reduction: "mean" as const };
  const start = Object.fromEntries(parameters.map(({ name, shape, data: entries }) => [name, toNested(entries, shape) as Nested]));
  const steps = trainSteps({ data, seed: 1, network: spec, optimiser: sgd({ rate }), batch, epochs: 1_000_000, parameters: start });
  return perSecond(() => {
    steps.next();
  }, milliseconds);
}

/** The instances of the problem, again and again, with numbered classes. */
function dataOf({ widths, batch, x, y, loss }: Network): DataSet {
  const [features, outputs] = [widths[0] as number, widths.at(-1) as number];
  const row = (from: Float64Array, width: number, i: number) => Array.from(from.subarray((i % batch) * width, ((i % batch) + 1) * width));
  const instances = Array.from({ length: batches * batch }, (_, i) => i);
  const isRegression = loss === "squared";
  return {
    name: "benchmark",
    title: "benchmark",
    task: isRegression ? "regression" : "classification",
    features: Array.from({ length: features }, (_, j) => `x${j + 1}`),
    inputs: instances.map((i) => row(x, features, i)),
    targets: instances.map((i) => (isRegression ? (row(y, outputs, i)[0] as number) : row(y, outputs, i).indexOf(1))),
    ...(isRegression ? {} : { classes: Array.from({ length: outputs }, (_, k) => `class ${k + 1}`) }),
  };
}

async function handWrittenSteps(problem: Network, milliseconds: number): Promise<number> {
  const ready = (await handWritten.prepare(problem)) as Ready;
  ready.call();
  const { parts } = ready.answer();
  const weights = parts.map((part) => part.slice());
  return perSecond(() => {
    ready.call();
    for (const [k, part] of parts.entries()) {
      const own = weights[k] as Float64Array;
      for (let i = 0; i < own.length; i++) own[i] = (own[i] as number) - rate * (part[i] as number);
    }
  }, milliseconds);
}

function perSecond(step: () => void, milliseconds: number): number {
  const settings = { rounds: 9, turn: milliseconds / 20, warmUp: milliseconds / 3, budget: milliseconds, patience: 0 };
  return 1 / (interleaved([step], settings)[0] as Timing).seconds;
}
