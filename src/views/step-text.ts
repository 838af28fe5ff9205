// The two passes played node by node, each line naming the rule of lecture section 4 that it applies.

import type { NodeId } from "../core/graph/graph.js";
import { foldCopies } from "../verify/explain/fold.js";
import type { ArrayPassNode } from "../verify/explain/passes.js";
import type { TangentNode } from "../verify/explain/tangents.js";
import { spellAscii } from "./graph/spell.js";
import type { Paint } from "./paint.js";
import { formatValue } from "./values.js";

const show = (value: ArrayPassNode["value"]) => formatValue(value, { digits: 6, room: 60 });

export interface GraphStep {
  readonly pass: "forward" | "backward";
  /** the node that is computed, or that sends something back */
  readonly node: NodeId;
  /** the rule of lecture section 4; none where only a value is computed */
  readonly rule?: "start" | "branch" | ArrayPassNode["rule"];
  readonly text: string;
  /** whose gradient is complete from now on; in the forward pass every step completes its own node */
  readonly completes?: NodeId;
}

type TextPaint = Pick<Paint, "value" | "gradient">;

/** First the values, then the adjoints. Operations that only move entries are folded away. */
export function graphSteps(nodes: readonly ArrayPassNode[], paint: TextPaint): readonly GraphStep[] {
  const passes = foldCopies(nodes);
  const name = namesOf(passes);
  const uses = new Map(passes.map((pass) => [pass.node, pass.uses]));
  const backward: GraphStep[] = [];
  for (const pass of [...passes].reverse()) {
    const { node, kind, rule } = pass;
    const number = paint.gradient(show(pass.adjoint));
    if (pass.uses > 1) {
      const text = `${name(node)} is used ${pass.uses} times, what arrives adds up: ${delta} = ${number}`;
      backward.push({ pass: "backward", node, rule: "branch", text, completes: node });
    }
    if (kind !== "operation") continue;
    for (const sent of pass.sends) {
      const arrives = paint.gradient(show(sent.amount));
      const text = `${name(node)} sends ${sentText(pass, sent, name)} = ${arrives} to ${name(sent.to)}`;
      backward.push({ pass: "backward", node, rule, text, ...(uses.get(sent.to) === 1 ? { completes: sent.to } : {}) });
    }
  }
  const last = passes.at(-1);
  const start: GraphStep[] =
    last === undefined
      ? []
      : [
          {
            pass: "backward",
            node: last.node,
            rule: "start",
            text: `${name(last.node)} has ${delta} = ${paint.gradient("1")}`,
            completes: last.node,
          },
        ];
  return [...valueSteps(passes, paint), ...start, ...backward];
}

/** Forward mode: values, and with each how it moves when the variable moves. */
export function tangentSteps(nodes: readonly ArrayPassNode[], tangents: readonly TangentNode[], paint: TextPaint): readonly GraphStep[] {
  const passes = foldCopies(nodes);
  const name = namesOf(passes);
  const known = new Map(tangents.map((tangent) => [tangent.node, tangent]));
  const rules = new Map(passes.map(({ node, rule, kind }) => [node, kind === "operation" ? rule : undefined]));
  return valueSteps(passes, paint).map((step) => {
    const found = known.get(step.node);
    const rule = rules.get(step.node);
    if (found === undefined) return step;
    const terms = found.terms.map(({ from, local, tangent }) => `${show(local)} * ${show(tangent)} (from ${name(from)})`);
    const sum = terms.length === 0 ? "" : `${terms.join(" + ")} = `;
    const text = `${step.text}, moves by ${sum}${paint.gradient(show(found.tangent))}`;
    return { ...step, ...(rule === undefined ? {} : { rule }), text, completes: step.node };
  });
}

function valueSteps(passes: readonly ArrayPassNode[], paint: TextPaint): readonly GraphStep[] {
  const name = namesOf(passes);
  return passes
    .filter(({ kind }) => kind !== "constant")
    .map(({ node, kind, primitive, label, operands, value }) => {
      const number = paint.value(show(value));
      const text =
        kind === "input" ? `${label} = ${number}` : `${name(node)} = ${expression(primitive, label, operands.map(name))} = ${number}`;
      return { pass: "forward", node, text };
    });
}

/** One line a step, under a heading for each pass. */
export function stepLines(nodes: readonly ArrayPassNode[], paint: Paint, ascii = false): string[] {
  const steps = graphSteps(nodes, paint);
  const lines = (pass: GraphStep["pass"]) =>
    steps.filter((step) => step.pass === pass).map(({ rule, text }) => `  ${rule === undefined ? "" : `${rule}: `}${text}`);
  const all = [
    paint.bold("forward pass: values from left to right"),
    ...lines("forward"),
    paint.bold("backward pass: adjoints from right to left"),
    ...lines("backward"),
  ];
  return ascii ? all.map(spellAscii) : all;
}

const delta = "δ";

type Sent = ArrayPassNode["sends"][number];

function sentText(pass: ArrayPassNode, { to, local, through = [] }: Sent, name: (node: number) => string): string {
  const { rule, primitive, operands, adjoint } = pass;
  if (primitive === "matmul") return productText(pass, to, operands.map(name));
  if (rule === "add" && through.includes("broadcast")) return `${delta} summed over the instances`;
  if (rule === "add") return isNegative(local) ? `-${delta}` : delta;
  if (local === undefined) return `f' ${delta}`;
  if (rule === "multiply") return `${show(local)} ${delta} = ${show(local)} * ${show(adjoint)}`;
  return `f' ${delta} = ${show(local)} * ${show(adjoint)}`;
}

/** The local derivatives of sums and differences are all 1 or all -1. */
function isNegative(local: Sent["local"]): boolean {
  return typeof local === "number" ? local < 0 : local?.[0] !== undefined && isNegative(local[0]);
}

/** What A B sends: delta B^T to A, and A^T delta to B. For a batch B stands transposed, h W^T. */
function productText({ operands, sends }: ArrayPassNode, to: number, [left, right]: readonly string[]): string {
  const turned = sends.some((sent) => sent.to === operands[1] && sent.through?.includes("transpose"));
  if (to === operands[0]) return turned ? `${delta} ${right}` : `${delta} ${right}ᵀ`;
  return turned ? `${delta}ᵀ ${left}` : `${left}ᵀ ${delta}`;
}

/** Inputs keep their names, operations that the lecture does not name are v1, v2, ... in evaluation order, the last one f. */
export function namesOf(passes: readonly ArrayPassNode[]): (node: NodeId) => string {
  const names = new Map<number, string>();
  let count = 0;
  passes.forEach(({ node, kind, label, name }, i) => {
    if (kind !== "operation") names.set(node, label);
    else if (name !== undefined) names.set(node, name.replace(/ = .*/, ""));
    else names.set(node, i === passes.length - 1 ? "f" : `v${++count}`);
  });
  return (node) => names.get(node) ?? `v${node}`;
}

function expression(primitive: string, label: string, operands: readonly string[]): string {
  if (primitive === "matmul") return label;
  if (operands.length === 2 && !/^[a-z]\w*$/i.test(label)) return `${operands[0]} ${label} ${operands[1]}`;
  if (primitive === "neg") return `-${operands[0]}`;
  return `${label}(${operands.join(", ")})`;
}
