/** Pictures of computation graphs: terminal text, SVG, DOT and Mermaid. */
export { drawDot } from "./dot.js";
export { type Lane, type Layout, type LayoutStyle, layoutGraph, type PlacedArrow, type PlacedNode, type Point } from "./layout.js";
export { drawMermaid } from "./mermaid.js";
export { drawingLimit, type GraphPicture, InvalidPicture, type PictureNode, TooLargeToDraw } from "./picture.js";
export { drawSvg, type SvgOptions } from "./svg.js";
export { drawTerminal, type TerminalStyle } from "./terminal.js";
