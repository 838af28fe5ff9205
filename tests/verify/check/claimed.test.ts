// What a claim returns, where it is not what was asked for: the message says what it is, and what is expected in its place.

import { describe, expect, test } from "vitest";

import { checkGradient, checkHessian, dot, type TracedFunction, type Value } from "../../../src/index.js";
import { NotAFunction } from "../../../src/verify/check/black-box.js";
import { claimedAt } from "../../../src/verify/check/claimed.js";

const entry = (label: string) => ({ label, value: 0, bound: 0 });
const vector = { keys: ["w"], shape: [3], entries: ["w[1]", "w[2]", "w[3]"].map(entry) };
const other = { keys: ["x"], shape: [], entries: [entry("x")] };
const refusal = (given: unknown, ...parts: Parameters<typeof claimedAt>[3]) => {
  try {
    claimedAt(() => given, { w: [1, 2, 3], x: 1 }, undefined, parts);
  } catch (error) {
    expect(error).toBeInstanceOf(NotAFunction);
    return (error as Error).message;
  }
  return "taken";
};

test("a product has no names: a number or an array is expected, no object", () => {
  const product = { keys: [], shape: [], entries: [entry("the derivative")] };
  expect(refusal(null, product)).toBe("the claimed derivative is null: expected a scalar.");
  expect(refusal("1", product)).toBe('the claimed derivative is "1": expected a scalar.');
  expect(refusal({ x: 1 }, product)).toBe('the claimed derivative is {"x":1}: expected a scalar.');
  expect(refusal(1, product)).toBe("taken");
});

test.each([[{}], [{ x: undefined }], [{ x: null }], [{ x: 3 }], [{ x: "w" }]])("a row of a Hessian that is none is named: %j", (given) => {
  const second = { keys: ["x", "w"], shape: [3], entries: vector.entries };
  expect(refusal(given, second)).toBe("the claimed derivative.x.w is nothing: expected a vector of 3.");
});

test("the place is named as the claim was written", () => {
  expect(refusal([1, 2], vector)).toBe("the claimed derivative is a vector of 2: expected a vector of 3.");
  expect(refusal({ w: [1, 2] }, vector)).toBe("the claimed derivative.w is a vector of 2: expected a vector of 3.");
  expect(refusal({ w: [1, 2], x: 1 }, vector, other)).toBe("the claimed derivative.w is a vector of 2: expected a vector of 3.");
});

test("what is long is shown from its beginning", () => {
  expect(refusal({ w: "a".repeat(500) }, vector)).toBe(`the claimed derivative.w is "${"a".repeat(59)}: expected a vector of 3.`);
});

describe("arrays with holes", () => {
  const holed = (...places: readonly number[]) => {
    const made = new Array<number>(3);
    for (const place of places) made[place] = place + 1;
    return made;
  };

  test.each([[holed()], [holed(0)], [holed(0, 2)], [holed(1, 2)]])("are refused, and no number takes the place of another: %j", (given) => {
    expect(refusal({ w: given }, vector)).toContain("the claimed derivative.w is [");
    expect(refusal(given, vector)).toContain("expected a vector of 3.");
  });

  test("make a check invalid", () => {
    const claim = ({ w }: { w: readonly number[] }) => {
      const made = new Array<number>(3);
      made[0] = 2 * (w[0] as number);
      made[2] = 2 * (w[2] as number);
      return made;
    };
    const squares: TracedFunction = ({ w }) => dot(w as Value, w as Value);
    expect(checkGradient(squares, claim, { like: { w: [1, 2, 3] }, samples: 3 }).verdict).toBe("invalid");
  });
});

test("a Hessian is taken as rows of columns, and each entry is judged", () => {
  const hessian = (xy: number) => () => ({ x: { x: 0, y: xy }, y: { x: 1, y: 0 } });
  const few = { samples: 2, seed: 1 };
  expect(checkHessian("x * y", hessian(1), few)).toMatchObject({ verdict: "right", samples: 2 });
  expect(checkHessian("x * y", hessian(-1), few)).toMatchObject({ verdict: "wrong", counterexample: { component: "x, y", claimed: -1 } });
});
