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
    return {
      x: entries[position]?.[entry] as Decimal,
      reaches: graph.outputs.map((output) => reached[output] === 1),
      outputs: (moved, arithmetic) => {
        const there = entries.map((values, i) => (i === position ? values.map((value, k) => (k === entry ? moved : value)) : values));
        const values = evaluateNodes(graph, there, arithmetic, reached, this.at(arithmetic).values);
        return graph.outputs.map((output) => values[output] as Decimal);
      },
    };
  }
}
