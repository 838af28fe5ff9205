// The symbolic derivation, rule by rule, as TeX and as text.

import { UnsupportedError } from "../../../../core/differentiators/errors.js";
import {
  derive,
  ExpressionTooDeep,
  ExpressionTooLarge,
  simplified,
  text,
  treeSize,
  workedLines,
} from "../../../../core/differentiators/symbolic/index.js";
import { type Formula, formulaTex, parseFormula } from "../../../../core/formula/index.js";
import type { Point } from "../../../../core/graph/tensor.js";
import { type CaseError, describeError } from "../../../../verify/compare/record.js";
import { type FormulaQuestion, type Refused, readQuestion } from "./read.js";
import { variablesOf } from "./variables.js";
import { writtenOut } from "./written.js";

export interface DerivationQuestion extends FormulaQuestion {
  readonly variable: string;
}

export interface Written {
  readonly tex: string;
  readonly plain: string;
}

export interface DerivationLine {
  readonly rule: string;
  /** what is differentiated, with the sign before it */
  readonly before: Written;
  /** what the rule makes of it */
  readonly after: Written;
  /** the whole derivative after this step, what is new marked; undefined where it is too long to be written again and again */
  readonly whole: Written | undefined;
}

export interface Derived {
  readonly names: readonly string[];
  readonly point: Point;
  readonly tex: string;
  readonly notes: readonly string[];
  readonly variables: readonly string[];
  readonly variable: string;
  readonly start: Written;
  readonly lines: readonly DerivationLine[];
  readonly result: Written & { readonly size: number };
  readonly simplified: Written & { readonly size: number };
  readonly size: number;
}

export type DerivationAnswer = Derived | (Refused & Partial<Pick<Derived, "names" | "point" | "tex">>);

/** Beyond these, only what each rule does is written, not the whole line. */
const mostSteps = 60;
const mostNodes = 300;

export function derivationHandler({ variable: asked, ...question }: DerivationQuestion): DerivationAnswer {
  const read = readQuestion(question);
  if ("error" in read) return read;
  const { formula, point, tex, notes } = read;
  const known = { names: formula.names, point, tex };
  try {
    const node = writtenOut(formula, point);
    const variables = variablesOf(point);
    const variable = variables.includes(asked) ? asked : variables[0];
    if (variable === undefined)
      throw new UnsupportedError(formula.text, "the formula has no variable to differentiate by: write one, such as x.");
    const derivation = derive(node, variable);
    const short = simplified(derivation.result);
    const first = derivation.steps[0]?.before ?? node;
    return {
      ...known,
      notes,
      variables,
      variable,
      start: sign(variable, first),
      lines: linesOf(derivation, variable),
      result: { ...written(derivation.result), size: treeSize(derivation.result) },
      simplified: { ...written(short), size: treeSize(short) },
      size: treeSize(node),
    };
  } catch (error) {
    return { error: described(error), inPoint: false, ...known };
  }
}

type Node = Formula["node"];

function linesOf(derivation: ReturnType<typeof derive>, variable: string): readonly DerivationLine[] {
  const { steps } = derivation;
  const short = steps.length <= mostSteps && treeSize(derivation.result) <= mostNodes;
  const wholes = short ? workedLines(derivation) : [];
  return steps.map(({ rule, before, after }, i) => {
    const worked = wholes[i];
    return {
      rule,
      before: sign(variable, before),
      after: written(after),
      whole:
        worked === undefined
          ? undefined
          : { tex: formulaTex(worked.whole, { changed: new Set([worked.changed]) }), plain: text(worked.whole) },
    };
  });
}

function written(node: Node): Written {
  return { tex: formulaTex(node), plain: text(node) };
}

/** d/dx (u) */
function sign(variable: string, node: Node): Written {
  const of = formulaTex(node);
  const isLeaf = node.type === "SymbolNode" || node.type === "ConstantNode" || node.type === "AccessorNode";
  return {
    tex: `\\frac{\\partial}{\\partial ${formulaTex(parseFormula(variable).node)}} ${isLeaf ? of : `\\left(${of}\\right)`}`,
    plain: `d/d${variable}(${text(node)})`,
  };
}

function described(error: unknown): CaseError {
  if (error instanceof ExpressionTooLarge || error instanceof ExpressionTooDeep) return { kind: "too-large", message: error.message };
  if (error instanceof UnsupportedError) return { kind: "unsupported", message: error.message };
  return describeError(error);
}
