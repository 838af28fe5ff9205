// A laid-out graph as plain data: positions and polylines.

import type { VerticalStyle } from "./layers.js";
import type { PictureNode } from "./picture.js";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node's body; `x` and `y` are its centre. */
export interface PlacedNode extends Point {
  readonly node: PictureNode;
  readonly width: number;
  readonly height: number;
}

/** The horizontal start of a node's arrows: value above, gradient below, from `x1` to `x2`. */
export interface Lane {
  readonly node: PictureNode;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  /** Height kept free for the two texts. */
  readonly height: number;
}

/** One arrow, from the end of the lane of `from` to operand number `operand` of `to`. */
export interface PlacedArrow {
  readonly from: number;
  readonly to: number;
  readonly operand: number;
  readonly points: readonly Point[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly lanes: readonly Lane[];
  readonly arrows: readonly PlacedArrow[];
}

export interface LayoutStyle extends VerticalStyle {
  readonly bodyWidth: (node: PictureNode) => number;
  readonly bodyHeight: (node: PictureNode) => number;
  readonly laneWidth: (node: PictureNode) => number;
  readonly layerGap: number;
  readonly slotGap: number;
}
