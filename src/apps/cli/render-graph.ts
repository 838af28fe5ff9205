// A graph with values and gradients in the form that was asked for: terminal, SVG, DOT, Mermaid, steps or JSON.

import { writeFileSync } from "node:fs";
import { schemaVersion } from "../../verify/compare/record.js";
import type { ArrayPassNode } from "../../verify/explain/passes.js";
import { drawDot } from "../../views/graph/dot.js";
import { type PictureStyle, pictureOf } from "../../views/graph/from-passes.js";
import { drawMermaid } from "../../views/graph/mermaid.js";
import { drawSvg } from "../../views/graph/svg.js";
import { drawTerminal } from "../../views/graph/terminal.js";
import { stepLines } from "../../views/step-text.js";
import { terminalOptions } from "./terminal.js";

export interface RenderOptions {
  readonly svg?: string;
  readonly dot?: boolean;
  readonly mermaid?: boolean;
  readonly step?: boolean;
  readonly ascii?: boolean;
  readonly json?: boolean;
}

export interface Rendered {
  readonly nodes: readonly ArrayPassNode[];
  readonly title: string;
  /** what stands before the nodes in JSON */
  readonly head: Readonly<Record<string, unknown>>;
  readonly style?: PictureStyle;
}

export function renderGraph({ nodes, title, head, style = {} }: Rendered, options: RenderOptions): string {
  const terminal = terminalOptions(options.ascii);
  if (options.json === true) return JSON.stringify({ schema: schemaVersion, ...head, nodes });
  if (options.step === true) return stepLines(nodes, terminal.paint, !terminal.unicode).join("\n");
  const picture = pictureOf(nodes, title, style);
  if (options.dot === true) return drawDot(picture);
  if (options.mermaid === true) return drawMermaid(picture);
  if (options.svg === undefined) return drawTerminal(picture, terminal);
  return writePicture(options.svg, drawSvg(picture));
}

export function writePicture(path: string, svg: string): string {
  writeFileSync(path, svg);
  return `wrote ${path}`;
}
