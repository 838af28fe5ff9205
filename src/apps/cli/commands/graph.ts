// trigrad graph FORMULA --at POINT, or trigrad graph NETWORK.json

import { recorder } from "../../../core/differentiators/program.js";
import { parseFormula } from "../../../core/formula/index.js";
import { ShapeError } from "../../../core/graph/shape.js";
import { lower } from "../../../core/primitives/lower.js";
import { describeError, schemaVersion } from "../../../verify/compare/record.js";
import { requirePoint } from "../../../verify/compare/require-point.js";
import { passes } from "../../../verify/explain/passes.js";
import type { Outcome } from "../errors.js";
import { unprotected } from "../formula-argument.js";
import { errorText } from "../formula-error.js";
import { isNetworkPath } from "../load-network.js";
import { readArguments } from "../read-arguments.js";
import { renderGraph } from "../render-graph.js";
import { type GraphNetworkOptions, graphNetworkCommand } from "./graph-network.js";

export interface GraphOptions extends GraphNetworkOptions {
  readonly at?: string;
}

export function graphCommand(typed: string, options: GraphOptions): Outcome {
  if (isNetworkPath(typed)) return network(unprotected(typed), options);
  requireNoNetworkOptions(options);
  const read = readArguments(typed, options, (text) => parseFormula(text).names);
  if ("error" in read) return refused(read.error, options);
  try {
    const formula = parseFormula(read.formula);
    requirePoint(formula, read.at);
    const { graph } = recorder(formula)(read.at);
    if (graph.shape(graph.outputs[0] as number).length !== 0)
      throw new ShapeError("a gradient needs a scalar value: take an entry, a sum or a dot product.");
    const rendered = { nodes: passes(lower(graph), read.at), title: read.formula, head: { formula: read.formula } };
    return { output: renderGraph(rendered, options), exitCode: 0 };
  } catch (error) {
    const described = describeError(error);
    return refused({ formula: read.formula, message: described.message, error: described }, options);
  }
}

function network(path: string, { at, ...options }: GraphOptions): Outcome {
  if (at !== undefined) throw new Error("--at is for formulas: a network file brings its own input.");
  return graphNetworkCommand(path, options);
}

function requireNoNetworkOptions({ view, instance }: GraphOptions): void {
  const given = view !== undefined ? "--view" : instance !== undefined ? "--instance" : undefined;
  if (given !== undefined) throw new Error(`${given} is for networks: trigrad graph NETWORK.json ${given} ...`);
}

function refused(record: Parameters<typeof refusedRecord>[0], { json }: GraphOptions): Outcome {
  if (json !== true && record.error !== undefined) throw errorText(record.formula, record.error);
  return { output: JSON.stringify(refusedRecord(record)), exitCode: 2 };
}

function refusedRecord({ formula, message, error }: { formula: string; message: string; error?: ReturnType<typeof describeError> }) {
  return { schema: schemaVersion, formula, verdict: "error", message, error };
}
