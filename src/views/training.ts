// A training run as text for the terminal: what was trained on what, the loss over the epochs, results and costs.

import type { Plot } from "../course/labs/plot.js";
import { activations } from "../course/networks/activations.js";
import { losses } from "../course/networks/losses.js";
import { mlp } from "../course/networks/mlp.js";
import type { RefusedRun, RunReport, TrainingReport } from "../course/networks/training/index.js";
import { fold, type TableOptions } from "./comparison.js";
import { oneLine, spellAscii } from "./graph/spell.js";
import { labTable } from "./lab-table.js";
import { formatCount, formatNumber } from "./numbers.js";
import { plotText } from "./plots/terminal.js";

/** A loss curve needs no more. */
const widestPlot = 72;

/** Everything that a report holds except the weights. */
export function trainingText(report: TrainingReport, options: TableOptions): string {
  const { paint, width } = options;
  const done = report.runs.filter(isDone);
  const [first] = done;
  const plot = first === undefined || first.history.length < 3 ? [] : [lossPlot(first)];
  return [
    heading(report, options),
    ...plot.map((curve) => plotText(curve, { ...options, width: Math.min(width, widestPlot) })),
    ...(first === undefined ? [] : [resultTable(done, report, options), layerTable(first, report, options)]),
    [...endings(report, options), ...remarks(report).flatMap((text) => fold(`note: ${text}`, width).map((line) => paint.dim(line)))].join(
      "\n",
    ),
  ].join("\n\n");
}

function isDone(run: RunReport | RefusedRun): run is RunReport {
  return "history" in run;
}

function heading(report: TrainingReport, { paint, width, unicode }: TableOptions): string {
  const { data, network } = report;
  const folded = (text: string) => fold(unicode ? oneLine(text) : spellAscii(oneLine(text)), width);
  const classes = data.classes === undefined ? "" : `; classes ${shortened(data.classes)}`;
  const lines = [
    `${formatCount(data.instances)} instances; features ${shortened(data.features)}${classes}`,
    ...(data.standardisation === undefined ? [] : [`features standardised: ${standardisationText(data)}`]),
    ...(data.source === undefined ? [] : [`source: ${data.source}`]),
    networkLine(network),
    settingsLine(report),
  ];
  return [...folded(data.title).map((line) => paint.bold(line)), ...lines.flatMap(folded)].join("\n");
}

function networkLine(network: TrainingReport["network"]): string {
  const widths = [network.inputs, ...network.layers.map(({ units }) => units)].join("-");
  const names = network.layers.map(({ activation }) => activations[activation].title).join(", ");
  const weights = mlp(network).parameters.reduce((total, { shape }) => total + shape.reduce((a, b) => a * b, 1), 0);
  return `network ${widths}: ${names}; ${losses[network.loss].title}, ${network.reduction ?? "sum"} over the batch; ${formatCount(weights)} weights`;
}

function settingsLine({ optimiser, batch, seed, runs }: TrainingReport): string {
  const { rate, ...others } = optimiser.settings;
  const rest = Object.entries(others).map(([name, value]) => `, ${name} ${value}`);
  const [only] = runs.length === 1 ? runs : [];
  const method = only === undefined ? "" : `; gradients by ${only.method}`;
  return `${optimiser.name}: learning rate ${rate}${rest.join("")}; batch ${batch}; seed ${seed}${method}`;
}

const mostNamed = 6;

function shortened(names: readonly string[]): string {
  return `${names.slice(0, mostNamed).join(", ")}${names.length > mostNamed ? `, ... (${names.length})` : ""}`;
}

function standardisationText({ features, standardisation }: TrainingReport["data"]): string {
  return features
    .slice(0, mostNamed)
    .map((name, k) => {
      const [mean, deviation] = [standardisation?.mean[k], standardisation?.deviation[k]] as [number, number];
      return `${name} (mean ${formatNumber(mean, 4)}, deviation ${formatNumber(deviation, 4)})`;
    })
    .concat(features.length > mostNamed ? ["..."] : [])
    .join(", ");
}

function lossPlot({ history }: RunReport): Plot {
  const points = history.map(({ epoch, loss }) => ({ x: epoch, y: loss }));
  const losses = points.map(({ y }) => y);
  const [least, greatest] = [Math.min(...losses), Math.max(...losses)];
  return {
    name: "loss",
    title: "loss over the data set, after each epoch",
    x: { label: "epoch", scale: "linear" },
    y: { label: "loss", scale: least > 0 && greatest > 20 * least ? "log" : "linear" },
    series: [{ name: "loss", points }],
  };
}

/** The weights of all methods are the same, and so is their accuracy: several methods are told apart by what they cost. */
function resultTable(runs: readonly RunReport[], { data }: TrainingReport, options: TableOptions): string {
  const several = runs.length > 1;
  const accuracy = data.task === "classification" && !several;
  return labTable(
    {
      title: several ? "Every method, from the same first weights" : "Result",
      head: [
        "method",
        "loss",
        ...(accuracy ? ["accuracy"] : []),
        "evaluations",
        "operations",
        "seconds",
        ...(several ? ["weights differ by"] : []),
      ],
      rows: runs.map(({ method, history, evaluations, operations, seconds, difference }) => [
        method,
        formatNumber(history.at(-1)?.loss as number, 5),
        ...(accuracy ? [percent(history.at(-1)?.accuracy as number)] : []),
        evaluations,
        operations,
        seconds.toFixed(2),
        ...(several ? [difference === undefined ? "-" : formatNumber(difference, 2)] : []),
      ]),
    },
    options,
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function layerTable({ history }: RunReport, { network }: TrainingReport, options: TableOptions): string {
  const [first, last] = [history[1], history.at(-1)];
  return labTable(
    {
      title: "Layers: norm of the gradient in the first and last epoch; dead units give every instance the same",
      head: ["layer", "activation", "units", "first epoch", "last epoch", "dead units"],
      rows: network.layers.map(({ units, activation }, l) => [
        l + 1,
        activations[activation].title,
        units,
        normText(first?.gradientNorms[l]),
        normText(last?.gradientNorms[l]),
        last?.deadUnits[l] as number,
      ]),
    },
    options,
  );
}

function normText(norm: number | undefined): string {
  return norm === undefined ? "-" : formatNumber(norm, 4);
}

function endings({ runs }: TrainingReport, { paint, width }: TableOptions): string[] {
  const told = runs.map((run) => {
    if (!isDone(run)) return { method: run.method, message: run.refused, colour: paint.note };
    const { kind, message } = run.ending;
    return { method: run.method, message, colour: kind === "diverged" || kind === "no-derivative" ? paint.bad : paint.good };
  });
  const messages = new Map(told.map(({ message, colour }) => [message, colour]));
  return [...messages].flatMap(([message, colour]) => {
    const who = told.filter((one) => one.message === message).map(({ method }) => method);
    const text = runs.length === 1 ? message : `${who.join(", ")}: ${message}`;
    return fold(text, width).map((line) => colour(line));
  });
}

/** What a student may not notice in the tables. */
function remarks({ runs, network }: TrainingReport): string[] {
  const last = runs.find(isDone)?.history.at(-1);
  if (last === undefined || last.gradientNorms.length === 0) return [];
  const still = network.layers.flatMap((_, l) => (last.gradientNorms[l] === 0 ? [l + 1] : []));
  if (still.length === 0) return [];
  const layers = still.length === 1 ? `layer ${still[0]}: its` : `layers ${still.join(", ")}: their`;
  return [`In the last epoch no gradient reached ${layers} weights did not move.`];
}
