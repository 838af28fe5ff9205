// trigrad steps FORMULA --wrt x

import { UnsupportedError } from "../../../core/differentiators/errors.js";
import {
  derive,
  ExpressionTooDeep,
  ExpressionTooLarge,
  simplified,
  stepText,
  text,
  treeSize,
} from "../../../core/differentiators/symbolic/index.js";
import { formulaTex, parseFormula } from "../../../core/formula/index.js";
import { type CaseError, describeError, schemaVersion } from "../../../verify/compare/record.js";
import type { Outcome } from "../errors.js";
import { unprotected } from "../formula-argument.js";
import { errorText } from "../formula-error.js";
import { terminalOptions } from "../terminal.js";

export interface StepsOptions {
  readonly wrt: string;
  readonly tex?: boolean;
  readonly json?: boolean;
}

export function stepsCommand(typed: string, { wrt, tex = false, json = false }: StepsOptions): Outcome {
  const formula = unprotected(typed);
  try {
    const derivation = derivationOf(formula, wrt.trim());
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

function derivationOf(formula: string, variable: string) {
  const { node, names } = parseFormula(formula);
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
  return describeError(error);
}
