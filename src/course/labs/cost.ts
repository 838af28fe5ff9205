// The lab on cost: what a derivative costs as inputs and outputs grow, by each of the four methods.

import { costFindings, forwardWinsFrom, growth, leftOut, type Measure, ratio, sizeOf } from "./cost-findings.js";
import { type CostRow, type CostSweep, costSweep, methodNames } from "./cost-measure.js";
import { curve, layer, logLoss, type Problem, rosenbrock } from "./cost-problems.js";
import type { Plot } from "./plot.js";
import type { Lab, LabReport, LabTable } from "./report.js";
import { type Settings, settingsOf } from "./settings.js";
import { inFull, list, say } from "./words.js";

const heading = {
  name: "cost",
  title: "The cost of a derivative",
  question: "What does a gradient cost, compared with the function itself?",
  predict:
    "A function of 10,000 weights takes 20,000 operations. How many does its whole gradient take by forward mode, and how many by reverse mode? Which of the two would you take for a function of one number with 100 outputs?",
  options: {
    inputs: { default: 10_000, meaning: "the largest number of inputs n of a function R^n -> R" },
    outputs: { default: 64, meaning: "the largest number of outputs m of a function R^n -> R^m" },
    width: { default: 16, meaning: "n in the layer tanh(W x), whose outputs grow" },
    repeats: { default: 9, meaning: "times each measurement is repeated; the median counts" },
    mostOperations: { default: 1e6, meaning: "a method is left out where one derivative would take more operations" },
    mostNodes: { default: 3e4, meaning: "the symbolic method is left out where it would rewrite more nodes" },
  },
} as const;

export interface CostData {
  readonly sweeps: readonly CostSweep[];
}

/**
 * @example
 * cost.run({ inputs: 10, outputs: 2, repeats: 1 }).data.sweeps[0].rows[2].methods.forward   // { operations: 480, evaluations: 10, ... }
 */
export const cost: Lab = { ...heading, run: (given, progress) => report(given, progress) };

function report(given: Settings, progress: (fraction: number) => void = () => {}): LabReport<CostData> {
  const read = settingsOf(heading, given);
  const inputs = read.number("inputs", { min: 1, max: 100_000, integer: true });
  const outputs = read.number("outputs", { min: 1, max: 1000, integer: true });
  const width = read.number("width", { min: 1, max: 1000, integer: true });
  const limits = {
    repeats: read.number("repeats", { min: 1, max: 1000, integer: true }),
    mostOperations: read.number("mostOperations", { min: 1, max: 1e10 }),
    mostNodes: read.number("mostNodes", { min: 1, max: 1e8 }),
  };
  const tasks: { problem: Problem; sizes: readonly number[] }[] = [
    ...[logLoss, rosenbrock].map((problem) => ({ problem, sizes: sizesUpTo(inputs, [1, 3], problem.from) })),
    ...[curve, layer(width)].map((problem) => ({ problem, sizes: sizesUpTo(outputs, [1, 2, 4, 8], problem.from) })),
  ];
  const total = tasks.reduce((sum, { sizes }) => sum + sizes.length, 0);
  let before = 0;
  const sweeps = tasks.map(({ problem, sizes }) => {
    const sweep = costSweep(problem, sizes, limits, (done) => progress((before + done) / total));
    before += sizes.length;
    return sweep;
  });
  const [loss, neurons] = [sweeps[0], sweeps.at(-1)] as [CostSweep, CostSweep];
  return {
    ...heading,
    settings: { inputs, outputs, width, ...limits },
    data: { sweeps },
    // The others look much the same; their numbers are in the tables and the data.
    plots: [plotOf(loss, "operations"), plotOf(loss, "seconds"), plotOf(neurons, "operations")],
    tables: [
      ...sweeps.map((sweep) => tableOf(sweep, "operations")),
      ...[loss, neurons].map((sweep) => tableOf(sweep, "seconds")),
      exponents(sweeps),
    ],
    findings: costFindings(sweeps),
    seen: paragraph(sweeps),
  };
}

/** The marks of each decade (or of 1, 2, 4, 8, each sixteenfold), and the largest size itself. */
function sizesUpTo(largest: number, marks: readonly number[], smallest: number): number[] {
  const factor = marks.length === 2 ? 10 : 16;
  const sizes = new Set<number>();
  for (let scale = 1; scale <= largest; scale *= factor) for (const mark of marks) sizes.add(Math.max(smallest, mark * scale));
  return [...[...sizes].filter((size) => size < largest), Math.max(smallest, largest)];
}

const units: Readonly<Record<Measure, string>> = { operations: "operations", seconds: "time" };
const letter = ({ grows }: CostSweep) => (grows === "inputs" ? "n" : "m");

function plotOf(sweep: CostSweep, measure: Measure): Plot {
  const wins = measure === "operations" && sweep.grows === "outputs" ? forwardWinsFrom(sweep) : undefined;
  return {
    name: `${sweep.problem}-${units[measure]}`,
    title: `${capital(units[measure])} of one ${sweep.grows === "inputs" ? "gradient" : "Jacobian"} of ${sweep.formula}`,
    x: { label: `${sweep.grows} ${letter(sweep)}`, scale: "log" },
    y: { label: `times the ${units[measure]} of f`, scale: "log" },
    series: methodNames.map((name) => ({
      name,
      points: sweep.rows.flatMap((row) => {
        const y = ratio(row, name, measure);
        return y === undefined || !(y > 0) || !Number.isFinite(y) ? [] : [{ x: sizeOf(sweep, row), y }];
      }),
    })),
    ...(wins === undefined ? {} : { guides: [{ at: wins, axis: "x" as const, label: `forward takes fewer from m = ${wins}` }] }),
  };
}

function tableOf(sweep: CostSweep, measure: Measure): LabTable {
  const own = (row: CostRow) => (measure === "operations" ? String(row.f.operations) : say(row.f.seconds * 1e6));
  const unit = measure === "operations" ? "" : " in microseconds";
  const notes = leftOut(sweep).length > 0 ? " (-: left out)" : "";
  return {
    title: `${capital(units[measure])} for ${sweep.problem}, ${sweep.formula}: of f${unit}, and of its derivative in multiples of that${notes}`,
    head: [letter(sweep), "f", ...methodNames],
    rows: sweep.rows.map((row) => [
      String(sizeOf(sweep, row)),
      own(row),
      ...methodNames.map((name) => {
        const times = ratio(row, name, measure);
        return times === undefined ? "-" : say(times);
      }),
    ]),
  };
}

function exponents(sweeps: readonly CostSweep[]): LabTable {
  const exponent = (sweep: CostSweep, measure: Measure) =>
    methodNames.map((name) => growth(sweep, name, measure)?.exponent.toFixed(2) ?? "-");
  return {
    title: "How the multiples grow: p in n^p, or in m^p (-: too few sizes)",
    head: ["function", ...methodNames],
    rows: sweeps.flatMap((sweep) =>
      (["operations", "seconds"] as const).map((measure) => [`${sweep.problem}: ${units[measure]}`, ...exponent(sweep, measure)]),
    ),
  };
}

function paragraph(sweeps: readonly CostSweep[]): string {
  const limited = sweeps.some((sweep) => leftOut(sweep).length > 0);
  return [
    ...sweeps.map(sentence),
    ...(limited ? ["What is left out would take long; mostOperations and mostNodes say how long is too long."] : []),
  ].join(" ");
}

function sentence(sweep: CostSweep): string {
  const end = sweep.rows.at(-1) as CostRow;
  const missing = leftOut(sweep);
  const at = `${letter(sweep)} = ${inFull(sizeOf(sweep, end))}`;
  const measured = methodNames.filter((name) => end.methods[name] !== undefined);
  const multiples = measured.map((name) => `${name} ${say(ratio(end, name, "operations") ?? 0)} times`);
  const absent = missing.map(({ method, last }) => `${method} beyond ${inFull(last)}`);
  return [
    `For ${sweep.problem}, ${sweep.formula}, at ${at}, f takes ${inFull(end.f.operations)} operations`,
    multiples.length === 0 ? "." : `, and its derivative by ${list(multiples)} as many.`,
    absent.length === 0 ? "" : ` Left out: ${list(absent)}.`,
  ].join("");
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
