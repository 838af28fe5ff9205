// The rows of the table: every task at every size, with numbers from a fixed seed.

import { type Random, randomFrom } from "../../src/course/networks/random.js";
import type { Chain, LogLoss, Network, Parameter, Problem, Product, Rosenbrock } from "./problem.js";

/** Rounded to float32, which some contenders compute in. */
const numbers = (count: number, draw: () => number) => Float64Array.from({ length: count }, () => Math.fround(draw()));
const scalar = (name: string, value: number): Parameter => ({ name, shape: [], data: Float64Array.of(Math.fround(value)) });

/** The lecture's point. */
export function product(): Product {
  const parameters = [scalar("x", -2), scalar("y", 5), scalar("z", -4)];
  return { kind: "product", task: "a", id: "product", title: "(x + y) z", parameters };
}

export function logLoss(n: number): LogLoss {
  const random = randomFrom(n);
  const x = numbers(n, () => random.normal());
  // w . x stays about 1, so that no size sits where the sigmoid is flat.
  const w = numbers(n, () => random.normal(1 / Math.sqrt(n)));
  const parameters = [{ name: "w", shape: [n], data: w }];
  return { kind: "log-loss", task: "b", id: `log-loss ${n}`, title: `-log sigmoid(w . x), n = ${spaced(n)}`, parameters, x };
}

export function rosenbrock(n: number, form: Rosenbrock["form"], task = "c"): Rosenbrock {
  const random = randomFrom(n);
  const parameters = [{ name: "x", shape: [n], data: numbers(n, () => random.uniform(-1.5, 1.5)) }];
  return { kind: "rosenbrock", task, id: `rosenbrock ${n} ${form}`, title: `Rosenbrock, n = ${spaced(n)}, ${form}`, parameters, form };
}

export type NetworkShape = Pick<Network, "widths" | "activation" | "loss" | "batch">;

export function network({ widths, activation, loss, batch }: NetworkShape, task = "d"): Network {
  const random = randomFrom(widths.reduce((all, width) => 31 * all + width, batch));
  const parameters = widths.slice(1).flatMap((units, l): Parameter[] => {
    const before = widths[l] as number;
    const weights = numbers(units * before, () => random.normal(1 / Math.sqrt(before)));
    return [
      { name: `W${l + 1}`, shape: [units, before], data: weights },
      { name: `b${l + 1}`, shape: [units], data: numbers(units, () => random.normal(0.1)) },
    ];
  });
  const x = numbers(batch * (widths[0] as number), () => random.normal());
  const outputs = widths.at(-1) as number;
  const y = loss === "squared" ? numbers(batch * outputs, () => random.normal()) : oneHot(batch, outputs, random);
  const name = `${widths.join("-")} ${activation === "relu" ? "ReLU" : activation}`;
  const title = `${name}, ${loss === "squared" ? "squared error" : "cross entropy"}, batch ${batch}`;
  return { kind: "network", task, id: `network ${widths.join("-")}`, title, parameters, widths, activation, loss, batch, x, y };
}

function oneHot(batch: number, classes: number, random: Random): Float64Array {
  const y = new Float64Array(batch * classes);
  for (let i = 0; i < batch; i++) y[i * classes + Math.floor(random.uniform(0, classes))] = 1;
  return y;
}

/**
 * Numbers near which a million steps neither grow nor die out: v comes to rest at y / (1 - x), and adjoints shrink by x every second step, to
 * 1e-217 in the end. With a smaller x they would become subnormal, and on those a multiplication takes most processors some 30 ns.
 */
export function chain(length: number): Chain {
  const parameters = [scalar("x", 0.999), scalar("y", 0.003)];
  return { kind: "chain", task: "e", id: `chain ${length}`, title: `${spaced(length)} chained scalar operations`, parameters, length };
}

/** With a vector for the product with the Hessian. */
export function hessianProduct<P extends Rosenbrock | Network>(problem: P): P {
  const random = randomFrom(problem.parameters.length);
  const direction = problem.parameters.map(({ data }) => numbers(data.length, () => random.normal()));
  return { ...problem, id: `hvp ${problem.id}`, title: `Hessian times vector: ${problem.title}`, direction };
}

export const networks = {
  smallest: { widths: [2, 3, 2, 1], activation: "tanh", loss: "squared", batch: 1 },
  small: { widths: [4, 16, 16, 3], activation: "tanh", loss: "cross-entropy", batch: 8 },
  middle: { widths: [64, 64, 64, 10], activation: "relu", loss: "cross-entropy", batch: 32 },
  large: { widths: [784, 128, 10], activation: "relu", loss: "cross-entropy", batch: 32 },
} as const satisfies Readonly<Record<string, NetworkShape>>;

/** Made anew for each use: the largest hold some megabytes. */
export const problemMakers: readonly (() => Problem)[] = [
  product,
  ...[3, 100, 10_000].map((n) => () => logLoss(n)),
  ...(["vectors", "scalars"] as const).flatMap((form) => [10, 100, 1000, 10_000].map((n) => () => rosenbrock(n, form))),
  ...Object.values(networks).map((shape) => () => network(shape)),
  () => chain(1_000_000),
  ...[10, 1000].map((n) => () => hessianProduct(rosenbrock(n, "vectors", "g"))),
  ...[networks.small, networks.middle].map((shape) => () => hessianProduct(network(shape, "g"))),
];

/** 10000 as 10,000. */
export function spaced(n: number): string {
  return n.toLocaleString("en");
}
