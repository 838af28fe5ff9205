// Nodes are instances of classes with methods; shared parts stand in the result several times, and -0 is a number like others.

export type Formula =
  | { kind: "number"; value: number }
  | { kind: "variable"; name: string }
  | { kind: "sum" | "product"; left: Formula; right: Formula }
  | { kind: "sin" | "cos" | "exp"; argument: Formula };

class Numeral {
  readonly kind = "number";
  value: number;
  constructor(value: number) {
    this.value = value;
  }
}

class Binary {
  kind: "sum" | "product";
  left: Formula;
  right: Formula;
  constructor(kind: "sum" | "product", left: Formula, right: Formula) {
    this.kind = kind;
    this.left = left;
    this.right = right;
  }
}

export function derivative(formula: Formula, variable: string): Formula {
  switch (formula.kind) {
    case "number":
      return new Numeral(-0);
    case "variable":
      return formula.name === variable ? new Numeral(1) : new Numeral(-0);
    case "sum":
      return new Binary("sum", derivative(formula.right, variable), derivative(formula.left, variable));
    case "product":
      return new Binary(
        "sum",
        new Binary("product", formula.left, derivative(formula.right, variable)),
        new Binary("product", derivative(formula.left, variable), formula.right),
      );
    case "sin":
      return new Binary("product", derivative(formula.argument, variable), { kind: "cos", argument: formula.argument });
    case "cos": {
      const inner = derivative(formula.argument, variable);
      return new Binary("product", new Binary("product", { kind: "sin", argument: formula.argument }, inner), new Numeral(-1));
    }
    case "exp":
      return new Binary("product", formula, derivative(formula.argument, variable));
  }
}

const numberOf = (formula: Formula) => (formula.kind === "number" ? formula.value : undefined);

export function simplify(formula: Formula): Formula {
  switch (formula.kind) {
    case "sum": {
      const [left, right] = [simplify(formula.left), simplify(formula.right)];
      const [a, b] = [numberOf(left), numberOf(right)];
      if (a !== undefined && b !== undefined) return new Numeral(a + b);
      return a === 0 ? right : b === 0 ? left : new Binary("sum", left, right);
    }
    case "product": {
      const [left, right] = [simplify(formula.left), simplify(formula.right)];
      const [a, b] = [numberOf(left), numberOf(right)];
      if (a !== undefined && b !== undefined) return new Numeral(-a * -b);
      if (a === 0 || b === 0) return new Numeral(-0);
      // A tree with fewer numbers has the same value: (2 * x) * 3 is left as it is, because nothing may change its order.
      return a === 1 ? right : b === 1 ? left : new Binary("product", left, right);
    }
    case "sin":
    case "cos":
    case "exp":
      return { kind: formula.kind, argument: simplify(formula.argument) };
    default:
      return formula;
  }
}
