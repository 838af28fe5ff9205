// derivative works out whatever contains no variable, functions included, so that its numbers are rounded; simplify goes on until nothing changes.

export type Formula =
  | { kind: "number"; value: number }
  | { kind: "variable"; name: string }
  | { kind: "sum" | "product"; left: Formula; right: Formula }
  | { kind: "sin" | "cos" | "exp"; argument: Formula };

const number = (value: number): Formula => ({ kind: "number", value });

function fold(formula: Formula): Formula {
  if (formula.kind === "number" || formula.kind === "variable") return formula;
  if ("argument" in formula) {
    const argument = fold(formula.argument);
    return argument.kind === "number" ? number(Math[formula.kind](argument.value)) : { kind: formula.kind, argument };
  }
  const [left, right] = [fold(formula.left), fold(formula.right)];
  if (left.kind !== "number" || right.kind !== "number") return { kind: formula.kind, left, right };
  return number(formula.kind === "sum" ? left.value + right.value : left.value * right.value);
}

export function derivative(formula: Formula, variable: string): Formula {
  return differentiated(fold(formula), variable);
}

function differentiated(formula: Formula, variable: string): Formula {
  if (formula.kind === "number") return number(0);
  if (formula.kind === "variable") return number(Number(formula.name === variable));
  if ("argument" in formula) {
    const inner = differentiated(formula.argument, variable);
    const { kind, argument } = formula;
    if (kind === "exp") return fold({ kind: "product", left: inner, right: formula });
    const outer: Formula =
      kind === "sin" ? { kind: "cos", argument } : { kind: "product", left: { kind: "sin", argument }, right: number(-1) };
    return fold({ kind: "product", left: inner, right: outer });
  }
  const { kind, left, right } = formula;
  const [dLeft, dRight] = [differentiated(left, variable), differentiated(right, variable)];
  if (kind === "sum") return fold({ kind, left: dLeft, right: dRight });
  return fold({
    kind: "sum",
    left: { kind: "product", left: right, right: dLeft },
    right: { kind: "product", left: dRight, right: left },
  });
}

export function simplify(formula: Formula): Formula {
  let before = formula;
  for (;;) {
    const after = onePass(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return after;
    before = after;
  }
}

/** From the top: what becomes short below is noticed by the next pass. */
function onePass(formula: Formula): Formula {
  if (formula.kind === "number" || formula.kind === "variable") return formula;
  if ("argument" in formula) return { ...formula, argument: onePass(formula.argument) };
  const { kind, left, right } = formula;
  if (left.kind === "number" && right.kind === "number")
    return number(kind === "sum" ? left.value + right.value : left.value * right.value);
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (one.kind !== "number") continue;
    if (one.value === 0) return kind === "sum" ? onePass(other) : number(0);
    if (one.value === 1 && kind === "product") return onePass(other);
  }
  return { kind, left: onePass(left), right: onePass(right) };
}
