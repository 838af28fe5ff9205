// A plan as code: loops that compute many nodes in one pass over the memory, calls of products and of array rows.

import type { NodeId } from "../../graph/graph.js";
import { sizeOf } from "../../graph/shape.js";
import { type ArrayRow, rowOf } from "../../primitives/row.js";
import { commonRange } from "./chains.js";
import { definitionOf, literal, numberOf } from "./expressions.js";
import type { Piece } from "./generate.js";
import type { Layout } from "./layout.js";
import type { Access, Carry, Loop, Plan, Read, Step, Sum } from "./plan.js";
import { bindCall } from "./scalar-program.js";

/** Steps of a piece; a loop may hold many statements. */
const pieceLength = 100;

export interface VectorCode {
  readonly pieces: readonly Piece[];
  readonly calls: readonly (() => void)[];
}

/** @param unit what products count offsets in */
export function vectorCode(plan: Plan, layout: Layout, memory: Float64Array, unit: number): VectorCode {
  const calls: (() => void)[] = [];
  const pieces: Piece[] = [];
  for (let start = 0; start === 0 || start < plan.steps.length; start += pieceLength) {
    const writer = new Writer(plan, layout, unit, (node) => calls.push(boundCall(plan, layout, node, memory)) - 1);
    if (start === 0) writer.beginning();
    for (const step of plan.steps.slice(start, start + pieceLength)) writer.step(step);
    if (start + pieceLength >= plan.steps.length) writer.ending();
    pieces.push(writer.piece());
  }
  return { pieces, calls };
}

function boundCall({ graph, alias }: Plan, { offsets }: Layout, node: NodeId, memory: Float64Array): () => void {
  const operands = graph.operands(node).map((operand) => {
    const source = alias(operand);
    return { shape: graph.shape(operand), start: (offsets[source.node] as number) + source.offset };
  });
  const row = rowOf(graph.primitive(node)) as ArrayRow;
  return bindCall({ row, operands, shape: graph.shape(node), attribute: graph.attribute(node), start: offsets[node] as number }, memory);
}

/** Writes one piece. Names are counted up: v and the number of a node, s and r for what is read from the memory. */
class Writer {
  readonly #plan: Plan;
  readonly #layout: Layout;
  readonly #unit: number;
  readonly #bind: (node: NodeId) => number;
  readonly #lines: string[] = [];
  readonly #called = new Set<number>();
  /** names of single entries that this piece knows */
  readonly #local = new Map<number, string>();

  constructor(plan: Plan, layout: Layout, unit: number, bind: (node: NodeId) => number) {
    this.#plan = plan;
    this.#layout = layout;
    this.#unit = unit;
    this.#bind = bind;
  }

  piece(): Piece {
    return { body: this.#lines.map((line) => `${line}\n`).join(""), called: this.#called };
  }

  /** What is added to begins at zero. */
  beginning(): void {
    const { graph, steps, chains } = this.#plan;
    const begun = new Set<NodeId>();
    for (const step of steps) {
      if (step.kind === "loop") for (const carry of step.carries) this.#clearAround(carry, sizeOf(step.shape));
      const added =
        step.kind === "add"
          ? [step.node]
          : step.kind === "loop"
            ? step.sums.filter(({ access }) => access !== "one").map(({ node }) => node)
            : [];
      for (const node of added) {
        if (begun.has(node)) continue;
        begun.add(node);
        const start = this.#layout.offsets[node] as number;
        this.#line(`m.fill(0, ${start}, ${start + sizeOf(graph.shape(node))});`);
        const terms = chains.terms.get(node);
        if (terms === undefined) continue;
        const { from, to } = commonRange(terms);
        if (to > from) this.#line(`m.fill(-0, ${start + from}, ${start + to});`);
      }
    }
  }

  /** What a carry does not reach: it writes one entry more than its loop has passes. */
  #clearAround({ node, offset }: Carry, passes: number): void {
    const start = this.#layout.offsets[node] as number;
    const end = start + sizeOf(this.#plan.graph.shape(node));
    const [from, to] = [start + offset, start + offset + passes + 1];
    if (from > start) this.#line(`m.fill(0, ${start}, ${from});`);
    if (end > to) this.#line(`m.fill(0, ${to}, ${end});`);
  }

  ending(): void {
    for (const { from, to, size } of this.#layout.copies) this.#line(`m.copyWithin(${to}, ${from}, ${from + size});`);
  }

  step(step: Step): void {
    if (step.kind === "loop") this.#loop(step);
    else if (step.kind === "scalar") this.#scalar(step.node);
    else if (step.kind === "product") this.#product(step.node);
    else if (step.kind === "call") this.#line(`calls[${this.#bind(step.node)}]();`);
    else this.#line(`m[${(this.#layout.offsets[step.node] as number) + step.offset}] += ${this.#single(step.value)};`);
  }

  #line(text: string): void {
    this.#lines.push(text);
  }

  #at(node: NodeId): number {
    const source = this.#plan.alias(node);
    return (this.#layout.offsets[source.node] as number) + source.offset;
  }

  /** A node of one entry: a number, a name of this piece, or read once. */
  #single(node: NodeId): string {
    const { graph, alias } = this.#plan;
    const source = alias(node);
    if (graph.primitive(source.node) === "constant") {
      const value = graph.attribute(source.node) as number | Float64Array;
      return literal(typeof value === "number" ? value : (value[source.offset] as number));
    }
    const at = this.#at(node);
    const known = this.#local.get(at);
    if (known !== undefined) return known;
    this.#line(`const s${at} = m[${at}];`);
    this.#local.set(at, `s${at}`);
    return `s${at}`;
  }

  #scalar(node: NodeId): void {
    const { graph } = this.#plan;
    const operands = graph.operands(node).map((operand) => this.#single(operand));
    const at = this.#at(node);
    this.#line(definitionOf(node, numberOf(graph.primitive(node)), operands, this.#called));
    this.#line(`m[${at}] = v${node};`);
    this.#local.set(at, `v${node}`);
  }

  #loop({ shape, nodes, sums, carries }: Loop): void {
    const { graph, stored, reads, begins } = this.#plan;
    const [rows = 1, columns = 1] = shape;
    const all = [
      ...nodes.flatMap(reads),
      ...sums.flatMap(({ terms }) => terms),
      ...carries.flatMap(({ first, second }) => [first, second]),
    ];
    const byRows = [...all, ...sums].some(({ access }) => access !== "flat" && access !== "one");
    for (const { node, access } of all) if (access === "one") this.#single(node);
    for (const { node, access } of sums) {
      const begin = begins.get(node);
      if (access === "one") this.#line(`let v${node} = ${begin === undefined ? "0" : this.#single(begin)};`);
    }
    for (const { node } of carries) this.#line(`let c${node} = 0;`);
    const size = sizeOf(shape);
    this.#line(
      byRows
        ? `for (let i = 0, p = 0; i < ${rows}; i++) for (let j = 0; j < ${columns}; j++, p++) {`
        : `for (let p = 0; p < ${size}; p++) {`,
    );
    const inside = new Map<string, string>();
    const computed = new Set<NodeId>();
    const read = (given: Read): string => {
      if (given.access === "one") return this.#single(given.node);
      if (computed.has(given.node) && given.access === "flat") return `v${given.node}`;
      const place = `m[${this.#at(given.node)} + ${indexFor(given.access, rows)}]`;
      const known = inside.get(place);
      if (known !== undefined) return known;
      const name = `r${inside.size}`;
      inside.set(place, name);
      this.#line(`const ${name} = ${place};`);
      return name;
    };
    for (const node of nodes) {
      const operands = reads(node).map(read);
      this.#line(definitionOf(node, numberOf(graph.primitive(node)), operands, this.#called));
      if (stored[node] === 1) this.#line(`m[${this.#at(node)} + p] = v${node};`);
      computed.add(node);
    }
    for (const sum of sums) this.#line(`${this.#target(sum, rows)} += ${sum.terms.map(read).join(" * ")};`);
    for (const { node, first, second, offset } of carries) {
      this.#line(`m[${this.#at(node) + offset} + p] = c${node} + ${read(second)};`);
      this.#line(`c${node} = ${read(first)};`);
    }
    this.#line("}");
    for (const { node, offset } of carries) this.#line(`m[${this.#at(node) + offset + size}] = c${node} + 0;`);
    for (const { node, access } of sums) if (access === "one") this.#finishSum(node, size);
  }

  #target({ node, access, offset }: Sum, rows: number): string {
    return access === "one" ? `v${node}` : `m[${this.#at(node) + offset} + ${indexFor(access, rows)}]`;
  }

  #finishSum(node: NodeId, size: number): void {
    if (this.#plan.graph.primitive(node) === "mean") this.#line(`v${node} /= ${size};`);
    this.#line(`m[${this.#at(node)}] = v${node};`);
    this.#local.set(this.#at(node), `v${node}`);
  }

  #product(node: NodeId): void {
    const { graph } = this.#plan;
    const [left, right] = graph.operands(node).map((operand) => this.#factor(operand)) as [Factor, Factor];
    const [m = 0, n = 0] = graph.shape(node);
    const k = left.columns;
    // A single column is computed as a row, four entries of which fit in a tile.
    const [rows, columns, a, b] = n === 1 ? [1, m, turned(right), turned(left)] : [m, n, left, right];
    const places = [a.at, a.row, a.column, b.at, b.row, b.column, this.#at(node), this.#layout.scratch].map((place) => place * this.#unit);
    this.#line(`product(${[rows, k, columns, ...places].join(", ")});`);
  }

  #factor(node: NodeId): Factor {
    const { graph, stored, alias } = this.#plan;
    const source = alias(node);
    if (graph.primitive(node) === "transpose" && stored[source.node] === 0) return turned(this.#factor(graph.operand(node, 0)));
    const [, columns = 0] = graph.shape(node);
    return { at: this.#at(node), row: columns, column: 1, rows: graph.shape(node)[0] as number, columns };
  }
}

/** A matrix in the memory: where it begins and how far apart its rows and columns are. */
interface Factor {
  readonly at: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

function turned({ at, row, column, rows, columns }: Factor): Factor {
  return { at, row: column, column: row, rows: columns, columns: rows };
}

/** Position in an array, from the position p in the loop's shape, in row i and column j. */
function indexFor(access: Access, rows: number): string {
  if (access === "turned") return `j * ${rows} + i`;
  return access === "row" ? "i" : access === "column" ? "j" : "p";
}
