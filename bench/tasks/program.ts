// Every problem as a trigrad program, in its natural form.

import { type Nested, type Point, toNested } from "../../src/core/graph/tensor.js";
import type { TracedFunction, Value } from "../../src/core/graph/trace.js";
import { exp } from "../../src/core/primitives/exponential.js";
import {
  add,
  crossEntropy,
  dot,
  log,
  matmul,
  mul,
  neg,
  relu,
  sigmoid,
  slice,
  square,
  sub,
  sum,
  tanh,
  transpose,
} from "../../src/core/primitives/index.js";
import { squaredError } from "../../src/course/networks/losses.js";
import type { Network, Problem } from "./problem.js";
import { type Scalars, valueInScalars } from "./scalars.js";

export interface Program {
  readonly f: TracedFunction;
  /** names of the inputs and their values, in the order of the parameters; of a parameter in scalar form, of each entry */
  readonly inputs: readonly (readonly { readonly name: string; readonly value: Nested }[])[];
}

/** The function of the problem, and the point. */
export function programOf(problem: Problem): Program {
  if (problem.kind === "rosenbrock" && problem.form === "scalars") return scalarProgram(problem);
  const inputs = problem.parameters.map(({ name, shape, data }) => [{ name, value: toNested(data, shape) as Nested }]);
  return { f: functionOf(problem), inputs };
}

export function pointOf({ inputs }: Program): Point {
  return Object.fromEntries(inputs.flat().map(({ name, value }) => [name, value]));
}

/** The direction of a problem that has one, by the names of the inputs. */
export function directionAt({ inputs }: Program, { parameters, direction = [] }: Problem): Point {
  return Object.fromEntries(
    inputs.flatMap((part, k) => {
      const entries = direction[k] as Float64Array;
      if (part.length > 1) return part.map(({ name }, i) => [name, entries[i] as number]);
      return [[part[0]?.name as string, toNested(entries, parameters[k]?.shape ?? []) as Nested]];
    }),
  );
}

/** Each entry of each parameter an input of its own: x1, x2, ... */
function scalarProgram(problem: Problem): Program {
  const inputs = problem.parameters.map(({ name, data }) => Array.from(data, (value, i) => ({ name: `${name}${i + 1}`, value })));
  const f: TracedFunction = (at) => {
    const entries = inputs.map((part) => part.map(({ name }) => at[name] as Value));
    return valueInScalars(problem, traced, entries);
  };
  return { f, inputs };
}

const traced: Scalars<Value> = { constant: (value) => value, add, sub, mul, exp, log, tanh, relu };

function functionOf(problem: Problem): TracedFunction {
  switch (problem.kind) {
    case "product":
      return ({ x, y, z }) => mul(add(x as Value, y as Value), z as Value);
    case "log-loss":
      return ({ w }) => neg(log(sigmoid(dot(w as Value, problem.x))));
    case "rosenbrock":
      return ({ x }) => {
        const n = (problem.parameters[0]?.data.length ?? 0) - 1;
        const [here, next] = [slice(x as Value, 0, [n]), slice(x as Value, 1, [n])];
        return sum(add(mul(100, square(sub(next, square(here)))), square(sub(1, here))));
      };
    case "network":
      return lossOf(problem);
    case "chain":
      return ({ x, y }) => valueInScalars(problem, traced, [[x as Value], [y as Value]]);
  }
}

function lossOf({ widths, activation, loss, batch, x, y }: Network): TracedFunction {
  const last = widths.length - 1;
  const inputs = toNested(x, [batch, widths[0] as number]) as Nested;
  const targets = toNested(y, [batch, widths[last] as number]) as Nested;
  return (parameters) => {
    let h: Value = inputs;
    for (let l = 1; l <= last; l++) {
      const a = add(matmul(h, transpose(parameters[`W${l}`] as Value)), parameters[`b${l}`] as Value);
      h = l === last ? a : activation === "tanh" ? tanh(a) : relu(a);
    }
    return loss === "squared" ? squaredError(h, targets) : sum(crossEntropy(h, targets));
  };
}
