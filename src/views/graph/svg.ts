/** A computation graph as a standalone SVG: circles, a lane with value above and gradient below, arrows with heads. */
import { scriptMarkup } from "../scripts.js";
import { escapeXml, round } from "../xml.js";
import { clip, columns } from "./canvas.js";
import { layoutGraph } from "./layout.js";
import { type GraphPicture, laneTexts, type PictureNode } from "./picture.js";
import type { Lane, LayoutStyle, PlacedArrow, PlacedNode, Point } from "./placed.js";
import { css } from "./svg-style.js";

export interface SvgOptions {
  /** Ids of nodes to emphasise, such as the one that a step computes. */
  readonly highlight?: readonly number[];
}

const radius = 20;
const textWidth = 8;
const portGap = 13;
const margin = 16;
const outArrow = 14;
const longestText = 26;
const lineHeight = 15;
/** between a lane and the far edge of the first line of its texts, less the line itself */
const textGap = 6;
/** A screen reader gets each node in words up to this many. */
const describedNodes = 60;

/**
 * Standalone SVG text; nothing in it has an id, so that several may stand in one page. Each node's group carries
 * `data-node`, each arrow `data-from`, `data-to` and `data-operand`.
 * @throws {TooLargeToDraw} beyond `drawingLimit`
 * @throws {InvalidPicture} the nodes are not in evaluation order
 * @example
 * const picture = { title: "x", output: 0, nodes: [{ id: 0, label: "x", kind: "input", operands: [], value: "2", adjoint: "1" }] } as const;
 * drawSvg(picture).startsWith("<svg")   // true
 */
export function drawSvg(picture: GraphPicture, { highlight = [] }: SvgOptions = {}): string {
  const layout = layoutGraph(picture, svgStyle(picture));
  const width = Math.ceil(layout.width + outArrow + 2 * margin);
  const height = Math.ceil(layout.height + 2 * margin);
  const emphasised = new Set(highlight);
  const bodies = new Map(layout.nodes.map((placed) => [placed.node.id, placed]));
  const title = escapeXml(picture.title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="trigrad-graph" role="img" aria-label="${title}" viewBox="${-margin} ${-margin} ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${title}</title>`,
    `<desc>${escapeXml(describe(picture))}</desc>`,
    `<style>${css}</style>`,
    `<rect class="trigrad-sheet" x="${-margin}" y="${-margin}" width="${width}" height="${height}"/>`,
    ...layout.arrows.map((arrow) => drawArrow(arrow, bodies.get(arrow.to) as PlacedNode)),
    ...layout.lanes.map((lane) => drawLane(lane, lane.node.id === picture.output)),
    ...layout.nodes.map((placed) => drawNode(placed, emphasised.has(placed.node.id))),
    "</svg>",
  ].join("\n");
}

function svgStyle(picture: GraphPicture): LayoutStyle {
  const bodyHeight = (node: PictureNode): number => Math.max(2 * radius, (node.operands.length + 1) * portGap);
  return {
    bodyHeight,
    bodyWidth: (node) =>
      Math.max(2 * radius, columns(shortened(node.label)) * (textWidth + 1.2) + 18, columns(shortened(node.name ?? "")) * textWidth),
    // The name stands above the body; the same space below keeps the lane in the middle.
    height: (node) => Math.max(bodyHeight(node) + (node.name === undefined ? 4 : 40), 2 * (textGap + lineHeight * rowsOf(node))),
    laneWidth,
    passageHeight: 8,
    portGap: () => portGap,
    // Tall drawings have steep arrows, which a wider gap tells apart.
    layerGap: Math.min(110, 34 + picture.nodes.length),
    slotGap: 16,
  };
}

function laneWidth(node: PictureNode): number {
  const { above, below } = laneTexts(node);
  const widest = Math.max(3, ...[...above, ...below].map((text) => columns(shortened(text))));
  return 14 + textWidth * widest + (node.matrix === undefined ? 0 : 8);
}

/** Spaces that keep the columns of a matrix aligned must not be trimmed. */
function unbroken(row: string): string {
  return row.replaceAll(" ", "\u{a0}");
}

function rowsOf(node: PictureNode): number {
  return node.matrix?.value.length ?? 1;
}

function drawArrow({ from, to, operand, points }: PlacedArrow, target: PlacedNode): string {
  const end = points.at(-1) as Point;
  const tip = { x: end.x + inset(target, end.y - target.y), y: end.y };
  // The line stops inside the head, whose point would otherwise be blunt.
  const line = curve([...points, { x: tip.x - 6, y: tip.y }]);
  return (
    `<g data-from="${from}" data-to="${to}" data-operand="${operand}"><path class="trigrad-arrow" d="${line}"/>` +
    `<path class="trigrad-head" d="${head(tip)}"/></g>`
  );
}

function drawLane({ node, x1, x2, y }: Lane, isOutput: boolean): string {
  const end = isOutput ? x2 + outArrow : x2;
  // Texts belong to the node, so they stay near it where the column is wider.
  const middle = x1 + laneWidth(node) / 2;
  const { above, below } = laneTexts(node);
  const spaced = node.matrix === undefined ? (row: string) => row : unbroken;
  const texts = [
    ...above.map((row, i) => laneText("value", middle, y - 6 - lineHeight * (above.length - 1 - i), spaced(row))),
    ...below.map((row, i) => laneText("gradient", middle, y + 16 + lineHeight * i, spaced(row))),
  ];
  if (node.matrix !== undefined)
    texts.push(brackets(middle, y - 3, above, -1), below.length === 0 ? "" : brackets(middle, y + 4, below, 1));
  const line = `<path class="trigrad-arrow" d="M${round(x1)} ${round(y)}H${round(isOutput ? end - 6 : end)}"/>`;
  const tip = isOutput ? `<path class="trigrad-head" d="${head({ x: end, y })}"/>` : "";
  return `<g data-lane="${node.id}">${line}${tip}${texts.join("")}</g>`;
}

function laneText(kind: "value" | "gradient", x: number, y: number, text: string): string {
  return `<text class="trigrad-${kind}" x="${round(x)}" y="${round(y)}">${shortText(text)}</text>`;
}

/** Around the rows of a matrix, upwards or downwards from a height. */
function brackets(middle: number, y: number, rows: readonly string[], direction: -1 | 1): string {
  const half = (textWidth * Math.max(...rows.map((row) => columns(shortened(row))))) / 2 + 5;
  const height = direction * lineHeight * rows.length;
  const side = (x: number, inwards: number) => `M${round(x + inwards)} ${round(y)}h${-inwards}v${round(height)}h${inwards}`;
  return `<path class="trigrad-bracket" d="${side(middle - half, 4)}${side(middle + half, -4)}"/>`;
}

function drawNode({ node, x, y, width, height }: PlacedNode, isHighlighted: boolean): string {
  const classes = `trigrad-node trigrad-${node.kind}${isHighlighted ? " trigrad-highlight" : ""}`;
  const box = `x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${radius}"`;
  const name =
    node.name === undefined
      ? ""
      : `<text class="trigrad-name" x="${round(x)}" y="${round(y - height / 2 - 5)}">${shortText(node.name)}</text>`;
  return (
    `<g class="${classes}" data-node="${node.id}"><rect class="trigrad-body" ${box}/>` +
    `<text class="trigrad-label" x="${round(x)}" y="${round(y + 5)}">${shortText(node.label)}</text>${name}</g>`
  );
}

/** How far the rounded side of a body stands back at a height. */
function inset({ height }: PlacedNode, offset: number): number {
  const intoCorner = Math.max(0, Math.abs(offset) - (height / 2 - radius));
  return radius - Math.sqrt(Math.max(0, radius ** 2 - intoCorner ** 2));
}

/** Smooth, level at each given point. */
function curve(points: readonly Point[]): string {
  let path = "";
  let before: Point | undefined;
  for (const point of points) {
    const { x, y } = point;
    if (before === undefined) path = `M${round(x)} ${round(y)}`;
    else if (Math.abs(before.y - y) < 0.05) path += `H${round(x)}`;
    else {
      const middle = round((before.x + x) / 2);
      path += `C${middle} ${round(before.y)} ${middle} ${round(y)} ${round(x)} ${round(y)}`;
    }
    before = point;
  }
  return path;
}

function head(tip: Point): string {
  return `M${round(tip.x)} ${round(tip.y)}l-9 -4.5v9z`;
}

function describe(picture: GraphPicture): string {
  const intro = `Computation graph with ${picture.nodes.length} nodes, values above and gradients below the arrows.`;
  if (picture.nodes.length > describedNodes) return intro;
  const byId = new Map(picture.nodes.map((node) => [node.id, node]));
  const called = (node: PictureNode | undefined): string =>
    node?.name ?? (node?.kind === "operation" ? `node ${node.id}` : (node?.label ?? ""));
  const sentences = picture.nodes.map((node) => {
    const of = node.operands.map((id) => called(byId.get(id))).join(", ");
    const operation = node.kind === "operation" ? ` is ${node.label}${of === "" ? "" : ` of ${of}`},` : "";
    const gradient = node.adjoint === undefined ? "" : `, gradient ${inWords(node.adjoint, node.matrix?.adjoint)}`;
    return `${called(node)}${operation} value ${inWords(node.value, node.matrix?.value)}${gradient}.`;
  });
  return [intro, ...sentences].join(" ");
}

function inWords(line: string, rows: readonly string[] | undefined): string {
  return rows === undefined ? line : `${line} [${rows.map((row) => row.trim().replaceAll(/ +/g, ", ")).join("; ")}]`;
}

function shortText(text: string): string {
  const short = shortened(text);
  return short === text ? scriptMarkup(text) : `<title>${escapeXml(text)}</title>${scriptMarkup(short)}`;
}

function shortened(text: string): string {
  return clip(text, longestText, "…");
}
