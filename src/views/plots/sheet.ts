// What the parts of a terminal's drawing share.

import type { Canvas } from "../graph/canvas.js";
import type { DotSheet } from "./dots.js";
import type { Frame } from "./frame.js";

export interface Sheet {
  readonly frame: Frame;
  readonly dots: DotSheet;
  readonly canvas: Canvas;
  /** where the frame's upper left cell lies on the canvas */
  readonly left: number;
  readonly top: number;
  readonly unicode: boolean;
  /** a text fit for this terminal */
  readonly spell: (text: string) => string;
}
