// Section 7: four methods that must not be confused.

import { circuit, exercise } from "../../../../../course/lecture/figures.js";
import type { MethodsData } from "../../../../../course/lecture/methods.js";
import { formatNumber } from "../../../../../views/numbers.js";
import { writePoint } from "../../../../../views/point-text.js";
import { type Block, heading, links, opens, table, text } from "../page.js";

export function methodsPage({ quotients, rewriting, passes, forwardOnly, comparisons }: MethodsData): readonly Block[] {
  const at = writePoint(exercise.at);
  return [
    heading("Numerical"),
    text("(f(x + d) - f(x)) / d, on the exercise of section 6, by w1. A large d truncates, a small one rounds."),
    table(
      "Difference quotients",
      ["step d", "(f(x + d) - f(x)) / d", "error"],
      quotients.map(({ step, derivative, error }) => [step.toExponential(0), formatNumber(derivative), error.toExponential(1)]),
    ),
    links(opens("compare", "Move the step along the V-curve", exercise.formula, at, { wrt: "w1", h: "-8" })),
    heading("Symbolic"),
    text(
      `The formula rewritten into the formula of its derivative: by ${rewriting.wrt}, in ${rewriting.steps} applications of a rule, from ${rewriting.nodes.formula} nodes to ${rewriting.nodes.derivative}, simplified ${rewriting.nodes.simplified}.`,
    ),
    table(
      "What is left",
      ["derivative", "value"],
      [[rewriting.derivative, { text: formatNumber(rewriting.value, 6), right: rewriting.matches }]],
    ),
    links(opens("derivation", "Derive it rule by rule", exercise.formula, at, { wrt: rewriting.wrt })),
    heading("Forward and reverse mode"),
    table(
      `Passes for the gradient by ${passes.inputs} inputs`,
      ["method", "passes", "because"],
      [
        ["forward mode", String(passes.forward), "values, and derivatives with respect to one chosen variable, in one forward pass"],
        [
          "reverse mode",
          String(passes.reverse),
          "values in a forward pass, then derivatives with respect to every variable in one backward pass; not new: since 1959",
        ],
      ],
    ),
    links(
      opens("graph", "Forward mode by w1", exercise.formula, at, { mode: "forward", wrt: "w1" }),
      opens("graph", "Reverse mode", exercise.formula, at),
    ),
    heading('"We only need to implement the forward pass"'),
    { kind: "code", text: forwardOnly.program },
    table(
      "Reverse mode of this line, beside the slide",
      ["input", "derivative", "slide"],
      forwardOnly.entries.map(({ input, derivative, slide, matches }) => [
        input,
        { text: formatNumber(derivative, 6), right: matches },
        String(slide),
      ]),
    ),
    heading("Do they agree?"),
    table(
      "Both formulas of the lecture, by all four",
      ["formula", "value", "verdict"],
      comparisons.map(({ formula, comparison: { value, verdict, message } }) => [
        formula,
        formatNumber(value as number, 12),
        { text: message, right: verdict === "agree" },
      ]),
    ),
    links(
      opens("compare", `Compare ${circuit.formula}`, circuit.formula, writePoint(circuit.at)),
      opens("compare", "Compare the exercise", exercise.formula, at),
    ),
  ];
}
