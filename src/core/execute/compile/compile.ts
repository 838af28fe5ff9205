// The compiled evaluator: a graph is optimised, then made into straight-line code, loops, or a program of numbers.

import type { Graph, NodeId } from "../../graph/graph.js";
import { neededNodes } from "../../graph/needed.js";
import { sizeOf } from "../../graph/shape.js";
import type { Buffers } from "../evaluator.js";
import { interpretedInPlace } from "../interpreter.js";
import { nodeOperations } from "../operations.js";
import { optimise } from "../optimise/optimise.js";
import { allocate, type Memory, plainProduct } from "../products/memory.js";
import { chainsOf } from "./chains.js";
import { isCalled, rowFunctions } from "./expressions.js";
import { flatten } from "./flatten.js";
import { generate, mayGenerate } from "./generate.js";
import { layoutOf, placeConstants } from "./layout.js";
import { planOf } from "./plan.js";
import { rolled, unrolledBuffers } from "./rolled.js";
import { scalarRunner } from "./run-scalars.js";
import { bindCall, type Region, type ScalarProgram } from "./scalar-program.js";
import { straightLine } from "./straight-line.js";
import { vectorCode } from "./vector-code.js";
import { withoutZeroSums } from "./zero-sums.js";

/** Up to here straight-line code beats loops, and V8 compiles it well. */
const mostStraightLine = 2000;
/** Beyond that, runs of equal operations become loops where so many make one; a smaller saving leaves too much code between the loops. */
const savedByRolling = 8;
/** Looking for runs takes memory, several times that of the list. */
const mostRolled = 1_000_000;
/** Beyond this, straight-line code takes longer to read than to run, and the program of numbers is as fast. */
const mostStatements = 20_000;
/** Nodes that are optimised and planned one by one. */
const mostPlanned = 20_000;
/** Scalar operations of vectors and matrices that become a program of numbers where no code can be made. */
const mostInterpreted = 100_000;
/** Multiplications from which on a WebAssembly memory is worth having. */
const fewestForVectors = 500;
/** Runs of a longer program before it is compiled: a statement saves some 4 ns a run, and takes V8 some microseconds to optimise. */
const runsBefore = 1000;

export interface CompileOptions {
  /** false: no `new Function`, as under a strict Content-Security-Policy */
  readonly generate?: boolean;
  /** false: no WebAssembly */
  readonly vectors?: boolean;
  /** one statement for each scalar operation, loops over runs of equal ones, or over vectors and matrices; what suits the graph unless given */
  readonly form?: "statements" | "runs" | "loops";
}

/** A graph made ready to run in place, in the way that suits it. The bits are those of the interpreter. */
export function compile(graph: Graph, options: CompileOptions = {}): Buffers {
  const small = graph.length > 10 * mostPlanned ? graph : optimise(graph);
  const generates = options.generate ?? mayGenerate();
  const { suits, work } = sizes(small);
  const inLoops = (options.form ?? suits) === "loops" && (generates || work >= mostInterpreted);
  if (!inLoops) return scalarBuffers(flatten(small), generates, options.form);
  return generates ? vectorBuffers(small, options.vectors ?? true) : interpretedInPlace(small);
}

/** The program of numbers alone, of the graph as it is: soon made, for a graph that suits statements. */
export function program(graph: Graph): Buffers {
  return scalarBuffers(flatten(graph), false, undefined);
}

export interface Sizes {
  /** to compute */
  readonly nodes: number;
  /** of all nodes, and the scalar operations behind them */
  readonly entries: number;
  readonly work: number;
  /** entries that are values of a function such as tanh */
  readonly called: number;
  readonly suits: "statements" | "loops";
}

/** What there is to compute; a sum of single entries is no work on whole vectors. */
export function sizes(graph: Graph): Sizes {
  const needed = neededNodes(graph);
  const { inside } = chainsOf(graph, needed);
  let nodes = 0;
  let entries = 0;
  let work = 0;
  let called = 0;
  for (let node = 0; node < graph.length; node++) {
    if (needed[node] === 0 || inside[node] === 1 || graph.operandCount(node) === 0) continue;
    const size = sizeOf(graph.shape(node));
    nodes++;
    entries += size;
    work += size + nodeOperations(graph, node);
    if (isCalled(graph.primitive(node))) called += size;
  }
  return { nodes, entries, work, called, suits: work <= mostStraightLine || entries < 3 * nodes ? "statements" : "loops" };
}

function scalarBuffers(list: ScalarProgram, generates: boolean, form: CompileOptions["form"]): Buffers {
  const length = list.codes.length;
  if (generates && (form === "runs" || (form === undefined && length > mostStraightLine && length <= mostRolled))) {
    const runs = rolled(withoutZeroSums(list), form === "runs" ? 1 : savedByRolling);
    if (runs !== undefined) return unrolledBuffers(runs, vectorBuffers(runs.graph, false, runs.begins));
  }
  const memory = list.initial;
  const compiled = () => {
    const calls = list.calls.map((call) => bindCall(call, memory));
    return generate(straightLine(withoutZeroSums(list)), { m: memory, f: rowFunctions(), calls, product: plainProduct(memory) });
  };
  if (generates && length <= mostStraightLine) return buffersOn(memory, list, compiled());
  const interpreted = scalarRunner(list, memory);
  return buffersOn(memory, list, generates && length <= mostStatements ? upgraded(interpreted, compiled) : interpreted);
}

/** Runs the first until the second has had time to pay for itself. */
function upgraded(first: () => void, second: () => () => void): () => void {
  let run = first;
  let runs = 0;
  return () => {
    if (runs++ === runsBefore) run = second();
    run();
  };
}

function vectorBuffers(graph: Graph, vectors: boolean, begins?: ReadonlyMap<NodeId, NodeId>): Buffers {
  const plan = planOf(graph, begins);
  const layout = layoutOf(plan);
  const { entries, product, unit }: Memory = allocate(layout.size, vectors && layout.multiplications >= fewestForVectors);
  placeConstants(plan, layout, entries);
  const { pieces, calls } = vectorCode(plan, layout, entries, unit);
  return buffersOn(entries, layout, generate(pieces, { m: entries, f: rowFunctions(), calls, product }));
}

function buffersOn(
  memory: Float64Array,
  { inputs, outputs }: { inputs: readonly Region[]; outputs: readonly Region[] },
  run: () => void,
): Buffers {
  const view = ({ start, size }: Region) => memory.subarray(start, start + size);
  return { inputs: inputs.map(view), outputs: outputs.map(view), run };
}
