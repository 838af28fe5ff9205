// The door "trigrad/fast-check": random formulas, points, programs and networks for property-based tests.

export { type NetworkAt, type NetworkLimits, networkAt } from "./course/networks/arbitrary.js";
export { type FormulaAt, formula, formulaAt } from "./verify/arbitraries/formula.js";
export type { FormulaGrammar, FormulaOperator } from "./verify/arbitraries/grammar.js";
export { type PointChoice, type PointConstraints, type PointKind, pointOf } from "./verify/arbitraries/points.js";
export { type Program, type ProgramAt, type ProgramConstraints, program, programAt } from "./verify/arbitraries/program.js";
