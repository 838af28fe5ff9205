// jax-js: valueAndGrad under jit, on its WebAssembly backend, in both precisions.

import type * as Jax from "@jax-js/jax";
import type { Answer, Network, Problem } from "../tasks/problem.js";
import { type Contender, Unable } from "./contender.js";

export const jaxFloat64 = contender("float64");
export const jaxFloat32 = contender("float32");

/** A trace of more operations than this takes minutes to compile. */
const mostOperations = 2000;

type Arrays = Jax.Array[];
/** Arrays are handed over: what is used twice is taken as `.ref` first. */
type Loss = (parameters: Arrays) => Jax.Array;

function contender(precision: "float64" | "float32"): Contender {
  return {
    name: `jax-js ${precision}`,
    // Its exp and log have eight digits in float64 too.
    precision: "float32",
    prepare: async (problem) => {
      if (problem.kind === "chain" && problem.length > mostOperations) return new Unable("too many operations");
      // It asks for this class, which Node has from version 24 on, without making any.
      if (!("Float16Array" in globalThis)) Object.assign(globalThis, { Float16Array: class {} });
      const jax = await import("@jax-js/jax");
      await jax.init("wasm");
      jax.defaultDevice("wasm");
      const array = (data: Float64Array, shape: readonly number[]) =>
        jax.numpy.array(Array.from(data), { dtype: jax.numpy[precision] }).reshape([...shape]);
      const inputs = problem.parameters.map(({ data, shape }) => array(data, shape));
      const f = functionOf(jax, problem, array);
      const along = problem.direction?.map((data, k) => array(data, problem.parameters[k]?.shape ?? []));
      const run = along === undefined ? gradients(jax, f) : products(jax, f, along);
      let result: Answer = { value: Number.NaN, parts: [] };
      return {
        call() {
          const { value, parts } = run(inputs.map((input) => input.ref));
          result = { value: value.dataSync()[0] as number, parts: parts.map((part) => Float64Array.from(part.dataSync())) };
        },
        answer: () => result,
      };
    },
  };
}

type Run = (inputs: Arrays) => { readonly value: Jax.Array; readonly parts: Arrays };

function gradients({ jit, valueAndGrad }: typeof Jax, f: Loss): Run {
  const prepared = jit(valueAndGrad(f) as (inputs: Arrays) => [Jax.Array, Arrays]);
  return (inputs) => {
    const [value, parts] = prepared(inputs) as [Jax.Array, Arrays];
    return { value, parts };
  };
}

/** The derivative of the gradient along the direction: forward over reverse. */
function products({ jit, grad, jvp }: typeof Jax, f: Loss, along: Arrays): Run {
  const prepared = jit((inputs: Arrays, direction: Arrays): [Jax.Array, Arrays] => {
    const value = f(inputs.map((input) => input.ref));
    const [slopes, product] = jvp(grad(f) as (at: Arrays) => Arrays, [inputs], [direction]) as [Arrays, Arrays];
    for (const slope of slopes) slope.dispose();
    return [value, product];
  });
  return (inputs) => {
    const [value, parts] = prepared(
      inputs,
      along.map((part) => part.ref),
    ) as [Jax.Array, Arrays];
    return { value, parts };
  };
}

function functionOf(jax: typeof Jax, problem: Problem, array: (data: Float64Array, shape: readonly number[]) => Jax.Array): Loss {
  const { numpy: np } = jax;
  switch (problem.kind) {
    case "product":
      return ([x, y, z]) => np.multiply(np.add(x as Jax.Array, y as Jax.Array), z as Jax.Array);
    case "log-loss": {
      const x = array(problem.x, [problem.x.length]);
      return ([w]) => np.log1p(np.exp(np.negative(np.dot(w as Jax.Array, x.ref))));
    }
    case "rosenbrock":
      return ([x]) => {
        const whole = x as Jax.Array;
        const here = whole.ref.slice([0, -1]);
        const off = np.subtract(whole.slice([1]), np.square(here.ref));
        return np.sum(np.add(np.square(off).mul(100), np.square(np.subtract(1, here))));
      };
    case "network":
      return networkLoss(jax, problem, array);
    case "chain":
      return ([x, y]) => {
        const [factor, term] = [x as Jax.Array, y as Jax.Array];
        let v = factor.ref;
        for (let i = 0; i < problem.length; i++) v = i % 2 === 0 ? np.multiply(v, factor.ref) : np.add(v, term.ref);
        factor.dispose();
        term.dispose();
        return v;
      };
  }
}

function networkLoss(
  { numpy: np, nn }: typeof Jax,
  { widths, batch, activation, loss, x, y }: Network,
  array: (data: Float64Array, shape: readonly number[]) => Jax.Array,
): Loss {
  const last = widths.length - 1;
  const data = array(x, [batch, widths[0] as number]);
  const targets = array(y, [batch, widths[last] as number]);
  return (parameters) => {
    let h = data.ref;
    for (let l = 1; l <= last; l++) {
      const a = np.add(np.matmul(h, np.transpose(parameters[2 * l - 2] as Jax.Array)), parameters[2 * l - 1] as Jax.Array);
      h = l === last ? a : activation === "tanh" ? np.tanh(a) : nn.relu(a);
    }
    if (loss === "squared") return np.sum(np.square(np.subtract(targets.ref, h))).mul(0.5);
    return np.negative(np.sum(np.multiply(targets.ref, nn.logSoftmax(h))));
  };
}
