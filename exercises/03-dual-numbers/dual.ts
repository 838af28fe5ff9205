// Exercise 03: forward mode with dual numbers: every value travels with its derivative.

/** A value, and its derivative with respect to whatever was seeded. */
export interface Dual {
  primal: number;
  tangent: number;
}

/** One operation on earlier values: numbers of `operands` count the inputs first, then the results of the steps before. */
export interface Step {
  operation: "add" | "multiply" | "divide" | "sin" | "exp" | "log";
  operands: number[];
}

/** A number that does not change. */
export function constant(value: number): Dual {
  throw new Error("not yet written: constant");
}

/** The variable to differentiate by. */
export function variable(value: number): Dual {
  throw new Error("not yet written: variable");
}

export function add(a: Dual, b: Dual): Dual {
  throw new Error("not yet written: add");
}

export function multiply(a: Dual, b: Dual): Dual {
  throw new Error("not yet written: multiply");
}

export function divide(a: Dual, b: Dual): Dual {
  throw new Error("not yet written: divide");
}

export function sin(a: Dual): Dual {
  throw new Error("not yet written: sin");
}

export function exp(a: Dual): Dual {
  throw new Error("not yet written: exp");
}

export function log(a: Dual): Dual {
  throw new Error("not yet written: log");
}

/** Derivative of the last step's result with respect to the input of this number, in one pass. */
export function derivative(steps: Step[], inputs: number[], wrt: number): number {
  throw new Error("not yet written: derivative");
}
