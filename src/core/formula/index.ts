// Formulas: text to graph and back.

export { explain, FormulaError, type FormulaErrorKind } from "./errors.js";
export { type Formula, parseFormula } from "./parse.js";
export { formulaText } from "./print.js";
export { nodeToProgram } from "./program.js";
export { formulaTex } from "./tex.js";
export { graphToFormula, graphToNode } from "./toNode.js";
