// In which order the operations of a scalar program are written: few values wait for their readers at any time.

import { call, called, constant, eachOperand, firstRow, given, type ScalarProgram, type Slot } from "./scalar-program.js";

/**
 * The operations that outputs need. Each comes right after its operands where it can, and whatever is the last to read some value comes as
 * soon as it can be computed: the value is then in a register, and needs no place in the memory.
 */
export function orderOf(program: ScalarProgram): Slot[] {
  const needed = depthFirst(program);
  const readers = readersOf(program, needed);
  const { codes } = program;
  const done = new Uint8Array(codes.length);
  const unread = new Int32Array(codes.length);
  for (let slot = 0; slot < codes.length; slot++) {
    unread[slot] = readers[slot]?.length ?? 0;
    if (codes[slot] === constant || codes[slot] === given) done[slot] = 1;
  }
  const order: Slot[] = [];
  const isReady = (t: Slot): boolean => {
    if (done[t] === 1 || (codes[t] as number) < firstRow) return false;
    let ready = true;
    let last = false;
    eachOperand(program, t, (slot) => {
      if (done[slot] === 0) ready = false;
      if (unread[slot] === 1 && codes[slot] !== constant) last = true;
    });
    return ready && last;
  };
  const write = (first: Slot) => {
    const waiting = [first];
    for (let t = waiting.pop(); t !== undefined; t = waiting.pop()) {
      if (done[t] === 1 || (t !== first && !isReady(t))) continue;
      done[t] = 1;
      order.push(t);
      eachDistinct(program, t, (slot) => {
        unread[slot] = (unread[slot] as number) - 1;
        if (unread[slot] === 1) waiting.push(...(readers[slot] ?? []).filter(isReady));
      });
      waiting.push(...(readers[t] ?? []).filter(isReady));
    }
  };
  for (const t of needed) if (done[t] === 0) write(t);
  return order;
}

/** Each after its operands. The first output comes last: it is the value, and derivatives use what it is made of. */
function depthFirst(program: ScalarProgram): Slot[] {
  const order: Slot[] = [];
  const seen = new Uint8Array(program.codes.length);
  const waiting: Slot[] = [];
  const [value, ...others] = program.outputs;
  for (const { start, size } of value === undefined ? [] : [value, ...others.reverse()]) {
    for (let i = size - 1; i >= 0; i--) waiting.push(start + i);
  }
  // Twice on the stack: operands are pushed above their operation, which is written when it comes up again.
  while (waiting.length > 0) {
    const t = waiting.at(-1) as Slot;
    if (seen[t] === 0) {
      seen[t] = 1;
      if (program.codes[t] === called) waiting.push(t - 1);
      eachOperand(program, t, (slot) => {
        if (seen[slot] === 0) waiting.push(slot);
      });
    } else {
      waiting.pop();
      if (seen[t] === 1 && (program.codes[t] as number) > constant) order.push(t);
      seen[t] = 2;
    }
  }
  return order;
}

function readersOf(program: ScalarProgram, needed: readonly Slot[]): readonly (readonly Slot[] | undefined)[] {
  const readers: Slot[][] = new Array(program.codes.length);
  for (const t of needed) {
    eachDistinct(program, t, (slot) => {
      const known = readers[slot];
      if (known === undefined) readers[slot] = [t];
      else known.push(t);
    });
  }
  return readers;
}

function eachDistinct(program: ScalarProgram, t: Slot, visit: (slot: Slot) => void): void {
  const seen: Slot[] = [];
  eachOperand(program, t, (slot) => {
    if (program.codes[t] !== call && seen.includes(slot)) return;
    seen.push(slot);
    visit(slot);
  });
}
