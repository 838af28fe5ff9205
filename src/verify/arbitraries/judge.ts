// Is a point inside the domain of a function, and far from where it bends, breaks or overflows?

import { inputValues } from "../../core/differentiators/point.js";
import { type Differentiable, recorder } from "../../core/differentiators/program.js";
import type { Evaluation, Evaluator, InputValues } from "../../core/execute/evaluator.js";
import { interpreter } from "../../core/execute/interpreter.js";
import { sameRegime } from "../../core/execute/regime.js";
import { takenNodes } from "../../core/execute/taken.js";
import type { Graph } from "../../core/graph/graph.js";
import { type Nested, type Point, toNested, toTensor } from "../../core/graph/tensor.js";
import { boundedEvaluator } from "../bounds/rounding.js";
import { findSites, type Sites } from "../compare/sites.js";

export interface Judge {
  /** every operation on the way is defined, and the value is finite */
  inside(point: Point): boolean;
  /** inside, and clear of kinks, jumps, singularities, overflow and cancellation */
  wellConditioned(point: Point): boolean;
}

/** How far around a well-conditioned point the function must stay on one smooth piece, relative to max(1, |x|). */
const clearance = 1e-3;

/** Numbers on the way of a well-conditioned evaluation: nothing may come near to overflow or underflow. */
const magnitudes = { least: 1e-100, most: 1e100 };

/** Rounding may cost a well-conditioned value so much of itself, or of 1. */
const lostAtMost = 1e-10;

interface Look {
  readonly graph: Graph;
  readonly inputs: InputValues;
  readonly evaluation: Evaluation;
}

export function judgeOf(f: Differentiable): Judge {
  const recordAt = recorder(f);
  const prepared = new WeakMap<Graph, ReturnType<Evaluator>>();
  const look = (point: Point): Look => {
    const { graph } = recordAt(point);
    const evaluate = prepared.get(graph) ?? interpreter(graph);
    prepared.set(graph, evaluate);
    const inputs = inputValues(graph, point);
    return { graph, inputs, evaluation: evaluate(inputs) };
  };
  const sitesInside = (at: Look): Sites | undefined => {
    if (!at.evaluation.outputs.every(({ data }) => data.every(Number.isFinite))) return undefined;
    const wrt = at.graph.inputs.map(({ node }) => node);
    const sites = findSites(at.graph, at.inputs, at.evaluation, wrt);
    return sites.outside.length === 0 ? sites : undefined;
  };
  return {
    inside: (point) => sitesInside(look(point)) !== undefined,
    wellConditioned(point) {
      const centre = look(point);
      const sites = sitesInside(centre);
      if (sites === undefined) return false;
      const smooth = sites.kinks.length + sites.singular.length === 0;
      return smooth && isModerate(centre) && keepsDigits(centre) && isClear(centre, point, look);
    },
  };
}

function isModerate({ graph, evaluation }: Look): boolean {
  const taken = takenNodes(graph, evaluation);
  for (let node = 0; node < graph.length; node++) {
    if (taken[node] !== 1) continue;
    const fits = (x: number) => x === 0 || (Math.abs(x) >= magnitudes.least && Math.abs(x) <= magnitudes.most);
    if (!evaluation.node(node).every(fits)) return false;
  }
  return true;
}

function keepsDigits({ graph, inputs }: Look): boolean {
  return boundedEvaluator(graph)(inputs).outputs.every(({ data, bound }) =>
    data.every((value, i) => (bound?.[i] ?? 0) <= lostAtMost * Math.max(1, Math.abs(value))),
  );
}

/** Each number of the point moved a little to both sides. */
function isClear(centre: Look, point: Point, look: (point: Point) => Look): boolean {
  return Object.entries(point).every(([name, value]) => {
    const { shape, data } = toTensor(value, name);
    return data.every((x, i) => {
      const distance = clearance * Math.max(1, Math.abs(x));
      const moved = (by: number) => look({ ...point, [name]: toNested(data.with(i, x + by), shape) as Nested });
      const [left, right] = [moved(-distance), moved(distance)];
      const finite = [left, right].every(({ evaluation }) => evaluation.outputs.every((output) => output.data.every(Number.isFinite)));
      return finite && onePiece(left, centre, right);
    });
  });
}

function onePiece(left: Look, centre: Look, right: Look): boolean {
  const { graph } = centre;
  // A function that branches on its numbers has a graph at each point: other operations mean another branch.
  if (!sameOperations(graph, left.graph) || !sameOperations(graph, right.graph)) return false;
  return sameRegime(graph, left.evaluation, centre.evaluation, right.evaluation);
}

function sameOperations(a: Graph, b: Graph): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let node = 0; node < a.length; node++) if (a.primitive(node) !== b.primitive(node)) return false;
  return true;
}
