// Symbolic differentiation of mathjs expressions.

export { type Derivation, derive, type Step, sizeLimit, unexpanded } from "./derive.js";
export { ExpressionTooDeep, ExpressionTooLarge, NoRule } from "./errors.js";
export type { Variable } from "./plan.js";
export { knownFunctions } from "./rules.js";
export { simplified } from "./simplify.js";
export { depth, derivativeSize, treeSize } from "./size.js";
export { stepText, text } from "./text.js";
