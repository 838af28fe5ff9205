// The public door.

export { forward, forwardMode, reverse, reverseMode } from "./core/differentiators/automatic/index.js";
export type {
  BuffersOf,
  Differentiator,
  MethodName,
  Options,
  Prepared,
  Result,
  ResultOf,
  Structure,
} from "./core/differentiators/differentiator.js";
export { PointError, UnsupportedError } from "./core/differentiators/errors.js";
export { numerical, numericalWith } from "./core/differentiators/numerical/index.js";
export type { Scheme } from "./core/differentiators/numerical/schemes.js";
export type { Operator } from "./core/differentiators/operators.js";
export type { Differentiable } from "./core/differentiators/program.js";
export { symbolic, symbolicWith } from "./core/differentiators/symbolic-method.js";
export { adaptive, compiled } from "./core/execute/compiled.js";
export type { Buffers, Evaluation, Evaluator } from "./core/execute/evaluator.js";
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
export { labs } from "./course/labs/index.js";
export type { Lab, LabReport } from "./course/labs/report.js";
export { type ActivationName, activationNames, activations } from "./course/networks/activations.js";
export { compareNetwork, type NetworkComparison } from "./course/networks/compare-network.js";
export { type DataSet, type DataSetName, dataSet, dataSetNames, defaultNetwork } from "./course/networks/data/index.js";
export { initialise } from "./course/networks/initialise.js";
export { binaryCrossEntropy, distributionCrossEntropy, type LossName, losses, lossNames, squaredError } from "./course/networks/losses.js";
export { type LayerSpec, type MlpSpec, mlp, type Network, type Parameters } from "./course/networks/mlp.js";
export { type NetworkFile, networkFileText, readNetworkFile } from "./course/networks/network-file.js";
export { NetworkFileError } from "./course/networks/network-json.js";
export { networkValues } from "./course/networks/network-values.js";
export {
  adam,
  momentum,
  type Optimiser,
  sgd,
  type TrainingResult,
  type TrainOptions,
  train,
  trainToEnd,
} from "./course/networks/training/index.js";
export { boundedEvaluator } from "./verify/bounds/rounding.js";
export { type BlackBox, blackBox } from "./verify/check/black-box.js";
export { type AgreementOptions, type AgreementReport, type Comparable, checkAgreement } from "./verify/check/check-agreement.js";
export { type CheckOptions, checkGradient, checkHessian, checkJacobian, checkJvp, checkVjp } from "./verify/check/check-gradient.js";
export { checkRule } from "./verify/check/check-rule.js";
export { matrix, real, vector } from "./verify/check/domain.js";
export type { CheckedEntry, CheckReport, Counterexample } from "./verify/check/report.js";
export type { Checkable } from "./verify/check/subject.js";
export { type CompareOptions, compare } from "./verify/compare/compare.js";
export type { Comparison, MethodReport, Verdict } from "./verify/compare/comparison.js";
export { type CaseRecord, compareCase } from "./verify/compare/record.js";
export { type LocaliseOptions, localise } from "./verify/localise/localise.js";
export type { Culprit, Parting } from "./verify/localise/parting.js";
export { partingText } from "./verify/localise/text.js";
