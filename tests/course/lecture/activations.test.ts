// Section 3: what is measured of each activation, against closed forms and laws.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputValues } from "../../../src/core/differentiators/point.js";
import { vanishingOf } from "../../../src/course/lecture/activation-figures.js";
import { activationNotes, slideActivations } from "../../../src/course/lecture/activation-notes.js";
import { points } from "../../../src/course/lecture/activations.js";
import { activationsSection } from "../../../src/course/lecture/activations-section.js";
import { activations, defaultAlpha } from "../../../src/course/networks/activations.js";
import { boundedEvaluator, mul, type Point, record, sigmoid, sub, type TracedFunction, tanh, type Value } from "../../../src/index.js";

const { data, figures } = activationsSection();
const of = (name: (typeof slideActivations)[number]) =>
  data.activations.find((one) => one.name === name) as (typeof data.activations)[number];

test("everything that the slides say of the activations is seen", () => {
  expect(figures.filter(({ right }) => !right)).toEqual([]);
  expect(data.activations.map(({ name }) => name)).toEqual(["step", "sigmoid", "tanh", "relu", "leakyRelu"]);
  expect(data.activations.every(({ rows }) => rows.length === points.length)).toBe(true);
});

describe("derivatives by every method that answers", () => {
  const closed: Readonly<Record<(typeof slideActivations)[number], (x: number) => number>> = {
    step: () => 0,
    sigmoid: (x) => 1 / (2 + Math.exp(x) + Math.exp(-x)),
    tanh: (x) => 4 / (Math.exp(x) + Math.exp(-x)) ** 2,
    relu: (x) => Number(x > 0),
    leakyRelu: (x) => (x > 0 ? 1 : 0.01),
  };
  test.each(slideActivations)("%s", (name) => {
    for (const { x, derivatives, oneSided } of of(name).rows) {
      if (oneSided !== undefined) continue;
      for (const derivative of Object.values(derivatives)) expect(derivative).toBeCloseTo(closed[name](x), 10);
    }
  });
});

test("at 0 the rectifiers have a kink and step a jump, with a convention", () => {
  const atZero = data.activations.map(({ rows }) => rows.find(({ x }) => x === 0));
  expect(atZero.map((row) => [row?.verdict, row?.oneSided?.left, row?.oneSided?.right, row?.derivatives.reverse])).toEqual([
    ["not-differentiable", "0", "a jump", 0],
    ["agree", undefined, undefined, 0.25],
    ["agree", undefined, undefined, 1],
    ["not-differentiable", "0", "1", 0],
    ["not-differentiable", "0.01", "1", 0.01],
  ]);
});

test("tanh alone is centred on zero; sigmoid is a half on average", () => {
  expect(data.activations.map(({ measured }) => measured.mean === 0)).toEqual([false, false, true, false, false]);
  expect(of("sigmoid").measured.mean).toBeCloseTo(0.5, 14);
});

test("what vanishes is told by both far ends", () => {
  const measured = { lowest: 0, highest: 1, mean: 0, steepest: 1, farLeft: 1, farRight: 1 };
  expect(vanishingOf(measured)).toBe("nowhere");
  expect(vanishingOf({ ...measured, farLeft: 1e-17 })).toBe("for negative x");
  expect(vanishingOf({ ...measured, farRight: 1e-17 })).toBe("for positive x");
  expect(vanishingOf({ ...measured, farLeft: 0, farRight: 0 })).toBe("on both sides");
  expect(vanishingOf({ ...measured, steepest: 0 })).toBe("everywhere");
});

test("no weight before a step function gets a gradient, the weights behind it do", () => {
  const { gradient, stuck, outputStuck } = data.stepNetwork;
  expect({ stuck, outputStuck, W1: gradient.W1 }).toEqual({ stuck: true, outputStuck: false, W1: [0, 0, 0, 0, 0, 0] });
});

test("a plot has value and derivative over the same x, and a jump is upright", () => {
  for (const { plot } of data.activations) {
    expect(plot.series.map(({ name }) => name)).toEqual(["value g(x)", "derivative g'(x)"]);
    expect(new Set(plot.series.map(({ points: drawn }) => drawn.map(({ x }) => x).join())).size).toBe(1);
  }
  const jump = of("step").plot.series[0]?.points.find(({ y }) => y === 1);
  expect(jump?.x).toBeLessThan(1e-9);
});

test("every activation of the slides has a pro or a con, and a definition that is typed", () => {
  for (const { pros, cons, definitions } of Object.values(activationNotes)) {
    expect(pros.length + cons.length).toBeGreaterThan(0);
    expect(definitions.length).toBeGreaterThan(0);
  }
});

describe("laws", () => {
  const anyX = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  const apply = (name: (typeof slideActivations)[number], x: number) => activations[name].apply(x, defaultAlpha) as number;

  function bounded(f: TracedFunction, point: Point) {
    const { graph } = record(f, point);
    const { data: values, bound } = boundedEvaluator(graph)(inputValues(graph, point)).outputs[0] ?? {};
    return { value: values?.[0] as number, bound: bound?.[0] as number };
  }

  test("tanh(x) = 2 s(2x) - 1", () => {
    const left: TracedFunction = ({ x }) => tanh(x as Value);
    const right: TracedFunction = ({ x }) => sub(mul(2, sigmoid(mul(2, x as Value))), 1);
    fc.assert(
      fc.property(anyX, (x) => {
        const [a, b] = [bounded(left, { x }), bounded(right, { x })];
        expect(Math.abs(a.value - b.value)).toBeLessThanOrEqual(a.bound + b.bound);
      }),
    );
  });

  test("outputs stay between the ends that the slides give, which doubles may reach", () => {
    fc.assert(
      fc.property(anyX, fc.constantFrom(...slideActivations), (x, name) => {
        const { above, below } = activationNotes[name].outputs;
        expect(apply(name, x)).toBeGreaterThanOrEqual(above);
        expect(apply(name, x)).toBeLessThanOrEqual(below);
      }),
    );
  });

  test("none of them falls where x grows", () => {
    fc.assert(
      fc.property(anyX, anyX, fc.constantFrom(...slideActivations), (a, b, name) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        // A result may be off by the 4 ulps that the table allows.
        expect(apply(name, low)).toBeLessThanOrEqual(apply(name, high) + 8 * 2 ** -53 * Math.abs(apply(name, high)));
      }),
    );
  });

  test("Leaky ReLU is alpha x plus (1 - alpha) ReLU(x)", () => {
    fc.assert(
      fc.property(anyX, (x) => {
        const mixed = defaultAlpha * x + (1 - defaultAlpha) * apply("relu", x);
        expect(Math.abs(apply("leakyRelu", x) - mixed)).toBeLessThanOrEqual(4 * 2 ** -53 * Math.abs(x));
      }),
    );
  });
});
