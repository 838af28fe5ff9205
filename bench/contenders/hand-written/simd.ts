// The same code by hand, with its matrix products in WebAssembly: what two doubles at a time are worth.

import type { Contender } from "../contender.js";
import { Unable } from "../contender.js";
import type { Matrices, MatrixProduct } from "./matrices.js";
import { network } from "./network.js";
import { networkProduct } from "./network-product.js";
import { simdText } from "./simd-text.js";

export const handWrittenSimd: Contender = {
  name: "hand-written, f64x2",
  precision: "float64",
  prepare: async (problem) => {
    if (problem.kind !== "network" || problem.batch === 1) return new Unable("no matrix product");
    const matrices = await simdMatrices();
    return problem.direction === undefined ? network(problem, matrices) : networkProduct(problem, matrices);
  },
};

/** Of 64 kB: 32 MB, for the largest network and its tangents. */
const pages = 512;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly dots: Kernel;
  readonly outer: Kernel;
}
type Kernel = (
  rows: number,
  columns: number,
  depth: number,
  a: number,
  aStep: number,
  aAlong: number,
  b: number,
  bStep: number,
  out: number,
) => void;

/** The part of JavaScript's own interface that is used here; types for Node do not have it. */
interface WebAssemblyInterface {
  instantiate(bytes: Uint8Array): Promise<{ readonly instance: { readonly exports: unknown } }>;
}

async function simdMatrices(): Promise<Matrices> {
  const { default: wabt } = await import("wabt");
  const text = (await wabt()).parseWat("kernels.wat", simdText(pages), { simd: true });
  const { buffer } = text.toBinary({});
  text.destroy();
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface };
  const { memory, dots, outer } = (await WebAssembly.instantiate(buffer)).instance.exports as Exports;
  let used = 0;
  return {
    array(length) {
      // Vectors start at multiples of 16 bytes.
      const start = used;
      used += Math.ceil(length / 2) * 16;
      return new Float64Array(memory.buffer, start, length);
    },
    product: (product) => call(product, dots, outer),
  };
}

/** Both kernels want one direction of the right matrix without gaps: its sum, or its columns. */
function call({ rows, columns, depth, left, right, result, adds = false }: MatrixProduct, dots: Kernel, outer: Kernel): () => void {
  const a = left.data.byteOffset;
  const b = right.data.byteOffset;
  const out = result.byteOffset;
  const isDots = left.along === 1 && right.along === 1 && right.step !== 1;
  const kernel = isDots ? dots : outer;
  const bStep = 8 * (isDots ? right.step : right.along);
  const aStep = 8 * left.step;
  const aAlong = 8 * left.along;
  return () => {
    if (!adds) result.fill(0);
    kernel(rows, columns, depth, a, aStep, aAlong, b, bStep, out);
  };
}
