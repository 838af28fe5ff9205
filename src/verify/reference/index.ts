// The 64-digit reference: values and difference quotients in decimal arithmetic, and no derivative rule at all.

export type { Decimal } from "decimal.js";
export { type ReferenceGradient, referenceGradient, referenceJacobian } from "./derivative.js";
export { ReferenceUnsupported, referenceValue } from "./evaluate.js";
export { exactDecimal, printDecimal } from "./exact.js";
export { oneSided, type Side } from "./one-sided.js";
