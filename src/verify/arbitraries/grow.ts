// Growing a random tree: a number of operations is drawn, then shared out among the operands.

import type { Random } from "fast-check";
import type { Grammar } from "./grammar.js";
import { mapLeaves, type Tree, variablesOf } from "./tree.js";

/** A tree with at least one variable. */
export function growFormula(random: Random, grammar: Grammar): Tree {
  const tree = grow(random, grammar, { operations: random.nextInt(Math.min(1, grammar.size), grammar.size), depth: grammar.depth });
  if (variablesOf(tree).size > 0) return tree;
  let placed = false;
  return mapLeaves(tree, (leaf) => {
    if (placed) return leaf;
    placed = true;
    return variable(random, grammar);
  });
}

/** What a tree may still hold. */
export interface Room {
  readonly operations: number;
  readonly depth: number;
}

type Kind = "function" | "operator" | "conditional";

export function grow(random: Random, grammar: Grammar, room: Room): Tree {
  const kinds: Kind[] = [
    ...(grammar.functions.length > 0 ? (["function", "function", "function", "function"] as const) : []),
    ...(grammar.operators.length > 0 ? (["operator", "operator", "operator", "operator", "operator"] as const) : []),
    ...(grammar.conditionals && room.operations > 1 && room.depth > 1 ? (["conditional"] as const) : []),
  ];
  if (room.operations <= 0 || room.depth <= 0 || kinds.length === 0) return leaf(random, grammar);
  const inner = { operations: room.operations - 1, depth: room.depth - 1 };
  const kind = pick(random, kinds);
  if (kind === "operator") return operator(random, grammar, inner);
  if (kind === "conditional") return conditional(random, grammar, inner);
  const row = pick(random, grammar.functions);
  return { row: row.name, operands: share(random, inner, row.arity).map((part) => grow(random, grammar, part)) };
}

const rows = { "+": "add", "-": "sub", "*": "mul", "/": "div", "^": "pow" } as const;

function operator(random: Random, grammar: Grammar, room: Room): Tree {
  const symbol = pick(random, grammar.operators);
  if (symbol === "-" && random.nextInt(0, 3) === 0) return { row: "neg", operands: [grow(random, grammar, room)] };
  // Most powers have a number as exponent.
  if (symbol === "^" && grammar.exponents !== undefined && random.nextInt(0, 3) > 0) {
    return { row: "pow", operands: [grow(random, grammar, room), { leaf: grammar.exponents.generate(random, undefined).value }] };
  }
  return { row: rows[symbol], operands: share(random, room, 2).map((part) => grow(random, grammar, part)) };
}

function conditional(random: Random, grammar: Grammar, room: Room): Tree {
  const [test, yes, no] = share(random, { ...room, operations: room.operations - 1 }, 3) as [Room, Room, Room];
  return { row: "where", operands: [condition(random, grammar, test), grow(random, grammar, yes), grow(random, grammar, no)] };
}

const comparisons = ["lt", "le", "gt", "ge", "lt", "gt", "eq", "ne"] as const;

function condition(random: Random, grammar: Grammar, room: Room): Tree {
  const [left, right] = share(random, { ...room, depth: room.depth - 1 }, 2) as [Room, Room];
  // Each and, or, not takes an operation and a level like everything else.
  if (room.operations > 1 && room.depth > 1 && random.nextInt(0, 7) === 0) {
    const connective = pick(random, ["and", "or", "not"] as const);
    if (connective === "not") return { row: "not", operands: [condition(random, grammar, { ...left, operations: room.operations - 1 })] };
    const parts = share(random, { operations: room.operations - 2, depth: room.depth - 1 }, 2);
    return { row: connective, operands: parts.map((part) => condition(random, grammar, part)) };
  }
  return { row: pick(random, comparisons), operands: [grow(random, grammar, left), grow(random, grammar, right)] };
}

function leaf(random: Random, grammar: Grammar): Tree {
  if (grammar.constants === undefined || random.nextInt(0, 2) > 0) return variable(random, grammar);
  return { leaf: grammar.constants.generate(random, undefined).value };
}

function variable(random: Random, { variables }: Grammar): Tree {
  return { leaf: pick(random, variables) };
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[random.nextInt(0, choices.length - 1)] as T;
}

/** The operations, shared out among `count` operands at random. */
function share(random: Random, { operations, depth }: Room, count: number): Room[] {
  const parts = new Array<number>(count).fill(0);
  for (let i = 0; i < operations; i++) {
    const part = random.nextInt(0, count - 1);
    parts[part] = (parts[part] as number) + 1;
  }
  return parts.map((own) => ({ operations: own, depth }));
}
