// Why the symbolic method declines a formula.

import { UnsupportedError } from "../errors.js";
import { knownFunctions } from "./rules.js";

/** A function, an operator or a kind of expression that the rule table does not list. */
export class NoRule extends UnsupportedError {
  readonly kind = "no-rule";

  constructor(operation: string, message?: string) {
    const known = knownFunctions.join(", ");
    super(
      operation,
      message ??
        `no derivative rule for "${operation}": symbolic knows ${known}. Write the function with these, or use forward or reverse.`,
    );
  }
}

/** A derivative is refused before it is built: as a tree it would have `size` nodes. */
export class ExpressionTooLarge extends Error {
  override readonly name = "ExpressionTooLarge";
  readonly kind = "too-large";
  readonly size: number;
  readonly limit: number;

  constructor(size: number, limit: number, what = "the derivative") {
    const advice = "Use forward or reverse, which share subexpressions, or raise the limit.";
    super(`${what} written out would have ${count(size)} nodes, the limit is ${count(limit)} (expression swell). ${advice}`);
    this.size = size;
    this.limit = limit;
  }
}

/** The expression is nested too deeply to be printed. */
export class ExpressionTooDeep extends Error {
  override readonly name = "ExpressionTooDeep";
  readonly kind = "too-deep";
  readonly depth: number;
  readonly limit: number;

  constructor(depth: number, limit: number) {
    super(`the expression is nested ${count(depth)} deep, at most ${count(limit)} can be printed. Give the inner parts names.`);
    this.depth = depth;
    this.limit = limit;
  }
}

function count(n: number): string {
  if (n === Number.POSITIVE_INFINITY) return "more than 10^308";
  return n < 1e15 ? n.toLocaleString("en-US") : `about ${n.toExponential(2).replace("e+", " * 10^")}`;
}
