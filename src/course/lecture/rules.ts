// Section 4: the four rules of reverse mode, each on numbers.

import { reverse } from "../../core/differentiators/automatic/index.js";
import { recorder } from "../../core/differentiators/program.js";
import { parseFormula } from "../../core/formula/index.js";
import type { Computed } from "./figure.js";

export interface RuleRow {
  readonly rule: "add" | "multiply" | "function" | "branch";
  readonly formula: string;
  readonly slide: string;
  readonly at: Readonly<Record<string, number>>;
  /** what arrives at each input for delta = 2 */
  readonly received: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
  readonly matches: boolean;
}

const delta = 2;

const slides: readonly Pick<RuleRow, "rule" | "formula" | "slide" | "at" | "expected">[] = [
  { rule: "add", formula: "x + y", slide: "sends delta to x and delta to y", at: { x: 3, y: 4 }, expected: { x: delta, y: delta } },
  {
    rule: "multiply",
    formula: "x * y",
    slide: "sends y delta to x and x delta to y",
    at: { x: 3, y: 4 },
    expected: { x: 4 * delta, y: 3 * delta },
  },
  { rule: "function", formula: "x^2", slide: "sends f'(x) delta to x", at: { x: 3 }, expected: { x: 6 * delta } },
  {
    rule: "branch",
    formula: "x + 5 * x",
    slide: "x used twice receives delta_1 + delta_2",
    at: { x: 3 },
    expected: { x: delta + 5 * delta },
  },
];

/** Each rule as a vjp with delta = 2. */
export function ruleRows(): readonly RuleRow[] {
  return slides.map((slide) => {
    const { graph } = recorder(parseFormula(slide.formula))(slide.at);
    const received = reverse.vjp(graph)(slide.at, delta).adjoint as Record<string, number>;
    const matches = Object.entries(slide.expected).every(([name, expected]) => received[name] === expected);
    return { ...slide, received, matches };
  });
}

export function rulesSection(): Computed<readonly RuleRow[]> {
  const data = ruleRows();
  const figures = data.flatMap(({ rule, formula, expected, received }) =>
    Object.entries(expected).map(([name, sent]) => ({
      says: `${rule}: ${formula} sends ${sent} to ${name} for delta = ${delta}`,
      right: received[name] === sent,
    })),
  );
  return { data, figures };
}
