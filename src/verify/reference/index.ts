// The 64-digit reference: values and difference quotients in decimal arithmetic, and no derivative rule at all.

export {
  type ReferenceGradient,
  type ReferenceJacobian,
  type ReferencePartial,
  referenceGradient,
  referenceJacobian,
} from "./derivative.js";
export { REFERENCE_DIGITS, type ReferenceEvaluation, type ReferencePoint, ReferenceUnsupported, referenceValue } from "./evaluate.js";
export { exactDecimal, printDecimal } from "./exact.js";
export { type OneSided, oneSided, type Side } from "./one-sided.js";
