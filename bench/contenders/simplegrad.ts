// simplegrad: a graph of scalars, compiled to one JavaScript function for each pass.

import { ValueStorage, Variable } from "simplegrad";
import { inputsOf, scalarOperations } from "../tasks/problem.js";
import { type Scalars, valueInScalars } from "../tasks/scalars.js";
import { type Contender, noSecondOrder, Unable } from "./contender.js";

/** It takes numbers only on the right. */
type Scalar = Variable | number;
const onLeft = (x: Scalar): Variable => {
  if (typeof x === "number") throw new TypeError("an operation on constants alone");
  return x;
};

const scalars: Scalars<Scalar> = {
  constant: (value) => value,
  add: (x, y) => (typeof x === "number" ? onLeft(y).add(x) : x.add(y)),
  sub: (x, y) => (typeof x === "number" ? onLeft(y).mul(-1).add(x) : x.sub(y)),
  mul: (x, y) => (typeof x === "number" ? onLeft(y).mul(x) : x.mul(y)),
  exp: (x) => onLeft(x).exp(),
  log: (x) => onLeft(x).log(),
  tanh: (x) => onLeft(x).tanh(),
  relu: (x) => onLeft(x).ReLU(),
};

/** Code for more than these takes minutes to make. */
const mostOperations = 900_000;

export const simplegrad: Contender = {
  name: "simplegrad",
  precision: "float64",
  prepare: async (problem) => {
    if (problem.direction !== undefined) return noSecondOrder;
    if (scalarOperations(problem) > mostOperations) return new Unable("too many operations");
    const storage = new ValueStorage();
    const parameters = problem.parameters.map(({ data }) => Array.from(data, () => new Variable(storage)));
    const result = onLeft(valueInScalars<Scalar>(problem, scalars, parameters));
    result.compile();
    const entries = parameters.flat();
    const values = Float64Array.from(problem.parameters.flatMap(({ data }) => Array.from(data)));
    const gradient = new Float64Array(inputsOf(problem));
    return {
      call() {
        for (const [i, { id }] of entries.entries()) storage.v[id] = values[i] as number;
        result.forward();
        storage.gv.fill(0);
        result.setGradient(1);
        result.backward();
        for (const [i, { id }] of entries.entries()) gradient[i] = storage.gv[id] as number;
      },
      answer: () => ({
        value: result.getValue(),
        parts: parameters.map((part) => Float64Array.from(part, (entry) => entry.getGradient())),
      }),
    };
  },
};
