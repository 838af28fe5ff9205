// The slides' numbers, exactly as printed: data to compare with, never to compute with.

export interface SlideNode {
  /** the slide's Greek letter */
  readonly name: string;
  readonly definition: string;
  readonly value: number;
  /** local derivatives as the slide writes them */
  readonly local?: string;
  /** derivative of the result by this node */
  readonly derivative: number;
}

/** Section 5: f(x, y, z) = (x + y) z at x = -2, y = 5, z = -4. */
export const circuit = {
  formula: "(x + y) * z",
  at: { x: -2, y: 5, z: -4 },
  nodes: [
    { name: "x", definition: "x", value: -2, derivative: -4 },
    { name: "y", definition: "y", value: 5, derivative: -4 },
    { name: "z", definition: "z", value: -4, derivative: 3 },
    { name: "alpha", definition: "x + y", value: 3, local: "1, 1", derivative: -4 },
    { name: "f", definition: "alpha z", value: -12, local: "z, alpha", derivative: 1 },
  ],
} as const satisfies SlideFormula;

/** Section 6: l_x(w) = -log s(w . x) at x = (1, 1, 1), w = (1, 1, -1.5). */
export const exercise = {
  formula: "-log(1 / (exp(-(w1*x1 + w2*x2 + w3*x3)) + 1))",
  at: { w1: 1, x1: 1, w2: 1, x2: 1, w3: -1.5, x3: 1 },
  nodes: [
    { name: "alpha", definition: "w1", value: 1, derivative: -0.3775 },
    { name: "beta", definition: "x1", value: 1, derivative: -0.3775 },
    { name: "delta", definition: "w2", value: 1, derivative: -0.3775 },
    { name: "epsilon", definition: "x2", value: 1, derivative: -0.3775 },
    { name: "theta", definition: "w3", value: -1.5, derivative: -0.3775 },
    { name: "vartheta", definition: "x3", value: 1, derivative: 0.5663 },
    { name: "gamma", definition: "alpha beta", value: 1, local: "beta, alpha", derivative: -0.3775 },
    { name: "zeta", definition: "delta epsilon", value: 1, local: "epsilon, delta", derivative: -0.3775 },
    { name: "lambda", definition: "gamma + zeta", value: 2, local: "1, 1", derivative: -0.3775 },
    { name: "kappa", definition: "theta vartheta", value: -1.5, local: "vartheta, theta", derivative: -0.3775 },
    { name: "mu", definition: "lambda + kappa", value: 0.5, local: "1, 1", derivative: -0.3775 },
    { name: "nu", definition: "-mu", value: -0.5, local: "-1", derivative: 0.3775 },
    { name: "xi", definition: "e^nu", value: 0.6065, local: "e^nu", derivative: 0.6224 },
    { name: "pi", definition: "xi + 1", value: 1.6065, local: "1", derivative: 0.6224 },
    { name: "varpi", definition: "1/pi", value: 0.6225, local: "-(1/pi)^2", derivative: -1.6065 },
    { name: "rho", definition: "log varpi", value: -0.474, local: "1/varpi", derivative: -1 },
    { name: "l", definition: "-rho", value: 0.474, local: "-1", derivative: 1 },
  ],
} as const satisfies SlideFormula;

export interface SlideFormula {
  readonly formula: string;
  readonly at: Readonly<Record<string, number>>;
  /** inputs in the order of `at`, then operations in evaluation order */
  readonly nodes: readonly SlideNode[];
}

/** The slides round to four decimals and sometimes go on with the rounded number, so one unit of the fourth decimal is allowed. */
export const slideTolerance = 1.0001e-4;
