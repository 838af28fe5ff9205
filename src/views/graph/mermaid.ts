/** A computation graph as a Mermaid flowchart, for Markdown pages. */
import { checkedNodes, type GraphPicture, type PictureNode } from "./picture.js";

/**
 * Mermaid text; each arrow's label has the value in its first line and the gradient in its second.
 * @throws {TooLargeToDraw} beyond `drawingLimit`
 * @throws {InvalidPicture} the nodes are not in evaluation order
 * @example
 * const picture = { title: "x", output: 0, nodes: [{ id: 0, label: "x", kind: "input", operands: [], value: "2", adjoint: "1" }] } as const;
 * drawMermaid(picture).startsWith("flowchart LR")   // true
 */
export function drawMermaid(picture: GraphPicture): string {
  const byId = checkedNodes(picture);
  const lines = ["flowchart LR"];
  for (const node of picture.nodes) {
    const label = quote(node.name === undefined ? [node.label] : [node.name, node.label]);
    lines.push(node.kind === "operation" ? `  n${node.id}((${label}))` : `  n${node.id}[${label}]`);
  }
  for (const node of picture.nodes) {
    for (const id of node.operands) lines.push(`  n${id} -->|${texts(byId.get(id))}| n${node.id}`);
  }
  lines.push('  out[" "]', `  n${picture.output} -->|${texts(byId.get(picture.output))}| out`, "  style out fill:none,stroke:none");
  return `${lines.join("\n")}\n`;
}

function texts(node: PictureNode | undefined): string {
  return quote([node?.value ?? "", node?.adjoint ?? ""]);
}

function quote(lines: readonly string[]): string {
  // Mermaid drops an empty label; a space keeps the blank gradient.
  return `"${lines.map((line) => escapeMermaid(line)).join("<br>") || " "}"`;
}

/** Everything that Mermaid or its Markdown could read as more than text becomes an entity by number. */
function escapeMermaid(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,]|\.(?= )/gu, (character) => (/\p{Cc}/u.test(character) ? " " : `#${character.codePointAt(0)};`));
}
