// What the rows say of their functions besides value and rule: the domain, where no derivative exists, how far a stencil may reach, names.

import "../../../src/index.js";
import { describe, expect, it } from "vitest";
import { moveAllowed } from "../../../src/core/execute/regime.js";
import { allRows, type ElementwiseRow, movedByHalf, rowOf } from "../../../src/core/primitives/row.js";

const elementwise = (name: string) => rowOf(name) as ElementwiseRow;
const rows = allRows().filter((row): row is ElementwiseRow => row.kind === "elementwise");
const value = ({ value: f }: ElementwiseRow, x: number, y: number) => f(x, y, 1);

/** On every edge, and one step to either side of it. */
const landmarks = [-2, -1, 0, 1, 2].flatMap((x) => [x - 2 ** -20, x, x + 2 ** -20]).concat(-2.5, -0.5, 0.5, 2.5);
const pairs = landmarks.flatMap((x) => landmarks.map((y) => [x, y] as const));

describe("the domain", () => {
  // The angle of the origin is 0 by a convention of C.
  it.each(rows.filter(({ name }) => name !== "atan2").map((row) => [row.name, row] as const))("of %s is where it is finite", (_, row) => {
    for (const [x, y] of pairs) {
      expect(row.domain?.(x, y) ?? true, `${row.name}(${x}, ${y}) = ${value(row, x, y)}`).toBe(Number.isFinite(value(row, x, y)));
    }
  });

  it("of the angle is the plane without the origin", () => {
    for (const [y, x] of pairs) expect(elementwise("atan2").domain?.(y, x)).toBe(Math.abs(x) + Math.abs(y) > 0);
  });
});

const both = [true, true, true];
const first = [true, false, false];
const second = [false, true, false];

describe("no derivative exists", () => {
  it.each([
    ["sqrt", [0]],
    ["cbrt", [0]],
    ["asin", [-1, 1]],
    ["acos", [-1, 1]],
    ["acosh", [1]],
  ] as const)("of %s at %j, and nowhere else in its domain", (name, points) => {
    const { domain, singular } = elementwise(name);
    const found = landmarks.filter((x) => (domain?.(x, 0) ?? true) && singular?.(x, 0, both));
    expect(found).toEqual(points);
  });

  it("of the distance at the origin alone", () => {
    expect(pairs.filter(([x, y]) => elementwise("hypot").singular?.(x, y, both))).toEqual([[0, 0]]);
  });

  it("of every other function that has no domain's edge", () => {
    const singular = rows.filter((row) => row.singular !== undefined).map(({ name }) => name);
    expect(singular.sort()).toEqual(["acos", "acosh", "asin", "cbrt", "hypot", "pow", "sqrt", "xlogy"]);
  });

  it.each([
    ["0^y by y, where it jumps", 0, 0, second, true],
    ["0^1 by x is 1", 0, 1, first, false],
    ["0^2 by x is 0", 0, 2, first, false],
    ["0^0 by x is the slope of 1", 0, 0, first, false],
    ["0^0.5 by x is infinite", 0, 0.5, first, true],
    ["0^1.5 by x stands at the edge of the domain", 0, 1.5, first, true],
    ["(-2)^2 by x is -4", -2, 2, first, false],
    ["(-2)^2 by y: no neighbour is real", -2, 2, second, true],
    ["(-2)^2 by both", -2, 2, both, true],
    ["0^2 by y is 0", 0, 2, second, false],
    ["2^0.5 by both", 2, 0.5, both, false],
    ["2^-1 by both", 2, -1, both, false],
    ["0^-1 by x", 0, -1, first, true],
  ] as const)("of a power: %s", (_, x, y, active, singular) => {
    expect(elementwise("pow").singular?.(x, y, active)).toBe(singular);
  });

  it.each([
    ["0 log(2) by x", 0, 2, first, false],
    ["0 log(0) by x is -infinity", 0, 0, first, true],
    ["0 log(-1) by x", 0, -1, first, true],
    ["0 log(0) by y is 0", 0, 0, second, false],
    ["1 log(2) by both", 1, 2, both, false],
    ["1 log(0), outside the domain", 1, 0, both, false],
  ] as const)("of x log y: %s", (_, x, y, active, singular) => {
    expect(elementwise("xlogy").singular?.(x, y, active)).toBe(singular);
  });
});

describe("the distance from a kink", () => {
  const distance = (name: string, x: number, y = 0) => elementwise(name).kinks?.map((kink) => kink.distance(x, y))[0];

  it.each(["abs", "sign", "relu", "step"])("of %s is the argument", (name) => {
    for (const x of landmarks) expect(distance(name, x)).toBe(x);
  });

  it.each(["max", "min", "lt", "le", "gt", "ge"])("of %s is the difference, with its sign", (name) => {
    for (const [x, y] of pairs) expect(distance(name, x, y)).toBe(x - y);
  });

  it.each(["eq", "ne"])("of %s has no sides", (name) => {
    for (const [x, y] of pairs) expect(distance(name, x, y)).toBe(Math.abs(x - y));
  });

  it.each(["floor", "ceil"])("of %s is that from the next integer", (name) => {
    expect([-3, 2, 2.25, 2.75, -2.25].map((x) => distance(name, x))).toEqual([0, 0, 0.25, -0.25, -0.25]);
  });

  it("of round is that from the next half", () => {
    expect([-2.5, 0.5, 1.5, 0.75, 0.25, 2].map((x) => Math.abs(distance("round", x) as number))).toEqual([0, 0, 0, 0.25, 0.25, 0.5]);
    expect([0.75, 0.25].map((x) => Math.sign(distance("round", x) as number))).toEqual([1, -1]);
  });

  it("of leakyRelu is that from where its branches meet", () => {
    expect(distance("leakyRelu", 2, 0.25)).toBe(1.5);
    expect(distance("leakyRelu", -2, 0.25)).toBe(-1.5);
    expect(distance("leakyRelu", 0, 0.25)).toBe(0);
  });

  it("of the angle is that from the negative x axis", () => {
    expect(distance("atan2", 0.5, -1)).toBe(0.5);
    expect(distance("atan2", -0.5, -1)).toBe(-0.5);
    expect(distance("atan2", 0.5, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(distance("atan2", 0.5, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it("is stated by the functions that have one", () => {
    const kinked = rows.filter(({ kinks }) => kinks !== undefined).map(({ name }) => name);
    expect(kinked.sort()).toEqual(
      [
        "abs",
        "atan2",
        "ceil",
        "eq",
        "floor",
        "ge",
        "gt",
        "le",
        "leakyRelu",
        "lt",
        "max",
        "min",
        "ne",
        "relu",
        "round",
        "sign",
        "step",
      ].sort(),
    );
    for (const row of rows) expect(row.kinks?.length ?? 1, row.name).toBe(1);
  });
});

describe("a stencil", () => {
  const mayMove = (name: string, k: number, from: readonly number[], to: readonly number[]) =>
    moveAllowed(elementwise(name).gates[k] ?? "anywhere", k, from, to);

  it.each(["exp", "expm1", "sigmoid", "softplus", "sin", "cos", "atan", "sinh", "cosh", "tanh", "asinh", "erf"])(
    "moves the argument of %s by 1 at most",
    (name) => {
      expect(mayMove(name, 0, [0.25], [1.25])).toBe(true);
      expect(mayMove(name, 0, [1.25], [0.25])).toBe(true);
      expect(mayMove(name, 0, [0.25], [1.375])).toBe(false);
    },
  );

  it("moves either argument of logaddexp by 1 at most", () => {
    for (const k of [0, 1]) {
      expect(mayMove("logaddexp", k, [0.25, 0.25], [1.25, 1.25])).toBe(true);
      expect(mayMove("logaddexp", k, [0.25, 0.25], [1.375, 1.375])).toBe(false);
    }
  });

  it.each([
    ["log", 0, 0],
    ["log2", 0, 0],
    ["log10", 0, 0],
    ["sqrt", 0, 0],
    ["cbrt", 0, 0],
    ["div", 1, 0],
    ["xlogy", 1, 0],
    ["pow", 0, 0],
    ["log1p", 0, -1],
    ["acosh", 0, 1],
    ["atanh", 0, -1],
  ] as const)("moves an argument of %s by half of its distance from the edge", (name, k, edge) => {
    const at = (distance: number) => (k === 0 ? [edge + distance, 0.5] : [1, edge + distance]);
    expect(mayMove(name, k, at(0.5), at(0.75))).toBe(true);
    expect(mayMove(name, k, at(0.75), at(0.5))).toBe(true);
    expect(mayMove(name, k, at(0.5), at(0.8125))).toBe(false);
    expect(mayMove(name, k, at(0.8125), at(0.5))).toBe(false);
    expect(mayMove(name, k, at(-0.125), at(0.125))).toBe(false);
  });

  it.each(["asin", "acos", "atanh"])("moves the argument of %s by half of its distance from either edge", (name) => {
    expect(mayMove(name, 0, [0.5], [0.25])).toBe(true);
    expect(mayMove(name, 0, [0.5], [0.8125])).toBe(false);
    expect(mayMove(name, 0, [-0.5], [-0.8125])).toBe(false);
  });

  it("moves by half also where a product of the ends would vanish, but never from one infinity to the other", () => {
    const inf = Number.POSITIVE_INFINITY;
    expect([movedByHalf(2e-200, 3e-200), movedByHalf(2e-200, 4e-200), movedByHalf(-2e-200, -3e-200)]).toEqual([true, false, true]);
    expect([movedByHalf(inf, inf), movedByHalf(-inf, inf), movedByHalf(1, inf), movedByHalf(inf, 1)]).toEqual([true, false, false, false]);
    expect([movedByHalf(0, 0), movedByHalf(0, 1e-300), movedByHalf(1e-300, 0), movedByHalf(Number.NaN, 1)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it("may stand still, also on an edge", () => {
    for (const name of ["log", "sqrt", "log1p", "acosh"]) expect(mayMove(name, 0, [0], [0]), name).toBe(true);
  });

  it("crosses 0 where the power is a polynomial", () => {
    expect(mayMove("pow", 0, [-1, 3], [1, 3])).toBe(true);
    expect(mayMove("pow", 0, [-1, 0], [1, 0])).toBe(true);
    expect(mayMove("pow", 0, [-1, -1], [1, -1])).toBe(false);
    expect(mayMove("pow", 0, [-1, 0.5], [1, 0.5])).toBe(false);
    expect(mayMove("pow", 0, [-1, 2], [1, 3])).toBe(false);
    expect(mayMove("pow", 1, [2, 2], [2, 3])).toBe(true);
    expect(mayMove("pow", 1, [2, 2], [2, 3.5])).toBe(false);
  });

  it("goes anywhere in y where x log y is 0", () => {
    expect(mayMove("xlogy", 1, [0, 1], [0, 5])).toBe(true);
    expect(mayMove("xlogy", 1, [0, 1], [1, 5])).toBe(false);
    expect(mayMove("xlogy", 1, [1, 1], [0, 5])).toBe(false);
    expect(mayMove("xlogy", 0, [0, 1], [100, 1])).toBe(true);
    expect(elementwise("xlogy").gates[0]).toBe("anywhere");
  });

  it.each(["hypot", "atan2"])("moves the point of %s by half of its distance from the origin", (name) => {
    for (const k of [0, 1]) {
      expect(mayMove(name, k, [3, 4], [3, 6])).toBe(true);
      expect(mayMove(name, k, [3, 4], [5, 4])).toBe(true);
      expect(mayMove(name, k, [0, 4], [0, 6])).toBe(true);
      expect(mayMove(name, k, [3, 4], [3, 7])).toBe(false);
      expect(mayMove(name, k, [3, 7], [3, 4])).toBe(false);
      expect(mayMove(name, k, [3, 4], [6, 4])).toBe(false);
      expect(mayMove(name, k, [-3, 4], [3, 4])).toBe(false);
    }
  });

  it("of tan stays between two poles", () => {
    expect(mayMove("tan", 0, [0], [0.75])).toBe(true);
    expect(mayMove("tan", 0, [0.75], [0])).toBe(true);
    expect(mayMove("tan", 0, [-0.5], [0.5])).toBe(true);
    expect(mayMove("tan", 0, [1], [2])).toBe(false);
    expect(mayMove("tan", 0, [1], [1.5])).toBe(false);
    // A whole period away the cosine is the same again.
    expect(mayMove("tan", 0, [0], [2 * Math.PI])).toBe(false);
  });

  it.each(["add", "sub", "mul", "scale", "neg", "square"])("of %s goes anywhere", (name) => {
    for (let k = 0; k < elementwise(name).arity; k++) expect(elementwise(name).gates[k], name).toBe("anywhere");
  });

  it("keeps to one side of each kink, and of a jump to one value", () => {
    const byGate = (gate: string) => rows.filter(({ gates }) => gates[0] === gate).map(({ name }) => name);
    expect(byGate("same-branch").sort()).toEqual(["abs", "leakyRelu", "max", "min", "relu"]);
    expect(byGate("same-value").sort()).toEqual(
      ["and", "ceil", "eq", "floor", "ge", "gt", "le", "lt", "ne", "not", "or", "round", "sign", "step", "where"].sort(),
    );
    for (const { gates, arity, name } of rows.filter(
      (row) => row.arity === 2 && typeof row.gates[0] === "string" && row.gates[0].startsWith("same"),
    ))
      expect(gates.slice(0, arity), name).toEqual([gates[0], gates[0]]);
    expect(elementwise("where").gates).toEqual(["same-value", "anywhere", "anywhere"]);
    expect(elementwise("div").gates[0]).toBe("anywhere");
  });
});

describe("values from tables of functions", () => {
  it.each([
    ["erf", [0.5], 0.5204998778130465],
    ["erf", [-1], -0.8427007929497149],
    ["erf", [2.5], 0.999593047982555],
    ["erf", [-3], -0.9999779095030014],
    ["erf", [5.5], 0.9999999999999927],
    ["sigmoid", [1], 0.7310585786300049],
    ["sigmoid", [-1], 0.2689414213699951],
    ["softplus", [1], 1.3132616875182228],
    ["softplus", [-1], 0.31326168751822286],
    ["logaddexp", [1, 2], 2.313261687518223],
    ["logaddexp", [2, 1], 2.313261687518223],
    ["logaddexp", [1, 1], 1.6931471805599454],
    ["xlogy", [2, Math.E], 2],
    ["leakyRelu", [2, 0.25], 2],
    ["leakyRelu", [-2, 0.25], -0.5],
    ["hypot", [3, 4], 5],
    ["square", [-3], 9],
    ["where", [1, 5, 7], 5],
    ["where", [-0.5, 5, 7], 5],
    ["where", [0, 5, 7], 7],
    ["max", [2, 3], 3],
    ["min", [2, 3], 2],
    ["relu", [-2], 0],
    ["relu", [2], 2],
  ] as readonly (readonly [string, readonly number[], number])[])("%s of %j is %d", (name, [x = 0, y = 0, w = 0], expected) => {
    expect(elementwise(name).value(x, y, w)).toBeCloseTo(expected, 14);
  });
});

describe("the error function", () => {
  // Abramowitz & Stegun, table 7.1, continued and rounded to doubles.
  it.each([
    [0.1, 0.1124629160182849],
    [1, 0.8427007929497149],
    [1.9, 0.9927904292352575],
    [2, 0.9953222650189527],
    [2.5, 0.999593047982555],
    [3, 0.9999779095030014],
    [4, 0.9999999845827421],
    [5, 0.9999999999984626],
    [5.5, 0.9999999999999927],
    [6, 1],
  ])("of %d is right to the last digit or two", (x, expected) => {
    const found = value(elementwise("erf"), x, 0);
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(2 ** -52);
    expect(value(elementwise("erf"), -x, 0)).toBe(-found);
  });

  it("of small numbers keeps their digits", () => {
    for (const x of [1e-3, 1e-6, 1e-9, 1e-150]) {
      const first = (2 / Math.sqrt(Math.PI)) * (x - x ** 3 / 3 + x ** 5 / 10);
      expect(Math.abs(value(elementwise("erf"), x, 0) / first - 1)).toBeLessThan(1e-15);
    }
  });
});

describe("the term that may cancel", () => {
  it("of logaddexp is log(1 + e^-|x - y|), which the larger operand may take away", () => {
    const term = (x: number, y: number) => elementwise("logaddexp").term?.(x, y);
    expect([term(0, 0), term(-5, -5), term(2, 2)]).toEqual([Math.LN2, Math.LN2, Math.LN2]);
    expect([term(0, -1), term(-1, 0), term(7, 6)]).toEqual(Array.from({ length: 3 }, () => Math.log1p(Math.exp(-1))));
    expect([term(-Infinity, -Infinity), term(Infinity, Infinity), term(0, -Infinity)]).toEqual([Math.LN2, Math.LN2, 0]);
  });
});

describe("extreme arguments", () => {
  it.each([
    ["sigmoid", [-800, 800, 0], [0, 1, 0.5]],
    ["softplus", [-800, 800, 0], [0, 800, Math.LN2]],
    ["erf", [-7, 7, 6.5, -6.5, 0, Number.POSITIVE_INFINITY], [-1, 1, 1, -1, 0, 1]],
    ["step", [-1, 0, 1, Number.NaN], [0, 0, 1, Number.NaN]],
    ["round", [0.5, -0.5, 0.49999999999999994, -2.5, 2.4, -2.4], [1, -1, 0, -3, 2, -2]],
    ["erf", [Number.NaN], [Number.NaN]],
  ] as const)("of %s: %j give %j", (name, arguments_, values) => {
    // -0 is 0 here.
    expect(arguments_.map((x) => value(elementwise(name), x, 0) + 0)).toEqual(values);
  });

  it("of sigmoid: a tail keeps its digits where 1 + e^-x overflows", () => {
    expect(value(elementwise("sigmoid"), -720, 0)).toBe(Math.exp(-720));
    expect(value(elementwise("sigmoid"), -740, 0)).toBe(Math.exp(-740));
  });

  it("of logaddexp: two infinities alike, and sums that would overflow", () => {
    const f = (x: number, y: number) => value(elementwise("logaddexp"), x, y);
    expect(f(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
    expect(f(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(f(800, 800)).toBe(800 + Math.LN2);
    expect(f(0, 800)).toBe(800);
    expect(f(1000, 0)).toBe(1000);
  });

  it("of x log y: 0 for x = 0 whatever y is, unless y is undefined", () => {
    const f = (x: number, y: number) => value(elementwise("xlogy"), x, y);
    expect([f(0, 0), f(0, -1), f(0, Number.POSITIVE_INFINITY), f(0, Number.NaN), f(2, 1), f(1, 0)]).toEqual([
      0,
      0,
      0,
      Number.NaN,
      0,
      Number.NEGATIVE_INFINITY,
    ]);
  });

  it("of scale: a factor 0 wins over infinity and NaN, from either side", () => {
    const f = (x: number, y: number) => value(elementwise("scale"), x, y);
    for (const wild of [Number.NaN, Number.POSITIVE_INFINITY]) expect([f(0, wild), f(wild, 0)]).toEqual([0, 0]);
    expect(f(2, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(f(1, Number.NaN)).toBe(Number.NaN);
  });

  it("of comparisons: a tie", () => {
    const at = (x: number, y: number) => ["lt", "le", "gt", "ge", "eq", "ne"].map((name) => value(elementwise(name), x, y));
    expect(at(1, 1)).toEqual([0, 1, 0, 1, 1, 0]);
    expect(at(1, 2)).toEqual([1, 1, 0, 0, 0, 1]);
    expect(at(2, 1)).toEqual([0, 0, 1, 1, 0, 1]);
  });

  it("of the connectives: any number but 0 is true", () => {
    const at = (x: number, y: number) => ["and", "or", "not"].map((name) => value(elementwise(name), x, y));
    expect([at(0, 0), at(0, 2), at(-3, 0), at(2, 3)]).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [0, 1, 0],
      [1, 1, 0],
    ]);
  });
});

describe("the spelling", () => {
  const plain =
    "exp sin cos tan sinh cosh tanh log2 log10 log1p expm1 sqrt cbrt square softplus logaddexp xlogy abs sign floor ceil round max min step erf hypot atan2 not sum transpose dot matmul mean logsumexp crossEntropy pow";
  it.each(plain.split(" "))("of %s is its name", (name) => {
    expect(rowOf(name).spelling.names).toEqual([name]);
  });

  it.each([
    ["log", "log ln"],
    ["sigmoid", "sigmoid sigma σ"],
    ["relu", "relu ReLU"],
    ["leakyRelu", "leakyRelu leakyReLU leaky_relu"],
    ["asin", "asin arcsin"],
    ["acos", "acos arccos"],
    ["atan", "atan arctan"],
    ["asinh", "asinh arsinh"],
    ["acosh", "acosh arcosh"],
    ["atanh", "atanh artanh"],
    ["add", "add"],
    ["sub", "subtract"],
    ["mul", "multiply"],
    ["div", "divide"],
    ["neg", "unaryMinus"],
  ])("of %s: %s", (name, names) => {
    expect(rowOf(name).spelling.names).toEqual(names.split(" "));
  });

  it("is left out where formulas have no word for it", () => {
    const wordless = allRows().filter(({ spelling }) => spelling.names.length === 0);
    expect(wordless.map(({ name }) => name).sort()).toEqual(
      "and broadcast crossEntropySlope eq ge gt index le lt ne or place reshape scale stack where".split(" "),
    );
  });

  it("of operators binds as in mathematics", () => {
    const infix = Object.fromEntries(
      allRows().flatMap(({ name, spelling }) => (spelling.infix === undefined ? [] : [[name, spelling.infix]])),
    );
    const levels = ["or", "and", "== != < <= > >=", "+ -", "* /", "-", "^"];
    const strength = (symbol: string, arity: number) =>
      symbol === "-" && arity === 1 ? 6 : levels.findIndex((level) => level.split(" ").includes(symbol)) + 1;
    const signs = {
      add: "+",
      sub: "-",
      mul: "*",
      scale: "*",
      div: "/",
      neg: "-",
      pow: "^",
      lt: "<",
      le: "<=",
      gt: ">",
      ge: ">=",
      eq: "==",
      ne: "!=",
      and: "and",
      or: "or",
    };
    expect(infix).toEqual(
      Object.fromEntries(
        Object.entries(signs).map(([name, symbol]) => [name, { symbol, strength: strength(symbol, elementwise(name).arity) }]),
      ),
    );
  });

  it.each([
    ["exp", "e^{#1}"],
    ["log", "\\log(#1)"],
    ["log2", "\\log_2(#1)"],
    ["log10", "\\log_{10}(#1)"],
    ["log1p", "\\operatorname{log1p}(#1)"],
    ["expm1", "\\operatorname{expm1}(#1)"],
    ["sqrt", "\\sqrt{#1}"],
    ["cbrt", "\\sqrt[3]{#1}"],
    ["square", "{#1}^2"],
    ["pow", "{#1}^{#2}"],
    ["sigmoid", "\\sigma(#1)"],
    ["softplus", "\\operatorname{softplus}(#1)"],
    ["logaddexp", "\\operatorname{logaddexp}(#1, #2)"],
    ["xlogy", "#1 \\log(#2)"],
    ["sin", "\\sin(#1)"],
    ["asin", "\\arcsin(#1)"],
    ["acos", "\\arccos(#1)"],
    ["atan", "\\arctan(#1)"],
    ["atan2", "\\operatorname{atan2}(#1, #2)"],
    ["hypot", "\\operatorname{hypot}(#1, #2)"],
    ["asinh", "\\operatorname{arsinh}(#1)"],
    ["acosh", "\\operatorname{arcosh}(#1)"],
    ["atanh", "\\operatorname{artanh}(#1)"],
    ["sinh", "\\sinh(#1)"],
    ["erf", "\\operatorname{erf}(#1)"],
    ["abs", "\\left|#1\\right|"],
    ["sign", "\\operatorname{sign}(#1)"],
    ["floor", "\\lfloor #1 \\rfloor"],
    ["ceil", "\\lceil #1 \\rceil"],
    ["round", "\\operatorname{round}(#1)"],
    ["max", "\\max(#1, #2)"],
    ["min", "\\min(#1, #2)"],
    ["relu", "\\operatorname{ReLU}(#1)"],
    ["leakyRelu", "\\operatorname{LeakyReLU}(#1, #2)"],
    ["step", "\\operatorname{step}(#1)"],
    ["add", "#1 + #2"],
    ["sub", "#1 - #2"],
    ["mul", "#1 #2"],
    ["scale", "#1 #2"],
    ["div", "\\frac{#1}{#2}"],
    ["neg", "-#1"],
    ["lt", "#1 < #2"],
    ["le", "#1 \\le #2"],
    ["gt", "#1 > #2"],
    ["ge", "#1 \\ge #2"],
    ["eq", "#1 = #2"],
    ["ne", "#1 \\ne #2"],
    ["and", "#1 \\land #2"],
    ["or", "#1 \\lor #2"],
    ["not", "\\lnot #1"],
    ["where", "\\begin{cases} #2 & \\text{if } #1 \\\\ #3 & \\text{else} \\end{cases}"],
    ["dot", "#1 \\cdot #2"],
    ["matmul", "#1 #2"],
    ["mean", "\\operatorname{mean} #1"],
    ["sum", "\\sum #1"],
    ["transpose", "{#1}^{\\top}"],
    ["logsumexp", "\\operatorname{logsumexp} #1"],
    ["crossEntropy", "H(#2, \\operatorname{softmax} #1)"],
    ["crossEntropySlope", "\\nabla H(#2, \\operatorname{softmax} #1)"],
    ...["broadcast", "reshape", "index", "place", "stack"].map((name): [string, string] => [name, "#1"]),
  ] as readonly (readonly [string, string])[])("of %s in TeX: %s", (name, tex) => {
    expect(rowOf(name).spelling.tex).toBe(tex);
  });
});

describe("linearity", () => {
  it.each([
    ["each", "broadcast dot index matmul mean place reshape sum transpose"],
    ["jointly", "stack"],
    [false, "crossEntropy crossEntropySlope logsumexp"],
  ] as const)("is %s for %s", (linear, names) => {
    const found = allRows().filter((row) => row.kind === "array" && row.linear === linear);
    expect(found.map(({ name }) => name).sort()).toEqual(names.split(" "));
  });
});

describe("the rule's name in a backward pass", () => {
  const words = { add: "add sub sum mean", multiply: "mul scale dot matmul", copy: "broadcast reshape transpose index place stack" };
  it.each(Object.entries(words))("is %s for %s", (rule, names) => {
    expect(
      allRows()
        .filter((row) => row.rule === rule)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names.split(" ").sort());
  });

  it("is function for all others", () => {
    const named = Object.values(words).join(" ").split(" ");
    for (const { name, rule } of allRows()) if (!named.includes(name)) expect(rule, name).toBe("function");
  });
});
