// trigrad steps FORMULA --wrt x

import { UnsupportedError } from "../../../core/differentiators/errors.js";
import { recorder } from "../../../core/differentiators/program.js";
import {
  derive,
  ExpressionTooDeep,
  ExpressionTooLarge,
  simplified,
  stepText,
  text,
  treeSize,
} from "../../../core/differentiators/symbolic/index.js";
import { operations } from "../../../core/execute/operations.js";
import { type Formula, formulaTex, graphToNode, parseFormula } from "../../../core/formula/index.js";
import { lower } from "../../../core/primitives/lower.js";
import { NetworkFileError } from "../../../course/networks/network-json.js";
import { type CaseError, describeError, schemaVersion } from "../../../verify/compare/record.js";
import { requirePoint } from "../../../verify/compare/require-point.js";
import { formatCount } from "../../../views/numbers.js";
import { PointTextError, parsePoint } from "../../../views/point-text.js";
import type { Outcome } from "../errors.js";
import { unprotected } from "../formula-argument.js";
import { errorText } from "../formula-error.js";
import { isNetworkPath, loadNetwork } from "../load-network.js";
import { terminalOptions } from "../terminal.js";

/** Of a network's loss; a longer formula would be refused all the same, after a while. */
const mostOperations = 10_000;

export interface StepsOptions {
  readonly wrt: string;
  /** only the shapes matter: a formula of vectors is written out entry by entry */
  readonly at?: string;
  readonly tex?: boolean;
  readonly json?: boolean;
}

export function stepsCommand(typed: string, { wrt, at, tex = false, json = false }: StepsOptions): Outcome {
  const formula = unprotected(typed);
  try {
    const derivation = derivationOf(isNetworkPath(formula) ? lossOf(formula) : written(formula, at), wrt.trim());
    if (json) return { output: JSON.stringify({ schema: schemaVersion, formula, wrt, ...derivation }), exitCode: 0 };
    return { output: (tex ? derivation.tex : listed(derivation, wrt)).join("\n"), exitCode: 0 };
  } catch (error) {
    const described = describe(error);
    if (!json) throw errorText(formula, described);
    return {
      output: JSON.stringify({ schema: schemaVersion, formula, verdict: "error", message: described.message, error: described }),
      exitCode: 2,
    };
  }
}

interface Written {
  readonly node: Formula["node"];
  readonly names: readonly string[];
}

function written(formula: string, at: string | undefined): Written {
  const parsed = parseFormula(formula);
  return { node: at === undefined ? parsed.node : writtenOut(parsed, at), names: parsed.names };
}

/** The loss of a network for its target, weight by weight. */
function lossOf(path: string): Written {
  const { network, target, point } = loadNetwork(path);
  const { graph } = recorder(network.lossFor(target))(point);
  const size = operations(graph);
  if (size > mostOperations) {
    throw new UnsupportedError(
      path,
      `the loss of this network has ${formatCount(size)} operations, and at most ${formatCount(mostOperations)} are written out: use a smaller network or one instance.`,
    );
  }
  return { node: graphToNode(lower(graph)), names: Object.keys(point) };
}

function derivationOf({ node, names }: Written, variable: string) {
  if (!/^[\p{L}_][\p{L}\p{N}_]*(\[\d+(,\d+)?\])?$/u.test(variable))
    throw new UnsupportedError(variable, `"${variable}" is no variable: write a name such as x, or an entry such as w[1].`);
  const { steps, result } = derive(node, variable);
  const short = simplified(result);
  const absent = names.includes(variable.replace(/\[.*/, ""))
    ? []
    : [`${variable} does not appear in the formula, so its derivative is 0.`];
  return {
    steps: steps.map((step) => ({ rule: step.rule, line: stepText(step, variable) })),
    raw: text(result),
    simplified: text(short),
    size: { formula: treeSize(node), derivative: treeSize(result), simplified: treeSize(short) },
    tex: [`\\frac{\\partial}{\\partial ${variable}} ${formulaTex(node)}`, `= ${formulaTex(result)}`, `= ${formulaTex(short)}`],
    notes: absent,
  };
}

/** The formula with every vector written out as its entries, whose number the point tells. */
function writtenOut(formula: Formula, at: string) {
  const point = parsePoint(at, formula.names);
  requirePoint(formula, point);
  return graphToNode(lower(recorder(formula)(point).graph));
}

function listed({ steps, raw, simplified: short, size, notes }: ReturnType<typeof derivationOf>, wrt: string): string[] {
  const { paint } = terminalOptions();
  return [
    ...steps.map(({ rule, line }) => `${paint.note(rule)}${line.slice(rule.length)}`),
    "",
    `${paint.bold(`d/d${wrt.trim()}`)} = ${raw}`,
    ...(short === raw ? [] : [`simplified = ${paint.value(short)}`]),
    paint.dim(`nodes: formula ${size.formula}, derivative ${size.derivative}, simplified ${size.simplified}`),
    ...notes.map((note) => paint.dim(`note: ${note}`)),
  ];
}

function describe(error: unknown): CaseError {
  if (error instanceof ExpressionTooLarge || error instanceof ExpressionTooDeep) return { kind: "too-large", message: error.message };
  if (error instanceof UnsupportedError) return { kind: "unsupported", message: error.message };
  if (error instanceof NetworkFileError) return { kind: "bad-value", message: error.message };
  if (error instanceof PointTextError) return { kind: "bad-value", message: error.message };
  return describeError(error);
}
