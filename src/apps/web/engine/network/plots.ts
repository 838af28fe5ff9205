// The curves of a training run as SVG.

import type { Plot } from "../../../../course/labs/plot.js";
import type { DataSet } from "../../../../course/networks/data/data-set.js";
import type { TrainingState } from "../../../../course/networks/training/index.js";
import { plotSvg } from "../../../../views/plots/svg.js";

type History = TrainingState["history"];

/** More epochs than the plot has columns of pixels look the same. */
const mostPoints = 600;

function thinned(history: History): History {
  const every = Math.ceil(history.length / mostPoints);
  return history.filter((_, i) => i % every === 0 || i === history.length - 1);
}

export function lossPlot(history: History): string {
  const points = thinned(history).map(({ epoch, loss }) => ({ x: epoch, y: loss }));
  const losses = points.map(({ y }) => y);
  const [least, greatest] = [Math.min(...losses), Math.max(...losses)];
  return plotSvg({
    name: "loss",
    title: "Loss over the data set, after each epoch",
    x: { label: "epoch", scale: "linear" },
    y: { label: "loss", scale: least > 0 && greatest > 20 * least ? "log" : "linear" },
    series: [{ name: "loss", points, ...mark(points) }],
  });
}

/** The norm of each layer's gradient over the epochs. */
export function normPlot(history: History): string {
  const trained = thinned(history.filter(({ gradientNorms }) => gradientNorms.length > 0));
  const layers = trained[0]?.gradientNorms.length ?? 0;
  const all = trained.flatMap(({ gradientNorms }) => gradientNorms);
  const scale = all.length > 0 && all.every((norm) => norm > 0) ? "log" : "linear";
  return plotSvg({
    name: "gradient-norms",
    title: "Norm of the gradient by layer, in each epoch",
    x: { label: "epoch", scale: "linear" },
    y: { label: "norm of dl/dW", scale },
    series: Array.from({ length: layers }, (_, l) => {
      const points = trained.map(({ epoch, gradientNorms }) => ({ x: epoch, y: gradientNorms[l] as number }));
      return { name: `layer ${l + 1}`, points, ...mark(points) };
    }),
  });
}

/** What the network has learnt of a function of one variable. */
export function curvePlot(curve: readonly { readonly x: number; readonly y: number }[], data: DataSet): string {
  return plotSvg({
    name: "curve",
    title: "What the network says, and the data",
    x: { label: data.features[0] ?? "x", scale: "linear" },
    y: { label: "y", scale: "linear" },
    series: [
      { name: "network", points: curve },
      { name: "data", points: data.inputs.map(([x = 0], i) => ({ x, y: [data.targets[i] ?? 0].flat()[0] as number })), mark: "points" },
    ],
  });
}

/** A line needs two points. */
function mark(points: readonly unknown[]): Pick<Plot["series"][number], "mark"> {
  return points.length < 2 ? { mark: "points" } : {};
}
