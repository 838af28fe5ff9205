/** The terminal drawing that looks like the slide: boxes from left to right, value above and gradient below each lane. */
import { Canvas, columns } from "./canvas.js";
import { type Channel, routeChannel, rowOf } from "./channel.js";
import { intoLayers, type Slot, type VerticalStyle } from "./layers.js";
import { reorder } from "./order.js";
import { type GraphPicture, laneTexts, type PictureNode } from "./picture.js";
import { settle } from "./settle.js";

const style: VerticalStyle = {
  height: (node) => Math.max(3, 2 * node.operands.length + 1, 2 * laneTexts(node).above.length + 1),
  passageHeight: 1,
  portGap: () => 2,
};
const shortestLane = 6;
const arrow = 3;

/** Undefined when the drawing would be wider than `width`, or its lines could not be kept apart. */
export function drawLayered(picture: GraphPicture, width: number, unicode: boolean): Canvas | undefined {
  const layers = reorder(intoLayers(picture, style));
  settle(layers, 1, { whole: true });
  const channels: Channel[] = [];
  for (const layer of layers) {
    const channel = routeChannel(layer);
    if (channel === undefined) return undefined;
    channels.push(channel);
  }
  const lefts: number[] = [];
  const rights: number[] = [];
  let x = 0;
  for (const [l, layer] of layers.entries()) {
    const real = layer.filter((slot) => !slot.passage).map((slot) => slot.node);
    lefts.push(x);
    x += Math.max(0, ...real.map((node) => bodyWidth(node) + laneWidth(node)));
    rights.push(x);
    if (l + 1 < layers.length) x += 2 * (channels[l] as Channel).tracks + arrow;
  }
  // The arrow out of the output ends in a head of its own.
  if (x + 1 > width) return undefined;

  const canvas = new Canvas();
  for (const [l, layer] of layers.entries()) {
    for (const slot of layer) {
      const left = lefts[l] as number;
      const right = rights[l] as number;
      if (slot.passage) canvas.across(left, right, rowOf(slot.y), slot.node.id);
      else drawNode(canvas, slot, left, right, unicode);
      drawTurns(canvas, slot, right, (channels[l] as Channel).track.get(slot), lefts[l + 1] ?? right, unicode);
      if (!slot.passage && slot.node.id === picture.output) canvas.text(right, rowOf(slot.y), unicode ? "▶" : ">");
    }
  }
  return canvas;
}

function drawNode(canvas: Canvas, slot: Slot, left: number, right: number, unicode: boolean): void {
  const { node } = slot;
  const row = rowOf(slot.y);
  const label = bodyLabel(node);
  const start = left + bodyWidth(node);
  if (node.operands.length === 0) {
    canvas.text(left, row, label, node.kind === "constant" ? "plain" : "bold");
  } else {
    const half = Math.max(1, node.operands.length);
    const [topLeft, topRight, bottomLeft, bottomRight, side, edge, exit] = unicode ? [..."╭╮╰╯│─├"] : [..."++++|-+"];
    const inner = start - left - 2;
    const name = node.name ?? "";
    const before = Math.floor((inner - columns(name)) / 2);
    const top = edge?.repeat(before) + name + edge?.repeat(inner - before - columns(name));
    canvas.text(left, row - half, `${topLeft}${top}${topRight}`);
    for (let y = row - half + 1; y < row + half; y++) canvas.text(left, y, `${side}${" ".repeat(inner)}${y === row ? exit : side}`);
    canvas.text(left, row + half, `${bottomLeft}${edge?.repeat(inner)}${bottomRight}`);
    canvas.text(left + 1 + Math.floor((inner - columns(label)) / 2), row, label, "bold");
  }
  canvas.across(start, right, row, node.id);
  // Centred on the part of the lane that is the node's own, not on what fills the column.
  const lane = laneWidth(node);
  const { above, below } = laneTexts(node);
  for (const [i, text] of above.entries()) centred(canvas, start, lane, row - above.length + i, text, "value");
  for (const [i, text] of below.entries()) centred(canvas, start, lane, row + 1 + i, text, "gradient");
}

function centred(canvas: Canvas, x: number, width: number, y: number, text: string, ink: "value" | "gradient"): void {
  canvas.text(x + Math.floor((width - columns(text)) / 2), y, text, ink);
}

/** From the end of the lane into the track, up or down, and out to each target. */
function drawTurns(canvas: Canvas, slot: Slot, right: number, track: number | undefined, next: number, unicode: boolean): void {
  const row = rowOf(slot.y);
  for (const { to, offset, operand } of slot.out) {
    const target = rowOf(to.y + offset);
    const turn = track === undefined ? right : right + 1 + 2 * track;
    canvas.across(right, turn, row, slot.node.id);
    canvas.down(turn, row, target, slot.node.id);
    canvas.across(turn, next, target, slot.node.id);
    if (operand !== undefined) canvas.text(next - 1, target, unicode ? "▶" : ">");
  }
}

function bodyLabel(node: PictureNode): string {
  const isLeaf = node.operands.length === 0;
  return isLeaf && node.name !== undefined ? `${node.name} = ${node.label} ` : isLeaf ? `${node.label} ` : node.label;
}

function bodyWidth(node: PictureNode): number {
  const label = columns(bodyLabel(node));
  return node.operands.length === 0 ? label : Math.max(label, columns(node.name ?? "")) + 4;
}

function laneWidth(node: PictureNode): number {
  const { above, below } = laneTexts(node);
  return Math.max(shortestLane, ...[...above, ...below].map((text) => columns(text) + 2));
}
