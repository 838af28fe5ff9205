// How series look in an SVG: colours, dashes and shapes, so that no reader depends on one of them.

import { type SymbolType, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from "d3-shape";

/** Blue and orange first: every kind of colour blindness keeps them apart. After Okabe and Ito, darkened or lightened for contrast of 4.5 to 1. */
const colours = [
  { light: "#0b5cad", dark: "#6cb6ff" },
  { light: "#b34700", dark: "#ffa657" },
  { light: "#00735c", dark: "#56d4a8" },
  { light: "#99407f", dark: "#f0a6d8" },
  { light: "#3b3f47", dark: "#e3e6ea" },
  { light: "#7a6000", dark: "#e3c44f" },
];
const dashes = ["none", "7 3", "2 3", "10 3 2 3", "14 4", "4 2 1 2 1 2"];
const shapes: readonly SymbolType[] = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond, symbolCross, symbolStar, symbolWye];

/** Class of a series' colour. */
export function colourClass(series: number): string {
  return `trigrad-series-${series % colours.length}`;
}

/** Series that share a colour differ in their dash, and in their shape as well. */
export function dashOf(series: number): string {
  return dashes[(series + Math.floor(series / colours.length)) % dashes.length] as string;
}

export function shapeOf(series: number): SymbolType {
  return shapes[series % shapes.length] as SymbolType;
}

const sheet = {
  light: { paper: "#fdfdfb", text: "#1a1a1a", quiet: "#4a4f59", axis: "#5c6370", grid: "#e4e6ea" },
  dark: { paper: "#16181d", text: "#eceef1", quiet: "#b4bac4", axis: "#9aa1ad", grid: "#2e323a" },
};

function colouring(mode: "light" | "dark"): string {
  const { paper, text, quiet, axis, grid } = sheet[mode];
  return [
    `.trigrad-plot text{fill:${text}}`,
    `.trigrad-plot .trigrad-sheet{fill:${paper}}`,
    `.trigrad-plot .trigrad-quiet{fill:${quiet}}`,
    `.trigrad-plot .trigrad-grid{stroke:${grid}}`,
    `.trigrad-plot .trigrad-axis{stroke:${axis}}`,
    `.trigrad-plot .trigrad-guide{stroke:${quiet}}`,
    `.trigrad-plot .trigrad-word{fill:${quiet};stroke:${paper}}`,
    `.trigrad-plot .trigrad-mark,.trigrad-plot .trigrad-bar{stroke:${paper}}`,
    ...colours.map((colour, i) => {
      const own = `.trigrad-plot .trigrad-series-${i}`;
      return `${own} .trigrad-line{stroke:${colour[mode]}}\n${own} .trigrad-mark,${own} .trigrad-bar{fill:${colour[mode]}}`;
    }),
  ].join("\n");
}

/** Every rule is about things inside a plot, so that nothing else in a page changes. */
export const css = `.trigrad-plot text{font:13px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
.trigrad-plot .trigrad-title{font-size:15px;font-weight:600}
.trigrad-plot .trigrad-middle{text-anchor:middle}
.trigrad-plot .trigrad-end{text-anchor:end}
.trigrad-plot .trigrad-grid,.trigrad-plot .trigrad-axis{fill:none;stroke-width:1}
.trigrad-plot .trigrad-guide{fill:none;stroke-width:1.5;stroke-dasharray:1 4;stroke-linecap:round}
.trigrad-plot .trigrad-word{stroke-width:4;stroke-linejoin:round;paint-order:stroke}
.trigrad-plot .trigrad-line{fill:none;stroke-width:2;stroke-linejoin:round}
.trigrad-plot .trigrad-dots{stroke-width:3;stroke-linecap:round}
.trigrad-plot .trigrad-mark{stroke-width:1}
.trigrad-plot .trigrad-bar{stroke-width:1}
${colouring("light")}
@media(prefers-color-scheme:dark){
${colouring("dark")}
}`;
