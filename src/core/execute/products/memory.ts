// The memory of a compiled graph, and the matrix product that works on it: WebAssembly's where there is enough to multiply.

import { productsModule } from "./products-wasm.js";

/**
 * c = a b on entries of one memory: m x k times k x n. Offsets and strides count entries; the strides of a and b say whether they stand
 * transposed. Each entry of c is 0 + a_1 b_1 + a_2 b_2 + ... in this order. `scratch` has room for `scratchFor(k)` entries.
 */
export type Product = (
  ...numbers: readonly [
    m: number,
    k: number,
    n: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    c: number,
    scratch: number,
  ]
) => void;

export interface Memory {
  readonly entries: Float64Array;
  readonly product: Product;
  /** what the product counts offsets and strides in: entries, or bytes */
  readonly unit: 1 | 8;
}

/** What is used of WebAssembly: a type of its own, because the mathematics knows neither Node nor the DOM. */
interface WebAssemblyHere {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

const wasm = (globalThis as { readonly WebAssembly?: WebAssemblyHere }).WebAssembly;

/** A panel of four columns, and a tile of 4 x 4. */
export function scratchFor(k: number): number {
  return 4 * k + 16;
}

const bytesOfPage = 65536;

/** @param vectorised ask for WebAssembly; without it, or where there is none, the plain product gives the same bits */
export function allocate(size: number, vectorised: boolean): Memory {
  const module = vectorised ? compiledModule() : undefined;
  if (wasm !== undefined && module !== undefined) {
    try {
      const memory = new wasm.Memory({ initial: Math.max(1, Math.ceil((size * 8) / bytesOfPage)) });
      const { exports } = new wasm.Instance(module, { env: { memory } });
      return { entries: new Float64Array(memory.buffer, 0, size), product: exports["product"] as Product, unit: 8 };
    } catch {
      // The engine is out of such memories: they are few, and freed late.
    }
  }
  const entries = new Float64Array(size);
  return { entries, product: plainProduct(entries), unit: 1 };
}

let known: object | null | undefined;

/** Undefined where WebAssembly, its vectors, or compiling it are not allowed; tried once. */
function compiledModule(): object | undefined {
  if (known === undefined) {
    try {
      known = wasm === undefined ? null : new wasm.Module(Uint8Array.from(atob(productsModule), (letter) => letter.charCodeAt(0)));
    } catch {
      known = null;
    }
  }
  return known ?? undefined;
}

/** The inner loop runs along rows of b and c where it can: the entries of c grow together, each in the order of l. */
export function plainProduct(memory: Float64Array): Product {
  return (m, k, n, a, aRow, aColumn, b, bRow, bColumn, c) => {
    for (let i = 0; i < m; i++) {
      const row = c + i * n;
      if (bColumn === 1) {
        memory.fill(0, row, row + n);
        for (let l = 0; l < k; l++) {
          const left = memory[a + i * aRow + l * aColumn] as number;
          const from = b + l * bRow;
          for (let j = 0; j < n; j++) memory[row + j] = (memory[row + j] as number) + left * (memory[from + j] as number);
        }
      } else {
        for (let j = 0; j < n; j++) {
          let total = 0;
          for (let l = 0; l < k; l++) {
            total += (memory[a + i * aRow + l * aColumn] as number) * (memory[b + l * bRow + j * bColumn] as number);
          }
          memory[row + j] = total;
        }
      }
    }
  };
}
