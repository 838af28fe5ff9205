// A function at a point, of which one entry of one input moves.

import type { Decimal } from "decimal.js";
import type { Graph, GraphInput } from "../../core/graph/graph.js";
import type { Arithmetic } from "./arithmetic.js";
import { type Entries, entriesOf, evaluateNodes, neededBy, type ReferencePoint, reachedFrom, scalarForm } from "./evaluate.js";

/** f along one entry of one input. */
export interface Shifted {
  readonly x: Decimal;
  /** for each output whether the entry can change it */
  readonly reaches: readonly boolean[];
  readonly outputs: (moved: Decimal, arithmetic: Arithmetic) => Decimal[];
  /** The same with an answer to: did nothing arrive at the outputs because steps, branches and factors 0 let nothing through? */
  readonly look: (moved: Decimal, arithmetic: Arithmetic) => { readonly outputs: Decimal[]; readonly isStill: () => boolean };
}

/** f at a point, evaluated once in each arithmetic; moving one entry computes only what it reaches. */
export class LocalFunction {
  readonly graph: Graph;
  readonly entries: Entries;
  readonly #needed: Uint8Array;
  readonly #values = new Map<Arithmetic, (Decimal | undefined)[]>();

  constructor(graph: Graph, point: ReferencePoint) {
    this.graph = scalarForm(graph);
    this.entries = entriesOf(this.graph, point);
    this.#needed = neededBy(this.graph);
  }

  at(arithmetic: Arithmetic): { values: readonly (Decimal | undefined)[]; outputs: Decimal[] } {
    const values = this.#values.get(arithmetic) ?? evaluateNodes(this.graph, this.entries, arithmetic, this.#needed);
    this.#values.set(arithmetic, values);
    return { values, outputs: this.graph.outputs.map((output) => values[output] as Decimal) };
  }

  along(input: GraphInput, entry: number): Shifted {
    const { graph, entries } = this;
    const reached = reachedFrom(graph, input, entry, this.#needed);
    const position = graph.inputs.indexOf(input);
    const look: Shifted["look"] = (moved, arithmetic) => {
      const there = entries.map((values, i) => (i === position ? values.map((value, k) => (k === entry ? moved : value)) : values));
      const base = this.at(arithmetic).values;
      const values = evaluateNodes(graph, there, arithmetic, reached, base);
      return {
        outputs: graph.outputs.map((output) => values[output] as Decimal),
        isStill: () => isStill(graph, input.node, reached, base, values),
      };
    };
    return {
      x: entries[position]?.[entry] as Decimal,
      reaches: graph.outputs.map((output) => reached[output] === 1),
      outputs: (moved, arithmetic) => look(moved, arithmetic).outputs,
      look,
    };
  }
}

/** Rows that give the same value for many arguments. */
export const flat: ReadonlySet<string> = new Set(
  "where max min relu leakyRelu step sign floor ceil round lt le gt ge eq ne and or not".split(" "),
);

/** Whatever the other operand is. */
const absorbing: Readonly<Record<string, (x: boolean, y: boolean) => boolean>> = {
  mul: (x, y) => x || y,
  scale: (x, y) => x || y,
  div: (x) => x,
  xlogy: (x) => x,
  pow: (_, y) => y,
};

type Values = readonly (Decimal | undefined)[];

/** True when the outputs are as before, and no node hides a change by rounding: where it ends, it ends exactly. */
function isStill(graph: Graph, moved: number, reached: Uint8Array, before: Values, after: Values): boolean {
  const changed = new Uint8Array(graph.length);
  changed[moved] = 1;
  for (let node = 0; node < graph.length; node++) {
    if (reached[node] !== 1 || node === moved) continue;
    const [old, now] = [before[node], after[node]];
    if (old === undefined || now === undefined || !old.eq(now)) changed[node] = 1;
    else if (graph.operands(node).some((operand) => changed[operand] === 1)) {
      const isZero = (k: number) => changed[graph.operand(node, k)] === 0 && before[graph.operand(node, k)]?.isZero() === true;
      const absorbs = absorbing[graph.primitive(node)];
      if (!flat.has(graph.primitive(node)) && absorbs?.(isZero(0), isZero(1)) !== true) return false;
    }
  }
  return graph.outputs.every((output) => changed[output] === 0);
}
