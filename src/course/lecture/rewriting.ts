// Section 7, symbolic: a formula rewritten, rule by rule, into the formula of its derivative.

import { recorder } from "../../core/differentiators/program.js";
import { derive, simplified, text, treeSize } from "../../core/differentiators/symbolic/index.js";
import { parseFormula } from "../../core/formula/index.js";
import { referenceGradient, referenceValue } from "../../verify/reference/index.js";
import { exercise } from "./figures.js";

export interface Rewriting {
  readonly formula: string;
  readonly wrt: string;
  readonly derivative: string;
  /** of the derivative's formula at the slide's point */
  readonly value: number;
  /** applications of a rule, which someone who derives by hand writes down */
  readonly steps: number;
  readonly nodes: { readonly formula: number; readonly derivative: number; readonly simplified: number };
  /** the value is that of the derivative, found from values of the formula alone in 64-digit arithmetic */
  readonly matches: boolean;
}

/** The exercise differentiated by w1. */
export function rewriting(): Rewriting {
  const wrt = "w1";
  const { formula, at } = exercise;
  const parsed = parseFormula(formula);
  const { steps, result } = derive(parsed.node, wrt);
  const short = simplified(result);
  const derivative = text(short);
  const exact = referenceGradient(recorder(parsed)(at).graph, at, [wrt]).gradient[wrt]?.[0];
  const rewritten = recorder(parseFormula(derivative))(at).graph;
  const found = referenceValue(rewritten, at).outputs[0];
  const error = exact === undefined ? undefined : found?.minus(exact).abs();
  return {
    formula,
    wrt,
    derivative,
    value: found?.toNumber() ?? Number.NaN,
    steps: steps.length,
    nodes: { formula: treeSize(parsed.node), derivative: treeSize(result), simplified: treeSize(short) },
    matches: error?.lt(exact?.abs().times(1e-38) ?? 0) ?? false,
  };
}
