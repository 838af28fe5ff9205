// A list of scalar operations as a graph of vectors, one node for each run, and where its inputs and outputs stand in those.

import { type Graph, GraphBuilder, type NodeId } from "../../graph/graph.js";
import type { Buffers } from "../evaluator.js";
import { rowNumbered } from "./expressions.js";
import { type Runs, runsOf } from "./runs.js";
import { constant, firstRow, operandCount, type ScalarProgram, type Slot } from "./scalar-program.js";

/** Entries of an output of the graph. */
interface Place {
  readonly output: number;
  readonly at: number;
}

export interface Rolled {
  readonly graph: Graph;
  /** sums that begin with the value of another node instead of 0 */
  readonly begins: ReadonlyMap<NodeId, NodeId>;
  /** for each entry of each output of the program; a number is a constant */
  readonly outputs: readonly (readonly (Place | number)[])[];
  readonly program: ScalarProgram;
}

/** Undefined where fewer than `atLeast` operations would become one. */
export function rolled(program: ScalarProgram, atLeast: number): Rolled | undefined {
  const runs = runsOf(program, atLeast);
  return runs === undefined ? undefined : new Roller(program, runs).graph();
}

class Roller {
  readonly #program: ScalarProgram;
  readonly #runs: Runs;
  readonly #builder = new GraphBuilder();
  readonly #begins = new Map<NodeId, NodeId>();
  /** of each step, its node */
  readonly #nodes: NodeId[] = [];
  readonly #single = new Map<Slot, NodeId>();

  constructor(program: ScalarProgram, runs: Runs) {
    this.#program = program;
    this.#runs = runs;
  }

  graph(): Rolled {
    const { steps, source, stepOf, placeOf } = this.#runs;
    steps.forEach((step, i) => {
      if (i === 0) this.#nodes.push(this.#builder.input("x", [step.kind === "run" ? step.slots.length : 0]));
      else if (step.kind === "run") this.#nodes.push(this.#run(step.slots));
      else {
        const node = step.kind === "sum" ? this.#sum(step.terms) : this.#operation(step.slot);
        this.#nodes.push(node);
        this.#single.set(step.slot, node);
      }
    });
    const shown: NodeId[] = [];
    const positions = new Map<NodeId, number>();
    const outputOf = (node: NodeId) => {
      const position = positions.get(node) ?? shown.push(node) - 1;
      positions.set(node, position);
      return position;
    };
    const outputs = this.#program.outputs.map(({ start, size }) =>
      Array.from({ length: size }, (_, i): Place | number => {
        const slot = source(start + i);
        if (this.#program.codes[slot] === constant) return this.#program.initial[slot] as number;
        const step = stepOf[slot] as number;
        if (step < 0) return { output: outputOf(this.#single.get(slot) as NodeId), at: 0 };
        return { output: outputOf(this.#nodes[step] as NodeId), at: placeOf[slot] as number };
      }),
    );
    return { graph: this.#builder.finish(shown), begins: this.#begins, outputs, program: this.#program };
  }

  #operands(slot: Slot): Slot[] {
    const { codes, x, y, w } = this.#program;
    return [x, y, w].slice(0, operandCount(codes[slot] as number)).map((column) => this.#runs.source(column[slot] as Slot));
  }

  #primitive(slot: Slot): string {
    return rowNumbered((this.#program.codes[slot] as number) - firstRow).name;
  }

  #operation(slot: Slot): NodeId {
    const operands = this.#operands(slot).map((operand) => this.#one(operand));
    return this.#builder.add(this.#primitive(slot), operands, []);
  }

  #run(slots: readonly Slot[]): NodeId {
    const all = slots.map((slot) => this.#operands(slot));
    const operands = (all[0] as Slot[]).map((_, k) => this.#vector(all.map((each) => each[k] as Slot)));
    return this.#builder.add(this.#primitive(slots[0] as Slot), operands, [slots.length]);
  }

  /** A slot as a node of one entry. */
  #one(slot: Slot): NodeId {
    if (this.#program.codes[slot] === constant) return this.#builder.constant(this.#program.initial[slot] as number);
    const known = this.#single.get(slot);
    if (known !== undefined) return known;
    const run = this.#nodes[this.#runs.stepOf[slot] as number] as NodeId;
    const node = this.#builder.add("index", [run], [], this.#runs.placeOf[slot] as number);
    this.#single.set(slot, node);
    return node;
  }

  /** Slots that are one number repeated, constants, or consecutive entries of a run. */
  #vector(slots: readonly Slot[]): NodeId {
    const [first] = slots as [Slot];
    const size = slots.length;
    if (slots.every((slot) => slot === first)) return this.#builder.add("broadcast", [this.#one(first)], [size], [size]);
    if (this.#program.codes[first] === constant) {
      const { initial } = this.#program;
      return this.#builder.add(
        "constant",
        [],
        [size],
        Float64Array.from(slots, (slot) => initial[slot] as number),
      );
    }
    const step = this.#runs.stepOf[first] as number;
    const run = this.#nodes[step] as NodeId;
    const [whole] = this.#builder.shape(run);
    return size === whole ? run : this.#builder.add("index", [run], [size], [this.#runs.placeOf[first] as number, size]);
  }

  /** What stands side by side is added in a loop, which begins with the sum so far. -0 leaves every number as it is. */
  #sum(terms: readonly Slot[]): NodeId {
    const { stepOf, placeOf, source } = this.#runs;
    const slots = terms.map(source);
    let total = this.#builder.constant(-0);
    for (let start = 0; start < slots.length; ) {
      const first = slots[start] as Slot;
      const step = stepOf[first] as number;
      let end = start + 1;
      const follows = (slot: Slot, by: number) => stepOf[slot] === step && placeOf[slot] === (placeOf[first] as number) + by;
      while (step >= 0 && end < slots.length && follows(slots[end] as Slot, end - start)) end++;
      if (end - start === 1) total = this.#builder.add("add", [total, this.#one(first)], []);
      else {
        const sum = this.#builder.add("sum", [this.#vector(slots.slice(start, end))], [], []);
        this.#begins.set(sum, total);
        total = sum;
      }
      start = end;
    }
    return total;
  }
}

/** The program's buffers, on those of the graph. */
export function unrolledBuffers({ program, outputs: places }: Rolled, { inputs, outputs, run }: Buffers): Buffers {
  const given = inputs[0] as Float64Array;
  const parts: Float64Array[] = [];
  let end = 0;
  for (const { size } of program.inputs) {
    parts.push(given.subarray(end, end + size));
    end += size;
  }
  const gathered: { readonly from: Float64Array; readonly at: number; readonly to: Float64Array; readonly place: number }[] = [];
  const shown = places.map((entries) => {
    const whole = sideBySide(entries);
    if (whole !== undefined) return (outputs[whole.output] as Float64Array).subarray(whole.at, whole.at + entries.length);
    const to = new Float64Array(entries.length);
    entries.forEach((entry, place) => {
      if (typeof entry === "number") to[place] = entry;
      else gathered.push({ from: outputs[entry.output] as Float64Array, at: entry.at, to, place });
    });
    return to;
  });
  if (gathered.length === 0) return { inputs: parts, outputs: shown, run };
  return {
    inputs: parts,
    outputs: shown,
    run() {
      run();
      for (const { from, at, to, place } of gathered) to[place] = from[at] as number;
    },
  };
}

function sideBySide(entries: readonly (Place | number)[]): Place | undefined {
  const [first] = entries;
  if (typeof first !== "object") return undefined;
  const { output, at } = first;
  return entries.every((entry, i) => typeof entry === "object" && entry.output === output && entry.at === at + i) ? first : undefined;
}
