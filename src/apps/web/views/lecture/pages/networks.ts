// Section 1: the two drawn networks, what a designer chooses, the objective, a step of SGD, the gradient.

import type { Design } from "../../../../../course/lecture/designer.js";
import type { NetworksData } from "../../../../../course/lecture/networks-section.js";
import type { NotationFacts } from "../../../../../course/lecture/notation.js";
import { type Objective, objectiveFigures } from "../../../../../course/lecture/objective.js";
import { type SgdStep, sgdFigures } from "../../../../../course/lecture/sgd-step.js";
import type { WeightGradient } from "../../../../../course/lecture/weight-gradient.js";
import { matricesText } from "../../../../../views/lecture/matrices.js";
import { drawNeuronsSvg } from "../../../../../views/network/svg.js";
import { formatCount, formatNumber } from "../../../../../views/numbers.js";
import { type Block, entries, heading, links, table, text } from "../page.js";

/** Columns of a line of matrices. */
const room = 66;

export function networksPage({ notation, drawings, design, objective, sgdStep, gradients }: NetworksData): readonly Block[] {
  return [
    ...notation.flatMap((facts, i) => {
      const drawing = drawings[i];
      const picture =
        drawing === undefined
          ? []
          : [{ kind: "picture", title: drawing.title, svg: drawNeuronsSvg(drawing.neurons, drawing.title) } as const];
      return [
        ...notationBlocks(facts),
        ...picture,
        links({ text: `Train ${facts.network}`, view: "network", entries: { set: facts.network } }),
      ];
    }),
    ...designBlocks(design),
    ...objectiveBlocks(objective),
    ...stepBlocks(sgdStep),
    heading("The gradient in the shape of the weights"),
    text('"SGD only needs the value of dl_n / dw_ij^(l) for every weight."'),
    ...gradients.flatMap(gradientBlocks),
  ];
}

function notationBlocks({ network, widths, x, layers, weights, raised }: NotationFacts): readonly Block[] {
  const others = raised.before.every((a, k) => k === raised.i - 1 || a === raised.after[k]);
  return [
    heading(`The network ${network}`),
    text(`L = ${layers.length} layers, d = ${widths.join(", ")}, ${weights} weights, no biases; h^(0) = x = (${entries(x)}).`),
    table(
      "Layer by layer",
      ["l", "g^(l)", "W^(l)", "a^(l) = W^(l) h^(l-1)", "h^(l) = g^(l)(a^(l))"],
      layers.map(({ layer, activation, W, before, a, h, shapes, connects, product, activated }) => [
        String(layer),
        activation,
        { text: `${W.length} x ${before.length}`, right: shapes && connects },
        { text: entries(a), right: product },
        { text: entries(h), right: activated },
      ]),
    ),
    text(
      `w_ij leads from neuron j to neuron i: with w_${raised.i}${raised.j}^(1) raised by 1, a^(1) = (${entries(raised.before)}) becomes (${entries(raised.after)}): ` +
        `${others ? "" : "not "}a_${raised.i} alone moves, by h_${raised.j}^(0) = ${formatNumber(raised.input)}.`,
    ),
  ];
}

function designBlocks({ rows, randomSeed, x, y }: Design): readonly Block[] {
  return [
    heading("What a designer chooses"),
    text("The number of layers, the hidden widths, one activation for each layer, and the loss."),
    table(
      `Each choice changed alone; l at x = (${entries(x)}), y = ${entries(y)} with weights drawn from seed ${randomSeed}`,
      ["choice", "widths", "hidden", "loss", "weights", "l"],
      rows.map(({ choice, widths, activations, loss, weights, value }) => [
        choice,
        widths.join("-"),
        activations.slice(0, -1).join(", "),
        loss === "squared" ? "squared error" : "cross entropy",
        String(weights),
        formatNumber(value, 4),
      ]),
    ),
  ];
}

function objectiveBlocks(objective: Objective): readonly Block[] {
  const { network, lossTitle, instances, sum, batch, mean } = objective;
  const [isSum = false, isMean = false] = objectiveFigures(objective).map(({ right }) => right);
  return [
    heading("The objective"),
    text(`E_D(theta) = sum_n l(f(x_n; theta), y_n): ${network}, ${lossTitle}, on the ${instances.length} instances of exclusive or.`),
    table(
      "One loss for each instance",
      ["n", "x_n", "y_n", "f(x_n; theta)", "l_n"],
      instances.map(({ x, y, output, loss }, n) => [String(n + 1), entries(x), entries(y), entries(output, 6), formatNumber(loss, 8)]),
    ),
    table(
      "The same number",
      ["what", "is"],
      [
        ["sum of the l_n", formatNumber(sum, 8)],
        ["loss of the batch in one program", { text: formatNumber(batch, 8), right: isSum }],
        ["as an option, the mean", { text: formatNumber(mean, 8), right: isMean }],
      ],
    ),
    links({ text: "Train a network on exclusive or", view: "network", entries: { set: "xor" } }),
  ];
}

function stepBlocks(step: SgdStep): readonly Block[] {
  const { network, before, squaredNorm, steps } = step;
  const right = sgdFigures(step).every((figure) => figure.right);
  return [
    heading("One step of SGD"),
    text(
      `W <- W - eta dl_n/dW for every W of ${network}, from l_n = ${formatNumber(before.instance, 6)} and E_D = ${formatNumber(before.objective, 6)}. A small step lowers l_n by ` +
        "eta ||gradient||^2, as the gradient promises; a large one need not, and what is good for one instance may be bad for the others.",
    ),
    table(
      "After the step",
      ["eta", "l_n", "lower by", "eta ||gradient||^2", "E_D"],
      steps.map(({ eta, instance, objective }, i) => {
        const lower = formatNumber(before.instance - instance, 3);
        return [
          String(eta),
          formatNumber(instance, 6),
          i === 0 ? { text: lower, right } : lower,
          formatNumber(eta * squaredNorm, 3),
          formatNumber(objective, 6),
        ];
      }),
    ),
  ];
}

function gradientBlocks({ network, lossTitle, loss, x, y, gradient, verdict, message, methods }: WeightGradient): readonly Block[] {
  return [
    text(`${network}, ${lossTitle}, x = (${entries(x)}), y = (${entries(y)}): l_n = ${formatNumber(loss, 8)}.`),
    {
      kind: "code",
      text: matricesText(
        gradient.map((matrix, l) => ({ label: `dl/dW^(${l + 1})`, matrix })),
        room,
      ),
    },
    table(
      `${verdict === "agree" ? "Agree" : verdict}: ${message}`,
      ["method", "digits right", "evaluations", "operations"],
      methods.map(({ method, digits, evaluations, operations }) => [
        method,
        digits === undefined ? "-" : digits.toFixed(1),
        formatCount(evaluations),
        formatCount(operations),
      ]),
    ),
  ];
}
