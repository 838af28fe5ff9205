// Compares compiled code with the interpreter, bit for bit.

import fc from "fast-check";
import { type CompileOptions, compile, program } from "../../../src/core/execute/compile/compile.js";
import type { InputValues } from "../../../src/core/execute/evaluator.js";
import { interpretedInPlace, interpreter } from "../../../src/core/execute/interpreter.js";
import { sizeOf } from "../../../src/core/graph/shape.js";
import { toTensor } from "../../../src/core/graph/tensor.js";
import type { Graph, Point } from "../../../src/index.js";

/** A way to compile; the program of numbers, of the graph as it is; or the interpreter in place. */
type Way = CompileOptions | "numbers" | "in place";

/** All ways to run a graph: what suits it, statements, runs of equal ones or loops, without WebAssembly, without any code, and interpreted. */
export const ways: readonly Way[] = [
  {},
  { form: "statements" },
  { form: "runs" },
  { form: "loops" },
  { form: "loops", vectors: false },
  { generate: false },
  "numbers",
  "in place",
];

const made = (graph: Graph, way: Way) =>
  way === "numbers" ? program(graph) : way === "in place" ? interpretedInPlace(graph) : compile(graph, way);

/** @throws {Error} naming the first entry that differs, or the input that a run changed; runs twice, and in between elsewhere: a run finds the memory of the last */
export function expectSameBits(graph: Graph, inputs: InputValues, way: Way = {}): void {
  const expected = interpreter(graph)(inputs).outputs;
  const { inputs: places, outputs, run } = made(graph, way);
  for (const time of ["first", "second"]) {
    places.forEach((place, i) => {
      place.set(inputs[i] as Float64Array);
    });
    run();
    expected.forEach(({ data }, i) => {
      data.forEach((x, entry) => {
        const computed = outputs[i]?.[entry];
        if (Object.is(x, computed)) return;
        throw new Error(`entry ${entry} of output ${i}: ${computed} instead of ${x} (${time} run, ${JSON.stringify(way)})`);
      });
    });
    places.forEach((place, i) => {
      if (place.every((x, entry) => Object.is(x, inputs[i]?.[entry]))) return;
      throw new Error(`a run changed input ${i} (${time} run, ${JSON.stringify(way)})`);
    });
    for (const place of places) place.fill(Number.NaN);
    run();
  }
}

export function inputsOf(graph: Graph, point: Point): Float64Array[] {
  return graph.inputs.map(({ name }) => toTensor(point[name] as Point[string]).data);
}

/** Ordinary numbers among the ones that break careless arithmetic. */
export const wildNumber = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -3000, max: 3000 }).map((n) => n / 1000) },
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    0.5,
    2,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NaN,
    5e-324,
    -5e-324,
    1.7e308,
    1e-200,
    -1e-200,
  ),
);

/** Wild numbers for all inputs of a graph. */
export function wildInputs(graph: Graph): fc.Arbitrary<Float64Array[]> {
  const each = graph.inputs.map(({ shape }) => {
    const size = sizeOf(shape);
    return fc.array(wildNumber, { minLength: size, maxLength: size }).map((entries) => Float64Array.from(entries));
  });
  return fc.tuple(...each);
}

/** In all ways, at wild numbers. @throws {Error} with the smallest inputs at which some way differs */
export function expectSameBitsAnywhere(graph: Graph, numRuns: number): void {
  fc.assert(
    fc.property(wildInputs(graph), (inputs) => {
      for (const way of ways) expectSameBits(graph, inputs, way);
    }),
    { numRuns },
  );
}
