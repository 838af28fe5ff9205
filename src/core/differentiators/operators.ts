// Every operator, derived once from the native direction of a method.

import type { Estimate, InputValues } from "../execute/evaluator.js";
import { type Shape, sizeOf } from "../graph/shape.js";
import { buffersOfOne, type RunBuffers } from "./buffers.js";
import type { Evaluable, Method } from "./linearise.js";

export const operatorNames = ["value", "derivative", "gradient", "jacobian", "hessian", "jvp", "vjp", "hvp"] as const;
export type Operator = (typeof operatorNames)[number];

/** What an operator gives: for first order one array for each input, for second order one for each pair of inputs. */
export interface Outcome {
  readonly value: Estimate;
  /** shape [...output, ...input] for the Jacobian, [...input, ...other input] for the Hessian */
  readonly parts: readonly Estimate[];
  /** evaluations of the prepared function, and the scalar operations of all of them */
  readonly evaluations: number;
  readonly operations: number;
}

/** `direction` is the tangent of jvp and hvp (one array for each input in wrt) or the adjoint of vjp (one array). */
export interface Run {
  (inputs: InputValues, direction: InputValues): Outcome;
  /** the same in place, for an operator that is one evaluation of one graph */
  readonly buffers?: () => RunBuffers | undefined;
}

/** Prepares an operator for the inputs at the positions `wrt`. */
export function prepareOperator<F extends Evaluable>(method: Method<F>, f: F, operator: Operator, wrt: readonly number[]): Run {
  const shapes = wrt.map((i) => f.inputs[i]?.shape as Shape);
  const output = f.outputShapes[0] as Shape;
  switch (operator) {
    case "value": {
      const run = counted(method, f);
      return inPlaceToo(method, f, f.inputs.length, (inputs) =>
        run.outcome((evaluate) => ({ value: evaluate(inputs)[0] as Estimate, parts: [] })),
      );
    }
    case "derivative":
    case "gradient":
    case "jacobian":
      return method.direction === "push" ? jacobianByColumns(method, f, wrt, shapes) : jacobianByRows(method, f, wrt, output);
    case "jvp":
      return method.direction === "push" ? pushOnce(method, f, wrt) : contracted(jacobianByRows(method, f, wrt, output), "tangent", output);
    case "vjp":
      return method.direction === "pull"
        ? pullOnce(method, f, wrt)
        : contracted(jacobianByColumns(method, f, wrt, shapes), "adjoint", output);
    case "hessian":
      return method.direction === "push" ? hessianByPairs(method, f, wrt, shapes) : hessianByRows(method, f, wrt, shapes);
    case "hvp":
      return method.direction === "push" ? productByColumns(method, f, wrt, shapes) : productByPull(method, f, wrt);
  }
}

type Evaluate = (inputs: InputValues) => readonly Estimate[];

/** Counts how often the prepared function is called in one run of the operator. */
function counted<F extends Evaluable>(method: Method<F>, f: F) {
  const evaluate = method.evaluate(f);
  const operations = method.operations(f);
  return {
    outcome(body: (evaluate: Evaluate) => Pick<Outcome, "value" | "parts">): Outcome {
      const before = method.samples?.(f) ?? 0;
      let calls = 0;
      const result = body((inputs) => {
        calls++;
        return evaluate(inputs);
      });
      const evaluations = method.samples === undefined ? calls : method.samples(f) - before;
      return { ...result, evaluations, operations: evaluations * operations };
    },
  };
}

/** With the same function in place: `f` has the inputs of the operator and its direction, and gives the value and the parts. */
function inPlaceToo<F extends Evaluable>(method: Method<F>, f: F, inputs: number, run: Run): Run {
  const buffers = () => {
    const made = method.buffers?.(f);
    return made === undefined ? undefined : buffersOfOne(made, inputs, method.operations(f));
  };
  return Object.assign((at: InputValues, direction: InputValues) => run(at, direction), { buffers });
}

/** All unit vectors of a structure of arrays, each with where its 1 stands: one array for all, until the next is asked for. */
function* unitVectors(shapes: readonly Shape[]): Generator<{ part: number; entry: number; unit: InputValues }> {
  const unit = shapes.map((shape) => new Float64Array(sizeOf(shape)));
  for (const [part, entries] of unit.entries()) {
    for (let entry = 0; entry < entries.length; entry++) {
      entries[entry] = 1;
      yield { part, entry, unit };
      entries[entry] = 0;
    }
  }
}

/** An array to be filled entry by entry, with bounds as soon as one entry has one. */
function collector(shape: Shape) {
  const data = new Float64Array(sizeOf(shape));
  const bound = new Float64Array(sizeOf(shape));
  let bounded = false;
  return {
    put(at: number, from: Estimate, i: number) {
      data[at] = from.data[i] as number;
      if (from.bound === undefined) return;
      bounded = true;
      bound[at] = from.bound[i] as number;
    },
    done: (): Estimate => (bounded ? { shape, data, bound } : { shape, data }),
  };
}

function jacobianByColumns<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[], shapes: readonly Shape[]): Run {
  const run = counted(method, method.linearise(f, wrt));
  const output = f.outputShapes[0] as Shape;
  return (inputs) =>
    run.outcome((evaluate) => {
      const parts = shapes.map((shape) => collector([...output, ...shape]));
      let value: Estimate | undefined;
      for (const { part, entry, unit } of unitVectors(shapes)) {
        const [at, column] = evaluate([...inputs, ...unit]) as [Estimate, Estimate];
        value ??= at;
        const width = sizeOf(shapes[part] as Shape);
        for (let i = 0; i < column.data.length; i++) parts[part]?.put(i * width + entry, column, i);
      }
      return { value: value as Estimate, parts: parts.map((part) => part.done()) };
    });
}

function jacobianByRows<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[], output: Shape): Run {
  const scalar = output.length === 0;
  const linear = method.linearise(f, wrt, ...(scalar ? (["one"] as const) : []));
  const run = counted(method, linear);
  if (scalar) {
    return inPlaceToo(method, linear, f.inputs.length, (inputs) =>
      run.outcome((evaluate) => {
        const [value, ...parts] = evaluate(inputs);
        return { value: value as Estimate, parts };
      }),
    );
  }
  const shapes = wrt.map((i) => f.inputs[i]?.shape as Shape);
  return (inputs) =>
    run.outcome((evaluate) => {
      const parts = shapes.map((shape) => collector([...output, ...shape]));
      let value: Estimate | undefined;
      for (const { entry, unit } of unitVectors([output])) {
        const [at, ...rows] = evaluate([...inputs, ...unit]);
        value ??= at;
        rows.forEach((row, part) => {
          for (let j = 0; j < row.data.length; j++) parts[part]?.put(entry * row.data.length + j, row, j);
        });
      }
      return { value: value as Estimate, parts: parts.map((part) => part.done()) };
    });
}

function pushOnce<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[]): Run {
  const linear = method.linearise(f, wrt);
  const run = counted(method, linear);
  return inPlaceToo(method, linear, f.inputs.length, (inputs, tangent) =>
    run.outcome((evaluate) => {
      const [value, derivative] = evaluate([...inputs, ...tangent]) as [Estimate, Estimate];
      return { value, parts: [derivative] };
    }),
  );
}

function pullOnce<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[]): Run {
  const linear = method.linearise(f, wrt);
  const run = counted(method, linear);
  return inPlaceToo(method, linear, f.inputs.length, (inputs, adjoint) =>
    run.outcome((evaluate) => {
      const [value, ...parts] = evaluate([...inputs, ...adjoint]);
      return { value: value as Estimate, parts };
    }),
  );
}

/** jvp from a Jacobian by rows, vjp from one by columns: what a method pays for the direction that is not its own. */
function contracted(jacobian: Run, side: "tangent" | "adjoint", output: Shape): Run {
  return (inputs, direction) => {
    const { value, parts, ...cost } = jacobian(inputs, []);
    const rows = sizeOf(output);
    if (side === "adjoint") {
      const adjoint = direction[0] as Float64Array;
      const shaped = parts.map((part) => {
        const shape = part.shape.slice(output.length);
        const width = sizeOf(shape);
        return combine(shape, (j) => Array.from({ length: rows }, (_, i) => [part, i * width + j, adjoint[i] as number]));
      });
      return { value, parts: shaped, ...cost };
    }
    const terms = (i: number) =>
      parts.flatMap((part, k) => {
        const width = part.data.length / rows;
        return Array.from({ length: width }, (_, j): Term => [part, i * width + j, direction[k]?.[j] as number]);
      });
    return { value, parts: [combine(output, terms)], ...cost };
  };
}

type Term = [from: Estimate, entry: number, factor: number];

const machineEpsilon = 2 ** -53;

/** Linear combinations of computed numbers, their bounds carried along with the rounding of the sum. */
function combine(shape: Shape, terms: (entry: number) => Term[]): Estimate {
  const data = new Float64Array(sizeOf(shape));
  const bound = new Float64Array(sizeOf(shape));
  let bounded = false;
  for (let i = 0; i < data.length; i++) {
    const all = terms(i).filter(([, , factor]) => factor !== 0);
    for (const [from, entry, factor] of all) {
      const term = (from.data[entry] as number) * factor;
      data[i] = (data[i] as number) + term;
      if (from.bound === undefined) continue;
      bounded = true;
      bound[i] = (bound[i] as number) + Math.abs(factor) * (from.bound[entry] as number) + all.length * machineEpsilon * Math.abs(term);
    }
  }
  return bounded ? { shape, data, bound } : { shape, data };
}

/** The second-order linearisation by tangents: inputs x, t, s; one output, the second derivative along t and s. */
function secondPush<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[]): F {
  const first = method.select(method.linearise(f, wrt), [1]);
  return method.linearise(first, wrt);
}

function hessianByPairs<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[], shapes: readonly Shape[]): Run {
  const run = counted(method, method.select(secondPush(method, f, wrt), [1]));
  const valueAt = method.evaluate(f);
  return (inputs) =>
    run.outcome((evaluate) => {
      const parts = shapes.flatMap((row) => shapes.map((column) => collector([...row, ...column])));
      for (const left of unitVectors(shapes)) {
        for (const right of unitVectors(shapes)) {
          const [entry] = evaluate([...inputs, ...left.unit, ...right.unit]) as [Estimate];
          const width = sizeOf(shapes[right.part] as Shape);
          parts[left.part * shapes.length + right.part]?.put(left.entry * width + right.entry, entry, 0);
        }
      }
      return { value: valueAt(inputs)[0] as Estimate, parts: parts.map((part) => part.done()) };
    });
}

/** The second-order linearisation by adjoints: inputs x and one adjoint for each gradient; outputs the products with the Hessian. */
function secondPull<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[]): F {
  const all = method.linearise(f, wrt, "one");
  const gradient = method.select(
    all,
    wrt.map((_, k) => k + 1),
  ); // the value is left out
  const products = method.linearise(gradient, wrt);
  return method.select(
    products,
    wrt.map((_, k) => wrt.length + k),
  ); // and so is the gradient
}

function hessianByRows<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[], shapes: readonly Shape[]): Run {
  const run = counted(method, secondPull(method, f, wrt));
  const valueAt = method.evaluate(f);
  return (inputs) =>
    run.outcome((evaluate) => {
      const parts = shapes.flatMap((row) => shapes.map((column) => collector([...row, ...column])));
      for (const { part, entry, unit } of unitVectors(shapes)) {
        evaluate([...inputs, ...unit]).forEach((row, k) => {
          for (let j = 0; j < row.data.length; j++) parts[part * shapes.length + k]?.put(entry * row.data.length + j, row, j);
        });
      }
      return { value: valueAt(inputs)[0] as Estimate, parts: parts.map((p) => p.done()) };
    });
}

function productByColumns<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[], shapes: readonly Shape[]): Run {
  const run = counted(method, method.select(secondPush(method, f, wrt), [1]));
  const valueAt = method.evaluate(f);
  return (inputs, direction) =>
    run.outcome((evaluate) => {
      const parts = shapes.map(collector);
      for (const { part, entry, unit } of unitVectors(shapes)) {
        parts[part]?.put(entry, evaluate([...inputs, ...direction, ...unit])[0] as Estimate, 0);
      }
      return { value: valueAt(inputs)[0] as Estimate, parts: parts.map((p) => p.done()) };
    });
}

/** The Hessian is symmetric, so a product from the left serves as one from the right. */
function productByPull<F extends Evaluable>(method: Method<F>, f: F, wrt: readonly number[]): Run {
  const products = secondPull(method, f, wrt);
  const run = counted(method, products);
  const valueAt = method.evaluate(f);
  const call = (inputs: InputValues, direction: InputValues) =>
    run.outcome((evaluate) => ({ value: valueAt(inputs)[0] as Estimate, parts: evaluate([...inputs, ...direction]) }));
  const buffers = () => {
    const made = method.joined === undefined ? undefined : method.buffers?.(method.joined(f, products));
    return made === undefined ? undefined : buffersOfOne(made, f.inputs.length, method.operations(products));
  };
  return Object.assign(call, { buffers });
}
