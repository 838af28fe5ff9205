// A function on the first line of a message: its formula where one can be read at a glance.

import { recorder } from "../../core/differentiators/program.js";
import { graphToFormula } from "../../core/formula/index.js";
import type { Point } from "../../core/graph/tensor.js";
import { type Comparable, comparable } from "../../verify/check/check-agreement.js";

const mostCharacters = 80;

export function nameOf(f: Comparable, at: Point): string {
  if (typeof f === "string") return f;
  try {
    const formula = graphToFormula(recorder(comparable(f))(at).graph);
    return formula.length <= mostCharacters ? formula : "f";
  } catch {
    return "f";
  }
}
