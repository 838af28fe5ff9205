// The neuron view as a standalone SVG: the slides' circles and edges, with values and gradients on them.

import { losses } from "../../course/networks/losses.js";
import type { Both, NetworkValues } from "../../course/networks/network-values.js";
import { layerFormulas, symbol } from "../../course/networks/notation.js";
import { clip, columns } from "../graph/canvas.js";
import { formatNumber } from "../numbers.js";
import { scriptMarkup } from "../scripts.js";
import { formatValue } from "../values.js";
import { escapeXml, round } from "../xml.js";
import { layoutNeurons, type NeuronLayout, type NeuronStyle, type Place, type PlacedEdge, type PlacedNeuron } from "./layout.js";
import { legendLines } from "./legend.js";
import { css } from "./style.js";
import { edgeWords, networkWords, neuronWords } from "./words.js";

const radius = 30;
const lineHeight = 13;
const letterWidth = 6.7;
const margin = 16;
const headingHeight = 94;

/**
 * Standalone SVG text; nothing in it has an id, so that several may stand in one page. Each neuron's group carries `data-neuron` with
 * layer and position, each edge's `data-edge` with layer, i and j as in w_ij.
 * @throws {TooManyLayers}
 * @example
 * import { networkValues } from "../../course/networks/network-values.js";
 * import { oneOutput } from "../../course/lecture/networks.js";
 * drawNeuronsSvg(networkValues(oneOutput), "2-3-2-1").startsWith("<svg")   // true
 */
export function drawNeuronsSvg(values: NetworkValues, title: string): string {
  const layout = layoutNeurons(values, styleOf(values));
  const width = Math.ceil(layout.width);
  const legend = legendLines(layout.edges, width - 2 * margin, letterWidth);
  const top = layout.top - headingHeight - margin;
  const height = Math.ceil(layout.bottom - top + 20 + legend.length * 18 + margin);
  const name = escapeXml(title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="trigrad-network" role="img" aria-label="${name}" viewBox="0 ${round(top)} ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${name}</title>`,
    `<desc>${escapeXml(networkWords(values, layout))}</desc>`,
    `<style>${css}</style>`,
    `<rect class="trigrad-sheet" x="0" y="${round(top)}" width="${width}" height="${height}"/>`,
    text("trigrad-title", { x: margin, y: top + margin + 12 }, escapeXml(clip(title, (width - 2 * margin) / 9.2, "…"))),
    ...headings(values, layout),
    ...edgesOf(layout.edges),
    ...lossOf(values, layout),
    ...layout.edges.flatMap(labelOf),
    ...layout.ellipses.map(({ x, y, hidden }) => text("trigrad-quiet", { x, y }, `⋮ ${hidden} more`)),
    ...layout.neurons.map(drawNeuron),
    ...legend.map((items, i) => items.map(({ x, markup }) => markup(margin + x, layout.bottom + 20 + 18 * i)).join("")),
    "</svg>",
  ].join("\n");
}

function styleOf({ spec, layers, y }: NetworkValues): NeuronStyle {
  const withBias = layers.some(({ bias }) => bias !== undefined);
  const formulas = spec.layers.flatMap((layer, l) => layerFormulas(layer, l + 1, layers[l]?.bias !== undefined));
  const halfLoss = Math.max(60, (columns(losses[spec.loss].definition) * letterWidth) / 2);
  const halfLast = Math.max(...formulas.slice(-2).map((formula) => (columns(formula) * letterWidth) / 2));
  return {
    radius,
    above: 6 + lineHeight * (withBias ? 2 : 1),
    below: 6 + lineHeight * (withBias ? 3 : 2),
    labelWidth: 52,
    labelHeight: 29,
    left: margin + radius + 24,
    toLoss: Math.max(170, halfLoss + halfLast + 12),
    right: Math.max(halfLoss, columns(targetText(y)) * letterWidth - 30) + margin,
  };
}

function text(classes: string, { x, y }: Place, markup: string): string {
  return `<text class="${classes}" x="${round(x)}" y="${round(y)}">${markup}</text>`;
}

/** The lecture's letters above each column, and its formulas. */
function headings({ spec, layers }: NetworkValues, { top, columns: xs }: NeuronLayout): string[] {
  const inputs = { heading: `${symbol("h", 0)} = x`, lines: [count(spec.inputs)] };
  const ofLayers = spec.layers.map((layer, l) => ({
    heading: `${symbol("a", l + 1)}, ${symbol("h", l + 1)}${l === spec.layers.length - 1 ? " = ŷ" : ""}`,
    lines: layerFormulas(layer, l + 1, layers[l]?.bias !== undefined),
  }));
  const loss = { heading: "ℓ", lines: [losses[spec.loss].title, losses[spec.loss].definition] };
  const y = top - headingHeight + 44;
  return [inputs, ...ofLayers, loss].flatMap(({ heading, lines }, column) => {
    const x = xs[column] as number;
    return [
      text("trigrad-heading", { x, y }, scriptMarkup(heading)),
      ...lines.map((line, i) => text("trigrad-quiet", { x, y: y + 18 + 14 * i }, scriptMarkup(line))),
    ];
  });
}

function count(inputs: number): string {
  return inputs === 1 ? "1 input" : `${inputs} inputs`;
}

/** Thickness by |w| against the largest weight, colour and dash by the sign of the gradient. */
function edgesOf(edges: readonly PlacedEdge[]): string[] {
  const largest = Math.max(Number.MIN_VALUE, ...edges.map(({ weight }) => Math.abs(weight.value)));
  return edges.map((edge) => {
    const { layer, i, j, weight, from, to } = edge;
    const path = `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`;
    const thickness = round(1 + 4 * (Math.abs(weight.value) / largest));
    return (
      `<g data-edge="${layer}:${i}:${j}"><title>${escapeXml(edgeWords(edge))}</title>` +
      `<path class="trigrad-edge ${signClass(weight.adjoint)}" stroke-width="${thickness}" d="${path}"/><path class="trigrad-hit" d="${path}"/></g>`
    );
  });
}

function signClass(gradient: number): string {
  return gradient > 0 ? "trigrad-rises" : gradient < 0 ? "trigrad-falls" : "trigrad-still";
}

/** The weight above its gradient, on a plate that interrupts the edge. */
function labelOf({ weight, label }: PlacedEdge): string[] {
  if (label === undefined) return [];
  const [above, below] = [formatNumber(weight.value, 3), formatNumber(weight.adjoint, 3)];
  const width = Math.max(above.length, below.length) * letterWidth + 4;
  return [
    `<rect class="trigrad-plate" x="${round(label.x - width / 2)}" y="${round(label.y - 14)}" width="${round(width)}" height="28" rx="3"/>` +
      text("trigrad-value trigrad-weight", { x: label.x, y: label.y - 3 }, above) +
      text("trigrad-gradient", { x: label.x, y: label.y + 10 }, below),
  ];
}

/** The activation in the circle, the pre-activation above it, the gradients below. */
function drawNeuron(neuron: PlacedNeuron): string {
  const { layer, neuron: i, x, y, h, a, b } = neuron;
  const letter = layer === 0 ? "x" : "h";
  const above = [...(b === undefined ? [] : [`b ${short(b.value)}`]), ...(a === undefined ? [] : [`a ${short(a.value)}`])];
  const below = [
    gradientText(letter, h),
    ...(a === undefined ? [] : [gradientText("a", a)]),
    ...(b === undefined ? [] : [gradientText("b", b)]),
  ];
  return [
    `<g class="trigrad-neuron${layer === 0 ? " trigrad-input" : ""}" data-neuron="${layer}:${i}"><title>${escapeXml(neuronWords(neuron))}</title>`,
    `<circle class="trigrad-body" cx="${round(x)}" cy="${round(y)}" r="${radius}"/>`,
    text("trigrad-name trigrad-quiet", { x, y: y - 9 }, scriptMarkup(symbol(letter, undefined, i))),
    fitted("trigrad-value trigrad-strong", { x, y: y + 7 }, short(h.value)),
    ...above.map((line, k) => text("trigrad-value trigrad-halo", { x, y: y - radius - 6 - lineHeight * (above.length - 1 - k) }, line)),
    ...below.map((line, k) => text("trigrad-gradient trigrad-halo", { x, y: y + radius + 14 + lineHeight * k }, line)),
    "</g>",
  ].join("");
}

function short(x: number): string {
  return formatNumber(x, 4);
}

function gradientText(letter: string, { adjoint }: Both<number>): string {
  return `∂ℓ/∂${letter} ${short(adjoint)}`;
}

/** A number that is too wide for its circle is pressed together. */
function fitted(classes: string, { x, y }: Place, number: string): string {
  const room = 2 * radius - 6;
  const squeeze = number.length * 7.3 > room ? ` textLength="${room}" lengthAdjust="spacingAndGlyphs"` : "";
  return `<text class="${classes}" x="${round(x)}" y="${round(y)}"${squeeze}>${number}</text>`;
}

function targetText(y: readonly number[]): string {
  return `target y = ${formatValue([...y], { room: 24 })}`;
}

function lossOf({ loss, y, spec }: NetworkValues, { neurons, loss: place }: NeuronLayout): string[] {
  const outputs = neurons.filter(({ layer }) => layer === spec.layers.length);
  const number = short(loss);
  const half = Math.max(30, (number.length * 7.3) / 2 + 10);
  const tip = { x: place.x - half, y: place.y };
  const arrows = outputs.map(
    (output) => `<path class="trigrad-arrow" d="M${round(output.x + radius)} ${round(output.y)}L${round(tip.x - 7)} ${round(tip.y)}"/>`,
  );
  return [
    ...arrows,
    `<path class="trigrad-head" d="M${round(tip.x)} ${round(tip.y)}l-9 -4.5v9z"/>`,
    `<g data-loss="loss"><rect class="trigrad-body" x="${round(place.x - half)}" y="${round(place.y - 24)}" width="${round(2 * half)}" height="48" rx="8"/>` +
      text("trigrad-name trigrad-quiet", { x: place.x, y: place.y - 9 }, "ℓ") +
      text("trigrad-value trigrad-strong", { x: place.x, y: place.y + 7 }, number) +
      text("trigrad-gradient", { x: place.x, y: place.y + 39 }, "∂ℓ/∂ℓ 1") +
      // To the right of where the arrows come from.
      `${text("trigrad-quiet trigrad-start", { x: place.x - half, y: place.y + 54 }, escapeXml(targetText(y)))}</g>`,
  ];
}
