// A scalar program as straight-line code: one statement for each operation, in pieces that the engine can optimise.

import { definitionOf, literal } from "./expressions.js";
import type { Piece } from "./generate.js";
import { orderOf } from "./order.js";
import {
  call,
  called,
  constant,
  copy,
  eachOperand,
  firstRow,
  given,
  operandCount,
  type ScalarProgram,
  type Slot,
} from "./scalar-program.js";

/** Statements of a piece. V8 gives up on functions of many thousands, and needs the less time the shorter they are. */
const pieceLength = 300;

/** Within a piece values are local; what others read goes through the memory. */
export function straightLine(program: ScalarProgram): Piece[] {
  const order = orderOf(program);
  const pieceOf = new Int32Array(program.codes.length).fill(-1);
  order.forEach((t, i) => {
    pieceOf[t] = Math.floor(i / pieceLength);
  });
  const stored = storedSlots(program, order, pieceOf);
  const pieces: Piece[] = [];
  for (let start = 0; start < order.length; start += pieceLength) {
    pieces.push(pieceFor(program, order.slice(start, start + pieceLength), stored));
  }
  return pieces.length === 0 ? [{ body: "", called: new Set() }] : pieces;
}

function storedSlots(program: ScalarProgram, order: readonly Slot[], pieceOf: Int32Array): Uint8Array {
  const stored = new Uint8Array(pieceOf.length);
  for (const { start, size } of program.outputs) stored.fill(1, start, start + size);
  for (const t of order) {
    eachOperand(program, t, (slot) => {
      if (program.codes[t] === call || pieceOf[slot] !== pieceOf[t]) stored[slot] = 1;
    });
  }
  return stored;
}

function pieceFor(program: ScalarProgram, order: readonly Slot[], stored: Uint8Array): Piece {
  const { codes, x, y, w, initial } = program;
  const functions = new Set<number>();
  const lines: string[] = [];
  const local = new Set<Slot>();
  const read = (slot: Slot): string => {
    if (codes[slot] === constant) return literal(initial[slot] as number);
    if (!local.has(slot)) {
      lines.push(`const v${slot} = m[${slot}];`);
      local.add(slot);
    }
    return `v${slot}`;
  };
  for (const t of order) {
    const code = codes[t] as number;
    if (code === call) lines.push(`calls[${x[t]}]();`);
    if (code === call || code === called || code === given) continue;
    if (code === copy) {
      lines.push(`m[${t}] = ${read(x[t] as Slot)};`);
      continue;
    }
    const operands = [x[t], y[t], w[t]].slice(0, operandCount(code)).map((slot) => read(slot as Slot));
    lines.push(definitionOf(t, code - firstRow, operands, functions));
    local.add(t);
    if (stored[t] === 1) lines.push(`m[${t}] = v${t};`);
  }
  return { body: lines.map((line) => `${line}\n`).join(""), called: functions };
}
