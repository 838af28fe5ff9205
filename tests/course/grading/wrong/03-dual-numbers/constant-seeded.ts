// loses: seeds, one-pass; misconception: all-seeded, constant-seeded
/** A value, and its derivative with respect to whatever was seeded. */
interface Dual {
  primal: number;
  tangent: number;
}

/** One operation on earlier values: numbers of `operands` count the inputs first, then the results of the steps before. */
interface Step {
  operation: "add" | "multiply" | "divide" | "sin" | "exp" | "log";
  operands: number[];
}

/** A number that does not change. */
export function constant(value: number): Dual {
  return { primal: value, tangent: 1 };
}

/** The variable to differentiate by. */
export function variable(value: number): Dual {
  return { primal: value, tangent: 1 };
}

export function add(a: Dual, b: Dual): Dual {
  return { primal: a.primal + b.primal, tangent: a.tangent + b.tangent };
}

export function multiply(a: Dual, b: Dual): Dual {
  return { primal: a.primal * b.primal, tangent: a.tangent * b.primal + a.primal * b.tangent };
}

export function divide(a: Dual, b: Dual): Dual {
  return {
    primal: a.primal / b.primal,
    tangent: (a.tangent * b.primal - a.primal * b.tangent) / (b.primal * b.primal),
  };
}

export function sin(a: Dual): Dual {
  return { primal: Math.sin(a.primal), tangent: Math.cos(a.primal) * a.tangent };
}

export function exp(a: Dual): Dual {
  return { primal: Math.exp(a.primal), tangent: Math.exp(a.primal) * a.tangent };
}

export function log(a: Dual): Dual {
  return { primal: Math.log(a.primal), tangent: a.tangent / a.primal };
}

/** Derivative of the last step's result with respect to the input of this number, in one pass. */
export function derivative(steps: Step[], inputs: number[], wrt: number): number {
  const values = inputs.map((value, i) => (i === wrt ? variable(value) : constant(value)));
  for (const { operation, operands } of steps) {
    const [a, b] = operands.map((k) => values[k] as Dual) as [Dual, Dual];
    values.push(operations[operation](a, b));
  }
  return (values.at(-1) as Dual).tangent;
}

const operations: Record<Step["operation"], (a: Dual, b: Dual) => Dual> = { add, multiply, divide, sin, exp, log };
