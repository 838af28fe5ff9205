// Symbolic differentiation of mathjs expressions.

export { derive } from "./derive.js";
export { ExpressionTooDeep, ExpressionTooLarge, NoRule } from "./errors.js";
export { simplified } from "./simplify.js";
export { derivativeSize, treeSize } from "./size.js";
export { stepText, text } from "./text.js";
export { type ExpressionTree, expressionTree } from "./tree.js";
export { workedLines } from "./worked.js";
