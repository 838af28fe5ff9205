// The lab on kinks: what each method says where a function has no derivative, and right beside.

import { answerWords, kinkFindings, onKink, ruled, sideWords } from "./kink-findings.js";
import { type KinkData, type KinkPoint, kinkData, readKinks } from "./kink-points.js";
import type { Plot } from "./plot.js";
import type { Lab, LabReport, LabTable } from "./report.js";
import { type Settings, settingsOf } from "./settings.js";
import { say } from "./words.js";

const heading = {
  name: "kinks",
  title: "Derivatives at and around a kink",
  question: "What do the methods say at relu's 0, and why?",
  predict:
    "relu(x) = max(0, x) has slope 0 on the left of 0 and 1 on the right. What will numerical, symbolic, forward and reverse differentiation give at exactly 0? And a central difference with h = 1e-6 at x = 1e-8, which is on the right?",
  options: {
    functions: {
      default: "relu(x); abs(x); max(x, 1) at 1; step(x)",
      meaning: "formulas of one variable, separated by semicolons, each with the place of its kink, which is 0 unless given",
    },
    distance: { default: 1e-8, meaning: "how far from the kink the outermost points are" },
    step: { default: 1e-6, meaning: "h of the difference quotients" },
  },
} as const;

export interface KinksData {
  readonly kinks: readonly KinkData[];
}

/**
 * @example
 * kinks.run({ functions: "relu(x)" }).data.kinks[0].points[2].answers   // { numerical: null, symbolic: 0, forward: 0, reverse: 0 }
 */
export const kinks: Lab = { ...heading, run: (given) => report(given) };

function report(given: Settings): LabReport<KinksData> {
  const read = settingsOf(heading, given);
  const range = { min: 1e-300, max: 1e10 };
  const settings = { distance: read.number("distance", range), step: read.number("step", range) };
  const places = readKinks(String(given["functions"] ?? heading.options.functions.default));
  const data = places.map((kink) => kinkData(kink, settings));
  return {
    ...heading,
    settings: { functions: places.map(({ formula, at }) => `${formula} at ${at}`).join("; "), ...settings },
    data: { kinks: data },
    plots: data.map((kink, i) => plotOf(kink, i, settings.step)),
    tables: [...data.map((kink) => tableOf(kink, settings.step)), whyTable(settings.step)],
    findings: kinkFindings(data),
    seen: data.map((kink) => paragraph(kink, settings.step)).join(" "),
  };
}

function plotOf({ formula, variable, at, window }: KinkData, i: number, step: number): Plot {
  const series = (name: string, y: (point: KinkData["window"][number]) => number) => ({
    name,
    points: window.map((point) => ({ x: point.offset, y: y(point) })),
  });
  return {
    name: `around-${i + 1}`,
    title: `The derivative of ${formula} around ${variable} = ${at}, with h = ${say(step)}`,
    x: { label: at === 0 ? variable : `${variable} - ${at}`, scale: "linear" },
    y: { label: "derivative", scale: "linear" },
    series: [
      series("central difference", ({ central }) => central),
      series("forward difference", ({ forward }) => forward),
      { ...series("reverse mode", ({ reverse }) => reverse), mark: "points" },
    ],
  };
}

function tableOf({ formula, variable, at, points, conventions }: KinkData, step: number): LabTable {
  const declared = conventions.length === 0 ? "" : ` (by convention ${conventions.join(", ")})`;
  return {
    title: `${formula} around ${variable} = ${at}${declared}, central difference with h = ${say(step)}`,
    head: [at === 0 ? variable : `${variable} - ${at}`, ...points.map(({ offset }) => say(offset))],
    rows: [
      ["slopes", ...points.map(slopes)],
      ["central", ...points.map(({ central }) => answerWords(central))],
      ...(["numerical", ...ruled] as const).map((name) => [name, ...points.map(({ answers }) => answerWords(answers[name]))]),
      ["verdict", ...points.map(({ verdict }) => verdicts[verdict])],
    ],
  };
}

/** One number where both sides meet. */
function slopes({ left, right }: KinkPoint): string {
  const [a, b] = [sideWords(left), sideWords(right)];
  return a === b ? a : `${a} | ${b}`;
}

const verdicts: Readonly<Record<KinkPoint["verdict"], string>> = {
  agree: "agree",
  disagree: "disagree",
  "not-differentiable": "no slope",
  "outside-domain": "outside",
  inconclusive: "open",
  error: "error",
};

function whyTable(step: number): LabTable {
  return {
    title: "Why",
    head: ["method", "what it looks at", "so on a kink"],
    rows: [
      [
        "central difference",
        `f at x - ${say(step)} and x + ${say(step)}`,
        "it mixes both sides, also at points that are nearer to the kink than h",
      ],
      ["numerical", "steps whose ends lie on the branch of x", "no step is small enough: no answer, and none is made up"],
      ["symbolic", "the textbook's rule, a formula with a case: x > 0 ? 1 : 0", "the case that holds at the point decides"],
      ["forward, reverse", "the derivative rule of each primitive", "the rule has one number there, the declared convention"],
    ],
  };
}

function paragraph(kink: KinkData, step: number): string {
  const { left, right, answers, central, verdict } = onKink(kink);
  const given = ruled.map((name) => answerWords(answers[name]));
  const rules = given.every((each) => each === given[0])
    ? `symbolic, forward and reverse all give ${given[0]}`
    : `the rules give ${given.join(", ")}`;
  const [near] = kink.points.filter(({ offset }) => offset > 0);
  const after =
    near === undefined
      ? ""
      : ` At a distance of ${say(near.offset)} reverse mode gives ${answerWords(near.answers.reverse)}, and the central difference (h = ${say(step)}) gives ${answerWords(near.central)}.`;
  return (
    `${kink.formula} has slope ${sideWords(left)} on the left of ${kink.variable} = ${kink.at} and ${sideWords(right)} on the right. There ${rules}, ` +
    `numerical gives ${answerWords(answers.numerical)}, and a central difference ${answerWords(central)}; the verdict is "${verdict.replace("-", " ")}".${after}`
  );
}
