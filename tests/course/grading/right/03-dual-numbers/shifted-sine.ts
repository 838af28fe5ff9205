// cos is written as a sine of another argument, exp as a power of e, and the quotient as a product with a reciprocal; pairs are instances of a class.

export interface Step {
  operation: "add" | "multiply" | "divide" | "sin" | "exp" | "log";
  operands: number[];
}

export class Dual {
  primal: number;
  tangent: number;
  constructor(primal: number, tangent: number) {
    this.primal = primal;
    this.tangent = tangent;
  }
}

export const constant = (value: number) => new Dual(value, 0);
export const variable = (value: number) => new Dual(value, 1);
export const add = (a: Dual, b: Dual) => new Dual(b.primal + a.primal, b.tangent + a.tangent);
export const multiply = (a: Dual, b: Dual) => new Dual(b.primal * a.primal, a.primal * b.tangent + b.primal * a.tangent);

function reciprocal({ primal, tangent }: Dual): Dual {
  const value = 1 / primal;
  return new Dual(value, -tangent * value * value);
}

export const divide = (a: Dual, b: Dual) => multiply(a, reciprocal(b));
export const sin = (a: Dual) => new Dual(Math.sin(a.primal), a.tangent * Math.sin(a.primal + Math.PI / 2));

export function exp(a: Dual): Dual {
  const value = Math.E ** a.primal;
  return new Dual(value, a.tangent * value);
}

export const log = (a: Dual) => new Dual(Math.log2(a.primal) * Math.LN2, a.tangent * (1 / a.primal));

export function derivative(steps: Step[], inputs: number[], wrt: number): number {
  const duals: Dual[] = [];
  inputs.forEach((value, i) => {
    duals.push(i === wrt ? variable(value) : constant(value));
  });
  for (const { operation, operands } of steps) {
    const a = duals[operands[0] ?? 0] as Dual;
    const b = duals[operands[1] ?? 0] as Dual;
    if (operation === "add") duals.push(add(a, b));
    else if (operation === "multiply") duals.push(multiply(a, b));
    else if (operation === "divide") duals.push(divide(a, b));
    else duals.push({ sin, exp, log }[operation](a));
  }
  return duals[duals.length - 1]?.tangent ?? 0;
}
