/** The terminal drawing that always fits: from the output down to the inputs, indented, a shared node drawn once. */
import { Canvas, clip, columns } from "./canvas.js";
import { checkedNodes, type GraphPicture, laneTexts, type PictureNode } from "./picture.js";

const indent = 3;
const shortestLane = 10;
/** Columns kept free for a node's label at the deepest level. */
const labelRoom = 18;

interface Line {
  readonly node: PictureNode;
  /** A heading starts a part that was too deep to be drawn where it is used. */
  readonly kind: "heading" | "first" | "above" | "below";
  readonly level: number;
  /** For each level from 1, whether its rail goes on below this line. */
  readonly rails: readonly boolean[];
}

/** Each arrow takes three rows, value, arrow, gradient, and more where these are matrices. Needs 40 columns. */
export function drawTree(picture: GraphPicture, width: number, unicode: boolean): Canvas {
  const mark = unicode ? "…" : "~";
  let widest = 0;
  for (const node of picture.nodes) for (const text of textsOf(node)) widest = Math.max(widest, columns(text));
  const lane = Math.min(Math.max(shortestLane, widest + 3), Math.max(22, Math.floor(width / 2)));
  const deepest = Math.max(1, Math.floor((width - lane - labelRoom) / indent));
  const lines = plan(picture, deepest);
  const references = numberReferences(lines);

  const canvas = new Canvas();
  let row = 0;
  for (const line of lines) {
    const { node, kind, level, rails } = line;
    const label = labelOf(node, kind, references.get(node.id));
    if (kind === "heading") {
      canvas.text(0, row + 1, clip(`${label}:`, width, mark), "bold");
      row += 2;
      continue;
    }
    const x = level * indent;
    // Drawn again where it is used once more, a matrix would fill the page.
    const { above, below } = kind === "first" ? laneTexts(node) : { above: [node.value], below: [node.adjoint ?? ""] };
    const arrow = row + above.length;
    const next = arrow + 1 + Math.max(1, below.length);
    drawRails(canvas, rails, row, arrow, next - 1);
    canvas.text(x + 1, arrow, unicode ? "◀" : "<");
    canvas.across(x + 2, x + lane, arrow, -1);
    const write = (text: string, y: number, ink: "value" | "gradient"): void => {
      const shown = clip(text, lane - 2, mark);
      canvas.text(x + 2 + Math.floor((lane - 1 - columns(shown)) / 2), y, shown, ink);
    };
    for (const [i, text] of above.entries()) write(text, row + i, "value");
    for (const [i, text] of below.entries()) write(text, arrow + 1 + i, "gradient");
    canvas.text(x + lane + 2, arrow, clip(label, width - x - lane - 2, mark), kind === "first" ? "bold" : "plain");
    row = next;
  }
  return canvas;
}

function textsOf(node: PictureNode): string[] {
  const { above, below } = laneTexts(node);
  return [...above, ...below, node.value, node.adjoint ?? ""];
}

/** What is drawn in which order; a part deeper than `deepest` follows later, so that depth never costs width. */
function plan(picture: GraphPicture, deepest: number): Line[] {
  const byId = checkedNodes(picture);
  const lines: Line[] = [];
  const drawn = new Set<number>();
  const used = new Set(picture.nodes.flatMap((node) => node.operands));
  const unused = picture.nodes.filter((node) => !used.has(node.id)).map((node) => node.id);
  const tops = new Set([picture.output, ...unused]);
  const roots = new Set(tops);
  for (const root of roots) {
    if (drawn.has(root)) continue;
    const kind = tops.has(root) ? "first" : "heading";
    const pending: Line[] = [{ node: byId.get(root) as PictureNode, kind, level: 0, rails: [] }];
    for (let line = pending.pop(); line !== undefined; line = pending.pop()) {
      const { node, level, rails } = line;
      const isLeaf = node.operands.length === 0;
      if (drawn.has(node.id)) {
        lines.push({ ...line, kind: "above" });
      } else if (level === deepest && !isLeaf) {
        roots.add(node.id);
        lines.push({ ...line, kind: "below" });
      } else {
        drawn.add(node.id);
        lines.push(line);
        for (let i = node.operands.length - 1; i >= 0; i--) {
          const operand = byId.get(node.operands[i] as number) as PictureNode;
          pending.push({ node: operand, kind: "first", level: level + 1, rails: [...rails, i < node.operands.length - 1] });
        }
      }
    }
  }
  return lines;
}

/** Numbers for the operations that a reader must find again. */
function numberReferences(lines: readonly Line[]): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const { node, kind } of lines) {
    const isReferred = (kind === "above" || kind === "below") && node.operands.length > 0;
    if (isReferred && !numbers.has(node.id)) numbers.set(node.id, numbers.size + 1);
  }
  return numbers;
}

function labelOf(node: PictureNode, kind: Line["kind"], reference: number | undefined): string {
  const number = reference === undefined ? "" : ` #${reference}`;
  const place = kind === "above" || kind === "below" ? `, ${kind}` : "";
  const named = node.name === undefined ? node.label : `${node.name} = ${node.label}`;
  return `${named}${number}${place}`;
}

function drawRails(canvas: Canvas, rails: readonly boolean[], row: number, arrow: number, last: number): void {
  for (const [index, goesOn] of rails.entries()) {
    const x = (index + 1) * indent;
    const isOwn = index === rails.length - 1;
    if (isOwn) {
      canvas.down(x, row, arrow, index);
      canvas.across(x, x + 1, arrow, index);
    }
    if (goesOn) canvas.down(x, row, last, index);
  }
}
