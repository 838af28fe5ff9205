/** A computation graph as terminal text: the slide's drawing where it fits, else an indented tree. */
import { type Paint, plainPaint } from "../paint.js";
import type { Canvas } from "./canvas.js";
import { checkedNodes, type GraphPicture } from "./picture.js";
import { spellPicture } from "./spell.js";
import { drawLayered } from "./terminal-layered.js";
import { drawTree } from "./terminal-tree.js";

export interface TerminalStyle {
  /** Columns; less than 40 is treated as 40. */
  readonly width: number;
  readonly unicode: boolean;
  readonly paint?: Paint;
}

/** Beyond this many nodes the crossings of a layered drawing in character cells are no help. */
const layeredLimit = 60;

/**
 * The graph with the value above and the gradient below each arrow, at most `width` columns wide, without the title.
 * A gradient that is not yet known stays blank.
 * @throws {TooLargeToDraw} beyond `drawingLimit`
 * @throws {InvalidPicture} the nodes are not in evaluation order
 * @example
 * const picture = { title: "x", output: 0, nodes: [{ id: 0, label: "x", kind: "input", operands: [], value: "2", adjoint: "1" }] } as const;
 * drawTerminal(picture, { width: 80, unicode: true }).includes("x")   // true
 */
export function drawTerminal(picture: GraphPicture, { width, unicode, paint = plainPaint }: TerminalStyle): string {
  checkedNodes(picture);
  const spelled = spellPicture(picture, unicode);
  const room = Math.max(40, Math.floor(width) || 0);
  let canvas: Canvas | undefined;
  if (picture.nodes.length <= layeredLimit) canvas = drawLayered(spelled, room, unicode);
  return (canvas ?? drawTree(spelled, room, unicode)).render(unicode, paint);
}
