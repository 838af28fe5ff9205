// TensorFlow.js, eagerly, on its JavaScript and its WebAssembly backend.

import type * as Tf from "@tensorflow/tfjs-core";
import type { Answer, Network, Problem } from "../tasks/problem.js";
import { type Contender, Unable } from "./contender.js";

export const tensorflowCpu = contender("cpu");
export const tensorflowWasm = contender("wasm");

async function load(backend: "cpu" | "wasm"): Promise<typeof Tf> {
  const tf = await import("@tensorflow/tfjs-core");
  // Without its advice to install a native backend.
  tf.enableProdMode();
  await (backend === "cpu" ? import("@tensorflow/tfjs-backend-cpu") : import("@tensorflow/tfjs-backend-wasm"));
  await import("@tensorflow/tfjs-core/dist/register_all_gradients.js");
  return tf;
}

/** More operations than this, each of some microseconds and kept for the way back, take a minute and gigabytes. */
const mostOperations = 100_000;

function contender(backend: "cpu" | "wasm"): Contender {
  return {
    name: `TensorFlow.js ${backend}`,
    precision: "float32",
    prepare: async (problem) => {
      if (problem.kind === "chain" && problem.length > mostOperations) return new Unable("too many operations");
      const tf = await load(backend);
      await tf.setBackend(backend);
      await tf.ready();
      const inputs = problem.parameters.map(({ data, shape }) => tf.tensor(Float32Array.from(data), [...shape]));
      const f = functionOf(tf, problem);
      const run = problem.direction === undefined ? gradients(tf, f, inputs) : products(tf, f, inputs, problem);
      let result: Answer = { value: Number.NaN, parts: [] };
      return {
        call() {
          // The backend is the program's, not the tensor's.
          if (tf.getBackend() !== backend) tf.setBackend(backend);
          tf.engine().startScope();
          const { value, parts } = run();
          result = { value: value.dataSync()[0] as number, parts: parts.map((part) => Float64Array.from(part.dataSync())) };
          tf.engine().endScope();
        },
        answer: () => result,
      };
    },
  };
}

type Loss = (...inputs: Tf.Tensor[]) => Tf.Scalar;

type Run = () => { readonly value: Tf.Tensor; readonly parts: readonly Tf.Tensor[] };

function gradients(tf: typeof Tf, f: Loss, inputs: Tf.Tensor[]): Run {
  const prepared = tf.valueAndGrads(f);
  return () => {
    const { value, grads } = prepared(inputs);
    return { value, parts: grads };
  };
}

/** The gradient of  gradient . direction. */
function products(tf: typeof Tf, f: Loss, inputs: Tf.Tensor[], { direction = [], parameters }: Problem): Run {
  const along = direction.map((data, k) => tf.tensor(Float32Array.from(data), [...(parameters[k]?.shape ?? [])]));
  const inner = tf.grads(f);
  const slope = (...at: Tf.Tensor[]) => tf.addN(inner(at).map((part, k) => tf.sum(tf.mul(part, along[k] as Tf.Tensor)))) as Tf.Scalar;
  const outer = tf.grads(slope);
  return () => ({ value: f(...inputs), parts: outer(inputs) });
}

function functionOf(tf: typeof Tf, problem: Problem): Loss {
  switch (problem.kind) {
    case "product":
      return (x, y, z) => tf.mul(tf.add(x as Tf.Tensor, y as Tf.Tensor), z as Tf.Tensor);
    case "log-loss": {
      const x = tf.tensor1d(Float32Array.from(problem.x));
      return (w) => tf.softplus(tf.neg(tf.sum(tf.mul(w as Tf.Tensor, x)))) as Tf.Scalar;
    }
    case "rosenbrock":
      return (x) => {
        const n = (x as Tf.Tensor).size - 1;
        const [here, next] = [tf.slice(x as Tf.Tensor, 0, n), tf.slice(x as Tf.Tensor, 1, n)];
        const away = tf.square(tf.sub(1, here));
        return tf.sum(tf.add(tf.mul(100, tf.square(tf.sub(next, tf.square(here)))), away)) as Tf.Scalar;
      };
    case "network":
      return networkLoss(tf, problem);
    case "chain":
      return (x, y) => {
        let v = x as Tf.Tensor;
        for (let i = 0; i < problem.length; i++) v = i % 2 === 0 ? tf.mul(v, x as Tf.Tensor) : tf.add(v, y as Tf.Tensor);
        return v as Tf.Scalar;
      };
  }
}

function networkLoss(tf: typeof Tf, { widths, batch, activation, loss, x, y }: Network): Loss {
  const last = widths.length - 1;
  const data = tf.tensor2d(Float32Array.from(x), [batch, widths[0] as number]);
  const targets = tf.tensor2d(Float32Array.from(y), [batch, widths[last] as number]);
  return (...parameters) => {
    let h: Tf.Tensor = data;
    for (let l = 1; l <= last; l++) {
      const a = tf.add(tf.matMul(h, parameters[2 * l - 2] as Tf.Tensor, false, true), parameters[2 * l - 1] as Tf.Tensor);
      h = l === last ? a : activation === "tanh" ? tf.tanh(a) : tf.relu(a);
    }
    if (loss === "squared") return tf.mul(0.5, tf.sum(tf.square(tf.sub(targets, h))));
    // Its logSoftmax has no second derivative.
    return tf.sub(tf.sum(tf.log(tf.sum(tf.exp(h), 1))), tf.sum(tf.mul(targets, h)));
  };
}
