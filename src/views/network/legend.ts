// What thickness, colour and place of the numbers mean, in lines that fit the picture.

import { columns } from "../graph/canvas.js";
import { round } from "../xml.js";
import type { PlacedEdge } from "./layout.js";

export interface LegendItem {
  /** from the left edge of the legend */
  readonly x: number;
  readonly isSample: boolean;
  readonly markup: (x: number, y: number) => string;
}

interface Entry {
  readonly sample?: string;
  readonly text: string;
}

const sampleWidth = 34;
const between = 26;

/** @param width room of a line, in pixels, and of a letter */
export function legendLines(edges: readonly PlacedEdge[], width: number, letterWidth: number): readonly (readonly LegendItem[])[] {
  const lines: LegendItem[][] = [[]];
  let x = 0;
  for (const { sample, text } of entriesFor(edges)) {
    const own = (sample === undefined ? 0 : sampleWidth) + columns(text) * letterWidth;
    const isFirstSample = sample !== undefined && lines.at(-1)?.some((item) => !item.isSample);
    if (x > 0 && (isFirstSample || x + own > width)) {
      lines.push([]);
      x = 0;
    }
    lines.at(-1)?.push({ x, isSample: sample !== undefined, markup: (left, y) => drawItem(left, y, text, sample) });
    x += own + between;
  }
  return lines;
}

function entriesFor(edges: readonly PlacedEdge[]): readonly Entry[] {
  const labelled = edges.some(({ label }) => label !== undefined);
  const has = (test: (gradient: number) => boolean) => edges.some(({ weight }) => test(weight.adjoint));
  return [
    { text: "in a circle h, above it a, below it the gradients" },
    { text: labelled ? "on an edge w, below it ∂ℓ/∂w" : "point at an edge for w and ∂ℓ/∂w" },
    { text: "the thicker, the larger |w|" },
    ...(has((gradient) => gradient > 0) ? [{ sample: "trigrad-rises", text: "∂ℓ/∂w > 0: descent lowers w" }] : []),
    ...(has((gradient) => gradient < 0) ? [{ sample: "trigrad-falls", text: "∂ℓ/∂w < 0: descent raises w" }] : []),
    ...(has((gradient) => gradient === 0) ? [{ sample: "trigrad-still", text: "∂ℓ/∂w = 0: w stays" }] : []),
  ];
}

function drawItem(x: number, y: number, text: string, sample: string | undefined): string {
  const line =
    sample === undefined
      ? ""
      : `<path class="trigrad-edge ${sample}" stroke-width="3" d="M${round(x)} ${round(y - 4)}h${sampleWidth - 8}"/>`;
  const words = text.replace(/[<>]/g, (sign) => (sign === "<" ? "&#60;" : "&#62;"));
  return `${line}<text class="trigrad-quiet trigrad-start" x="${round(x + (sample === undefined ? 0 : sampleWidth))}" y="${round(y)}">${words}</text>`;
}
