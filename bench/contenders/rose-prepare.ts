// A problem prepared by rose: value and gradient, or the product with the Hessian, as one compiled function.

import { compile, type Fn, fn, Real, Vec, vjp } from "rose";
import type { Answer, Problem } from "../tasks/problem.js";
import type { Ready } from "./contender.js";
import { lossInRose } from "./rose-functions.js";

/** Values by the names of the parameters: numbers, or nested arrays. */
type Structure = Readonly<Record<string, unknown>>;
type Result = { readonly value: number; readonly parts: Structure };

/** A function of rose. Its types follow those of the arguments, which here are known at run time only. */
type Abstract<A extends readonly unknown[], R> = Fn & ((...at: A) => R);
const abstract = fn as unknown as <A extends readonly unknown[], R>(
  parameters: readonly unknown[],
  result: unknown,
  f: (...at: A) => R,
) => Abstract<A, R>;
const compiledFrom = compile as unknown as (f: Fn) => Promise<(...at: Structure[]) => Result>;

export async function prepareInRose(problem: Problem): Promise<Ready> {
  const { parameters, direction } = problem;
  const Parameters = Object.fromEntries(
    parameters.map(({ name, shape }) => [name, shape.reduceRight<unknown>((inner, extent) => Vec(extent, inner), Real)]),
  );
  const f = abstract<[unknown], Real>([Parameters], Real, lossInRose(problem) as (at: unknown) => Real);
  const both = { value: Real, parts: Parameters };
  const first = () =>
    abstract<[unknown], unknown>([Parameters], both, (at) => {
      const { ret, grad } = vjp(f)(at);
      return { value: ret, parts: grad(1) };
    });
  // The Hessian is symmetric, so a product from the left serves as one from the right.
  const second = () => {
    const gradient = abstract<[unknown], unknown>([Parameters], Parameters, (at) => vjp(f)(at).grad(1));
    return abstract<[unknown, unknown], unknown>([Parameters, Parameters], both, (at, along) => ({
      value: f(at),
      parts: vjp(gradient)(at).grad(along),
    }));
  };
  const run = await compiledFrom(direction === undefined ? first() : second());
  const nested = (arrays: readonly Float64Array[]): Structure =>
    Object.fromEntries(parameters.map(({ name, shape }, k) => [name, nestedOf(arrays[k] as Float64Array, shape)]));
  const at = [nested(parameters.map(({ data }) => data)), ...(direction === undefined ? [] : [nested(direction)])];
  let result: Result = { value: Number.NaN, parts: {} };
  return {
    call() {
      result = run(...at);
    },
    answer: (): Answer => ({
      value: result.value,
      parts: parameters.map(({ name }) => Float64Array.from([result.parts[name]].flat(2) as number[])),
    }),
  };
}

function nestedOf(data: Float64Array, [rows, columns]: readonly number[]): unknown {
  if (rows === undefined) return data[0];
  if (columns === undefined) return Array.from(data);
  return Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));
}
