// Training: steps against sums done by hand, runs that stop and go on, and what a run says about itself.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forward } from "../../../src/core/differentiators/automatic/index.js";
import { numerical } from "../../../src/core/differentiators/numerical/index.js";
import { symbolic } from "../../../src/core/differentiators/symbolic-method.js";
import type { DataSet } from "../../../src/course/networks/data/data-set.js";
import { dataSet, dataSetNames, networkFor } from "../../../src/course/networks/data/index.js";
import type { MlpSpec, Parameters } from "../../../src/course/networks/mlp.js";
import { decodeDoubles, encodeDoubles } from "../../../src/course/networks/training/base64.js";
import {
  adam,
  momentum,
  type Optimiser,
  optimiserNamed,
  optimiserNames,
  readTrainingState,
  sgd,
  type TrainingResult,
  type TrainingState,
  TrainingStateError,
  type TrainOptions,
  train,
  trainingDefaults,
  trainingStateText,
  trainSteps,
  trainToEnd,
} from "../../../src/course/networks/training/index.js";

/** A regression of one feature, for sums that fit on a line. */
function points(...pairs: readonly (readonly [x: number, y: number])[]): DataSet {
  return {
    name: "points",
    title: "",
    inputs: pairs.map(([x]) => [x]),
    targets: pairs.map(([, y]) => y),
    task: "regression",
    features: ["x"],
  };
}

const neuron: MlpSpec = { inputs: 1, layers: [{ units: 1, activation: "identity" }], loss: "squared" };
const weight = ({ parameters }: TrainingResult, name = "W1") => (parameters[name] as number[]).flat()[0] as number;

describe("one step of SGD is w - eta dl/dw", () => {
  const once = (options: Partial<TrainOptions>) =>
    trainToEnd({
      data: points([3, 1]),
      network: neuron,
      seed: 1,
      epochs: 1,
      batch: 10,
      optimiser: sgd({ rate: 0.1 }),
      parameters: { W1: [[2]] },
      ...options,
    });

  it("for one instance: a = 6, dl/dw = (a - y) x = 15, w = 2 - 0.1 * 15", () => {
    expect(weight(once({}))).toBe(2 - 0.1 * 15);
  });

  it("for a batch: the sum over its instances as on the slides, or their mean", () => {
    // (2*3 - 1)*3 = 15 and (2*1 - 4)*1 = -2
    const data = points([3, 1], [1, 4]);
    expect(weight(once({ data }))).toBeCloseTo(2 - 0.1 * 13, 14);
    expect(weight(once({ data, network: { ...neuron, reduction: "mean" } }))).toBeCloseTo(2 - (0.1 * 13) / 2, 14);
  });

  it("for the bias: its slope is a - y", () => {
    const result = once({ network: { ...neuron, bias: true }, parameters: { W1: [[2]], b1: [-1] } });
    expect(weight(result, "b1")).toBe(-1 - 0.1 * 4);
    expect(result.history[1]?.gradientNorms[0]).toBeCloseTo(Math.hypot(12, 4), 12);
  });

  it("through a hidden layer: dl/dW1 = (a - y) w2 (1 - tanh^2) x", () => {
    const network: MlpSpec = { inputs: 1, layers: [{ units: 1, activation: "tanh" }, ...neuron.layers], loss: "squared" };
    const result = once({ network, parameters: { W1: [[0.5]], W2: [[-1.5]] } });
    const h = Math.tanh(1.5);
    const slope = -1.5 * h - 1;
    expect(weight(result, "W2")).toBeCloseTo(-1.5 - 0.1 * slope * h, 14);
    expect(weight(result, "W1")).toBeCloseTo(0.5 - 0.1 * slope * -1.5 * (1 - h * h) * 3, 14);
    expect(result.history[1]?.gradientNorms).toHaveLength(2);
    expect(result.history[1]?.gradientNorms[1]).toBeCloseTo(Math.abs(slope * h), 12);
  });

  it("for a logit: the slope is s(a) - y", () => {
    const data: DataSet = { ...points([2, 1]), task: "classification", classes: ["no", "yes"] };
    const result = once({ data, network: { ...neuron, loss: "binary-cross-entropy" }, parameters: { W1: [[-0.5]] } });
    expect(weight(result)).toBeCloseTo(-0.5 - 0.1 * (1 / (1 + Math.E) - 1) * 2, 14);
  });
});

describe("optimisers", () => {
  const run = ({ start, update }: Optimiser, slopes: readonly number[]) => {
    let parameters: Readonly<Record<string, Float64Array>> = { w: Float64Array.of(1) };
    let state = start(parameters);
    for (const slope of slopes) ({ state, parameters } = update(state, parameters, { w: Float64Array.of(slope) }));
    return parameters["w"]?.[0] as number;
  };

  it("momentum rolls on: v = g1, then 0.9 g1 + g2", () => {
    expect(run(momentum({ rate: 0.1 }), [2, -1])).toBeCloseTo(1 - 0.1 * 2 - 0.1 * (0.9 * 2 - 1), 14);
    expect(run(momentum({ rate: 0.1, momentum: 0 }), [2, -1])).toBe(run(sgd({ rate: 0.1 }), [2, -1]));
  });

  it("Adam's first steps have the length of the rate, whatever the gradient", () => {
    for (const slope of [1e-3, -5, 1e6]) expect(run(adam({ rate: 0.1 }), [slope])).toBeCloseTo(1 - 0.1 * Math.sign(slope), 5);
    // m = 0.19/0.19 and v = 0.001999/0.001999 for two equal gradients.
    expect(run(adam({ rate: 0.1 }), [2, 2])).toBeCloseTo(0.8, 7);
    // g = 1, then -1: m' = (0.09 - 0.1)/0.19, v' = 1.
    expect(run(adam({ rate: 0.1 }), [1, -1])).toBeCloseTo(1 - 0.1 + (0.1 * 0.01) / 0.19, 7);
  });

  it("leave alone what goes in", () => {
    const w = { w: Float64Array.of(1) };
    for (const name of optimiserNames) {
      const { start, update } = optimiserNamed(name, { rate: 0.1 });
      const state = start(w);
      const before = structuredClone({ w, state });
      update(state, w, { w: Float64Array.of(3) });
      expect({ w, state }).toEqual(before);
    }
  });

  it("refuse settings that cannot work", () => {
    for (const rate of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const name of optimiserNames) expect(() => optimiserNamed(name, { rate })).toThrow(/learning rate is a number larger than 0/);
    }
    expect(() => momentum({ rate: 1, momentum: 1 })).toThrow(/momentum/);
    expect(() => adam({ rate: 1, beta2: Number.NaN })).toThrow(/beta2/);
  });
});

describe("an epoch", () => {
  it("takes every instance once, in batches, the last one smaller", () => {
    const data = dataSet("circles", { seed: 1, size: 10 });
    const seen = [...trainSteps({ data, seed: 4, batch: 4, epochs: 2 })];
    expect(seen.map(({ epoch, step }) => [epoch, step])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 0],
    ]);
    const [first, second] = [seen[1]?.order, seen[4]?.order];
    for (const order of [first, second]) expect([...(order ?? [])].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(first).not.toEqual(second);
  });

  it("counts one evaluation a step in reverse mode", () => {
    const history = [...train({ data: dataSet("circles", { seed: 1, size: 10 }), seed: 4, batch: 4, epochs: 3 })];
    expect(history.map(({ epoch, evaluations }) => [epoch, evaluations])).toEqual([
      [0, 0],
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
    expect(history[1]?.operations).toBeGreaterThan(0);
  });

  it("does not depend on the order when the batch is all the data, up to rounding", () => {
    const data = dataSet("xor", { seed: 1 });
    const at = (seed: number) => trainToEnd({ data, seed, epochs: 1, parameters: trainToEnd({ data, seed: 9, epochs: 0 }).parameters });
    const [a, b] = [at(1), at(2)].map(({ state }) => state.parameters["W1"] as Float64Array);
    a?.forEach((w, i) => {
      expect(w).toBeCloseTo(b?.[i] as number, 14);
    });
  });
});

describe("what a report says", () => {
  const network: MlpSpec = {
    inputs: 1,
    layers: [
      { units: 3, activation: "relu" },
      { units: 2, activation: "identity" },
    ],
    loss: "cross-entropy",
    reduction: "mean",
  };
  const data: DataSet = { ...points([1, 0], [2, 1], [3, 1], [4, 1]), task: "classification", classes: ["small", "large"] };

  it("loss, accuracy and dead units of the network before the first step", () => {
    const parameters = {
      W1: [[1], [-1], [0.5]],
      W2: [
        [1, 0, 0],
        [0, 5, 0],
      ],
    };
    const [report] = train({ data, network, seed: 1, epochs: 0, parameters });
    // Logits (x, 0): class 0 is named for all four, and one is right. The second unit never fires.
    const loss = [1, 2, 3, 4].reduce((total, x, i) => total + Math.log(1 + Math.exp(x)) - (i === 0 ? x : 0), 0) / 4;
    expect(report?.loss).toBeCloseTo(loss, 14);
    expect(report).toMatchObject({ epoch: 0, accuracy: 0.25, deadUnits: [1, 1], gradientNorms: [], evaluations: 0, operations: 0 });
  });

  it("a regression has no accuracy", () => {
    const [report] = train({ data: dataSet("curve", { seed: 1 }), seed: 1, epochs: 0 });
    expect(report).not.toHaveProperty("accuracy");
  });

  it("a unit that saturates for every instance is dead too", () => {
    const saturated: MlpSpec = { ...neuron, layers: [{ units: 1, activation: "tanh" }] };
    const [report] = train({ data: points([1, 0], [2, 0]), network: saturated, seed: 1, epochs: 0, parameters: { W1: [[50]] } });
    expect(report?.deadUnits).toEqual([1]);
  });
});

const runs = fc
  .record({
    name: fc.constantFrom("xor", "circles", "iris", "curve"),
    optimiser: fc.constantFrom(...optimiserNames),
    batch: fc.integer({ min: 20, max: 80 }),
    epochs: fc.integer({ min: 1, max: 4 }),
    seed: fc.integer({ min: 0, max: 1_000_000 }),
  } as const)
  .map(({ name, optimiser, ...rest }): TrainOptions => {
    const data = dataSet(name, { seed: rest.seed });
    return { data, optimiser: optimiserNamed(optimiser, trainingDefaults(data, optimiser)), ...rest };
  });

const textOf = (state: TrainingState) => trainingStateText(state, null);

describe("a run that stops at any step, goes through text and resumes", () => {
  it("ends with the same bits", () => {
    fc.assert(
      fc.property(runs, fc.nat(), (options, stop) => {
        const states = [...trainSteps(options)];
        const whole = states.at(-1) as TrainingState;
        const written = textOf(states[stop % states.length] as TrainingState);
        const { state } = readTrainingState(written);
        expect(textOf(state)).toBe(written);
        expect(textOf(trainToEnd({ ...options, resume: state }).state)).toBe(textOf(whole));
      }),
      { numRuns: 40 },
    );
  });

  it("reports the epochs that are left, and no other", () => {
    const options = { data: dataSet("circles", { seed: 2 }), seed: 2, batch: 50, epochs: 4 };
    const states = [...trainSteps(options)];
    const rest = [...train({ ...options, resume: states[6] as TrainingState })];
    expect(rest.map(({ epoch }) => epoch)).toEqual([2, 3, 4]);
    expect(rest).toEqual(states.at(-1)?.history.slice(2));
  });

  it("goes on to more epochs as if they had been asked for at once", () => {
    const options = { data: dataSet("xor", { seed: 3 }), seed: 3, epochs: 4 };
    const longer = { ...options, epochs: 9 };
    expect(textOf(trainToEnd({ ...longer, resume: trainToEnd(options).state }).state)).toBe(textOf(trainToEnd(longer).state));
  });

  it("has ended when it had ended", () => {
    const options = { data: dataSet("xor", { seed: 3 }), seed: 3, epochs: 400, stopLoss: 0.3 };
    const { state, ending } = trainToEnd(options);
    expect(ending.kind).toBe("stop-loss");
    const again = trainToEnd({ ...options, resume: state });
    expect(again.state).toBe(state);
    expect(again.ending).toEqual(ending);
  });

  it("refuses a state of another network", () => {
    const { state } = trainToEnd({ data: dataSet("xor", { seed: 1 }), seed: 1, epochs: 1 });
    expect(() => trainToEnd({ data: dataSet("circles", { seed: 1 }), seed: 1, resume: { ...state, parameters: {} } })).toThrow(
      /other weights W1/,
    );
  });
});

it("the same seed gives the same run, another one another", () => {
  const at = (seed: number) => textOf(trainToEnd({ data: dataSet("moons", { seed: 1 }), seed, epochs: 2 }).state);
  expect(at(5)).toBe(at(5));
  expect(at(5)).not.toBe(at(6));
});

describe("text of a state", () => {
  it("keeps every bit of every double", () => {
    const doubles = fc.float64Array({ noNaN: true });
    fc.assert(
      fc.property(doubles, (numbers) => {
        const back = decodeDoubles(encodeDoubles(numbers));
        expect([...back].every((x, i) => Object.is(x, numbers[i])) && back.length === numbers.length).toBe(true);
      }),
    );
    const corners = Float64Array.of(-0, 5e-324, -5e-324, Number.POSITIVE_INFINITY, Number.MAX_VALUE, Number.NaN);
    expect([...decodeDoubles(encodeDoubles(corners))].every((x, i) => Object.is(x, corners[i]))).toBe(true);
    // 1 is 3ff0000000000000, lowest byte first.
    expect(atob(encodeDoubles([1]))).toBe("\0\0\0\0\0\0\u00f0\u003f");
  });

  const text = trainingStateText(trainToEnd({ data: dataSet("xor", { seed: 1 }), seed: 1, epochs: 2 }).state, { seed: 1 });

  it("carries the settings", () => {
    expect(readTrainingState(text).settings).toEqual({ seed: 1 });
  });

  it("is refused when one character is another, or the end is missing", () => {
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom("0", "a", "B", '"', "}"), (at, character) => {
        fc.pre(text[at] !== character);
        expect(() => readTrainingState(text.slice(0, at) + character + text.slice(at + 1))).toThrow(TrainingStateError);
        expect(() => readTrainingState(text.slice(0, at))).toThrow(TrainingStateError);
      }),
      { numRuns: 300 },
    );
  });

  it("says whether it is damaged, of another version, or something else", () => {
    expect(() => readTrainingState(text.replace('"epoch":2', '"epoch":3'))).toThrow(/damaged \(its checksum/);
    expect(() => readTrainingState(text.slice(0, 500))).toThrow(/damaged \(it is no complete JSON/);
    expect(() => readTrainingState(text.replace('"version":1', '"version":7'))).toThrow(/another version.*version 7.*reads version 1/);
    for (const other of ["", "{}", "[]", "null", "x,y\n1,2"]) expect(() => readTrainingState(other)).toThrow(/this is no training state/);
  });
});

describe("an ending", () => {
  const xor = dataSet("xor", { seed: 1 });

  it("by the loss comes with the first epoch that reaches it", () => {
    const { ending, history } = trainToEnd({ data: xor, seed: 1, stopLoss: 0.2 });
    expect(ending.kind).toBe("stop-loss");
    expect(history.filter(({ loss }) => loss <= 0.2)).toHaveLength(1);
  });

  it("by patience comes when so many epochs have not lowered the smallest loss", () => {
    // The optimum of one weight for two equal instances is reached at once, and stays.
    const optimum = { data: points([1, 2], [1, 2]), network: neuron, seed: 1, optimiser: sgd({ rate: 0.5 }), batch: 2, epochs: 50 };
    const { ending, history } = trainToEnd({ ...optimum, parameters: { W1: [[2]] }, patience: 3 });
    expect(ending.kind).toBe("patience");
    expect(history).toHaveLength(4);
  });

  it("by divergence names the step, a smaller rate, and keeps the last finite weights", () => {
    const data = dataSet("curve", { seed: 1 });
    const { ending, parameters, history, state } = trainToEnd({ data, seed: 1, optimiser: sgd({ rate: 100 }), epochs: 1000 });
    expect(ending.kind).toBe("diverged");
    expect(ending.message).toMatch(/is not finite .*smaller learning rate, 10 instead of 100/);
    expect(Object.values(parameters).every((p) => (p as number[]).flat().every(Number.isFinite))).toBe(true);
    expect(history.every(({ loss }) => Number.isFinite(loss))).toBe(true);
    expect(trainToEnd({ data, seed: 1, optimiser: sgd({ rate: 100 }), epochs: 1000, resume: state }).ending).toEqual(ending);
  });

  it("without a derivative names the place: numerical differentiation on a ReLU's kink", () => {
    const network = networkFor(xor, { hidden: [2], activation: "relu" });
    const { ending } = trainToEnd({ data: xor, network, seed: 1, method: numerical });
    expect(ending.kind).toBe("no-derivative");
    expect(ending.message).toMatch(/no derivative by b1\[1\] in step 1 of epoch 1: .*kink/);
  });

  it("first weights without a finite loss end at once", () => {
    const { ending } = trainToEnd({ data: points([1e200, 1], [1, 1]), network: neuron, seed: 1, parameters: { W1: [[1e200]] } });
    expect(ending).toMatchObject({ kind: "diverged", message: expect.stringMatching(/first weights/) });
  });
});

it.each([
  [{ batch: 0 }, /batch size is a whole number from 1/],
  [{ batch: 1.5 }, /batch size/],
  [{ epochs: -1 }, /number of epochs/],
  [{ epochs: Number.POSITIVE_INFINITY }, /number of epochs/],
  [{ patience: 0 }, /patience/],
  [{ stopLoss: Number.NaN }, /loss to stop at/],
  [{ seed: 0.5 }, /seed is a whole number/],
  [{ network: neuron }, /takes 1 inputs, and xor has 2 features/],
] as const)("%j is refused", (options, message) => {
  expect(() => trainToEnd({ data: dataSet("xor", { seed: 1 }), seed: 1, ...options })).toThrow(message);
});

describe("the method of differentiation", () => {
  const data = dataSet("xor", { seed: 1 });
  const options = { data, seed: 1, network: networkFor(data, { hidden: [3] }), epochs: 40 };
  const reverse = trainToEnd(options);
  const largestDifference = (a: Parameters, b: Parameters) =>
    Math.max(
      ...Object.entries(a).flatMap(([name, p]) =>
        (p as number[]).flat().map((w, i) => Math.abs(w - ((b[name] as number[]).flat()[i] as number))),
      ),
    );

  it.each([forward, symbolic, numerical])("$name trains XOR to the weights of reverse mode, within rounding", (method) => {
    const { parameters, history } = trainToEnd({ ...options, method });
    // A step of numerical differentiation errs by some 1e-12; the others round in the sixteenth digit. 40 steps add up.
    expect(largestDifference(parameters, reverse.parameters)).toBeLessThan(method.name === "numerical" ? 1e-9 : 1e-13);
    expect(history[1]?.evaluations).toBe({ forward: 13, symbolic: 1, numerical: history[1]?.evaluations, reverse: 1 }[method.name]);
    expect(history[1]?.operations).toBeGreaterThan(reverse.history[1]?.operations as number);
  });
});

describe("with defaults", () => {
  const enough: Readonly<Record<string, number>> = { xor: 1, and: 1, circles: 0.95, moons: 0.95, spirals: 0.95, iris: 0.95 };

  it.each(dataSetNames.flatMap((name) => [1, 2, 3].map((seed) => [name, seed] as const)))("%s is learnt from seed %i", (name, seed) => {
    const { ending, history } = trainToEnd({ data: dataSet(name, { seed }), seed });
    expect(ending.kind).toBe("epochs");
    const last = history.at(-1);
    // Half the variance of the noise is 0.005, that of the sine 0.25.
    if (name === "curve") expect(last?.loss).toBeLessThan(0.02);
    else expect(last?.accuracy).toBeGreaterThanOrEqual(enough[name] as number);
  });
});
