// All methods on the loss of one instance at the present weights: do they agree?

import type { MethodName } from "../../../../core/differentiators/differentiator.js";
import { targetsFor } from "../../../../course/networks/data/default-network.js";
import { encodeTarget, type Target } from "../../../../course/networks/targets.js";
import { compare } from "../../../../verify/compare/compare.js";
import type { MethodReport, MethodResult, Verdict } from "../../../../verify/compare/comparison.js";
import { flatten } from "../../../../verify/compare/components.js";
import { runOf } from "../network/run.js";
import { resolveSetup } from "../network/setup.js";
import type { Progress } from "../progress.js";
import { nested, type TrainQuestion } from "./train.js";

export interface MethodChecked {
  readonly method: MethodName;
  /** the largest difference of an entry from that of reverse mode */
  readonly difference: number;
  /** of the worst entry */
  readonly digits?: number;
  readonly operations: number;
  readonly evaluations: number;
}

export interface NetworkChecked {
  readonly steps: number;
  readonly instance: number;
  readonly weights: number;
  readonly verdict: Verdict;
  readonly message: string;
  readonly methods: readonly (MethodChecked | { readonly method: MethodName; readonly unsupported: string })[];
}

export type CheckNetworkAnswer = NetworkChecked | { readonly refused: string };

export function* checkNetworkHandler({ setup: asked, steps, instance }: TrainQuestion): Generator<Progress, CheckNetworkAnswer> {
  const setup = resolveSetup(asked);
  if ("refused" in setup) return setup;
  const run = runOf(setup);
  run.rewind(steps);
  const from = run.at.steps;
  while (run.at.steps < steps && run.step()) yield { done: (run.at.steps - from) / (steps - from), text: "training" };
  run.keep();
  const { data, spec } = setup;
  const number = Math.min(Math.max(1, instance), data.inputs.length);
  const target = encodeTarget(spec, targetsFor(spec, data)[number - 1] as Target);
  const parameters = nested(run, run.at.state.parameters);
  const names = Object.keys(parameters);
  yield { done: 1, text: "comparing" };
  const { verdict, message, methods } = compare(
    run.network.lossFor(target),
    { x: data.inputs[number - 1] as readonly number[], ...parameters },
    { wrt: names },
  );
  const reverse = methods.reverse;
  const truth = reverse === undefined || "unsupported" in reverse ? [] : entriesOf(reverse);
  return {
    steps: run.at.steps,
    instance: number,
    weights: run.network.parameters.reduce((total, { shape }) => total + shape.reduce((a, b) => a * b, 1), 0),
    verdict,
    message,
    methods: (Object.entries(methods) as [MethodName, MethodReport][]).map(([method, report]) =>
      "unsupported" in report ? { method, ...report } : checked(method, report, truth),
    ),
  };
}

function checked(method: MethodName, report: MethodResult, truth: readonly number[]): MethodChecked {
  const entries = entriesOf(report);
  const digits = report.digits === undefined ? [] : Object.values(report.digits).flatMap(flatten);
  return {
    method,
    difference: entries.reduce((most, entry, i) => Math.max(most, Number.isNaN(entry) ? 0 : Math.abs(entry - (truth[i] ?? entry))), 0),
    ...(digits.length === 0 ? {} : { digits: Math.min(...digits.filter((one) => !Number.isNaN(one))) }),
    operations: report.operations,
    evaluations: report.evaluations,
  };
}

const entriesOf = ({ gradient }: MethodResult) => Object.values(gradient).flatMap(flatten);
