// The lab on step sizes: why the smallest h is not the best one.

import { compare } from "../../verify/compare/compare.js";
import { ReferenceUnsupported } from "../../verify/reference/index.js";
import { valueAt } from "./fit.js";
import { type OneVariable, oneVariable, splitSettings } from "./one-variable.js";
import type { Plot, Series } from "./plot.js";
import type { Lab, LabReport, LabTable } from "./report.js";
import { type Settings, settingsOf } from "./settings.js";
import { type Curve, type StepGrid, type StepPoint, type StepSizeData, stepSizeData } from "./step-size-curves.js";
import { stepSizeFindings } from "./step-size-findings.js";
import { say } from "./words.js";

const heading = {
  name: "step-size",
  title: "The step of a difference quotient",
  question: "How small should h be?",
  predict:
    "(f(x + h) - f(x)) / h tends to f'(x) as h goes to 0. Is h = 1e-16 then the best step on a computer? Sketch the error over h on logarithmic axes, and guess the best h, also for (f(x + h) - f(x - h)) / 2h.",
  options: {
    formula: { default: "64x * (1-x) * (1-2x)^2 * (1 - 8x + 8x^2)^2", meaning: "the function; unless given, that of Baydin et al. (2018)" },
    x: { default: 0.2, meaning: "the point; further variables of the formula are set by their names too, as y=2 or w=[1,2]" },
    wrt: { default: "", meaning: "the variable to differentiate by, or an entry such as w[2]; the formula's first unless given" },
    largest: { default: 1, meaning: "the largest step h" },
    smallest: { default: 1e-16, meaning: "the smallest step h" },
    perDecade: { default: 4, meaning: "steps from one power of ten to the next" },
  },
} as const;

/**
 * @example
 * stepSize.run({ formula: "sin(x)", x: 1 }).findings[0].seen   // "seen here"
 * stepSize.run({ formula: "abs(x)", x: 0 })   // throws RangeError: x: Here f is not differentiable in x
 */
export const stepSize: Lab = { ...heading, run: (given) => report(given) };

function report(given: Settings): LabReport<StepSizeData> {
  const text = String(given["formula"] ?? heading.options.formula.default);
  const [values, own] = splitSettings(given, text, heading.options);
  const read = settingsOf(heading, own);
  const smallest = read.number("smallest", { min: 1e-300, max: 1 });
  const largest = read.number("largest", { min: smallest, max: 1e10 });
  const grid: StepGrid = { largest, smallest, perDecade: read.number("perDecade", { min: 1, max: 20, integer: true }) };
  const wrt = String(own["wrt"] ?? "");
  const of = oneVariable({
    formula: text,
    ...(wrt === "" ? {} : { wrt }),
    values: { ...values, x: own["x"] ?? heading.options.x.default },
  });
  requireSmooth(of);
  const data = stepSizeData(of, grid);
  const point = Object.entries(of.point).map(([name, value]) => [name, typeof value === "number" ? value : JSON.stringify(value)]);
  return {
    ...heading,
    settings: { formula: text, ...Object.fromEntries(point), wrt: of.variable, ...grid },
    data,
    plots: [vCurve(data), fitted(data.forward), fitted(data.central)],
    tables: [powersOfTen(data), summary(data), extrapolation(data)],
    findings: stepSizeFindings(data),
    seen: paragraph(data),
  };
}

/**
 * A quotient at a kink tends to no derivative: there is no error to measure.
 * @throws {RangeError} saying why
 */
export function requireSmooth({ f, variable, at }: OneVariable): void {
  const { verdict, message, value, reference } = compared(f, variable, at);
  if (verdict === "agree" && value !== null && reference !== undefined) return;
  const advice = verdict === "not-differentiable" ? " Take another point; the lab kinks looks at points such as this one." : "";
  throw new RangeError(`${variable}: ${message}${advice}`);
}

function compared(f: OneVariable["f"], variable: string, at: number) {
  try {
    return compare(f, { [variable]: at });
  } catch (error) {
    if (error instanceof ReferenceUnsupported) throw new RangeError(`formula: ${error.message}`);
    throw error;
  }
}

const curves = ({ forward, central }: StepSizeData): readonly Curve[] => [forward, central];
const h = { label: "step h", scale: "log" } as const;
const error = { label: "error of the derivative", scale: "log" } as const;

/** Errors that are 0 have no place on a logarithmic axis. */
function visible(points: readonly StepPoint[]): Series["points"] {
  return points.filter((point) => point.error > 0).map(({ step, error: y }) => ({ x: step, y }));
}

/** Both errors over the step, on logarithmic axes. */
export function vCurve(data: StepSizeData): Plot {
  const { error: reached } = data.extrapolated;
  return {
    name: "v-curve",
    title: "The error of both difference quotients over the step",
    x: h,
    y: error,
    series: curves(data).map((curve) => ({ name: `${curve.name} difference`, points: visible(curve.points) })),
    guides: [
      ...curves(data).map(({ name, best }) => ({ at: best.step, axis: "x" as const, label: `best ${name} ${say(best.step)}` })),
      ...(reached > 0 ? [{ at: reached, axis: "y" as const, label: `extrapolated ${say(reached, 2)}` }] : []),
    ],
  };
}

/** Each line as far as the other one: that they were fitted apart is in the numbers. */
function fitted({ name, points, truncation, rounding, balance }: Curve): Plot {
  const meeting = balance === undefined ? [] : [balance.step];
  const line = (what: string, law: Curve["truncation"]): Series[] => {
    if (law === undefined) return [];
    const ends = [Math.min(law.from, ...meeting), Math.max(law.to, ...meeting)];
    return [{ name: `${what}: h^${law.exponent.toFixed(2)}`, points: ends.map((x) => ({ x, y: valueAt(law, x) })) }];
  };
  return {
    name: `${name}-lines`,
    title: `The error of the ${name} difference, with the lines fitted to it`,
    x: h,
    y: error,
    series: [
      { name: "measured", points: visible(points), mark: "points" },
      ...line("truncation", truncation),
      ...line("rounding", rounding),
    ],
    guides: balance === undefined ? [] : [{ at: balance.step, axis: "x", label: `lines cross ${say(balance.step, 2)}` }],
  };
}

function summary(data: StepSizeData): LabTable {
  const power = (law: Curve["truncation"]) => (law === undefined ? "none" : `h^${law.exponent.toFixed(3)}`);
  return {
    title: "How the error goes with h, and the best step",
    head: ["difference", "truncation", "rounding", "lines cross at h", "best power of ten", "error there"],
    rows: curves(data).map(({ name, truncation, rounding, balance, best }) => [
      name,
      power(truncation),
      power(rounding),
      balance === undefined ? "never" : say(balance.step, 2),
      say(best.step),
      say(best.error),
    ]),
  };
}

function extrapolation({ extrapolated: { derivative, error: reached, bound, evaluations } }: StepSizeData): LabTable {
  return {
    title: "Extrapolation (Richardson), which chooses its steps itself",
    head: ["derivative", "error", "its own bound", "evaluations of f"],
    rows: [[answer(derivative, 10), answer(reached), bound === undefined ? "none" : say(bound), evaluations]],
  };
}

const answer = (x: number, digits = 3) => (Number.isFinite(x) ? say(x, digits) : "none");

function powersOfTen({ forward, central }: StepSizeData): LabTable {
  const errors = new Map(central.points.map(({ step, error: own }) => [step, say(own)]));
  return {
    title: "Error at powers of ten",
    head: ["h", "forward", "central"],
    rows: forward.points
      .filter(({ step }) => Number.isInteger(Math.log10(step)))
      .map(({ step, error: own }) => [say(step), say(own), errors.get(step) ?? "outside the domain"]),
  };
}

function paragraph({ variable, at, exact, forward, central, extrapolated, lost }: StepSizeData): string {
  const { error: reached, bound, evaluations } = extrapolated;
  const own = bound === undefined ? "found no steps that it could trust" : `came as near as ${say(reached)} and promised ${say(bound)}`;
  return [
    `The derivative at ${variable} = ${at} is ${say(Number(exact), 10)}.`,
    `The forward difference came as near as ${say(forward.best.error)}, at h = ${say(forward.best.step)};`,
    `the central one as near as ${say(central.best.error)}, at h = ${say(central.best.step)}.`,
    ...causes([forward, central]),
    ...[forward, central].map(slopes),
    ...(smallest(forward) <= lost
      ? [`From h = ${say(lost, 2)} down, ${variable} + h is rounded to ${variable} or its neighbour, and the quotient says nothing.`]
      : []),
    `Extrapolation needed no h: it ${own} after ${evaluations} evaluations.`,
  ].join(" ");
}

/** What the two words mean, where there is something to see of them. */
function causes(all: readonly Curve[]): string[] {
  return [
    ...(all.some(({ truncation }) => truncation !== undefined)
      ? ["Large steps truncate: the quotient is the slope of a chord, not of the tangent."]
      : []),
    ...(all.some(({ rounding }) => rounding !== undefined)
      ? [
          "Small steps round: the values of f share most of their digits, and the rounding errors that are left after subtracting are divided by h.",
        ]
      : []),
  ];
}

const smallest = ({ points }: Curve) => points.at(-1)?.step as number;

function slopes({ name, truncation, rounding }: Curve): string {
  const falls = truncation === undefined ? "shows no truncation" : `falls like h^${truncation.exponent.toFixed(2)} while truncation rules`;
  const rises = rounding === undefined ? "never rises again" : `rises like h^${rounding.exponent.toFixed(2)} once rounding does`;
  return `As h shrinks, the error of the ${name} difference ${falls} and ${rises}.`;
}
