// The public door.

export { forward, forwardMode, reverse, reverseMode } from "./core/differentiators/automatic/index.js";
export type { Differentiator, MethodName, Options, Prepared, Result, ResultOf, Structure } from "./core/differentiators/differentiator.js";
export { PointError, UnsupportedError } from "./core/differentiators/errors.js";
export { numerical, numericalWith } from "./core/differentiators/numerical/index.js";
export type { Scheme } from "./core/differentiators/numerical/schemes.js";
export type { Operator } from "./core/differentiators/operators.js";
export type { Differentiable } from "./core/differentiators/program.js";
export { symbolic, symbolicWith } from "./core/differentiators/symbolic-method.js";
export type { Evaluation, Evaluator } from "./core/execute/evaluator.js";
export { interpreter } from "./core/execute/interpreter.js";
export { operations } from "./core/execute/operations.js";
export { type Formula, FormulaError, parseFormula } from "./core/formula/index.js";
export { Graph } from "./core/graph/graph.js";
export { ShapeError } from "./core/graph/shape.js";
export type { Nested, NestedArray, Point } from "./core/graph/tensor.js";
export { record, Traced, type TracedFunction, TraceError, type Value } from "./core/graph/trace.js";
export * from "./core/primitives/index.js";
export { lower } from "./core/primitives/lower.js";
export { share } from "./core/primitives/share.js";
export { boundedEvaluator } from "./verify/bounds/rounding.js";
export { type CompareOptions, compare } from "./verify/compare/compare.js";
export type { Comparison, MethodReport, Verdict } from "./verify/compare/comparison.js";
export { type CaseRecord, compareCase } from "./verify/compare/record.js";
