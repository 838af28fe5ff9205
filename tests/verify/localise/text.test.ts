// A parting in two sentences, word by word.

import { describe, expect, it } from "vitest";
import type { Culprit, Parting } from "../../../src/verify/localise/parting.js";
import { mixedDirection } from "../../../src/verify/localise/probe.js";
import { partingText } from "../../../src/verify/localise/text.js";

const rule: Culprit = { kind: "rule", node: 3, primitive: "sin", operands: 1, operand: 0 };
const parting: Parting = { method: "reverse", kind: "adjoint", node: 2, label: "x", claimed: -0.5, expected: 0.5, culprit: rule };
const text = (more: Partial<Parting> = {}) => partingText({ ...parting, ...more });

describe("where two derivatives part", () => {
  it("is told with the direction of the pass", () => {
    expect(text()).toBe(
      "Going backwards from the result, reverse first goes wrong in the adjoint of x: -0.5 instead of 0.5. The rule of sin is wrong.",
    );
    expect(text({ kind: "derivative", method: "forward" })).toMatch(
      /^Going forwards from the inputs, forward first goes wrong in the derivative of x/,
    );
  });

  it.each([
    [{ kind: "seed" }, "The pass starts with a wrong number."],
    [{ kind: "sum", node: 1, shares: 3 }, "Its 3 shares are right one by one, and are not added up."],
    [{ kind: "sum", node: 1, shares: 2 }, "Its 2 shares are right"],
    [{ kind: "sum", node: 1, shares: 1 }, "What is sent is right on its own, and arrives changed: the pass itself is wrong."],
    [{ ...rule, primitive: "mul", operands: 2, operand: 1 }, "The rule of mul, operand 2 of 2, is wrong."],
    [{ kind: "rule", node: 3, primitive: "mul", operands: 2 }, "The rule of mul is wrong."],
    [{ kind: "rule", node: 3, primitive: "mul", operands: 2, rule: "product" }, 'The rule "product" is wrong.'],
  ] as readonly (readonly [Culprit, string])[])("for the culprit %j", (culprit, sentence) => {
    expect(text({ culprit })).toContain(sentence);
  });

  it("names a method that stood for the truth", () => {
    expect(text({ trusted: "symbolic" })).toBe(
      "Going backwards from the result, reverse and symbolic first part in the adjoint of x: -0.5 and 0.5. Their rules for sin differ.",
    );
    expect(text({ trusted: "symbolic", culprit: { kind: "seed" } })).toContain("The pass starts with a wrong number.");
  });

  it("shows as many digits as tell the two apart, and two more", () => {
    expect(text({ claimed: 1.23456789, expected: 1.23456999 })).toContain("1.23456789 instead of 1.23456999");
    expect(text({ claimed: 1 / 3, expected: 2 / 3 })).toContain("0.333333 instead of 0.666667");
    expect(text({ claimed: 1, expected: 1 + 2 ** -40 })).toContain("1 instead of 1.00000000000091");
    expect(text({ claimed: 0.1, expected: 0.1 })).toContain("0.1 instead of 0.1");
  });
});

describe("the direction along which arrays are asked", () => {
  it("moves every entry, by different amounts and with signs in turn", () => {
    expect([...mixedDirection(1)]).toEqual([1]);
    const direction = [...mixedDirection(9)];
    expect(direction.map(Math.sign)).toEqual([1, -1, 1, -1, 1, -1, 1, -1, 1]);
    const sizes = direction.map(Math.abs);
    expect(new Set(sizes.map((size) => size.toFixed(6))).size).toBe(9);
    for (const size of sizes) expect(size).toSatisfy((s: number) => s >= 0.5 && s < 1.5);
  });
});
