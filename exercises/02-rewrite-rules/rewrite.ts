// Exercise 02: the rules of the textbook on a small formula tree: constants, variables, sum, product and chain.

/** x * sin(y) is { kind: "product", left: { kind: "variable", name: "x" }, right: { kind: "sin", argument: ... } }. */
export type Formula =
  | { kind: "number"; value: number }
  | { kind: "variable"; name: string }
  | { kind: "sum" | "product"; left: Formula; right: Formula }
  | { kind: "sin" | "cos" | "exp"; argument: Formula };

/** The formula of the derivative with respect to the variable; it need not be short. */
export function derivative(formula: Formula, variable: string): Formula {
  throw new Error("not yet written: derivative");
}

/** The same value in fewer words: no summand 0, no factor 0 or 1, no sum or product of two numbers. */
export function simplify(formula: Formula): Formula {
  throw new Error("not yet written: simplify");
}
