// Vectors and matrices as nested arrays, for gradients that are written by hand.

export type Vector = number[];
export type Matrix = number[][];

export const dot = (a: Vector, b: Vector): number => a.reduce((total, x, i) => total + x * (b[i] as number), 0);
export const times = (factor: number, a: Vector): Vector => a.map((x) => factor * x);
export const plus = (a: Vector, b: Vector): Vector => a.map((x, i) => x + (b[i] as number));
export const minus = (a: Vector, b: Vector): Vector => a.map((x, i) => x - (b[i] as number));
export const entrywise = (a: Vector, b: Vector): Vector => a.map((x, i) => x * (b[i] as number));
export const total = (a: Vector): number => a.reduce((sum, x) => sum + x, 0);
export const norm = (a: Vector): number => Math.sqrt(dot(a, a));
export const apply = (m: Matrix, x: Vector): Vector => m.map((row) => dot(row, x));
export const transposed = (m: Matrix): Matrix => (m[0] as Vector).map((_, j) => m.map((row) => row[j] as number));
export const outer = (a: Vector, b: Vector): Matrix => a.map((x) => times(x, b));
export const rolled = (a: Vector): Vector => a.map((_, i) => a[(i + 1) % a.length] as number);

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export function softmax(a: Vector): Vector {
  const largest = Math.max(...a);
  const powers = a.map((x) => Math.exp(x - largest));
  const sum = total(powers);
  return powers.map((power) => power / sum);
}

export const logsumexp = (a: Vector): number => Math.max(...a) + Math.log(total(a.map((x) => Math.exp(x - Math.max(...a)))));
