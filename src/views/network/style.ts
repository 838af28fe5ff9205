// Colours of the neuron view, light and dark; blue and orange, with a dash besides, so that no reader depends on the colour.

const palettes = {
  light: { paper: "#fdfdfb", text: "#1a1a1a", quiet: "#4a4f59", line: "#5c6370", body: "#ffffff", input: "#eef1f5", edge: "#30343c" },
  dark: { paper: "#16181d", text: "#eceef1", quiet: "#b4bac4", line: "#9aa1ad", body: "#22262e", input: "#2a303a", edge: "#c3c8d0" },
} as const;

const meanings = {
  light: { value: "#0b5cad", gradient: "#a84300", rises: "#2b7bd0", falls: "#d97a1f", still: "#a9aeb8" },
  dark: { value: "#6cb6ff", gradient: "#ffa657", rises: "#4d94dd", falls: "#d98a3d", still: "#5b626e" },
} as const;

function colouring(mode: "light" | "dark"): string {
  const { paper, text, quiet, line, body, input, edge } = palettes[mode];
  const { value, gradient, rises, falls, still } = meanings[mode];
  const own = (selector: string) =>
    selector
      .split(",")
      .map((part) => `.trigrad-network ${part}`)
      .join(",");
  return [
    `${own("text")}{fill:${text}}`,
    `${own(".trigrad-sheet,.trigrad-plate")}{fill:${paper}}`,
    `${own(".trigrad-quiet")}{fill:${quiet}}`,
    `${own(".trigrad-value")}{fill:${value}}`,
    `${own(".trigrad-gradient")}{fill:${gradient}}`,
    `${own(".trigrad-halo")}{stroke:${paper}}`,
    `${own(".trigrad-body")}{fill:${body};stroke:${edge}}`,
    `${own(".trigrad-input .trigrad-body")}{fill:${input};stroke:${line}}`,
    `${own(".trigrad-arrow")}{stroke:${line}}`,
    `${own(".trigrad-head")}{fill:${line}}`,
    `${own(".trigrad-rises")}{stroke:${rises}}`,
    `${own(".trigrad-falls")}{stroke:${falls}}`,
    `${own(".trigrad-still")}{stroke:${still}}`,
  ].join("\n");
}

/** Every rule is about things inside the picture, so that nothing else in a page changes. */
export const css = `.trigrad-network text{font:11px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;text-anchor:middle}
.trigrad-network .trigrad-start{text-anchor:start}
.trigrad-network .trigrad-title{font-size:15px;font-weight:600;text-anchor:start}
.trigrad-network .trigrad-heading{font-size:14px;font-weight:600}
.trigrad-network .trigrad-name{font-size:10px;font-style:italic}
.trigrad-network .trigrad-strong{font-size:12px;font-weight:700}
.trigrad-network .trigrad-weight{font-weight:700}
.trigrad-network .trigrad-halo{stroke-width:4;stroke-linejoin:round;paint-order:stroke}
.trigrad-network .trigrad-body{stroke-width:1.5}
.trigrad-network .trigrad-arrow{fill:none;stroke-width:1.5}
.trigrad-network .trigrad-edge{fill:none}
.trigrad-network .trigrad-falls{stroke-dasharray:6 3}
.trigrad-network .trigrad-hit{fill:none;stroke:transparent;stroke-width:9}
${colouring("light")}
@media(prefers-color-scheme:dark){
${colouring("dark")}
}`;
