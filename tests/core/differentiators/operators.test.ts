// Every operator of every method against derivatives taken by hand: shapes, names, directions, costs, bounds, and what is refused.

import { describe, expect, it } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import {
  add,
  cos,
  type Differentiator,
  exp,
  forward,
  type Graph,
  index,
  interpreter,
  matmul,
  mul,
  numerical,
  type Operator,
  operations,
  type Point,
  PointError,
  parseFormula,
  primal,
  record,
  reverse,
  ShapeError,
  sin,
  square,
  stack,
  sum,
  symbolic,
  type TracedFunction,
  UnsupportedError,
  type Value,
} from "../../../src/index.js";
import { boundedMethods } from "../../../src/verify/methods.js";

const analytic = [forward, reverse, symbolic] as const;
const all = [numerical, ...analytic] as const;
const named = <T extends { readonly name: string }>(methods: readonly T[]) => methods.map((method) => [method.name, method] as const);
const flat = (value: unknown): number[] =>
  Array.isArray(value)
    ? value.flatMap(flat)
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(flat)
      : [value as number];
/** The extents of nested arrays. */
const extents = (value: unknown): number[] => (Array.isArray(value) ? [value.length, ...extents(value[0])] : []);

function near(actual: unknown, expected: unknown, tolerance = 1e-9): void {
  expect(extents(actual)).toEqual(extents(expected));
  const [left, right] = [flat(actual), flat(expected)];
  expect(left).toHaveLength(right.length);
  left.forEach((entry, i) => {
    expect(Math.abs(entry - (right[i] as number)), `entry ${i} of ${JSON.stringify(actual)}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(right[i] as number)),
    );
  });
}

/** y = s W x and its square, a 2 x 2 matrix. */
const f: TracedFunction = ({ W, x, s }) => {
  const y = mul(s as Value, matmul(W as Value, x as Value));
  return stack([y, square(y)]);
};
const at = {
  W: [
    [0.5, -1, 2],
    [1.5, 0.25, -0.5],
  ],
  x: [1, 2, -0.75],
  s: 1.5,
};
const graph = record(f, at).graph;
const rows = [0, 1] as const;
const product = rows.map((i) => at.W[i]?.reduce((total, w, j) => total + w * (at.x[j] as number), 0) as number);
const y = product.map((entry) => at.s * entry);
/** d y_i, and of its square 2 y_i d y_i, for each way that y_i moves. */
const alike = <T>(slope: (i: 0 | 1) => T, times: (slope: T, factor: number) => T) => [
  rows.map(slope),
  rows.map((i) => times(slope(i), 2 * (y[i] as number))),
];
const scaled = (row: number[], factor: number) => row.map((entry) => entry * factor);
const jacobian = {
  W: alike(
    (i) => rows.map((k) => at.x.map((x) => (i === k ? at.s * x : 0))),
    (block, factor) => block.map((row) => scaled(row, factor)),
  ),
  x: alike((i) => scaled(at.W[i] as number[], at.s), scaled),
  s: alike(
    (i) => product[i] as number,
    (slope, factor) => slope * factor,
  ),
};
const value = [y, y.map((entry) => entry * entry)];
const tangent = {
  W: [
    [1, -2, 0.5],
    [0, 3, -1],
  ],
  x: [-1, 0.5, 2],
  s: 0.75,
};
const adjoint = [
  [1, -2],
  [0.5, 3],
];
const inner = (a: unknown, b: unknown) => flat(a).reduce((total, entry, i) => total + entry * (flat(b)[i] as number), 0);
const names = ["W", "x", "s"] as const;
type Name = (typeof names)[number];
const pushed = (wrt: readonly Name[]) =>
  rows.map((r) => rows.map((c) => wrt.reduce((total, name) => total + inner(jacobian[name][r]?.[c], tangent[name]), 0)));
const pulled = (name: Name) => {
  const size = flat(at[name]).length;
  const entries = Array.from({ length: size }, (_, j) =>
    rows.reduce<number>(
      (total, r) =>
        total + rows.reduce<number>((sum_, c) => sum_ + (adjoint[r]?.[c] as number) * (flat(jacobian[name][r]?.[c])[j] as number), 0),
      0,
    ),
  );
  return name === "W" ? [entries.slice(0, 3), entries.slice(3)] : name === "s" ? entries[0] : entries;
};

/** The smooth scalar function of two inputs: h = s sin(x . x) + exp(s), with its second derivatives by hand. */
const h: TracedFunction = ({ x, s }) => add(mul(s as Value, sin(sum(square(x as Value)))), exp(s as Value));
const hAt = { x: [0.5, -0.25], s: 0.75 };
const r = hAt.x.reduce((total, x) => total + x * x, 0);
const hGradient = { x: hAt.x.map((x) => 2 * x * hAt.s * Math.cos(r)), s: Math.sin(r) + Math.exp(hAt.s) };
const hHessian = {
  x: {
    x: hAt.x.map((a, i) => hAt.x.map((b, j) => hAt.s * ((i === j ? 2 * Math.cos(r) : 0) - 4 * a * b * Math.sin(r)))),
    s: hAt.x.map((x) => 2 * x * Math.cos(r)),
  },
  s: { x: hAt.x.map((x) => 2 * x * Math.cos(r)), s: Math.exp(hAt.s) },
};
const hTangent = { x: [2, -1], s: 0.5 };
const hProduct = {
  x: hHessian.x.x.map((row, i) => inner(row, hTangent.x) + (hHessian.x.s[i] as number) * hTangent.s),
  s: inner(hHessian.s.x, hTangent.x) + hHessian.s.s * hTangent.s,
};

describe.each(named(all))("%s", (_, method) => {
  const tolerance = method === numerical ? 1e-6 : 1e-12;

  it("gives a Jacobian of the shape [...output, ...input] for each input, and the value", () => {
    const found = method.jacobian(f)(at);
    expect(Object.keys(found.jacobian)).toEqual(["W", "x", "s"]);
    near(found.value, value, 1e-15);
    for (const name of names) near(found.jacobian[name], jacobian[name], tolerance);
  });

  it.each([[["x"]], [["s", "W"]]] as const)("differentiates by %j alone, in that order", (wrt) => {
    const found = method.jacobian(f, { wrt })(at).jacobian;
    expect(Object.keys(found)).toEqual(wrt);
    for (const name of wrt) near(found[name], jacobian[name], tolerance);
    near(method.jvp(f, { wrt })(at, tangent).derivative, pushed(wrt), tolerance);
    const back = method.vjp(f, { wrt })(at, adjoint).adjoint;
    expect(Object.keys(back)).toEqual(wrt);
    for (const name of wrt) near(back[name], pulled(name), tolerance);
  });

  it("pushes tangents and pulls adjoints", () => {
    const forwards = method.jvp(f)(at, tangent);
    near(forwards.derivative, pushed(names), tolerance);
    near(forwards.value, value, 1e-15);
    const back = method.vjp(f)(at, adjoint);
    for (const name of names) near(back.adjoint[name], pulled(name), tolerance);
    near(back.value, value, 1e-15);
  });

  it("gives gradients, Hessians and their products by name", () => {
    const looser = method === numerical ? 1e-4 : 1e-12;
    const expected = hAt.s * Math.sin(r) + Math.exp(hAt.s);
    const gradient = method.gradient(h)(hAt);
    near(gradient.value, expected, 1e-15);
    near(gradient.gradient.x, hGradient.x, tolerance);
    near(gradient.gradient.s, hGradient.s, tolerance);
    const hessian = method.hessian(h)(hAt);
    near(hessian.value, expected, 1e-15);
    for (const row of ["x", "s"] as const) {
      expect(Object.keys(hessian.hessian[row] ?? {})).toEqual(["x", "s"]);
      for (const column of ["x", "s"] as const) near(hessian.hessian[row]?.[column], hHessian[row][column], looser);
    }
    const hvp = method.hvp(h)(hAt, hTangent);
    near(hvp.value, expected, 1e-15);
    near(hvp.product.x, hProduct.x, looser);
    near(hvp.product.s, hProduct.s, looser);
  });

  it("gives Hessians by some inputs", () => {
    const looser = method === numerical ? 1e-4 : 1e-12;
    const { hessian } = method.hessian(h, { wrt: ["s"] })(hAt);
    expect(Object.keys(hessian)).toEqual(["s"]);
    expect(Object.keys(hessian.s ?? {})).toEqual(["s"]);
    near(hessian.s?.s, hHessian.s.s, looser);
    near(method.hvp(h, { wrt: ["s"] })(hAt, { s: 2 }).product.s, 2 * hHessian.s.s, looser);
  });

  it("gives the derivative of a function of one number, and of one input of several", () => {
    near(method.derivative(({ x }: Readonly<Record<string, Value>>) => square(x as Value))({ x: 3 }).derivative, 6, tolerance);
    near(method.derivative(h, { wrt: ["s"] })(hAt).derivative, hGradient.s, tolerance);
  });

  it("gives the value alone", () => {
    const found = method.on("value", f)(at);
    expect(Object.keys(found).sort()).toEqual(["evaluations", "operations", "value"]);
    near(found.value, value, 1e-15);
    expect(found.evaluations).toBe(1);
    expect(found.operations).toBe(operations(graph));
  });

  it("serves graphs, formulas and functions alike", () => {
    const formula = parseFormula("x^2 * y");
    near(method.gradient(formula)({ x: 3, y: 2 }).gradient, { x: 12, y: 9 }, tolerance);
    const recorded = record((inputs) => formula.evaluate(inputs), { x: 1, y: 1 }).graph;
    near(method.gradient(recorded)({ x: 3, y: 2 }).gradient, { x: 12, y: 9 }, tolerance);
    near(method.prepare(recorded, "gradient")({ y: 2, x: 3 }).gradient, { x: 12, y: 9 }, tolerance);
  });

  it("of an input that f does not use is 0", () => {
    const constant: TracedFunction = ({ x }) => mul(2, x as Value);
    const point = { x: 3, z: [1, 2] };
    expect(flat(method.gradient(constant)(point).gradient.z).map(Math.abs)).toEqual([0, 0]);
    expect(flat(method.hessian(constant)(point).hessian).map(Math.abs)).toEqual(new Array(9).fill(0));
    expect(Math.abs(method.jvp(constant, { wrt: ["z"] })(point, { z: [1, 1] }).derivative as number)).toBe(0);
  });

  it("says which name and shape are missing", () => {
    const fails = (call: () => unknown, message: RegExp, kind: new (...rest: never[]) => Error = PointError) => {
      expect(call).toThrow(kind);
      expect(call).toThrow(message);
    };
    const empty = undefined as unknown as Point;
    fails(() => method.jvp(f)(at, empty), /jvp takes a tangent: one value for each input/);
    fails(() => method.jvp(f)(at, null as unknown as Point), /jvp takes a tangent/);
    fails(() => method.hvp(h)(hAt, empty), /hvp takes a tangent/);
    fails(() => method.hvp(h)(hAt, 3 as unknown as Point), /hvp takes a tangent/);
    fails(() => method.vjp(f)(at, undefined as unknown as number), /vjp takes the adjoint of the output, in its shape/);
    fails(() => method.vjp(f)(at, [1, 2]), /adjoint takes a 2 x 2 matrix, not a vector of 2/);
    fails(() => method.gradient(h, { wrt: ["q"] })(hAt), /there is no input q to differentiate by: the inputs are x, s/);
    fails(() => method.gradient(record(() => 2, {}).graph, { wrt: ["q"] })({}), /the inputs are none/);
    fails(() => method.prepare(graph, "jacobian")({ W: at.W, x: at.x }), /no value for s: it takes a scalar/);
    fails(() => method.prepare(graph, "jacobian")({ ...at, x: 1 }), /x takes a vector of 3, not a scalar/);
    for (const operator of ["gradient", "hessian", "hvp"] as const)
      fails(
        () => method.prepare(graph, operator),
        new RegExp(`${operator} takes a function with a scalar value, and this one gives a 2 x 2 matrix`),
        ShapeError,
      );
    for (const wrt of [undefined, ["x"], ["x", "s"]])
      fails(
        () => method.derivative(h, wrt === undefined ? {} : { wrt })(hAt),
        /derivative takes a function of one number: name it in wrt, or use gradient/,
        ShapeError,
      );
    fails(
      () => method.derivative(({ x }: Readonly<Record<string, Value>>) => stack([x as Value]))({ x: 1 }),
      /derivative takes a function with a scalar value/,
      ShapeError,
    );
  });
});

describe("the number of evaluations", () => {
  const gradientOf = (method: Differentiator, operator: Operator) => {
    const prepared = method.on(operator, h);
    const direction = operator === "jvp" || operator === "hvp" ? hTangent : operator === "vjp" ? 1 : undefined;
    return (prepared as unknown as (point: Point, direction?: unknown) => { evaluations: number; operations: number })(hAt, direction);
  };
  // h has three entries of inputs and one of output.
  it.each([
    ["forward", forward, { gradient: 3, jacobian: 3, jvp: 1, vjp: 3, hessian: 9, hvp: 3 }],
    ["reverse", reverse, { gradient: 1, jacobian: 1, jvp: 1, vjp: 1, hessian: 3, hvp: 1 }],
    ["symbolic", symbolic, { gradient: 1, jacobian: 1, jvp: 1, vjp: 1, hessian: 3, hvp: 1 }],
  ] as const)("of %s is that of its direction", (_, method, counts) => {
    for (const [operator, count] of Object.entries(counts)) {
      const { evaluations, operations: total } = gradientOf(method, operator as Operator);
      expect(evaluations, operator).toBe(count);
      expect(total / count, operator).toBeGreaterThan(5);
      expect(Number.isInteger(total / count), operator).toBe(true);
    }
  });

  it("of numerical is that of the samples it took, at each run anew", () => {
    const gradient = numerical.gradient(h);
    const [first, second] = [gradient(hAt), gradient(hAt)];
    expect(first.evaluations).toBeGreaterThan(2 * 3);
    expect(second.evaluations).toBe(first.evaluations);
    expect(first.operations).toBe(first.evaluations * operations(record(h, hAt).graph));
  });

  it("of a Jacobian is that of its columns or of its rows", () => {
    expect([forward, reverse, symbolic].map((method) => method.jacobian(f)(at).evaluations)).toEqual([10, 4, 4]);
    expect([forward, reverse, symbolic].map((method) => method.jvp(f)(at, tangent).evaluations)).toEqual([1, 4, 4]);
    expect([forward, reverse, symbolic].map((method) => method.vjp(f)(at, adjoint).evaluations)).toEqual([10, 1, 1]);
  });
});

describe("the derivative as a graph", () => {
  const outputsOf = (of: Graph, point: Point) => interpreter(of)(inputValues(of, point)).outputs.map(({ data }) => [...data]);
  it.each(named(analytic))("of %s computes what the prepared derivative does", (_, method) => {
    const graphOf = (operator: Operator, of: Graph, wrt?: readonly string[]) => {
      const derived = method.graph?.(of, operator, wrt === undefined ? {} : { wrt });
      if (derived === undefined) expect.fail("has graphs");
      return derived;
    };
    const directed = (derived: Graph, point: Point, direction: readonly unknown[]) => {
      const extra = derived.inputs.slice(Object.keys(point).length).map(({ name }, i) => [name, direction[i]]);
      return outputsOf(derived, { ...point, ...Object.fromEntries(extra) });
    };
    const hGraph = record(h, hAt).graph;
    near(outputsOf(graphOf("value", graph), at), [flat(value)], 1e-14);
    near(outputsOf(graphOf("jacobian", graph), at).flat(), [...flat(value), ...flat(jacobian)], 1e-12);
    near(outputsOf(graphOf("jacobian", graph, ["s", "x"]), at).flat(), [...flat(value), ...flat(jacobian.s), ...flat(jacobian.x)], 1e-12);
    near(outputsOf(graphOf("gradient", hGraph), hAt).slice(1), [hGradient.x, [hGradient.s]], 1e-12);
    near(outputsOf(graphOf("hessian", hGraph), hAt).slice(1).flat(), flat([hHessian.x.x, hHessian.x.s, hHessian.s.x, hHessian.s.s]), 1e-12);
    near(outputsOf(graphOf("derivative", hGraph, ["s"]), hAt).slice(1), [[hGradient.s]], 1e-12);
    near(directed(graphOf("jvp", graph), at, [tangent.W, tangent.x, tangent.s]).flat(), [...flat(value), ...flat(pushed(names))], 1e-12);
    near(
      directed(graphOf("jvp", hGraph), hAt, [hTangent.x, hTangent.s]).slice(1),
      [[inner(hGradient.x, hTangent.x) + hGradient.s * hTangent.s]],
      1e-12,
    );
    near(directed(graphOf("vjp", graph), at, [adjoint]).flat(), [...flat(value), ...names.flatMap((name) => flat(pulled(name)))], 1e-12);
    near(directed(graphOf("hvp", hGraph), hAt, [hTangent.x, hTangent.s]).slice(1), [hProduct.x, [hProduct.s]], 1e-12);
  });

  it("is not there for numerical", () => {
    expect(numerical.graph).toBeUndefined();
  });
});

describe.each(named(analytic))("%s inside another function", (_, method) => {
  /** Second derivatives of h by an operator of first order inside reverse. */
  const outer = (inside: (inputs: Readonly<Record<string, Value>>) => Value) => reverse.gradient(inside)(hAt).gradient;

  it("gradient, jvp and vjp give traced values", () => {
    const along = outer(({ x, s }) => method.jvp(h)({ x, s } as Point, hTangent).derivative as Value);
    near(along.x, hProduct.x, 1e-11);
    near(along.s, hProduct.s, 1e-11);
    const pulledBack = outer(({ x, s }) => method.vjp(h)({ x, s } as Point, 1).adjoint.s as Value);
    near(pulledBack.x, hHessian.s.x, 1e-11);
    near(pulledBack.s, hHessian.s.s, 1e-11);
    const gradient = outer(({ x, s }) => index(method.gradient(h)({ x, s } as Point).gradient.x as Value, 1));
    near(gradient.x, hHessian.x.x[1], 1e-11);
    near(gradient.s, hHessian.x.s[1], 1e-11);
  });

  it("hvp and hessian give traced values, by the inputs named in wrt", () => {
    const third = (f3: (s: Value) => Value) =>
      reverse.derivative(({ s }: Readonly<Record<string, Value>>) => f3(s as Value))({ s: 0.5 }).derivative;
    const cube: TracedFunction = ({ u, w }) => mul(mul(square(u as Value), u as Value), w as Value);
    // d/ds of 6 u w at u = s, w = 2
    near(
      third((s) => method.hessian(cube, { wrt: ["u"] })({ u: s, w: 2 } as unknown as Point).hessian.u?.u as Value),
      12,
      1e-11,
    );
    near(
      third((s) => method.hvp(cube, { wrt: ["u"] })({ u: s, w: 2 } as unknown as Point, { u: 3 }).product.u as Value),
      36,
      1e-11,
    );
    near(
      third((s) => method.jacobian(cube, { wrt: ["w"] })({ u: s, w: 2 } as unknown as Point).jacobian.w as Value),
      3 * 0.25,
      1e-11,
    );
  });

  it("refuses what it refuses outside", () => {
    const inside = (call: (s: Value) => unknown) => () => record(({ s }) => call(s as Value) as Value, { s: 1 });
    const pair: TracedFunction = ({ u }) => stack([u as Value, u as Value]);
    expect(inside((s) => method.gradient(pair)({ u: s } as unknown as Point))).toThrow(ShapeError);
    expect(inside((s) => method.gradient(cosine, { wrt: ["q"] })({ u: s } as unknown as Point))).toThrow(PointError);
  });
});
const cosine: TracedFunction = ({ u }) => cos(u as Value);

describe("bounds", () => {
  const structure = (found: unknown): unknown =>
    typeof found === "object" && found !== null && !Array.isArray(found)
      ? Object.fromEntries(Object.entries(found).map(([name, part]) => [name, structure(part)]))
      : extents(found);

  it.each(named(boundedMethods))("%s bounds each entry of each operator, no less than its error and not much more", (_, method) => {
    const exact: readonly (readonly [string, unknown, unknown, unknown])[] = [
      ["jacobian", method.jacobian(f)(at).jacobian, method.jacobian(f)(at).bound, jacobian],
      ["jvp", method.jvp(f)(at, tangent).derivative, method.jvp(f)(at, tangent).bound, pushed(names)],
      [
        "vjp",
        method.vjp(f)(at, adjoint).adjoint,
        method.vjp(f)(at, adjoint).bound,
        Object.fromEntries(names.map((name) => [name, pulled(name)])),
      ],
      ["gradient", method.gradient(h)(hAt).gradient, method.gradient(h)(hAt).bound, hGradient],
      ["hessian", method.hessian(h)(hAt).hessian, method.hessian(h)(hAt).bound, hHessian],
      ["hvp", method.hvp(h)(hAt, hTangent).product, method.hvp(h)(hAt, hTangent).bound, hProduct],
    ];
    const most = method.name === "numerical" ? 1e-2 : 1e-12;
    for (const [operator, found, bound, expected] of exact) {
      expect(bound, operator).toBeDefined();
      expect(structure(bound), operator).toEqual(structure(found));
      const [values, bounds, truth] = [flat(found), flat(bound), flat(expected)];
      bounds.forEach((allowed, i) => {
        const error = Math.abs((values[i] as number) - (truth[i] as number));
        // The figures taken by hand round too.
        expect(error, `${operator} ${i}`).toBeLessThanOrEqual(allowed + 1e-14 * Math.max(1, Math.abs(truth[i] as number)));
        expect(allowed, `${operator} ${i}`).toBeGreaterThanOrEqual(0);
        expect(allowed, `${operator} ${i}`).toBeLessThan(most);
      });
    }
  });

  it("are absent where the evaluator gives none", () => {
    for (const method of analytic) {
      for (const found of [method.gradient(h)(hAt), method.jvp(f)(at, tangent), method.vjp(f)(at, adjoint), method.hessian(h)(hAt)])
        expect("bound" in found).toBe(false);
    }
  });

  it("of a product count the bounds of its terms and the rounding of the sum", () => {
    // 3 y_1 + 5 y_2 with y = 1 / x: the Jacobian is diagonal, -1/x^2, and each entry rounds.
    const reciprocal = boundedMethods.find(({ name }) => name === "reverse") as Differentiator;
    const g: TracedFunction = ({ x }) => stack([exp(index(x as Value, 0)), exp(index(x as Value, 1))]);
    const point = { x: [0.1, 0.3] };
    const entries = flat(reciprocal.jacobian(g)(point).bound);
    const [first, second] = flat(reciprocal.jvp(g)(point, { x: [3, -5] }).bound);
    expect(first).toBeGreaterThanOrEqual(3 * (entries[0] as number));
    expect(second).toBeGreaterThanOrEqual(5 * (entries[3] as number));
    expect(first).toBeLessThan(3 * (entries[0] as number) + 4 * 2 ** -53 * 3 * Math.exp(0.1));
    expect(flat(reciprocal.jvp(g)(point, { x: [0, 1] }).bound)[0]).toBe(0);
  });
});

describe("functions that look at their numbers", () => {
  const looking: TracedFunction = ({ x }) => (primal(x as Value) > 1 ? square(x as Value) : mul(3, x as Value));
  it.each(named([numerical, forward, reverse]))("%s follows the branch of each point", (_, method) => {
    const gradient = method.gradient(looking);
    near(gradient({ x: 2 }).gradient.x, 4, 1e-6);
    near(gradient({ x: 0.5 }).gradient.x, 3, 1e-6);
    near(gradient({ x: 2 }).value, 4, 1e-14);
  });

  it("symbolic says that it needs one formula", () => {
    expect(() => symbolic.gradient(looking)({ x: 2 })).toThrow(UnsupportedError);
    expect(() => symbolic.gradient(looking)({ x: 2 })).toThrow(expect.objectContaining({ operation: "primal" }));
  });
});
