// trigrad's four methods, each prepared once: compiled and run in place, or interpreted and called with points.

import { forward, forwardMode, reverse, reverseMode } from "../../src/core/differentiators/automatic/index.js";
import type { Differentiator } from "../../src/core/differentiators/differentiator.js";
import { numerical } from "../../src/core/differentiators/numerical/index.js";
import type { ArraysByName } from "../../src/core/differentiators/results.js";
import { treeSize } from "../../src/core/differentiators/symbolic/index.js";
import { symbolic, symbolicWith } from "../../src/core/differentiators/symbolic-method.js";
import { interpreter } from "../../src/core/execute/interpreter.js";
import { operations } from "../../src/core/execute/operations.js";
import { graphToNode } from "../../src/core/formula/index.js";
import type { Graph } from "../../src/core/graph/graph.js";
import { type NestedArray, toTensor } from "../../src/core/graph/tensor.js";
import { record } from "../../src/core/graph/trace.js";
import { lower } from "../../src/core/primitives/lower.js";
import { flatten } from "../../src/verify/compare/components.js";
import { inputsOf, type Problem } from "../tasks/problem.js";
import { directionAt, type Program, pointOf, programOf } from "../tasks/program.js";
import { type Contender, type Ready, Unable } from "./contender.js";

export const trigradReverse = contender("trigrad reverse", reverse, inPlace);
export const trigradForward = contender("trigrad forward", forward, inPlace);
export const trigradSymbolic = contender("trigrad symbolic", symbolic, inPlace);
export const reverseInterpreted = contender("trigrad reverse, interpreted", reverseMode(interpreter), withPoints);
export const forwardInterpreted = contender("trigrad forward, interpreted", forwardMode(interpreter), withPoints);
export const symbolicInterpreted = contender("trigrad symbolic, interpreted", symbolicWith({ evaluator: interpreter }), withPoints);
export const trigradNumerical = contender("trigrad numerical", numerical, withPoints);

type Prepare = (method: Differentiator, graph: Graph, program: Program, problem: Problem) => Ready;

function contender(name: string, method: Differentiator, prepare: Prepare): Contender {
  return {
    name,
    precision: "float64",
    prepare: async (problem) => {
      const program = programOf(problem);
      const { graph } = record(program.f, pointOf(program));
      return unable(method, graph, problem) ?? prepare(method, graph, program, problem);
    },
  };
}

function partsOf(program: Program, structure: unknown): Float64Array[] {
  return program.inputs.map((part) =>
    Float64Array.from(part.flatMap(({ name }) => flatten((structure as Readonly<Record<string, NestedArray>>)[name] as NestedArray))),
  );
}

/** The inputs stand in the arrays of the prepared derivative; a call computes, and no more. */
function inPlace(method: Differentiator, graph: Graph, program: Program, problem: Problem): Ready {
  const point = pointOf(program);
  const parts = (arrays: ArraysByName) =>
    program.inputs.map((part) => Float64Array.from(part.flatMap(({ name }) => Array.from(arrays[name] as Float64Array))));
  if (problem.direction === undefined) {
    const { run, value, gradient } = method.prepare(graph, "gradient").buffers(point);
    return { call: run, answer: () => ({ value: value[0] as number, parts: parts(gradient) }) };
  }
  const { run, value, product, direction } = method.prepare(graph, "hvp").buffers(point);
  for (const [name, tangent] of Object.entries(directionAt(program, problem))) direction[name]?.set(toTensor(tangent).data);
  return { call: run, answer: () => ({ value: value[0] as number, parts: parts(product) }) };
}

function withPoints(method: Differentiator, graph: Graph, program: Program, problem: Problem): Ready {
  const point = pointOf(program);
  if (problem.direction === undefined) {
    const prepared = method.prepare(graph, "gradient");
    let result = prepared(point);
    return {
      call: () => {
        result = prepared(point);
      },
      answer: () => ({
        value: result.value as number,
        parts: partsOf(program, result.gradient),
        ...(result.bound === undefined ? {} : { errors: partsOf(program, result.bound) }),
      }),
    };
  }
  const along = directionAt(program, problem);
  const prepared = method.prepare(graph, "hvp");
  let result = prepared(point, along);
  return {
    call: () => {
      result = prepared(point, along);
    },
    answer: () => ({ value: result.value as number, parts: partsOf(program, result.product) }),
  };
}

/** Operations of one derivative, and nodes to rewrite, beyond which it takes a second or more. */
const mostOperations = 2e7;
const mostNodes = 50_000;

/** What takes a pass for each input costs as many times f as there are inputs. */
function unable(method: Differentiator, graph: Graph, problem: Problem): Unable | undefined {
  const n = inputsOf(problem);
  const passes = { numerical: 14 * n, forward: 3 * n, symbolic: 0, reverse: 0 }[method.name] * (problem.direction === undefined ? 1 : 2);
  if (method.name === "numerical" && problem.direction !== undefined) return new Unable("not bounded in second order");
  if (passes * operations(graph) > mostOperations) return new Unable(`${n.toLocaleString("en")} passes`);
  if (method.name === "symbolic" && rewritten(graph, problem) > mostNodes) return new Unable("formula too large");
  return undefined;
}

/** Nodes of f as a tree, once for each input (and input again, in second order): what the rules look at. */
function rewritten(graph: Graph, problem: Problem): number {
  const n = inputsOf(problem);
  if (n * operations(graph) > mostNodes) return Number.POSITIVE_INFINITY;
  const scalars = lower(graph);
  const size = scalars.outputs.reduce((total, output) => total + treeSize(graphToNode(scalars, output)), 0);
  return size * n ** (problem.direction === undefined ? 1 : 2);
}
