// loses: leaves, sums, products, chain, together, nothing-left; misconception: -, unchanged
type Formula =
  | { kind: "number"; value: number }
  | { kind: "variable"; name: string }
  | { kind: "sum" | "product"; left: Formula; right: Formula }
  | { kind: "sin" | "cos" | "exp"; argument: Formula };

export function derivative(formula: Formula, variable: string): number {
  if (formula.kind === "variable" && formula.name === variable) return 1;
  if (formula.kind === "sum") return derivative(formula.left, variable) + derivative(formula.right, variable);
  return 0;
}

export function simplify(formula: Formula): Formula {
  return formula;
}
