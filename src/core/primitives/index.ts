// The primitives table: importing it registers every row.

export { add, div, mul, neg, scale, sub } from "./arithmetic.js";
export { broadcast, index, reshape, slice, stack, sum, sumTo, transpose } from "./arrays.js";
export { cbrt, exp, expm1, log, log1p, log2, log10, logaddexp, pow, sigmoid, softplus, sqrt, square, xlogy } from "./exponential.js";
export { acosh, asinh, atanh, cosh, erf, sinh, tanh } from "./hyperbolic.js";
export { dot, matmul, mean } from "./linear.js";
export { and, eq, ge, gt, le, lt, ne, not, or, where } from "./logic.js";
export { abs, ceil, floor, leakyRelu, max, min, relu, round, sign, step } from "./piecewise.js";
export { primal } from "./primal.js";
export { crossEntropy, logsumexp, softmax } from "./softmax.js";
export { acos, asin, atan, atan2, cos, hypot, sin, tan } from "./trigonometric.js";
