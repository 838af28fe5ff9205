// mathjs: the function as one formula, its partial derivatives by `derivative`, and all of them compiled.

import type { EvalFunction, MathNode } from "mathjs";
import { inputsOf, type Problem } from "../tasks/problem.js";
import { type Scalars, valueInScalars } from "../tasks/scalars.js";
import { type Contender, noSecondOrder, Unable } from "./contender.js";

/** What is used of it; `mathjs/number`, which knows numbers alone, has the same. */
interface Mathjs {
  parse(text: string): MathNode;
  derivative(node: MathNode, variable: string, options: { readonly simplify: boolean }): MathNode;
}

const text: Scalars<string> = {
  constant: (value) => (value < 0 ? `(${value})` : `${value}`),
  add: (x, y) => `(${x} + ${y})`,
  sub: (x, y) => `(${x} - ${y})`,
  mul: (x, y) => `${x} * ${y}`,
  exp: (x) => `exp(${x})`,
  log: (x) => `log(${x})`,
  tanh: (x) => `tanh(${x})`,
  relu: (x) => `(${x} > 0 ? ${x} : 0)`,
};

/** Characters, over all partial derivatives, beyond which preparing takes minutes. */
const longest = 200_000;
/** Simplifying, which it does unless told not to, makes them faster but takes minutes on longer ones than this. */
const longestSimplified = 8000;

export const mathjs = contender("mathjs", () => import("mathjs"));
export const mathjsNumber = contender("mathjs/number", async () => (await import("mathjs/number")) as unknown as Mathjs);

function contender(name: string, load: () => Promise<Mathjs>): Contender {
  return {
    name,
    precision: "float64",
    prepare: async (problem) => {
      if (problem.direction !== undefined) return noSecondOrder;
      if (foreseen(problem) > longest) return new Unable("formula too large");
      const { parse, derivative } = await load();
      const simplify = foreseen(problem) <= longestSimplified;
      const names = problem.parameters.map((parameter) => Array.from(parameter.data, (_, i) => `${parameter.name}_${i}`));
      const node = parse(valueInScalars(problem, text, names));
      const value = node.compile();
      const partials = names.flat().map((variable): EvalFunction => derivative(node, variable, { simplify }).compile());
      const scope: Record<string, number> = {};
      for (const [k, part] of names.entries())
        for (const [i, variable] of part.entries()) scope[variable] = problem.parameters[k]?.data[i] as number;
      const gradient = new Float64Array(partials.length);
      let result = Number.NaN;
      return {
        call() {
          result = value.evaluate(scope) as number;
          for (let i = 0; i < partials.length; i++) gradient[i] = partials[i]?.evaluate(scope) as number;
        },
        answer() {
          let at = 0;
          const parts = problem.parameters.map(({ data }) => {
            at += data.length;
            return gradient.slice(at - data.length, at);
          });
          return { value: result, parts };
        },
      };
    },
  };
}

/** Characters of all derivatives, roughly: the formula once for each input. Networks repeat a layer for each unit of the next. */
function foreseen(problem: Problem): number {
  const n = inputsOf(problem);
  // Simplifying one bracket within another takes it long.
  if (problem.kind === "chain") return 1000 * problem.length * n;
  const terms = problem.kind === "network" ? problem.batch * problem.widths.reduce((all, width) => all * width) * 3 : n;
  return 12 * terms * n;
}
