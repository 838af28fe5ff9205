// Section 1 as text: the notation on both drawn networks, what a designer chooses, the objective, a step, the gradient.

import type { Design } from "../../course/lecture/designer.js";
import type { Drawing } from "../../course/lecture/drawings.js";
import type { NetworksData } from "../../course/lecture/networks-section.js";
import { type LayerFacts, type NotationFacts, notationFigures } from "../../course/lecture/notation.js";
import { type Objective, objectiveFigures } from "../../course/lecture/objective.js";
import { type SgdStep, sgdFigures } from "../../course/lecture/sgd-step.js";
import type { WeightGradient } from "../../course/lecture/weight-gradient.js";
import { allDigits } from "../../verify/compare/digits.js";
import { type TableOptions, wrap } from "../comparison.js";
import { pictureOf } from "../graph/from-passes.js";
import { drawTerminal } from "../graph/terminal.js";
import { neuronsText } from "../network/terminal.js";
import { formatCount, formatNumber } from "../numbers.js";
import { matricesText } from "./matrices.js";
import { mark, paragraphs, table } from "./table.js";

export function networksText({ notation, drawings, design, objective, sgdStep, gradients }: NetworksData, options: TableOptions): string {
  return paragraphs(
    ...notation.flatMap((facts, i) => [notationText(facts, options), drawingText(drawings[i], i === 0 ? "layers" : "neurons", options)]),
    designText(design, options),
    objectiveText(objective, options),
    stepText(sgdStep, options),
    wrap('"SGD only needs the value of dl_n / dw_ij^(l) for every weight": the gradient in the shape of the weights.', options.width),
    ...gradients.map((gradient) => gradientText(gradient, options)),
  );
}

function notationText(facts: NotationFacts, options: TableOptions): string {
  const { network, widths, x, layers, weights, raised } = facts;
  const { paint, width } = options;
  const L = layers.length;
  const ok = (right: boolean) => mark(right, options);
  const row = (layer: LayerFacts): string[] => [
    `${layer.layer} ${layer.activation}`,
    `${layer.W.length} x ${layer.before.length} ${ok(layer.shapes && layer.connects)}`,
    `${list(layer.a)} ${ok(layer.product)}`,
    `${list(layer.h)} ${ok(layer.activated)}`,
  ];
  const moved = notationFigures(facts).every(({ right }) => right);
  return [
    wrap(
      `${paint.bold(`The network ${network}`)}: L = ${L} layers, d = ${widths.join(", ")}, ${weights} weights, no biases; h^(0) = x = ${entries(x)}`,
      width,
    ),
    table({ head: ["l, g^(l)", "W^(l)", "a^(l) = W^(l) h^(l-1)", "h^(l) = g^(l)(a^(l))"], rows: layers.map(row) }, options),
    wrap(
      `h^(${L}) is y-hat. w_ij leads from neuron j to neuron i: with w_${raised.i}${raised.j}^(1) raised by 1, a^(1) = ${entries(raised.before)} becomes ${entries(raised.after)}; a_${raised.i} alone moves, by h_${raised.j}^(0) = ${formatNumber(raised.input)} ${ok(moved)}`,
      width,
    ),
  ].join("\n");
}

/** Each network in one of the two views, so that both are seen; the picture has both networks as neurons. */
function drawingText(drawing: Drawing | undefined, view: "layers" | "neurons", options: TableOptions): string {
  if (drawing === undefined) return "";
  const { network, title, layers, neurons } = drawing;
  const say = {
    layers: `${network} as layers: a node is a vector or a matrix, its value above the arrow, the gradient of the loss below it.`,
    neurons: `${network} as neurons, the circles of the slide: values, and the derivative of the loss below each. trigrad lecture 1 --svg FILE draws both networks.`,
  };
  const drawn =
    view === "layers" ? drawTerminal(pictureOf(layers, title, { inputsWhereUsed: true }), options) : neuronsText(neurons, options);
  return `${wrap(say[view], options.width)}\n${drawn}`;
}

const list = (vector: readonly number[]) => vector.map((entry) => formatNumber(entry, 4)).join(", ");
const entries = (vector: readonly number[]) => `(${list(vector)})`;

function designText({ rows, randomSeed, x, y }: Design, options: TableOptions): string {
  const say = `A designer chooses the number of layers, the hidden widths, one activation for each layer, and the loss. Each choice changed alone; l at x = ${entries(x)}, y = ${list(y)} with weights drawn from seed ${randomSeed}:`;
  const drawn = table(
    {
      head: ["choice", "widths", "hidden", "loss", "weights", "l"],
      rows: rows.map(({ choice, widths, activations, loss, weights, value }) => [
        choice,
        widths.join("-"),
        activations.slice(0, -1).join(", "),
        loss === "squared" ? "squared error" : "cross entropy",
        String(weights),
        formatNumber(value, 4),
      ]),
    },
    options,
  );
  return `${wrap(say, options.width)}\n${drawn}`;
}

function objectiveText(objective: Objective, options: TableOptions): string {
  const { network, lossTitle, instances, sum, batch, mean } = objective;
  const [isSum = false, isMean = false] = objectiveFigures(objective).map(({ right }) => right);
  const drawn = table(
    {
      head: ["n", "x_n", "y_n", "f(x_n; theta)", "l_n"],
      rows: instances.map(({ x, y, output, loss }, n) => [
        String(n + 1),
        x.join(", "),
        y.join(", "),
        output.map((entry) => formatNumber(entry, 6)).join(", "),
        formatNumber(loss, 8),
      ]),
    },
    options,
  );
  return [
    wrap(
      `The objective E_D(theta) = sum_n l(f(x_n; theta), y_n): ${network}, ${lossTitle}, on the ${instances.length} instances of exclusive or.`,
      options.width,
    ),
    drawn,
    wrap(
      `Sum of the l_n: ${formatNumber(sum, 8)}. Loss of the batch in one program: ${formatNumber(batch, 8)} ${mark(isSum, options)}; as an option the mean: ${formatNumber(mean, 8)} ${mark(isMean, options)}`,
      options.width,
    ),
  ].join("\n");
}

function stepText(step: SgdStep, options: TableOptions): string {
  const { network, before, squaredNorm, steps } = step;
  const right = sgdFigures(step).every((figure) => figure.right);
  const drawn = table(
    {
      head: ["eta", "l_n after", "lower by", "eta ||gradient||^2", "E_D after"],
      rows: steps.map(({ eta, instance, objective }, i) => [
        String(eta),
        formatNumber(instance, 6),
        `${formatNumber(before.instance - instance, 3)}${i === 0 ? ` ${mark(right, options)}` : ""}`,
        formatNumber(eta * squaredNorm, 3),
        formatNumber(objective, 6),
      ]),
    },
    options,
  );
  return [
    wrap(
      `One step of SGD on one instance, W <- W - eta dl_n/dW for every W of ${network}, from l_n = ${formatNumber(before.instance, 6)} and E_D = ${formatNumber(before.objective, 6)}. A small step lowers l_n by eta ||gradient||^2, as the gradient promises; a large one need not, and what is good for one instance may be bad for the others:`,
      options.width,
    ),
    drawn,
  ].join("\n");
}

function gradientText(
  { network, lossTitle, loss, x, y, gradient, verdict, message, methods }: WeightGradient,
  options: TableOptions,
): string {
  const { paint, width } = options;
  const cost = table(
    {
      head: ["method", "digits right", "evaluations", "operations"],
      rows: methods.map(({ method, digits, evaluations, operations }) => [
        method,
        digits === undefined ? "-" : digits >= allDigits ? "all" : digits.toFixed(1),
        formatCount(evaluations),
        formatCount(operations),
      ]),
    },
    options,
  );
  return [
    wrap(`${paint.bold(network)}, ${lossTitle}, x = ${entries(x)}, y = ${entries(y)}: l_n = ${formatNumber(loss, 8)}`, width),
    matricesText(
      gradient.map((matrix, l) => ({ label: `dl/dW^(${l + 1})`, matrix })),
      width,
    ),
    cost,
    wrap(`${(verdict === "agree" ? paint.good : paint.bad)(verdict.toUpperCase())}: ${message}`, width),
  ].join("\n");
}
