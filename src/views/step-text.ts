// The two passes played node by node, each line naming the rule of lecture section 4 that it applies.

import { foldCopies } from "../verify/explain/fold.js";
import type { ArrayPassNode } from "../verify/explain/passes.js";
import { spellAscii } from "./graph/spell.js";
import type { Paint } from "./paint.js";
import { formatValue } from "./values.js";

const show = (value: ArrayPassNode["value"]) => formatValue(value, { digits: 6, room: 60 });

/** One line a step: first the values, then the adjoints. Operations that only move entries are folded away. */
export function stepLines(nodes: readonly ArrayPassNode[], paint: Paint, ascii = false): string[] {
  const passes = foldCopies(nodes);
  const names = namesOf(passes);
  const name = (node: number) => names.get(node) ?? `v${node}`;
  const forward = passes
    .filter(({ kind }) => kind !== "constant")
    .map(({ node, kind, primitive, label, operands, value }) => {
      const number = paint.value(show(value));
      if (kind === "input") return `  ${label} = ${number}`;
      return `  ${name(node)} = ${expression(primitive, label, operands.map(name))} = ${number}`;
    });
  const backward: string[] = [];
  for (const pass of [...passes].reverse()) {
    const number = paint.gradient(show(pass.adjoint));
    if (pass.uses > 1) backward.push(`  branch: ${name(pass.node)} is used ${pass.uses} times, what arrives adds up: ${delta} = ${number}`);
    if (pass.kind !== "operation") continue;
    for (const sent of pass.sends) {
      const arrives = paint.gradient(show(sent.amount));
      backward.push(`  ${pass.rule}: ${name(pass.node)} sends ${sentText(pass, sent, name)} = ${arrives} to ${name(sent.to)}`);
    }
  }
  const last = passes.at(-1);
  const lines = [
    paint.bold("forward pass: values from left to right"),
    ...forward,
    paint.bold("backward pass: adjoints from right to left"),
    `  start: ${last === undefined ? "" : name(last.node)} has ${delta} = ${paint.gradient("1")}`,
    ...backward,
  ];
  return ascii ? lines.map(spellAscii) : lines;
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
function namesOf(passes: readonly ArrayPassNode[]): Map<number, string> {
  const names = new Map<number, string>();
  let count = 0;
  passes.forEach(({ node, kind, label, name }, i) => {
    if (kind !== "operation") names.set(node, label);
    else if (name !== undefined) names.set(node, name.replace(/ = .*/, ""));
    else names.set(node, i === passes.length - 1 ? "f" : `v${++count}`);
  });
  return names;
}

function expression(primitive: string, label: string, operands: readonly string[]): string {
  if (primitive === "matmul") return label;
  if (operands.length === 2 && !/^[a-z]\w*$/i.test(label)) return `${operands[0]} ${label} ${operands[1]}`;
  if (primitive === "neg") return `-${operands[0]}`;
  return `${label}(${operands.join(", ")})`;
}
