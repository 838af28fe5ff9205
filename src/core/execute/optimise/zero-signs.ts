// Who can tell 0 from -0: what sums with 0 are for, and where they can be left out.

/** Rows whose results do not depend on the signs of zeros among their operands. What is added up begins at 0, and is never -0. */
const blind = new Set([
  ...["scale", "square", "abs", "exp", "cos", "cosh", "lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"],
  ...["sum", "dot", "matmul"],
]);
/** Rows whose results then differ in the signs of zeros at most: they matter as far as they matter for the result. */
const passing = new Set([...["add", "sub", "mul", "neg", "where"], ...["broadcast", "reshape", "transpose", "index", "place", "stack"]]);

/**
 * Can anybody tell the signs of zeros among the operands of a row?
 * @param seenInResult  whether somebody can tell those of its result
 */
export function seesSigns(primitive: string, seenInResult: boolean): boolean {
  return !blind.has(primitive) && (seenInResult || !passing.has(primitive));
}
