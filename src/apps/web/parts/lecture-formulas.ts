// Formulas to begin with: the lecture's own, and one for each thing that can happen.

import { circuit, exercise } from "../../../course/lecture/figures.js";
import { writePoint } from "../../../views/point-text.js";
import { text } from "../address/keys.js";

export interface LectureFormula {
  readonly title: string;
  readonly f: string;
  /** as the address holds it */
  readonly at: string;
}

export const lectureFormulas: readonly LectureFormula[] = [
  { title: "(x + y) z, section 5", f: circuit.formula, at: writePoint(circuit.at) },
  { title: "-log s(w · x), section 6", f: exercise.formula, at: writePoint(exercise.at) },
  { title: "-log s(w · x) with vectors", f: "-log(sigmoid(w . x))", at: "w:[1,1,-1.5],x:[1,1,1]" },
  { title: "tanh(w x + b), one neuron", f: "tanh(w*x + b)", at: "w:0.5,x:2,b:-0.3" },
  { title: "x used twice: x sin(x)", f: "x * sin(x)", at: "x:2" },
  { title: "a kink: ReLU at 0", f: "relu(w*x)", at: "w:1,x:0" },
  { title: "the edge of a domain: sqrt(x) at 0", f: "sqrt(x)", at: "x:0" },
  { title: "digits lost: 1 - cos(x) near 0", f: "(1 - cos(x)) / x^2", at: "x:0.00001" },
];

/** What the page shows when the address names no formula. */
const firstFormula = lectureFormulas[0] as LectureFormula;

/** The keys that every view of a formula has. */
export const formulaKeys = { f: text(firstFormula.f), at: text(""), wrt: text("") } as const;

/** The point of the address; that of the first formula where neither is named. */
export function pointOf({ f, at }: { readonly f: string; readonly at: string }): string {
  return at === "" && f === firstFormula.f ? firstFormula.at : at;
}
