// trigrad graph FORMULA --at POINT

import { writeFileSync } from "node:fs";
import { recorder } from "../../../core/differentiators/program.js";
import { parseFormula } from "../../../core/formula/index.js";
import { ShapeError } from "../../../core/graph/shape.js";
import { lower } from "../../../core/primitives/lower.js";
import { describeError, schemaVersion } from "../../../verify/compare/record.js";
import { requirePoint } from "../../../verify/compare/require-point.js";
import { type PassNode, passes } from "../../../verify/explain/passes.js";
import { drawDot } from "../../../views/graph/dot.js";
import { pictureOf } from "../../../views/graph/from-passes.js";
import { drawMermaid } from "../../../views/graph/mermaid.js";
import { drawSvg } from "../../../views/graph/svg.js";
import { drawTerminal } from "../../../views/graph/terminal.js";
import { stepLines } from "../../../views/step-text.js";
import type { Outcome } from "../errors.js";
import { errorText } from "../formula-error.js";
import { readArguments } from "../read-arguments.js";
import { terminalOptions } from "../terminal.js";

export interface GraphOptions {
  readonly at?: string;
  readonly svg?: string;
  readonly dot?: boolean;
  readonly mermaid?: boolean;
  readonly step?: boolean;
  readonly ascii?: boolean;
  readonly json?: boolean;
}

export function graphCommand(typed: string, options: GraphOptions): Outcome {
  const read = readArguments(typed, options, (text) => parseFormula(text).names);
  if ("error" in read) return refused(read.error, options);
  try {
    const formula = parseFormula(read.formula);
    requirePoint(formula, read.at);
    const { graph } = recorder(formula)(read.at);
    if (graph.shape(graph.outputs[0] as number).length !== 0)
      throw new ShapeError("a gradient needs a scalar value: take an entry, a sum or a dot product.");
    return { output: render(passes(lower(graph), read.at), read.formula, options), exitCode: 0 };
  } catch (error) {
    const described = describeError(error);
    return refused({ formula: read.formula, message: described.message, error: described }, options);
  }
}

function refused(record: Parameters<typeof refusedRecord>[0], { json }: GraphOptions): Outcome {
  if (json !== true && record.error !== undefined) throw errorText(record.formula, record.error);
  return { output: JSON.stringify(refusedRecord(record)), exitCode: 2 };
}

function refusedRecord({ formula, message, error }: { formula: string; message: string; error?: ReturnType<typeof describeError> }) {
  return { schema: schemaVersion, formula, verdict: "error", message, error };
}

function render(nodes: readonly PassNode[], formula: string, options: GraphOptions): string {
  const terminal = terminalOptions(options.ascii);
  if (options.json === true) return JSON.stringify({ schema: schemaVersion, formula, nodes });
  const picture = pictureOf(nodes, formula);
  if (options.dot === true) return drawDot(picture);
  if (options.mermaid === true) return drawMermaid(picture);
  if (options.step === true) return stepLines(nodes, terminal.paint, !terminal.unicode).join("\n");
  if (options.svg === undefined) return drawTerminal(picture, terminal);
  writeFileSync(options.svg, drawSvg(picture));
  return `wrote ${options.svg}`;
}
