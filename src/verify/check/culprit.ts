// Where in a traced program a wrong gradient goes wrong: the one step of the backward pass that, done wrongly, explains every number of it.

import { activeNodes, ruleOperands, ruleShapes } from "../../core/differentiators/automatic/activity.js";
import { adjointSweep } from "../../core/differentiators/automatic/reverse.js";
import { recorder } from "../../core/differentiators/program.js";
import { graphToFormula } from "../../core/formula/index.js";
import type { Graph, NodeId } from "../../core/graph/graph.js";
import { sizeOf } from "../../core/graph/shape.js";
import type { NestedArray, Point } from "../../core/graph/tensor.js";
import type { Value } from "../../core/graph/trace.js";
import { pullRule, rowOf } from "../../core/primitives/row.js";
import { spliceNodes } from "../../core/primitives/splice.js";
import { flatten } from "../compare/components.js";
import { type Claim, claimedAt } from "./claimed.js";
import { neighboursOf } from "./neighbours.js";
import type { Subject } from "./subject.js";
import { type CheckedOperator, trustedAt } from "./trusted.js";

interface Claimed {
  readonly claim: Claim;
  readonly operator: CheckedOperator;
  readonly wrt: readonly string[];
}

/** Each step of the backward pass is followed to the inputs once: beyond this many it would take long. */
const mostNodes = 300;

/**
 * One sentence that names the operation; undefined when no single step explains the claim, or f is no traced program.
 * Two kinds of mistakes are tried on every step, at three points: what it sends is multiplied by a number, the same at all points, or
 * its local derivative was forgotten.
 */
export function culpritOf(subject: Subject, claimed: Claimed, point: Point): string | undefined {
  if (subject.kind !== "traced" || claimed.operator !== "gradient") return undefined;
  const around = neighboursOf(point);
  const looks = [point, around.at(-1) as Point, around.at(-2) as Point].map((at) => lookAt(subject, claimed, at));
  if (looks.some((look) => look === undefined)) return undefined;
  const [first, ...others] = looks as Look[];
  const matches = (first as Look).steps.flatMap((_, i): Match[] => {
    const match = explains(i, first as Look, others);
    return match === undefined ? [] : [match];
  });
  const best = matches.find(({ what }) => what === "forgotten") ?? matches[0];
  return best === undefined ? undefined : sentence(first as Look, best, matches.filter((match) => match.what === best.what).length);
}

/** What one operation sends to one of its operands, followed to the inputs. */
interface Step {
  readonly node: NodeId;
  readonly position: number;
  /** contribution to every component */
  readonly contribution: readonly number[];
  /** the same when its local derivative is taken for 1; undefined for array operations */
  readonly withoutFactor: readonly number[] | undefined;
}

interface Look {
  readonly graph: Graph;
  readonly difference: readonly number[];
  /** error that the difference may have */
  readonly noise: readonly number[];
  /** from the result backwards */
  readonly steps: readonly Step[];
}

function lookAt(subject: Subject & { readonly kind: "traced" }, { claim, operator, wrt }: Claimed, point: Point): Look | undefined {
  const { graph } = recorder(subject.f)(point);
  const trusted = graph.length > mostNodes ? undefined : trustedAt(subject, operator, point, wrt);
  if (trusted === undefined || "skip" in trusted) return undefined;
  const entries = claimedAt(claim, point, undefined, trusted.parts);
  return {
    graph,
    difference: entries.map((entry) => entry.claimed - entry.trusted.value),
    noise: entries.map((entry) => 8 * entry.trusted.bound + 1e-12 * Math.abs(entry.claimed)),
    steps: stepsOf(graph, point, wrt),
  };
}

function stepsOf(graph: Graph, point: Point, wrt: readonly string[]): readonly Step[] {
  const values = spliceNodes(
    graph,
    graph.inputs.map(({ name }) => point[name] as Value),
  );
  const inputs = wrt.map((name) => graph.inputs.find((input) => input.name === name) as Graph["inputs"][number]);
  const active = activeNodes(
    graph,
    inputs.map(({ node }) => node),
  );
  const adjoints = adjointSweep(graph, values, new Map([[graph.outputs[0] as NodeId, 1 as Value]]), active);
  const follow = (from: NodeId, sent: Value): readonly number[] => {
    const swept = adjointSweep(graph, values, new Map([[from, sent]]), active);
    return inputs.flatMap(({ node, shape }) => {
      const arrived = swept[node];
      return arrived === undefined ? new Array<number>(sizeOf(shape)).fill(0) : flatten(arrived as NestedArray);
    });
  };
  const steps: Step[] = [];
  for (let node = graph.length - 1; node >= 0; node--) {
    const delta = adjoints[node];
    if (delta === undefined || active[node] !== 1) continue;
    for (let position = 0; position < graph.operandCount(node); position++) {
      const operand = graph.operand(node, position);
      if (active[operand] !== 1) continue;
      const row = rowOf(graph.primitive(node));
      const sent = pullRule(row, position)(
        delta,
        ruleOperands(graph, node, values, active),
        values[node] as Value,
        ruleShapes(graph, node),
      );
      if (sent === undefined) continue;
      steps.push({
        node,
        position,
        contribution: follow(operand, sent),
        withoutFactor: row.kind === "elementwise" ? follow(operand, delta) : undefined,
      });
    }
  }
  return steps;
}

type Match =
  | { readonly step: Step; readonly what: "factor"; readonly factor: number }
  | { readonly step: Step; readonly what: "forgotten" };

function explains(i: number, first: Look, others: readonly Look[]): Match | undefined {
  const step = first.steps[i] as Step;
  const all = [first, ...others];
  const stepIn = (look: Look): Step | undefined => {
    const same = look.steps[i];
    return same?.node === step.node && same.position === step.position ? same : undefined;
  };
  const fits = (predicted: (at: Step) => readonly number[] | undefined) =>
    all.every((look) => {
      const at = stepIn(look);
      const change = at === undefined ? undefined : predicted(at);
      return (
        change !== undefined &&
        look.difference.every(
          (difference, k) => Math.abs(difference - (change[k] as number)) <= 1e-6 * Math.abs(difference) + (look.noise[k] as number),
        )
      );
    });
  if (fits((at) => at.withoutFactor?.map((without, k) => without - (at.contribution[k] as number)))) return { step, what: "forgotten" };
  const weight = step.contribution.reduce((total, c) => total + c * c, 0);
  if (weight === 0) return undefined;
  const excess = step.contribution.reduce((total, c, k) => total + c * (first.difference[k] as number), 0) / weight;
  return fits((at) => at.contribution.map((c) => excess * c)) ? { step, what: "factor", factor: factorOf(excess) } : undefined;
}

/** 1 more than the excess, with as many digits as the claim was held to. */
function factorOf(excess: number): number {
  return Number((1 + Number(excess.toPrecision(6))).toPrecision(15));
}

function sentence({ graph }: Look, match: Match, alike: number): string {
  const { node, position } = match.step;
  const count = graph.operandCount(node);
  const where = `at ${described(graph, node)}${count > 1 ? `, on the way to its ${["first", "second", "third"][position] ?? `${position + 1}th`} operand` : ""}`;
  const others = ["", " (or at another step on the same way)"][alike - 1] ?? ` (or at one of ${alike - 1} other steps on the same way)`;
  if (match.what === "forgotten" && isNegated(match.step))
    return `The claim parts from the truth ${where}: as if the sign were turned${others}.`;
  if (match.what === "forgotten")
    return `The claim parts from the truth ${where}: as if its local derivative were 1, a chain factor that was forgotten${others}.`;
  const { factor } = match;
  const what =
    factor === 0
      ? "nothing were sent"
      : factor === -1
        ? "the sign were turned"
        : factor === 2
          ? "it were sent twice"
          : `what is sent were multiplied by ${factor}`;
  return `The claim parts from the truth ${where}: as if ${what}${others}.`;
}

/** Its local derivative is -1: one would say that the sign is wrong, not that a factor was forgotten. */
function isNegated({ contribution, withoutFactor }: Step): boolean {
  return contribution.every((c, k) => withoutFactor?.[k] === -c);
}

/** The operation, and the formula of its value where one can be written on a line. */
function described(graph: Graph, node: NodeId): string {
  const { name, spelling } = rowOf(graph.primitive(node));
  const symbol = spelling.infix?.symbol ?? spelling.names[0] ?? name;
  try {
    const formula = graphToFormula(graph, node);
    return formula.length <= 60 ? `${symbol} in ${formula}` : `operation ${node}, ${symbol}`;
  } catch {
    return `operation ${node}, ${symbol}`;
  }
}
