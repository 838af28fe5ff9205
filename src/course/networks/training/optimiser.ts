// How a gradient becomes new weights: the slides' SGD, and two that remember.

/** Arrays by the names of the parameters. */
export type Arrays = Readonly<Record<string, Float64Array>>;

/** What an optimiser remembers: plain data, so that a run can be written to a file and resumed bit for bit. */
export interface OptimiserState {
  /** updates made so far */
  readonly updates: number;
  /** one array for each parameter under each name of something remembered, such as the velocity */
  readonly memory: Readonly<Record<string, Arrays>>;
}

export const optimiserNames = ["sgd", "momentum", "adam"] as const;
export type OptimiserName = (typeof optimiserNames)[number];

export interface Optimiser {
  readonly name: OptimiserName;
  /** the learning rate, and whatever else it was made with */
  readonly settings: Readonly<Record<string, number>>;
  start(parameters: Arrays): OptimiserState;
  /** One update; neither the state nor the parameters that go in are changed. */
  update(state: OptimiserState, parameters: Arrays, gradient: Arrays): { readonly state: OptimiserState; readonly parameters: Arrays };
}

export interface SgdSettings {
  /** learning rate eta, larger than 0 */
  readonly rate: number;
}

/**
 * Stochastic gradient descent, as on the slides.  w <- w - eta dl/dw
 * @example
 * const { update, start } = sgd({ rate: 0.5 });
 * const w = { W1: Float64Array.of(1) };
 * Array.from(update(start(w), w, { W1: Float64Array.of(0.2) }).parameters.W1)   // [0.9]
 */
export function sgd({ rate }: SgdSettings): Optimiser {
  requireRate(rate);
  return {
    name: "sgd",
    settings: { rate },
    start: () => ({ updates: 0, memory: {} }),
    update: ({ updates, memory }, parameters, gradient) => ({
      state: { updates: updates + 1, memory },
      parameters: zip(parameters, gradient, (w, slope) => w - rate * slope),
    }),
  };
}

export interface MomentumSettings extends SgdSettings {
  /** share of the velocity that is kept, 0.9 unless given */
  readonly momentum?: number;
}

/**
 * Momentum: a ball that rolls.  v <- mu v + dl/dw, w <- w - eta v
 * @see Polyak, USSR Computational Mathematics and Mathematical Physics 4 (1964) 1
 * @example
 * momentum({ rate: 0.1 }).settings   // { rate: 0.1, momentum: 0.9 }
 */
export function momentum({ rate, momentum: kept = 0.9 }: MomentumSettings): Optimiser {
  requireRate(rate);
  requireShare("momentum", kept);
  return {
    name: "momentum",
    settings: { rate, momentum: kept },
    start: (parameters) => ({ updates: 0, memory: { velocity: zerosLike(parameters) } }),
    update: ({ updates, memory }, parameters, gradient) => {
      const velocity = zip(memory["velocity"] as Arrays, gradient, (v, slope) => kept * v + slope);
      return { state: { updates: updates + 1, memory: { velocity } }, parameters: zip(parameters, velocity, (w, v) => w - rate * v) };
    },
  };
}

export interface AdamSettings extends SgdSettings {
  /** shares of the two running means that are kept, 0.9 and 0.999 unless given */
  readonly beta1?: number;
  readonly beta2?: number;
  /** keeps the division finite where the gradient is 0; 1e-8 unless given */
  readonly epsilon?: number;
}

/**
 * Adam: steps of about eta, whatever the size of the gradient.
 * m <- b1 m + (1 - b1) g, v <- b2 v + (1 - b2) g^2, w <- w - eta m' / (sqrt(v') + e), where m', v' are m, v divided by 1 - b^t
 * @see Kingma & Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1
 * @example
 * adam({ rate: 0.01 }).settings   // { rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }
 */
export function adam({ rate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: AdamSettings): Optimiser {
  requireRate(rate);
  requireShare("beta1", beta1);
  requireShare("beta2", beta2);
  return {
    name: "adam",
    settings: { rate, beta1, beta2, epsilon },
    start: (parameters) => ({ updates: 0, memory: { mean: zerosLike(parameters), square: zerosLike(parameters) } }),
    update: ({ updates, memory }, parameters, gradient) => {
      const t = updates + 1;
      const mean = zip(memory["mean"] as Arrays, gradient, (m, slope) => beta1 * m + (1 - beta1) * slope);
      const square = zip(memory["square"] as Arrays, gradient, (v, slope) => beta2 * v + (1 - beta2) * slope * slope);
      const [meanWeight, squareWeight] = [1 - beta1 ** t, 1 - beta2 ** t];
      const moves = zip(mean, square, (m, v) => m / meanWeight / (Math.sqrt(v / squareWeight) + epsilon));
      return { state: { updates: t, memory: { mean, square } }, parameters: zip(parameters, moves, (w, move) => w - rate * move) };
    },
  };
}

const makers = { sgd, momentum, adam } as const;

/** An optimiser by its name, with its usual settings. @throws {RangeError} for a rate that is not positive */
export function optimiserNamed(name: OptimiserName, { rate }: SgdSettings): Optimiser {
  return makers[name]({ rate });
}

function requireRate(rate: number): void {
  if (Number.isFinite(rate) && rate > 0) return;
  throw new RangeError(`the learning rate is a number larger than 0, not ${rate}.`);
}

function requireShare(name: string, share: number): void {
  if (share >= 0 && share < 1) return;
  throw new RangeError(`${name} is a share from 0 to below 1, not ${share}.`);
}

function zerosLike(parameters: Arrays): Arrays {
  return Object.fromEntries(Object.entries(parameters).map(([name, { length }]) => [name, new Float64Array(length)]));
}

function zip(a: Arrays, b: Arrays, combine: (x: number, y: number) => number): Arrays {
  return Object.fromEntries(
    Object.entries(a).map(([name, xs]) => {
      const ys = b[name] as Float64Array;
      return [name, xs.map((x, i) => combine(x, ys[i] as number))];
    }),
  );
}
