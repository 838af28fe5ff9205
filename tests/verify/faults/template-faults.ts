// Wrong textbook rules of the symbolic method.

import type { FaultKind, FaultOf, InTemplate } from "./fault.js";

/** Rows whose functions have other names in the templates. */
const rowsOfOperators: Readonly<Record<string, string>> = {
  subtract: "sub",
  unaryMinus: "neg",
  multiply: "mul",
  divide: "div",
  conditional: "where",
};

const instead = (template: string) => () => template;

function inFunction(name: string, kind: FaultKind, what: string, wrong: string): FaultOf<InTemplate> {
  return { id: `symbolic ${name}: ${what}`, kind, size: "gross", where: { table: "functions", name, row: name, wrong: instead(wrong) } };
}

function inOperator(name: string, index: number, kind: FaultKind, what: string, wrong: string): FaultOf<InTemplate> {
  const row = rowsOfOperators[name] ?? name;
  return {
    id: `symbolic ${name} ${index + 1}: ${what}`,
    kind,
    size: "gross",
    where: { table: "operators", name, index, row, wrong: instead(wrong) },
  };
}

export const templateFaults: readonly FaultOf<InTemplate>[] = [
  inOperator("add", 0, "missing term", "the second term is forgotten", "du"),
  inOperator("subtract", 0, "sign", "as a sum", "du + dv"),
  inOperator("unaryMinus", 0, "sign", "as the function itself", "du"),
  inOperator("multiply", 0, "swapped operands", "the derivative of the constant", "v * dv"),
  inOperator("multiply", 2, "missing term", "only one of the two products", "v * du"),
  inOperator("multiply", 2, "swapped operands", "u du + v dv", "u * du + v * dv"),
  inOperator("multiply", 2, "sign", "a difference", "v * du - u * dv"),
  inOperator("divide", 0, "formula", "times the divisor", "v * du"),
  inOperator("divide", 1, "sign", "u/v^2", "u * (1 / v)^2 * dv"),
  inOperator("divide", 2, "sign", "a sum", "(du + u / v * dv) / v"),
  inOperator("divide", 2, "formula", "divided once", "du - u / v * dv"),
  inOperator("divide", 2, "swapped operands", "(u dv - v du)/v^2", "(u / v * dv - du) / v"),
  inOperator("pow", 1, "factor", "twice", "2 * du"),
  inOperator("pow", 2, "chain factor", "2u", "v * u"),
  inOperator("pow", 3, "index", "the exponent stays", "v * u^v * du"),
  inOperator("pow", 4, "factor", "the exponent is missing", "u^(v - 1) * du"),
  inOperator("pow", 6, "formula", "the logarithm is missing", "u^v * dv"),
  inOperator("pow", 7, "formula", "the power rule", "v * u^(v - 1) * dv"),
  inOperator("pow", 8, "missing term", "the power rule alone", "v * u^(v - 1) * du"),
  inOperator("conditional", 0, "convention", "the branch of the equality", "dv"),
  inOperator("conditional", 2, "swapped operands", "the branch that was not taken", "u ? dw : dv"),
  inOperator("conditional", 2, "branch", "both branches", "dv + dw"),
  inFunction("sin", "sign", "-cos", "-cos(u) * du"),
  inFunction("sin", "chain factor", "the inner derivative is missing", "cos(u)"),
  inFunction("cos", "sign", "sin", "sin(u) * du"),
  inFunction("tan", "formula", "not squared", "1 / cos(u) * du"),
  inFunction("asin", "sign", "1 + u^2 under the root", "1 / sqrt(1 + u^2) * du"),
  inFunction("acos", "sign", "as asin", "1 / sqrt((1 - u) * (1 + u)) * du"),
  inFunction("atan", "chain factor", "the inner derivative is missing", "1 / (1 + u^2)"),
  inFunction("atan2", "swapped operands", "u and v", "u / hypot(u, v) / hypot(u, v) * du - v / hypot(u, v) / hypot(u, v) * dv"),
  inFunction("sinh", "sign", "as for sin and cos", "-cosh(u) * du"),
  inFunction("cosh", "sign", "as for sin and cos", "-sinh(u) * du"),
  inFunction("tanh", "formula", "1 - tanh", "(1 - tanh(u)) * du"),
  inFunction("asinh", "sign", "as acosh", "1 / sqrt(abs(u^2 - 1)) * du"),
  inFunction("acosh", "sign", "as asinh", "1 / hypot(1, u) * du"),
  inFunction("atanh", "sign", "as atan", "1 / (1 + u^2) * du"),
  inFunction("exp", "chain factor", "the inner derivative is missing", "exp(u)"),
  inFunction("exp", "index", "as a power", "u * exp(u - 1) * du"),
  inFunction("expm1", "index", "one less", "expm1(u) * du"),
  inFunction("log", "formula", "1/log", "1 / log(u + 10) * du"),
  inFunction("log2", "factor", "as log", "1 / u * du"),
  inFunction("log10", "factor", "log 10 above", "log(10) / u * du"),
  inFunction("log1p", "index", "as log", "1 / (u + 1e-9) * du"),
  inFunction("logaddexp", "swapped operands", "the other one's share", "sigmoid(v - u) * du + sigmoid(u - v) * dv"),
  inFunction("xlogy", "missing term", "by y alone", "(abs(u) <= 0 ? 0 : u / v) * dv"),
  inFunction("sqrt", "factor", "1/sqrt", "1 / sqrt(u) * du"),
  inFunction("cbrt", "index", "the root not squared", "1 / (3 * cbrt(u)) * du"),
  inFunction("square", "chain factor", "2u", "2 * u"),
  inFunction("erf", "factor", "1/sqrt(pi)", "1 / sqrt(pi) * exp(-u^2) * du"),
  inFunction("erf", "sign", "exp(+u^2)", "2 / sqrt(pi) * exp(u^2) * du"),
  inFunction("sigmoid", "formula", "its square", "sigmoid(u)^2 * du"),
  inFunction("softplus", "sign", "sigmoid(-u)", "sigmoid(-u) * du"),
  inFunction("abs", "convention", "1 at 0", "(u >= 0 ? 1 : -1) * du"),
  inFunction("abs", "sign", "always 1", "du"),
  inFunction("max", "convention", "the first at a tie", "u >= v ? du : dv"),
  inFunction("max", "swapped operands", "the smaller one", "u < v ? du : v < u ? dv : (du + dv) / 2"),
  inFunction("min", "convention", "both at a tie", "u < v ? du : v < u ? dv : du + dv"),
  inFunction("relu", "convention", "1 at 0", "u >= 0 ? du : 0"),
  inFunction("relu", "sign", "on the other side", "u < 0 ? du : 0"),
  inFunction("leakyRelu", "missing term", "by alpha", "u > v * u ? du : v * du"),
  inFunction("sign", "convention", "straight through", "du"),
  inFunction("step", "convention", "straight through", "du"),
  inFunction("floor", "convention", "straight through", "du"),
  {
    id: "symbolic hypot: each leg over the other",
    kind: "swapped operands",
    size: "gross",
    where: { table: "terms", name: "hypot", row: "hypot", wrong: instead("f / u * du") },
  },
];
