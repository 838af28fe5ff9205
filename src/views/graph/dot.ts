/** A computation graph in the language of Graphviz. */
import { checkedNodes, type GraphPicture, type PictureNode } from "./picture.js";

/**
 * DOT text; each arrow's label has the value in its first line and the gradient in its second.
 * @throws {TooLargeToDraw} beyond `drawingLimit`
 * @throws {InvalidPicture} the nodes are not in evaluation order
 * @example
 * const picture = { title: "x", output: 0, nodes: [{ id: 0, label: "x", kind: "input", operands: [], value: "2", adjoint: "1" }] } as const;
 * drawDot(picture).startsWith("digraph")   // true
 */
export function drawDot(picture: GraphPicture): string {
  const byId = checkedNodes(picture);
  const lines = [
    `digraph ${quote(picture.title)} {`,
    "  rankdir=LR;",
    '  node [shape=circle, fontname="monospace"];',
    '  edge [fontname="monospace"];',
  ];
  for (const node of picture.nodes) {
    const label = node.name === undefined ? node.label : `${node.name}\n${node.label}`;
    lines.push(`  n${node.id} [label=${quote(label)}${node.kind === "operation" ? "" : ", shape=plaintext"}];`);
  }
  for (const node of picture.nodes) {
    for (const id of node.operands) lines.push(`  n${id} -> n${node.id} [label=${texts(byId.get(id))}];`);
  }
  lines.push('  out [shape=point, label=""];', `  n${picture.output} -> out [label=${texts(byId.get(picture.output))}];`, "}");
  return `${lines.join("\n")}\n`;
}

function texts(node: PictureNode | undefined): string {
  return quote(`${node?.value ?? ""}\n${node?.adjoint ?? ""}`);
}

/** Graphviz reads escapes such as \N in labels, so a backslash is doubled; NUL would end its input. */
function quote(text: string): string {
  const escaped = text
    .replaceAll("\0", "")
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replace(/\r\n?|\n/g, "\\n");
  return `"${escapeEntities(escaped)}"`;
}

/** Graphviz turns "&lt;" into "<": written out, it stays what it was. */
function escapeEntities(text: string): string {
  return text.replaceAll("&", "&amp;");
}
