// The computation graph of a formula at a point, drawn, and the steps of its passes.

import { recorder } from "../../../../core/differentiators/program.js";
import { ShapeError } from "../../../../core/graph/shape.js";
import type { Point } from "../../../../core/graph/tensor.js";
import { lower } from "../../../../core/primitives/lower.js";
import { type CaseError, describeError } from "../../../../verify/compare/record.js";
import { requirePoint } from "../../../../verify/compare/require-point.js";
import { foldCopies } from "../../../../verify/explain/fold.js";
import { type PassNode, passes } from "../../../../verify/explain/passes.js";
import { tangentPasses } from "../../../../verify/explain/tangents.js";
import { pictureOf } from "../../../../views/graph/from-passes.js";
import { TooLargeToDraw } from "../../../../views/graph/picture.js";
import { drawSvg } from "../../../../views/graph/svg.js";
import { type GraphStep, graphSteps, namesOf, tangentSteps } from "../../../../views/step-text.js";
import { type FormulaQuestion, type Refused, readQuestion } from "./read.js";

export interface GraphQuestion extends FormulaQuestion {
  readonly mode: "reverse" | "forward";
  /** in forward mode the input that moves; the first where it names none */
  readonly variable: string;
}

export interface DrawnGraph {
  readonly formula: string;
  readonly names: readonly string[];
  readonly point: Point;
  readonly tex: string;
  readonly notes: readonly string[];
  /** with every value and gradient; the page hides what is not known yet */
  readonly svg: string;
  readonly steps: readonly GraphStep[];
  /** every number that one may differentiate by */
  readonly variables: readonly string[];
  readonly variable: string;
  readonly nodes: number;
}

export type GraphAnswer = DrawnGraph | (Refused & Partial<Pick<DrawnGraph, "names" | "point" | "tex">>);

const plain = { value: (text: string) => text, gradient: (text: string) => text };

export function graphHandler(question: GraphQuestion): GraphAnswer {
  const read = readQuestion(question);
  if ("error" in read) return read;
  const { formula, point, tex, notes } = read;
  const known = { names: formula.names, point, tex };
  try {
    requirePoint(formula, point);
    const { graph } = recorder(formula)(point);
    if (graph.shape(graph.outputs[0] as number).length !== 0)
      throw new ShapeError("a gradient needs a scalar value: take an entry, a sum or a dot product.");
    const scalars = lower(graph);
    const nodes = passes(scalars, point);
    const variables = nodes.filter(({ kind }) => kind === "input").map(({ label }) => label);
    const variable = variables.includes(question.variable) ? question.variable : (variables[0] ?? "");
    const inForward = question.mode === "forward" && variable !== "";
    const tangents = inForward ? tangentPasses(scalars, nodes, point, variable) : [];
    const moving = new Map(tangents.map(({ node, tangent }) => [node, tangent]));
    const shown = inForward ? nodes.map((node): PassNode => ({ ...node, adjoint: moving.get(node.node) ?? 0 })) : nodes;
    const name = namesOf(foldCopies(nodes));
    // The steps speak of the nodes by these names, so they stand in the drawing.
    const named = shown.map((node) => (node.kind === "operation" ? { ...node, name: name(node.node) } : node));
    const svg = drawSvg(pictureOf(named, formula.text));
    const steps = inForward ? tangentSteps(nodes, tangents, plain) : graphSteps(nodes, plain);
    return { ...known, formula: formula.text, notes, svg, steps, variables, variable, nodes: nodes.length };
  } catch (error) {
    return { error: described(error), inPoint: false, ...known };
  }
}

function described(error: unknown): CaseError {
  return error instanceof TooLargeToDraw ? { kind: "too-large", message: error.message } : describeError(error);
}
