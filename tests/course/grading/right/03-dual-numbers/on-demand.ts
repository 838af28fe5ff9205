// The quotient rule is that of the product for q b = a, solved; sin x has the slope 1 - 2 sin^2(x/2); the steps are worked out on demand, from the last one.

export interface Dual {
  primal: number;
  tangent: number;
}

export interface Step {
  operation: "add" | "multiply" | "divide" | "sin" | "exp" | "log";
  operands: number[];
}

const pair = (primal: number, tangent: number): Dual => ({ tangent, primal });

export function constant(value: number): Dual {
  return pair(value, -0);
}

export function variable(value: number): Dual {
  return pair(value, 1);
}

export function add(a: Dual, b: Dual): Dual {
  return pair(a.primal + b.primal, a.tangent + b.tangent);
}

export function multiply({ primal: a, tangent: da }: Dual, { primal: b, tangent: db }: Dual): Dual {
  return pair(a * b, b * da + a * db);
}

export function divide(a: Dual, b: Dual): Dual {
  const quotient = a.primal / b.primal;
  return pair(quotient, (a.tangent - quotient * b.tangent) / b.primal);
}

export function sin(a: Dual): Dual {
  const half = Math.sin(a.primal / 2);
  return pair(Math.sin(a.primal), a.tangent - 2 * half * half * a.tangent);
}

export function exp(a: Dual): Dual {
  const value = 1 / Math.exp(-a.primal);
  return pair(value, value * a.tangent);
}

export function log(a: Dual): Dual {
  return pair(-Math.log(1 / a.primal), a.tangent / a.primal);
}

export function derivative(steps: Step[], inputs: number[], wrt: number): number {
  const known = new Map<number, Dual>();
  const dualOf = (k: number): Dual => {
    const before = known.get(k);
    if (before !== undefined) return before;
    const input = inputs[k];
    const dual = input !== undefined ? pair(input, Number(k === wrt)) : applied(steps[k - inputs.length] as Step);
    known.set(k, dual);
    return dual;
  };
  const applied = ({ operation, operands }: Step): Dual => {
    const [a, b] = operands.map(dualOf) as [Dual, Dual];
    return { add, multiply, divide, sin, exp, log }[operation](a, b);
  };
  return dualOf(inputs.length + steps.length - 1).tangent;
}
