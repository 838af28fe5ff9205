// The textbook's derivative rules, as data. u, v, w are the operands, du, dv, dw their derivatives, f the expression itself.
// A chain factor is the last factor of a product (partial * du), so that an evaluator may let a factor 0 win over infinity.

/** What an operand must be for a special case: without the variable, a literal, a number that is not 0, or exactly this number. */
export type Given = "constant" | "short" | "nonzero" | "e" | "equality" | "inequality" | number;

/** One textbook rule; the first one whose conditions hold is applied. */
export interface Rule {
  readonly name: string;
  readonly given?: Readonly<Partial<Record<"u" | "v", Given>>>;
  readonly template: string;
}

// (du v - u dv) / v^2 divided once by v: it holds where v^2 or u v overflows, and for v = infinity it gives 0, not NaN.
const quotient = "(du - u / v * dv) / v";

export const operatorRules: Readonly<Record<string, readonly Rule[]>> = {
  add: [{ name: "sum", template: "du + dv" }],
  subtract: [{ name: "difference", template: "du - dv" }],
  unaryPlus: [{ name: "sum", template: "du" }],
  unaryMinus: [{ name: "constant factor", template: "-du" }],
  multiply: [
    { name: "constant factor", given: { u: "constant" }, template: "u * dv" },
    { name: "constant factor", given: { v: "constant" }, template: "v * du" },
    { name: "product", template: "v * du + u * dv" },
  ],
  divide: [
    { name: "constant factor", given: { v: "constant" }, template: "du / v" },
    // Not -u / v^2: for v = infinity a product in which 0 wins makes this 0.
    { name: "reciprocal", given: { u: "constant" }, template: "-u * (1 / v)^2 * dv" },
    { name: "quotient", template: quotient },
  ],
  pow: [
    { name: "constant", given: { v: 0 }, template: "0" },
    { name: "power", given: { v: 1 }, template: "du" },
    { name: "power", given: { v: 2 }, template: "v * u * du" },
    { name: "power", given: { v: "short" }, template: "v * u^n * du" },
    { name: "power", given: { v: "constant" }, template: "v * u^(v - 1) * du" },
    { name: "exponential", given: { u: "e" }, template: "exp(v) * dv" },
    { name: "exponential", given: { u: "nonzero" }, template: "log(u) * u^v * dv" },
    // 0^v is 0 for every v > 0, although log(0) is not finite.
    { name: "exponential", given: { u: "constant" }, template: "(abs(u) <= 0 ? 0 : u^v * log(u)) * dv" },
    { name: "general power", template: "v * u^(v - 1) * du + (abs(u) <= 0 ? 0 : u^v * log(u)) * dv" },
  ],
  conditional: [
    // The branch of an equality holds on single points only, where the derivative is that of its surroundings.
    { name: "conditional", given: { u: "equality" }, template: "dw" },
    { name: "conditional", given: { u: "inequality" }, template: "dv" },
    { name: "conditional", template: "u ? dv : dw" },
  ],
};

/** Functions of one or two operands. The forms keep a few ulp on the whole domain: no difference of nearly equal numbers, no overflow. */
export const functionRules: Readonly<Record<string, string>> = {
  sin: "cos(u) * du",
  cos: "-sin(u) * du",
  tan: "(1 / cos(u))^2 * du",
  asin: "1 / sqrt((1 - u) * (1 + u)) * du",
  acos: "-1 / sqrt((1 - u) * (1 + u)) * du",
  atan: "1 / (1 + u^2) * du",
  atan2: "v / hypot(u, v) / hypot(u, v) * du - u / hypot(u, v) / hypot(u, v) * dv",
  sinh: "cosh(u) * du",
  cosh: "sinh(u) * du",
  tanh: "(1 / cosh(u))^2 * du",
  asinh: "1 / hypot(1, u) * du",
  acosh: "1 / (sqrt(u - 1) * sqrt(u + 1)) * du",
  atanh: "1 / ((1 - u) * (1 + u)) * du",
  exp: "exp(u) * du",
  expm1: "exp(u) * du",
  log: "1 / u * du",
  log2: "1 / (u * log(2)) * du",
  log10: "1 / (u * log(10)) * du",
  log1p: "1 / (1 + u) * du",
  logaddexp: "sigmoid(u - v) * du + sigmoid(v - u) * dv",
  xlogy: "log(v) * du + (abs(u) <= 0 ? 0 : u / v) * dv",
  sqrt: "1 / (2 * sqrt(u)) * du",
  cbrt: "1 / (3 * cbrt(u)^2) * du",
  square: "2 * u * du",
  erf: "2 / sqrt(pi) * exp(-u^2) * du",
  sigmoid: "sigmoid(u) * sigmoid(-u) * du",
  softplus: "sigmoid(u) * du",
  abs: "sign(u) * du",
  max: "u > v ? du : v > u ? dv : (du + dv) / 2",
  min: "u < v ? du : v < u ? dv : (du + dv) / 2",
  relu: "u > 0 ? du : 0",
  leakyRelu: "u > v * u ? du : v * du + u * dv",
  sign: "0",
  floor: "0",
  ceil: "0",
  round: "0",
  step: "0",
};

/** Functions of any number of operands: the sum of this over all of them. */
export const termRules: Readonly<Record<string, string>> = {
  hypot: "u / f * du",
  logsumexp: "exp(u - f) * du",
};

/** Truth values: no derivative flows through them. */
export const truthValues: ReadonlySet<string> = new Set([
  ..."smaller smallerEq larger largerEq equal unequal relational and or xor not".split(" "),
]);

/** Other spellings of the names above; between numbers the elementwise operators are the plain ones. */
export const aliases: Readonly<Record<string, string>> = {
  ...{ dotMultiply: "multiply", dotDivide: "divide", dotPow: "pow", ln: "log" },
  ...{ arcsin: "asin", arccos: "acos", arctan: "atan", arsinh: "asinh", arcosh: "acosh", artanh: "atanh" },
  ...{ sigma: "sigmoid", σ: "sigmoid", ReLU: "relu", leakyReLU: "leakyRelu", leaky_relu: "leakyRelu" },
};

/** Every function that `derive` knows, in the order of the tables. */
export const knownFunctions: readonly string[] = [...Object.keys(functionRules), ...Object.keys(termRules)];
