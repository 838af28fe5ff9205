// Where points are looked for, and in which steps they shrink.

import fc, { type Random } from "fast-check";
import { describe, expect, test } from "vitest";
import { pointOf } from "../../../src/fast-check.js";
import { mul, type Point, parseFormula, record, sin, type Value } from "../../../src/index.js";
import { drawn } from "../../../src/verify/arbitraries/drawn.js";
import type { Judge } from "../../../src/verify/arbitraries/judge.js";
import { type PointChoice, pointFinder, simplerPoints } from "../../../src/verify/arbitraries/points.js";
import { chosen, least, most } from "./chance.js";

/** What a judge is asked about. */
function asking(accepts: (point: Point) => boolean, kind: keyof Judge = "inside") {
  const asked: Point[] = [];
  const look = (point: Point) => {
    asked.push(point);
    return accepts(point);
  };
  const never = () => {
    throw new Error("the other question");
  };
  return { asked, judge: { inside: never, wellConditioned: never, [kind]: look } as Judge };
}

const shapes = { x: [] };
const tried = (choice: PointChoice, tries: number, seed = 5): number[] => {
  const { asked, judge } = asking(() => false, choice.kind === "well-conditioned" ? "wellConditioned" : "inside");
  const finder = pointFinder(shapes, choice);
  fc.sample(drawn({ draw: (random) => finder.find(random, judge, tries), simpler: () => [] }), { seed, numRuns: 1 });
  return asked.map(({ x }) => x as number);
};

describe("points are looked for", () => {
  test("between -3 and 3 with four digits at first, then further out and nearer to 0", () => {
    const all = tried({}, 400);
    expect(all).toHaveLength(400);
    const [near, far] = [all.slice(0, 200), all.slice(200)];
    expect(near.every((x) => Math.abs(x) <= 3)).toBe(true);
    expect([Math.min(...near) < -2.5, Math.max(...near) > 2.5]).toEqual([true, true]);
    expect(far.every((x) => Math.abs(x) >= 0.01 && Math.abs(x) <= 100)).toBe(true);
    for (const side of [-1, 1]) {
      expect(far.some((x) => side * x > 10)).toBe(true);
      expect(far.some((x) => side * x > 0 && Math.abs(x) < 0.1)).toBe(true);
    }
    expect(all.every((x) => x === Number(x.toPrecision(4)))).toBe(true);
  });

  test("further out by a hundredth to a hundred, of either sign", () => {
    const second = (random: Random) => {
      let tries = 0;
      return pointFinder(shapes, {}).find(random, asking(() => ++tries === 2).judge, 2);
    };
    expect(second(least)).toEqual({ x: 0.01 });
    expect(second(most)).toEqual({ x: -100 });
  });

  test("in a stated range alone, its ends included, whatever four digits say", () => {
    expect(tried({ range: [-2, 5] }, 100).every((x) => x >= -2 && x <= 5)).toBe(true);
    const draw = (random: Random, range: readonly [number, number]) => {
      const { judge } = asking(() => true);
      return pointFinder(shapes, { range }).find(random, judge, 1);
    };
    expect(draw(least, [2, 5])).toEqual({ x: 2 });
    expect(draw(most, [2, 5])).toEqual({ x: 5 });
    expect(draw(chosen(), [2, 5])).toEqual({ x: 3.5 });
    expect(draw(least, [1.00001, 1.00002])).toEqual({ x: 1.00001 });
    expect(draw(most, [1.99991, 1.99998])).toEqual({ x: 1.99998 });
    expect(draw(least, [7, 7])).toEqual({ x: 7 });
  });

  test("as often as it says, and no longer than until one is found", () => {
    let left = 3;
    const { asked, judge } = asking(() => --left === 0);
    expect(pointFinder(shapes, {}).find(least, judge, 10)).toEqual({ x: -3 });
    expect(asked).toHaveLength(3);
    expect(pointFinder(shapes, {}).find(least, asking(() => false).judge, 2)).toBeUndefined();
  });

  test("in the shapes of the inputs", () => {
    const { judge } = asking(() => true);
    expect(pointFinder({ a: [], v: [3], W: [2, 2] }, { range: [2, 2] }).find(least, judge, 1)).toEqual({
      a: 2,
      v: [2, 2, 2],
      W: [
        [2, 2],
        [2, 2],
      ],
    });
  });

  test.each([[[2, 1]], [[Number.NaN, 1]], [[0, Number.NaN]], [[0, Number.POSITIVE_INFINITY]], [[Number.NEGATIVE_INFINITY, 0]]] as const)(
    "never in %j",
    (range) => {
      expect(() => pointFinder(shapes, { range })).toThrow(RangeError);
      expect(() => pointFinder(shapes, { range })).toThrow(/^range: no number lies between/);
    },
  );
});

describe("a wild point", () => {
  const wild = (random: Random, inputs: Readonly<Record<string, readonly number[]>> = shapes) => {
    const { judge } = asking(() => true);
    return pointFinder(inputs, { kind: "wild", range: [2, 5] }).find(random, judge, 1);
  };

  test("has an extreme number of either sign five times in ten", () => {
    expect(wild(chosen(0, 1, 1))).toEqual({ x: -0 });
    expect(wild(chosen(0, 0, 1))).toEqual({ x: 0 });
    expect(wild(chosen(4, 3, 17))).toEqual({ x: 1e308 });
    expect(wild(chosen(4, 0, 17))).toEqual({ x: -1e308 });
    expect(wild(chosen(4, 1, 6))).toEqual({ x: 5e-324 });
    expect(wild(chosen(4, 1, 3))).toEqual({ x: -1 });
  });

  test("ties two numbers twice in ten, where there is one before", () => {
    const two = { x: [], y: [] };
    expect(wild(chosen(7, 3, 5, 0), two)).toEqual({ x: 3, y: 3 });
    expect(wild(chosen(7, 3, 6, 0), two)).toEqual({ x: 3, y: 3 });
    expect(wild(chosen(7, 3, 7, -4, 6, 1), { x: [], y: [], z: [] })).toEqual({ x: 3, y: -4, z: -4 });
    expect(wild(chosen(5, 4))).toEqual({ x: 4 });
  });

  test("has a whole number from -4 to 4 once, and an ordinary one otherwise", () => {
    expect(wild(chosen(7, -4))).toEqual({ x: -4 });
    expect(wild(chosen(7, 4))).toEqual({ x: 4 });
    expect(wild(chosen(8))).toEqual({ x: 3.5 });
    expect(wild(chosen(9))).toEqual({ x: 3.5 });
  });
});

describe("a point shrinks", () => {
  const point = { x: 2, w: [0.5, 1] };

  test("one number at a time, in its structure", () => {
    expect([...simplerPoints(point)]).toEqual([
      { x: 1, w: [0.5, 1] },
      { x: 2, w: [1, 1] },
      { x: 2, w: [2, 1] },
    ]);
    expect(point).toEqual({ x: 2, w: [0.5, 1] });
  });

  test("to points of its kind", () => {
    for (const [choice, question] of [
      [{}, "inside"],
      [{ kind: "wild" }, "inside"],
      [{ kind: "well-conditioned" }, "wellConditioned"],
    ] as const) {
      const { judge } = asking(({ w }) => (w as number[])[0] !== 2, question);
      const finder = pointFinder({ x: [], w: [2] }, choice);
      expect([...finder.simpler(point, judge)]).toEqual([
        { x: 1, w: [0.5, 1] },
        { x: 2, w: [1, 1] },
      ]);
      expect([finder.fits(point, judge), finder.fits({ w: [2, 1] }, judge)]).toEqual([true, false]);
    }
  });
});

describe("points of a function", () => {
  const one = (f: Parameters<typeof pointOf>[0], constraints: Parameters<typeof pointOf>[1] = {}) =>
    fc.sample(pointOf(f, { range: [2, 2], ...constraints }), { seed: 1, numRuns: 1 })[0];

  test("have the inputs of a formula, as text or read, with numbers for names that no shape is stated of", () => {
    expect(one("a * sum(v)", { shapes: { v: [2] } })).toEqual({ a: 2, v: [2, 2] });
    expect(one(parseFormula("a * sum(v)"), { shapes: { v: [2] } })).toEqual({ a: 2, v: [2, 2] });
  });

  test("have the inputs of a graph in their shapes", () => {
    const { graph } = record(({ x, y }) => mul(x as Value, y as Value), { x: 1, y: [1, 2] });
    expect(one(graph)).toEqual({ x: 2, y: [2, 2] });
  });

  test("of a program have the shapes that are stated, and nothing without them", () => {
    const f = ({ x }: Readonly<Record<string, Value>>) => sin(x as Value);
    expect(one(f, { shapes: { x: [] } })).toEqual({ x: 2 });
    expect(one({ evaluate: f }, { shapes: { x: [2] } })).toEqual({ x: [2, 2] });
    expect(() => pointOf({ evaluate: f })).toThrow(/^shapes: state those/);
    expect(() => pointOf(f, { shapes: {} })).toThrow(/^shapes: state those of the function's inputs/);
  });

  test("that are nowhere are missed by name", () => {
    const at = (f: Parameters<typeof pointOf>[0], constraints: Parameters<typeof pointOf>[1]) => () =>
      fc.sample(pointOf(f, constraints), { seed: 1, numRuns: 1 });
    expect(at("log(x)", { range: [-2, -1] })).toThrow(/^no point in the domain of log\(x\) was found in 2000 tries: state a range/);
    expect(at(parseFormula("log(x)"), { range: [-2, -1] })).toThrow(/^no point in the domain of the function was found/);
    expect(at("abs(x)", { range: [0, 0], kind: "well-conditioned" })).toThrow(/^no well-conditioned point in the domain of abs\(x\)/);
  });
});
