// The two passes played node by node, each line naming the rule of lecture section 4 that it applies.

import type { PassNode } from "../verify/explain/passes.js";
import { spellAscii } from "./graph/spell.js";
import { formatNumber } from "./numbers.js";
import type { Paint } from "./paint.js";

/** One line a step: first the values, then the adjoints. */
export function stepLines(nodes: readonly PassNode[], paint: Paint, ascii = false): string[] {
  const passes = ascii ? nodes.map((node) => ({ ...node, label: spellAscii(node.label) })) : nodes;
  const names = namesOf(passes);
  const name = (node: number) => names.get(node) ?? `v${node}`;
  const delta = ascii ? "delta" : "δ";
  const forward = passes
    .filter(({ kind }) => kind !== "constant")
    .map(({ node, kind, primitive, label, operands, value }) => {
      const number = paint.value(formatNumber(value, 6));
      if (kind === "input") return `  ${label} = ${number}`;
      return `  ${name(node)} = ${expression(primitive, label, operands.map(name))} = ${number}`;
    });
  const backward: string[] = [];
  for (const pass of [...passes].reverse()) {
    const number = paint.gradient(formatNumber(pass.adjoint, 6));
    if (pass.uses > 1) backward.push(`  branch: ${name(pass.node)} is used ${pass.uses} times, what arrives adds up: ${delta} = ${number}`);
    if (pass.kind !== "operation") continue;
    for (const { to, local, amount } of pass.sends) {
      const arrives = paint.gradient(formatNumber(amount, 6));
      backward.push(`  ${pass.rule}: ${name(pass.node)} sends ${sentText(pass, local, delta)} = ${arrives} to ${name(to)}`);
    }
  }
  const last = passes.at(-1);
  return [
    paint.bold("forward pass: values from left to right"),
    ...forward,
    paint.bold("backward pass: adjoints from right to left"),
    `  start: ${last === undefined ? "" : name(last.node)} has ${delta} = ${paint.gradient("1")}`,
    ...backward,
  ];
}

function sentText({ rule, adjoint }: PassNode, local: number, delta: string): string {
  const own = formatNumber(adjoint, 6);
  if (rule === "add") return local < 0 ? `-${delta}` : delta;
  if (rule === "multiply") return `${formatNumber(local, 6)} ${delta} = ${formatNumber(local, 6)} * ${own}`;
  return `f' ${delta} = ${formatNumber(local, 6)} * ${own}`;
}

/** Inputs keep their names, operations are v1, v2, ... in evaluation order, the last one f. */
function namesOf(passes: readonly PassNode[]): Map<number, string> {
  const names = new Map<number, string>();
  let count = 0;
  passes.forEach(({ node, kind, label }, i) => {
    if (kind !== "operation") names.set(node, label);
    else names.set(node, i === passes.length - 1 ? "f" : `v${++count}`);
  });
  return names;
}

function expression(primitive: string, label: string, operands: readonly string[]): string {
  if (operands.length === 2 && !/^[a-z]\w*$/i.test(label)) return `${operands[0]} ${label} ${operands[1]}`;
  if (primitive === "neg") return `-${operands[0]}`;
  return `${label}(${operands.join(", ")})`;
}
