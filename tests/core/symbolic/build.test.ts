// Filling a template: what is dropped, what is counted, and that counting agrees with building.

import { type MathNode, parse } from "mathjs/number";
import { describe, expect, it } from "vitest";
import {
  add,
  binary,
  fill,
  like,
  negative,
  nodes,
  number,
  one,
  sizes,
  template,
  zero,
} from "../../../src/core/differentiators/symbolic/build.js";
import { derivativeSize, derive, text, treeSize } from "../../../src/core/differentiators/symbolic/index.js";

const [x, y] = [parse("x"), parse("y")];
/** A template filled with nodes; symbols that are not given stand for themselves. */
const filled = (pattern: string, slots: Readonly<Record<string, MathNode>>) => fill(template(pattern), (symbol) => slots[symbol], nodes());

describe("a template", () => {
  let made = 0;
  it("is parsed when it is asked for first, and then kept", () => {
    const fresh = `u + ${++made}`;
    const parsed = template(fresh);
    expect(parsed.toString()).toBe(fresh);
    expect(template(fresh)).toBe(parsed);
  });

  it("has no parentheses around it", () => {
    expect(template("(u * v)").type).toBe("OperatorNode");
  });
});

describe("a derivative that is 0", () => {
  it.each([
    ["u + du", { u: x, du: zero }, "x"],
    ["du + u", { u: x, du: zero }, "x"],
    ["u - du", { u: x, du: zero }, "x"],
    ["du - u", { u: x, du: zero }, "-x"],
  ])("leaves %s without that term", (pattern, slots, expected) => {
    expect(text(filled(pattern, slots))).toBe(expected);
  });

  it.each(["-du", "u * du", "du * u", "du / u", "-du * u", "u > 0 ? du : du", "u > 0 ? du : 0", "0", "(du + du) * u", "du - du"])(
    "makes all of %s 0",
    (pattern) => {
      expect(filled(pattern, { u: x, du: zero })).toBe(zero);
    },
  );

  it("stays as the value of one branch", () => {
    expect(text(filled("u > 0 ? du : 0", { u: x, du: y }))).toBe("(x > 0) ? y : 0");
    expect(text(filled("u > 0 ? 0 : du", { u: x, du: y }))).toBe("(x > 0) ? 0 : y");
  });

  it("is told from a value that happens to be 0", () => {
    expect(text(filled("u + v", { u: parse("0"), v: x }))).toBe("0 + x");
    expect(text(filled("u * v", { u: parse("0"), v: x }))).toBe("0 * x");
    expect(text(filled("u * v", { u: parse("1"), v: x }))).toBe("1 * x");
    expect(text(add(parse("0"), x, nodes()))).toBe("0 + x");
  });
});

describe("a factor 1", () => {
  it("is left out, on either side", () => {
    expect(filled("u * du", { u: x, du: one })).toBe(x);
    expect(filled("du * u", { u: x, du: one })).toBe(x);
    expect(filled("du * du", { du: one })).toBe(one);
    expect(text(filled("du / u", { u: x, du: one }))).toBe("1 / x");
    expect(text(filled("-du", { du: one }))).toBe("-1");
  });
});

describe("what is built", () => {
  it("is the operation of the model with other operands", () => {
    expect(text(like(parse("a * b"), [x, y]))).toBe("x * y");
    expect(text(like(parse("-a"), [x]))).toBe("-x");
    expect(text(like(parse("sin(a)"), [x]))).toBe("sin(x)");
    expect(text(like(parse("a ? b : c"), [x, y, one]))).toBe("x ? y : 1");
    expect(text(filled("max(u, v)", { u: x, v: y }))).toBe("max(x, y)");
    expect(text(filled("w * 3", {}))).toBe("w * 3");
  });

  it("has the operators of formulas", () => {
    expect((["+", "-", "*", "/", "^"] as const).map((op) => text(binary(op, x, y)))).toEqual(["x + y", "x - y", "x * y", "x / y", "x ^ y"]);
    // As the parser names them, so that it is compiled and printed alike.
    for (const formula of ["x + y", "x - y", "x * y", "x / y", "x ^ y"]) {
      const parsed = parse(formula) as unknown as { op: "+" | "-" | "*" | "/" | "^"; fn: string };
      expect(binary(parsed.op, x, y)).toMatchObject({ op: parsed.op, fn: parsed.fn });
    }
    expect(negative(x)).toMatchObject({ op: "-", fn: "unaryMinus" });
  });

  it("has a literal below 0 as the parser reads it", () => {
    expect([2, 0, -2].map((n) => text(number(n)))).toEqual(["2", "0", "-2"]);
    expect([2, -2].map((n) => number(n).type)).toEqual(["ConstantNode", "OperatorNode"]);
  });
});

describe("counting instead of building", () => {
  const second = (formula: string) => derive(parse(formula), "x").result;
  const formulas: readonly (readonly [string, MathNode])[] = [
    ...["7", "y", "x", "2 * x", "x + 7", "7 - x", "x > 0 ? x : 7", "x > 0 ? 7 : 2", "sin(x)^2 / (1 + x)", "max(x, y, 2)", "x^x"].map(
      (formula) => [formula, parse(formula)] as const,
    ),
    // Derivatives have 0 and 1 in them that are dropped once more.
    ...["x^2", "x > 0 ? x : 7", "relu(x) * x", "x * sin(x)"].map((formula) => [`the derivative of ${formula}`, second(formula)] as const),
    ["1 * x^2, where the 1 is a derivative", binary("*", second("x"), parse("x^2"))],
    ["0 * x^2, where the 0 is a derivative", binary("*", second("7"), parse("x^2"))],
    ["0 / x, where the 0 is a derivative", binary("/", second("7"), parse("x"))],
  ];
  it.each(formulas)("gives the size of the derivative of %s", (_, formula) => {
    expect(derivativeSize(formula, "x")).toBe(treeSize(derive(formula, "x").result));
  });

  it("knows 0 and 1 by what they are, and all else by its size", () => {
    const algebra = sizes();
    expect(algebra.lift(zero)).toBe(algebra.zero);
    expect(algebra.lift(one)).toBe(algebra.one);
    expect(algebra.zero).not.toBe(algebra.one);
    expect([algebra.zero.size, algebra.one.size]).toEqual([1, 1]);
    expect(algebra.lift(parse("0"))).not.toBe(algebra.zero);
    expect(algebra.lift(parse("(x + y) * 2")).size).toBe(5);
    expect(algebra.like(x, [{ size: 3 }, { size: 4 }]).size).toBe(8);
  });
});
