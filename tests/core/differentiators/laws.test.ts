import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyRow } from "../../../src/core/primitives/apply.js";
import { allRows, type ElementwiseRow } from "../../../src/core/primitives/row.js";
import {
  add,
  cos,
  type Differentiator,
  dot,
  exp,
  forward,
  index,
  log1p,
  matmul,
  mul,
  numerical,
  type Point,
  PointError,
  primal,
  record,
  reverse,
  ShapeError,
  sin,
  square,
  stack,
  sub,
  sum,
  symbolic,
  type TracedFunction,
  tanh,
  UnsupportedError,
  type Value,
} from "../../../src/index.js";
import { referenceJacobian } from "../../../src/verify/reference/index.js";

const analytic = [forward, reverse, symbolic] as const;
const all = [numerical, ...analytic] as const;
const named = <T extends { readonly name: string }>(methods: readonly T[]) => methods.map((method) => [method.name, method] as const);
const pairs = analytic.flatMap((outer) => analytic.map((inner) => [outer.name, inner.name, outer, inner] as const));

const number = fc.integer({ min: -2_000_000, max: 2_000_000 }).map((n) => n / 1e6);
const vector = (size: number) => fc.array(number, { minLength: size, maxLength: size });
const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
const inner = (a: unknown, b: unknown) => flat(a).reduce((total, entry, i) => total + entry * (flat(b)[i] as number), 0);
const v = (inputs: Readonly<Record<string, Value>>, name: string) => inputs[name] as Value;

function near(actual: unknown, expected: unknown, tolerance = 1e-11): void {
  const [left, right] = [flat(actual), flat(expected)];
  expect(left).toHaveLength(right.length);
  const size = Math.max(1, ...right.map(Math.abs));
  left.forEach((entry, i) => {
    const error = Math.abs(entry - (right[i] as number));
    if (!(error <= tolerance * size)) expect.fail(`entry ${i}: ${entry} is not ${right[i]} (${error} apart)`);
  });
}

/** The derivative at x, which may be a value of an enclosing function. */
const D = (method: Differentiator, f: (x: Value) => Value, x: Value): Value =>
  method.derivative((inputs: Readonly<Record<string, Value>>) => f(v(inputs, "x")))({ x } as Point).derivative as Value;

/** From R^3 x R^2 to R^4, smooth everywhere, with every kind of product in it. */
const A = [
  [0.5, -1, 0.25],
  [1.5, 0.75, -0.5],
];
const f: TracedFunction = (inputs) => {
  const [x, y] = [v(inputs, "x"), v(inputs, "y")];
  const u = tanh(add(matmul(A, x), y));
  return stack([index(u, 0), mul(index(u, 1), index(x, 2)), sin(dot(u, y)), sum(exp(mul(x, 0.5)))]);
};
/** A scalar function of the same inputs. */
const g: TracedFunction = (inputs) => {
  const result = f(inputs);
  return add(dot(result, result), log1p(square(mul(index(v(inputs, "x"), 0), index(v(inputs, "y"), 1)))));
};
const point = fc.record({ x: vector(3), y: vector(2) });
const direction = point;

describe.each(named(analytic))("laws of the derivative, %s", (_, method) => {
  const [jvp, vjp, jacobian] = [method.jvp(f), method.vjp(f), method.jacobian(f)];

  it("the adjoint of the tangent map is the cotangent map", () => {
    fc.assert(
      fc.property(point, direction, vector(4), (at, tangent, adjoint) => {
        const pulled = vjp(at, adjoint).adjoint;
        near(inner(pulled.x, tangent.x) + inner(pulled.y, tangent.y), inner(adjoint, jvp(at, tangent).derivative));
      }),
    );
  });

  it("tangents and adjoints are the Jacobian's products", () => {
    fc.assert(
      fc.property(point, direction, vector(4), (at, tangent, adjoint) => {
        const J = jacobian(at).jacobian as Record<"x" | "y", number[][]>;
        near(
          jvp(at, tangent).derivative,
          adjoint.map((_a, i) => inner(J.x[i], tangent.x) + inner(J.y[i], tangent.y)),
        );
        const { adjoint: pulled } = vjp(at, adjoint);
        for (const name of ["x", "y"] as const) {
          near(
            pulled[name],
            at[name].map((_x, j) =>
              inner(
                J[name].map((row) => row[j]),
                adjoint,
              ),
            ),
          );
        }
      }),
    );
  });

  it("the derivative is linear in the direction", () => {
    fc.assert(
      fc.property(point, direction, direction, number, number, (at, s, t, a, b) => {
        const mix = (l: number[], r: number[]) => l.map((entry, i) => a * entry + b * (r[i] as number));
        const mixed = jvp(at, { x: mix(s.x, t.x), y: mix(s.y, t.y) }).derivative;
        near(mixed, mix(flat(jvp(at, s).derivative), flat(jvp(at, t).derivative)));
      }),
    );
  });

  it("the derivative is linear in the function", () => {
    const h: TracedFunction = (inputs) => cos(dot(v(inputs, "x"), [1, 2, 3]));
    const [dg, dh] = [method.gradient(g), method.gradient(h)];
    fc.assert(
      fc.property(point, number, number, (at, a, b) => {
        const mixed = method.gradient((inputs: Readonly<Record<string, Value>>) => add(mul(a, g(inputs)), mul(b, h(inputs))))(at).gradient;
        const [left, right] = [dg(at).gradient, dh(at).gradient];
        for (const name of ["x", "y"]) {
          near(
            mixed[name],
            flat(left[name]).map((entry, i) => a * entry + b * (flat(right[name])[i] as number)),
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it("the derivative of a composition is the product of the derivatives", () => {
    const outer: TracedFunction = (inputs) => stack([sin(index(v(inputs, "u"), 0)), dot(v(inputs, "u"), v(inputs, "u"))]);
    const whole = method.jvp((inputs: Readonly<Record<string, Value>>) => outer({ u: f(inputs) }));
    const second = method.jvp(outer);
    fc.assert(
      fc.property(point, direction, (at, tangent) => {
        const first = jvp(at, tangent);
        near(whole(at, tangent).derivative, second({ u: flat(first.value) }, { u: flat(first.derivative) }).derivative);
      }),
    );
  });

  it("the Hessian is symmetric", () => {
    const hessian = method.hessian(g);
    fc.assert(
      fc.property(point, (at) => {
        const H = hessian(at).hessian as Record<string, Record<string, number[][]>>;
        for (const [row, column] of [
          ["x", "x"],
          ["x", "y"],
          ["y", "y"],
        ] as const) {
          const [block, mirrored] = [H[row]?.[column] ?? [], H[column]?.[row] ?? []];
          near(
            block,
            at[row].map((_r, i) => at[column].map((_c, j) => mirrored[j]?.[i])),
          );
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("the Hessian's products", () => {
  const hessian = reverse.hessian(g);
  it.each(named(all))("hvp of %s is the Hessian times the vector", (_, method) => {
    const hvp = method.hvp(g);
    fc.assert(
      fc.property(point, direction, (at, tangent) => {
        const H = hessian(at).hessian as Record<string, Record<string, number[][]>>;
        const { product } = hvp(at, tangent);
        for (const name of ["x", "y"] as const) {
          const expected = at[name].map((_x, i) => inner(H[name]?.x?.[i], tangent.x) + inner(H[name]?.y?.[i], tangent.y));
          near(product[name], expected, method === numerical ? 1e-5 : 1e-11);
        }
      }),
      { numRuns: method === numerical ? 4 : 30 },
    );
  });
});

describe("second derivatives of the smooth functions of one number", () => {
  const smooth = allRows().filter((row): row is ElementwiseRow => row.kind === "elementwise" && row.arity === 1 && row.kinks === undefined);

  it.each(smooth.map((row) => [row.name, row] as const))("%s: forward twice, reverse twice and the reference agree", (_, row) => {
    const inside = (x: number) =>
      [x, x - 0.01, x + 0.01, Math.round(x * 50) / 50].every(
        (a) => (row.domain?.(a, 0) ?? true) && !(row.singular?.(a, 0, [true]) ?? false),
      );
    const u = (x: Value) => applyRow(row, [x]);
    const first = reverse.graph?.(record((inputs) => u(v(inputs, "x")), { x: 1 }).graph, "derivative");
    if (first === undefined) expect.fail("reverse has graphs");
    const twice = (method: Differentiator) => method.derivative((inputs: Readonly<Record<string, Value>>) => D(method, u, v(inputs, "x")));
    const [forwardTwice, reverseTwice, symbolicTwice] = [twice(forward), twice(reverse), twice(symbolic)];
    fc.assert(
      fc.property(number.filter(inside), (x) => {
        const [, exact] = referenceJacobian(first, { x }).partials.x?.[0] ?? [];
        const expected = exact?.value.toNumber();
        near(forwardTwice({ x }).derivative, expected, 1e-10);
        near(reverseTwice({ x }).derivative, expected, 1e-10);
        near(symbolicTwice({ x }).derivative, expected, 1e-10);
        near(forwardTwice({ x }).derivative, reverseTwice({ x }).derivative, 1e-10);
      }),
      { numRuns: 15 },
    );
  });
});

describe("a derivative inside a derivative", () => {
  it.each(pairs)("%s over %s keeps the two variables apart", (_o, _i, outer, innerMethod) => {
    expect(
      D(
        outer,
        (x) =>
          mul(
            x,
            D(innerMethod, (y) => add(x, y), 1),
          ),
        1,
      ),
    ).toBe(1);
  });

  it.each(pairs)("%s over %s sees the variable that the inner function closes over", (_o, _i, outer, innerMethod) => {
    // d/dx (x * d/dy (x^2 y) at y = 5) = 3 x^2
    expect(
      D(
        outer,
        (x) =>
          mul(
            x,
            D(innerMethod, (y) => mul(square(x), y), 5),
          ),
        2,
      ),
    ).toBe(12);
  });

  it.each(pairs)("%s over %s at a point that is the outer variable", (_o, _i, outer, innerMethod) => {
    // d/dx of (d/dy x y^2 at y = x) = d/dx 2 x^2
    expect(D(outer, (x) => D(innerMethod, (y) => mul(x, square(y)), x), 3)).toBe(12);
  });

  it.each(named(analytic))("the third derivative of x^2 at 0 is 0, %s", (_, method) => {
    expect(D(method, (x) => D(method, (y) => D(method, square, y), x), 0)).toBeCloseTo(0, 15);
    expect(D(method, (x) => D(method, (y) => D(method, (z) => mul(z, z), y), x), 0)).toBeCloseTo(0, 15);
  });

  it.each(named(analytic))("a numerical derivative cannot stand inside one by %s", (_, method) => {
    expect(() => D(method, (x) => D(numerical, square, x), 1)).toThrow(UnsupportedError);
    expect(() => D(method, (x) => D(numerical, square, x), 1)).toThrow(/numerical derivative.*inside/);
    expect(() => D(method, (x) => D(numerical, (y) => mul(x, y), 1), 1)).toThrow(UnsupportedError);
  });

  it.each(named(analytic))("a numerical derivative may stand around one by %s", (_, method) => {
    expect(D(numerical, (x) => D(method, (y) => mul(square(y), y), x), 2)).toBeCloseTo(12, 6);
  });
});

describe.each(named(analytic))("values that are used more than once, %s", (_, method) => {
  it("x * x counts both uses", () => {
    expect(D(method, (x) => mul(x, x), 3)).toBe(6);
  });

  it("b = a + a, c = b + b has derivative 4", () => {
    const doubled = (a: Value) => add(a, a);
    expect(D(method, (a) => doubled(doubled(a)), 1)).toBe(4);
  });

  it("x - x has derivative 0", () => {
    expect(D(method, (x) => sub(x, x), 3)).toBe(0);
  });

  it("two passes give the same numbers", () => {
    const gradient = method.gradient(g);
    fc.assert(
      fc.property(point, (at) => {
        expect(gradient(at)).toEqual(gradient(at));
      }),
    );
  });
});

describe("a loop that looks at its numbers", () => {
  /** The first power of x that is at least 100; stops after forty, because numbers below 1 have none. */
  const power = (x: Value): Value => {
    let y = x;
    let rounds = 0;
    while (primal(y) < 100 && rounds++ < 40) y = mul(y, x);
    return y;
  };
  const exponent = (x: number) => Math.ceil(Math.log(100) / Math.log(x));

  it.each(named([forward, reverse]))("has the derivative of the branch taken, %s", (_, method) => {
    for (const x of [1.5, 2, 3, 7]) near(D(method, power, x), exponent(x) * x ** (exponent(x) - 1), 1e-13);
  });

  it("takes other branches at other points of one prepared derivative", () => {
    const prepared = reverse.derivative((inputs: Readonly<Record<string, Value>>) => power(v(inputs, "x")));
    for (const x of [7, 1.5, 7, 2]) near(prepared({ x }).derivative, exponent(x) * x ** (exponent(x) - 1), 1e-13);
  });

  it("has a numerical derivative away from the jumps", () => {
    for (const x of [1.5, 2, 3, 7]) near(D(numerical, power, x), exponent(x) * x ** (exponent(x) - 1), 1e-6);
  });

  it("is refused by symbolic, which says why", () => {
    expect(() => D(symbolic, power, 2)).toThrow(UnsupportedError);
    expect(() => D(symbolic, power, 2)).toThrow(/branch|formula/);
  });
});

describe.each(named(all))("points that do not fit, %s", (_, method) => {
  const { graph } = record(f, { x: [1, 2, 3], y: [1, 2] });
  const scalar = record(g, { x: [1, 2, 3], y: [1, 2] }).graph;

  const fails = (call: () => unknown, kind: new (...rest: never[]) => Error, message: RegExp) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  };

  it("a missing input is named", () => {
    fails(() => method.gradient(scalar)({ x: [1, 2, 3] }), PointError, /\by\b/);
  });

  it("an input of another shape is named", () => {
    fails(() => method.gradient(scalar)({ x: [1, 2], y: [1, 2] }), PointError, /\bx\b.*3/);
    fails(() => method.gradient(scalar)({ x: [1, 2, 3], y: 1 }), PointError, /\by\b.*2/);
  });

  it("an unknown name to differentiate by is named", () => {
    fails(() => method.prepare(scalar, "gradient", { wrt: ["speed"] }), PointError, /speed/);
  });

  it("a missing tangent, or one of another shape, is named", () => {
    const at = { x: [1, 2, 3], y: [1, 2] };
    fails(() => method.jvp(graph)(at, { x: [1, 2, 3] }), PointError, /\by\b/);
    fails(() => method.jvp(graph)(at, { x: [1, 2], y: [1, 2] }), PointError, /\bx\b/);
  });

  it("an adjoint of another shape is named", () => {
    fails(() => method.vjp(graph)({ x: [1, 2, 3], y: [1, 2] }, [1, 2]), PointError, /adjoint/);
  });

  it("a gradient of a vector is refused", () => {
    fails(() => method.prepare(graph, "gradient"), ShapeError, /gradient.*jacobian/);
  });

  it("a ragged value is named", () => {
    const call = () =>
      method.gradient((inputs: Readonly<Record<string, Value>>) => sum(v(inputs, "speed")) as Value)({ speed: [[1, 2], [3]] });
    fails(call, ShapeError, /speed/);
  });
});
