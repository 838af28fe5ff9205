// A table of nodes is walked in both directions; the loss comes from log(pi), and the reciprocal's slope from varpi.

export type Triple = [number, number, number];

const order = ["gamma", "zeta", "kappa", "lambda", "mu", "nu", "xi", "pi", "varpi", "rho", "l"] as const;
type Inner = (typeof order)[number];
type Leaf = "alpha" | "beta" | "delta" | "epsilon" | "theta" | "vartheta";
export type Nodes = Record<Inner | Leaf, number>;

interface Row {
  operands: (keyof Nodes)[];
  value: (...operands: number[]) => number;
  slopes: (v: Nodes) => number[];
}

const product = (left: keyof Nodes, right: keyof Nodes): Row => ({
  operands: [left, right],
  value: (a = 0, b = 0) => a * b,
  slopes: (v) => [v[right], v[left]],
});
const sum = (left: keyof Nodes, right: keyof Nodes): Row => ({
  operands: [left, right],
  value: (a = 0, b = 0) => a + b,
  slopes: () => [1, 1],
});
const unary = (operand: keyof Nodes, value: (a: number) => number, slope: (v: Nodes) => number): Row => ({
  operands: [operand],
  value: (a = 0) => value(a),
  slopes: (v) => [slope(v)],
});

const table: Record<Inner, Row> = {
  gamma: product("alpha", "beta"),
  zeta: product("delta", "epsilon"),
  kappa: product("theta", "vartheta"),
  lambda: sum("gamma", "zeta"),
  mu: sum("lambda", "kappa"),
  nu: unary(
    "mu",
    (a) => -a,
    () => -1,
  ),
  xi: unary(
    "nu",
    (a) => 1 / Math.exp(-a),
    (v) => Math.exp(v.nu),
  ),
  pi: unary(
    "xi",
    (a) => 1 + a,
    () => 1,
  ),
  varpi: unary(
    "pi",
    (a) => a ** -1,
    (v) => -v.varpi * v.varpi,
  ),
  rho: unary(
    "varpi",
    (a) => -Math.log(1 / a),
    (v) => v.pi,
  ),
  l: unary(
    "rho",
    (a) => -a,
    () => -1,
  ),
};

export function forward([alpha, delta, theta]: Triple, [beta, epsilon, vartheta]: Triple): Nodes {
  const nodes = { alpha, beta, delta, epsilon, theta, vartheta } as Nodes;
  for (const name of order) nodes[name] = table[name].value(...table[name].operands.map((operand) => nodes[operand]));
  return nodes;
}

export function backward(values: Nodes): Nodes {
  const adjoints = Object.fromEntries(Object.keys(values).map((name) => [name, name === "l" ? 1 : 0])) as Nodes;
  for (const name of [...order].reverse()) {
    const { operands, slopes } = table[name];
    const local = slopes(values);
    operands.forEach((operand, i) => {
      adjoints[operand] += adjoints[name] * (local[i] ?? 0);
    });
  }
  return adjoints;
}

export function update(w: Triple, x: Triple, eta: number): Triple {
  const moved: Triple = [...w];
  const adjoints = backward(forward(w, x));
  (["alpha", "delta", "theta"] as const).forEach((name, i) => {
    moved[i] = (moved[i] ?? 0) - adjoints[name] * eta;
  });
  return moved;
}
