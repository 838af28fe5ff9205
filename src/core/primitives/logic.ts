// Comparisons and logic give 1 for true and 0 for false; `where` chooses. No derivative flows through a truth value.

import { binary, ternary, unary } from "./define.js";
import type { Kink, Spelling } from "./row.js";

const sameValue = ["same-value", "same-value"] as const;
const nothing = () => undefined;
const atTie: readonly Kink[] = [{ distance: (x, y) => x - y, convention: "a comparison decides as it stands, even at a tie" }];

/** An equality changes on the tie alone, not from one side of it to the other. */
const onTieOnly: readonly Kink[] = [
  { distance: (x, y) => Math.abs(x - y), convention: "the derivative belongs to what holds on both sides of an equality" },
];

function comparison(name: string, symbol: string, tex: string, value: (x: number, y: number) => number, kinks = atTie) {
  const spelling: Spelling = { names: [], infix: { symbol, strength: 3 }, tex: `#1 ${tex} #2` };
  return binary({ name, value, pull: [nothing, nothing], kinks, ulps: 0, gates: sameValue, spelling });
}

export const lt = comparison("lt", "<", "<", (x, y) => (x < y ? 1 : 0));
export const le = comparison("le", "<=", "\\le", (x, y) => (x <= y ? 1 : 0));
export const gt = comparison("gt", ">", ">", (x, y) => (x > y ? 1 : 0));
export const ge = comparison("ge", ">=", "\\ge", (x, y) => (x >= y ? 1 : 0));
export const eq = comparison("eq", "==", "=", (x, y) => (x === y ? 1 : 0), onTieOnly);
export const ne = comparison("ne", "!=", "\\ne", (x, y) => (x !== y ? 1 : 0), onTieOnly);

export const and = binary({
  name: "and",
  value: (x, y) => (x !== 0 && y !== 0 ? 1 : 0),
  pull: [nothing, nothing],
  ulps: 0,
  gates: sameValue,
  spelling: { names: [], infix: { symbol: "and", strength: 2 }, tex: "#1 \\land #2" },
});

export const or = binary({
  name: "or",
  value: (x, y) => (x !== 0 || y !== 0 ? 1 : 0),
  pull: [nothing, nothing],
  ulps: 0,
  gates: sameValue,
  spelling: { names: [], infix: { symbol: "or", strength: 1 }, tex: "#1 \\lor #2" },
});

export const not = unary({
  name: "not",
  value: (x) => (x === 0 ? 1 : 0),
  pull: [nothing],
  ulps: 0,
  gates: sameValue,
  spelling: { names: ["not"], tex: "\\lnot #1" },
});

/** x where the condition c holds, else y: where(c, x, y) */
export const where = ternary({
  name: "where",
  value: (c, x, y) => (c !== 0 ? x : y),
  pull: [nothing, (delta, { x: c }) => where(c, delta, 0), (delta, { x: c }) => where(c, 0, delta)],
  ulps: 0,
  gates: ["same-value", "anywhere", "anywhere"],
  spelling: { names: [], tex: "\\begin{cases} #2 & \\text{if } #1 \\\\ #3 & \\text{else} \\end{cases}" },
});
