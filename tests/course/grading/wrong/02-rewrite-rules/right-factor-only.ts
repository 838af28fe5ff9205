// loses: products, together; misconception: one-factor-only
/** x * sin(y) is { kind: "product", left: { kind: "variable", name: "x" }, right: { kind: "sin", argument: ... } }. */
type Formula =
  | { kind: "number"; value: number }
  | { kind: "variable"; name: string }
  | { kind: "sum" | "product"; left: Formula; right: Formula }
  | { kind: "sin" | "cos" | "exp"; argument: Formula };

/** The formula of the derivative with respect to the variable; it need not be short. */
export function derivative(formula: Formula, variable: string): Formula {
  switch (formula.kind) {
    case "variable":
      return number(formula.name === variable ? 1 : 0);
    case "number":
      return number(0);
    case "sum":
      return sum(derivative(formula.left, variable), derivative(formula.right, variable));
    case "product": {
      const { left, right } = formula;
      return product(left, derivative(right, variable));
    }
    default:
      return product(outer(formula), derivative(formula.argument, variable));
  }
}

/** The same value in fewer words: no summand 0, no factor 0 or 1, no sum or product of two numbers. */
export function simplify(formula: Formula): Formula {
  if (formula.kind === "number" || formula.kind === "variable") return formula;
  if ("argument" in formula) return { kind: formula.kind, argument: simplify(formula.argument) };
  // What is 0 or 1 shows only when the operands have been simplified.
  const [left, right] = [simplify(formula.left), simplify(formula.right)];
  return formula.kind === "sum" ? shortSum(left, right) : shortProduct(left, right);
}

function outer({ kind, argument }: { kind: "sin" | "cos" | "exp"; argument: Formula }): Formula {
  if (kind === "sin") return { kind: "cos", argument };
  if (kind === "cos") return product(number(-1), { kind: "sin", argument });
  return { kind, argument };
}

function shortSum(left: Formula, right: Formula): Formula {
  if (left.kind === "number" && right.kind === "number") return number(left.value + right.value);
  if (isNumber(left, 0)) return right;
  return isNumber(right, 0) ? left : sum(left, right);
}

function shortProduct(left: Formula, right: Formula): Formula {
  if (left.kind === "number" && right.kind === "number") return number(left.value * right.value);
  if (isNumber(left, 0) || isNumber(right, 0)) return number(0);
  if (isNumber(left, 1)) return right;
  return isNumber(right, 1) ? left : product(left, right);
}

const number = (value: number): Formula => ({ kind: "number", value });
const sum = (left: Formula, right: Formula): Formula => ({ kind: "sum", left, right });
const product = (left: Formula, right: Formula): Formula => ({ kind: "product", left, right });
const isNumber = (formula: Formula, value: number) => formula.kind === "number" && formula.value === value;
