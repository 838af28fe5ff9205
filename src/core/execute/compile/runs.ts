// Operations that differ only in where their operands stand, found in a list of scalar operations: a formula written out entry by entry
// is a few functions of vectors again.

import { numberOf } from "./expressions.js";
import { constant, copy, eachOperand, firstRow, given, operandCount, type ScalarProgram, type Slot } from "./scalar-program.js";

/** The same function of consecutive entries of other runs, of single numbers, and of constants: at least so many. */
const shortest = 12;

/** In an order in which they can be computed. */
export type RunStep =
  | { readonly kind: "run"; readonly slots: readonly Slot[] }
  | { readonly kind: "one"; readonly slot: Slot }
  /** ((t1 + t2) + t3) + ... */
  | { readonly kind: "sum"; readonly slot: Slot; readonly terms: readonly Slot[] };

export interface Runs {
  /** all that was given is the first */
  readonly steps: readonly RunStep[];
  /** the step whose run holds a slot, and its place there; -1 for slots on their own */
  readonly stepOf: Int32Array;
  readonly placeOf: Int32Array;
  /** where the value of a slot comes from that is a copy */
  source(slot: Slot): Slot;
}

/** Undefined where it is not worth while: fewer than `atLeast` operations for each step that is left, or calls of array rows. */
export function runsOf(program: ScalarProgram, atLeast: number): Runs | undefined {
  const { codes, x } = program;
  const needed = neededSlots(program);
  const chains = sumsOf(program, needed);
  const source = (slot: Slot): Slot => {
    let from = slot;
    while (codes[from] === copy) from = x[from] as Slot;
    return from;
  };
  const levels = byLevel(program, needed, chains, source);
  const count = levels.reduce((total, { length }) => total + length, 0);
  if (program.calls.length > 0 || count < atLeast * levels.length) return undefined;
  const finder = new Finder(program, chains, source);
  for (const level of levels) finder.add(level);
  return count < atLeast * finder.steps.length ? undefined : finder;
}

function neededSlots(program: ScalarProgram): Uint8Array {
  const needed = new Uint8Array(program.codes.length);
  for (const { start, size } of program.outputs) needed.fill(1, start, start + size);
  for (let t = needed.length - 1; t >= 0; t--) {
    if (needed[t] === 1)
      eachOperand(program, t, (slot) => {
        needed[slot] = 1;
      });
  }
  return needed;
}

interface Sums {
  /** terms of each sum of many, by its last addition */
  readonly terms: ReadonlyMap<Slot, readonly Slot[]>;
  /** marks the additions before the last */
  readonly inside: Uint8Array;
}

function sumsOf(program: ScalarProgram, needed: Uint8Array): Sums {
  const { codes, x, y } = program;
  const add = numberOf("add") + firstRow;
  const uses = new Uint8Array(codes.length);
  const use = (slot: Slot) => {
    uses[slot] = Math.min(2, (uses[slot] as number) + 1);
  };
  for (const { start, size } of program.outputs) for (let i = 0; i < size; i++) use(start + i);
  for (let t = 0; t < codes.length; t++) if (needed[t] === 1) eachOperand(program, t, use);
  const inside = new Uint8Array(codes.length);
  const seen = new Uint8Array(codes.length);
  const terms = new Map<Slot, readonly Slot[]>();
  for (let root = codes.length - 1; root >= 0; root--) {
    if (needed[root] === 0 || seen[root] === 1 || codes[root] !== add) continue;
    const sums = [root];
    for (let t = x[root] as Slot; codes[t] === add && uses[t] === 1; t = x[t] as Slot) sums.push(t);
    // Where the terms are additions, the innermost is a term like the others.
    if (sums.length > 1 && codes[y[sums.at(-2) as Slot] as Slot] === add) sums.pop();
    for (const t of sums) seen[t] = 1;
    if (sums.length < shortest) continue;
    for (const t of sums.slice(1)) inside[t] = 1;
    terms.set(root, [x[sums.at(-1) as Slot] as Slot, ...sums.map((t) => y[t] as Slot).reverse()]);
  }
  return { terms, inside };
}

/** Slots whose operands all stand in levels before. */
function byLevel(program: ScalarProgram, needed: Uint8Array, { terms, inside }: Sums, source: (slot: Slot) => Slot): Slot[][] {
  const { codes } = program;
  const levelOf = new Int32Array(codes.length).fill(-1);
  const levels: Slot[][] = [];
  for (let t = 0; t < codes.length; t++) {
    const code = codes[t] as number;
    if (needed[t] === 0 || inside[t] === 1 || code === given || code === constant || code === copy) continue;
    let level = -1;
    const visit = (slot: Slot) => {
      level = Math.max(level, levelOf[source(slot)] as number);
    };
    const sum = terms.get(t);
    if (sum === undefined) eachOperand(program, t, visit);
    else for (const slot of sum) visit(slot);
    levelOf[t] = level + 1;
    const known = levels[level + 1];
    if (known === undefined) levels.push([t]);
    else known.push(t);
  }
  return levels;
}

class Finder implements Runs {
  readonly steps: RunStep[] = [];
  readonly stepOf: Int32Array;
  readonly placeOf: Int32Array;
  readonly source: (slot: Slot) => Slot;
  readonly #program: ScalarProgram;
  readonly #sums: Sums;

  constructor(program: ScalarProgram, sums: Sums, source: (slot: Slot) => Slot) {
    this.#program = program;
    this.#sums = sums;
    this.source = source;
    this.stepOf = new Int32Array(program.codes.length).fill(-1);
    this.placeOf = new Int32Array(program.codes.length);
    this.#run(program.inputs.flatMap(({ start, size }) => Array.from({ length: size }, (_, i) => start + i)));
  }

  add(level: readonly Slot[]): void {
    const groups = new Map<string, Slot[]>();
    for (const t of level) {
      const terms = this.#sums.terms.get(t);
      if (terms !== undefined) {
        this.steps.push({ kind: "sum", slot: t, terms });
        continue;
      }
      const key = `${this.#program.codes[t]} ${this.#operands(t).map((slot) => this.#kindOf(slot))}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [t]);
      else group.push(t);
    }
    for (const group of groups.values()) this.#split(group);
  }

  #operands(t: Slot): Slot[] {
    const { codes, x, y, w } = this.#program;
    return [x, y, w].slice(0, operandCount(codes[t] as number)).map((column) => this.source(column[t] as Slot));
  }

  /** What operands of one run have in common. */
  #kindOf(slot: Slot): string {
    if (this.#program.codes[slot] === constant) return "c";
    const step = this.stepOf[slot] as number;
    return step < 0 ? `s${slot}` : `r${step}`;
  }

  /** Into runs in which each operand moves by one entry from place to place, or not at all. */
  #split(group: readonly Slot[]): void {
    const places = new Map(group.map((t) => [t, this.#operands(t).map((slot) => this.placeOf[slot] as number)]));
    const at = (t: Slot) => places.get(t) as number[];
    const sorted = group.toSorted((a, b) => {
      const [left, right] = [at(a), at(b)];
      const k = left.findIndex((place, i) => place !== right[i]);
      return k < 0 ? a - b : (left[k] as number) - (right[k] as number);
    });
    const steps = (from: Slot, to: Slot) => at(to).map((place, k) => place - (at(from)[k] as number));
    for (let start = 0; start < sorted.length; ) {
      let end = start + 1;
      const moves = end < sorted.length ? steps(sorted[start] as Slot, sorted[end] as Slot) : [];
      const regular = moves.every((move) => move === 0 || move === 1) && moves.length > 0;
      while (regular && end < sorted.length) {
        const next = steps(sorted[end - 1] as Slot, sorted[end] as Slot);
        if (!next.every((move, k) => move === moves[k])) break;
        end++;
      }
      const slots = sorted.slice(start, end);
      if (slots.length >= shortest) this.#run(slots);
      else for (const slot of slots) this.steps.push({ kind: "one", slot });
      start = end;
    }
  }

  #run(slots: readonly Slot[]): void {
    slots.forEach((slot, place) => {
      this.stepOf[slot] = this.steps.length;
      this.placeOf[slot] = place;
    });
    this.steps.push({ kind: "run", slots });
  }
}
