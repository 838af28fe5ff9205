// The verdict where f has no value, or none that doubles can hold.

import { describe, expect, it } from "vitest";
import { parseFormula, record } from "../../../src/index.js";
import { decideOn, reference, says, site } from "./evidence.js";

const infinite = Number.POSITIVE_INFINITY;
const overflow = [site("exp", [800])];
const outside = [site("log", [-1], "x > 0")];

describe("outside the domain", () => {
  it("the operation is named, with its domain in words", () => {
    expect(decideOn({ value: Number.NaN, sites: { outside } })).toEqual({
      verdict: "outside-domain",
      message: "Outside the domain: log(-1) needs x > 0.",
      notes: [],
    });
  });

  it("0 / 0 is a hole, also where the formula could be simplified; 1 / 0 and log(0) are none", () => {
    const message = (primitive: string, operands: number[]) =>
      decideOn({ value: Number.NaN, sites: { outside: [site(primitive, operands, "its domain")] } }).message;
    expect(message("div", [0, 0])).toBe(
      "Outside the domain: div(0, 0) needs its domain. This is a hole in the domain, also where the formula could be simplified.",
    );
    expect(message("div", [1, 0])).toBe("Outside the domain: div(1, 0) needs its domain.");
    expect(message("log", [0])).toBe("Outside the domain: log(0) needs its domain.");
  });

  it("also where doubles have a value all the same, and the reference none", () => {
    const found = decideOn({ value: 2, sites: { outside }, reference: reference(Number.NaN, { x: Number.NaN }) });
    expect(found.message).toBe("Outside the domain: log(-1) needs x > 0.");
    expect(decideOn({ value: infinite, sites: { outside }, reference: reference(infinite, { x: 1 }) }).verdict).toBe("outside-domain");
  });

  it("by rounding alone, where every operation stays inside and the reference has no value", () => {
    const found = decideOn({ reference: reference(Number.NaN, { x: Number.NaN }), reports: { reverse: says({ x: 1 }) } });
    expect(found).toEqual({ verdict: "outside-domain", message: expect.stringMatching(/on its very edge.*by rounding alone/), notes: [] });
  });

  it("an operation that only rounding puts there is no matter where the value is finite: the derivatives decide", () => {
    const reports = { forward: says({ x: 2 }), reverse: says({ x: 2 }) };
    for (const value of [1, 5]) {
      expect(decideOn({ value, sites: { outside, overflow }, reference: reference(1, { x: 2 }), reports }).verdict).toBe("agree");
    }
    expect(decideOn({ value: 5, sites: { outside }, reports }).verdict).toBe("outside-domain");
  });
});

describe("a value too large for a double", () => {
  const tooLarge = { verdict: "inconclusive", reason: "too-large", message: expect.stringMatching(/^The value is too large/), notes: [] };
  it("can be compared with nothing", () => {
    expect(decideOn({ value: infinite, sites: { overflow } })).toEqual(tooLarge);
    expect(decideOn({ value: infinite, sites: { overflow }, reference: reference(infinite, { x: infinite }) })).toEqual(tooLarge);
    expect(decideOn({ value: -infinite, sites: { overflow }, reference: reference(-infinite, { x: infinite }) })).toEqual(tooLarge);
  });
});

describe("an infinite number on the way", () => {
  const reports = { forward: says({ x: 2 }), reverse: says({ x: 2 }) };
  const verdictOf = (value: number, exact: number) =>
    decideOn({ value, sites: { overflow }, reference: reference(exact, { x: 2 }), reports }).verdict;

  it("may vanish again: a value is missed when it is off by more than a millionth", () => {
    expect(verdictOf(2, 2)).toBe("agree");
    expect(verdictOf(2 + 1.5e-6, 2)).toBe("agree");
    expect(verdictOf(2 - 1.5e-6, 2)).toBe("agree");
    expect(verdictOf(2 + 2.5e-6, 2)).toBe("inconclusive");
    expect(verdictOf(2 - 2.5e-6, 2)).toBe("inconclusive");
    expect(verdictOf(-2, -2)).toBe("agree");
    expect(verdictOf(-2, 2)).toBe("inconclusive");
  });

  it("or by more than underflow where the value is 0", () => {
    expect(verdictOf(0, 0)).toBe("agree");
    expect(verdictOf(1e-300, 0)).toBe("agree");
    expect(verdictOf(2e-300, 0)).toBe("inconclusive");
    expect(verdictOf(1, 0)).toBe("inconclusive");
  });

  it("is no matter without a reference, and no value is missed where nothing overflows", () => {
    expect(decideOn({ value: 1, sites: { overflow }, reports }).verdict).toBe("agree");
    expect(decideOn({ value: 1, reference: reference(2, { x: 2 }), reports }).verdict).toBe("agree");
  });
});

describe("a true value that doubles lose on the way", () => {
  const lost = [site("log", [0])];
  const extreme = [site("mul", [1e200, 1])];
  const exact = reference(3, { x: 1 });
  const end = "The true value is 3 with derivative x: 1.";
  it.each([
    [
      "overflow is named first",
      { overflow, lost, extreme },
      "overflow",
      `The formula overflows as written at exp(800). ${end} Write it with functions that stay finite.`,
    ],
    [
      "then numbers whose derivatives leave the range",
      { extreme },
      "overflow",
      `The formula has derivatives that leave the range of doubles at mul(1e+200, 1). ${end} Write it with functions that stay finite.`,
    ],
    [
      "unless digits were lost",
      { lost, extreme },
      "cancellation",
      `The formula loses all its digits as written at log(0). ${end} Write it without differences of nearly equal numbers.`,
    ],
    [
      "a domain that rounding left is cancellation, whatever overflows",
      { outside, overflow, lost },
      "cancellation",
      `The formula loses all its digits as written at log(-1). ${end} Write it without differences of nearly equal numbers.`,
    ],
    [
      "and so is what no operation explains",
      {},
      "cancellation",
      `The formula loses all its digits as written. ${end} Write it without differences of nearly equal numbers.`,
    ],
  ])("%s", (_, sites, reason, message) => {
    expect(decideOn({ value: infinite, sites, reference: exact })).toEqual({ verdict: "inconclusive", reason, message, notes: [] });
  });

  it("a safer form is advised where the library has one", () => {
    const { graph } = record((inputs) => parseFormula("log(1 + exp(x))").evaluate(inputs), { x: 800 });
    const { message } = decideOn({ value: infinite, graph, sites: { overflow }, reference: exact });
    expect(message).toMatch(/Write softplus\(u\) for log\(1 \+ exp\(u\)\)\.$/);
  });

  it("derivatives are told by input, where the reference has all of an input's", () => {
    const told = (gradient: Readonly<Record<string, readonly number[]>>) =>
      /The true value is.*?\./.exec(decideOn({ value: infinite, reference: { ...exact, gradient } }).message)?.[0];
    expect(told({ x: [1, 2], y: [3] })).toBe("The true value is 3 with derivative x: 1, 2; y: 3.");
    expect(told({ x: [1, Number.NaN], y: [3] })).toBe("The true value is 3 with derivative y: 3.");
    expect(told({ x: [Number.NaN] })).toBe("The true value is 3.");
  });
});
