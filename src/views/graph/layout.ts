/** Where the nodes, lanes and arrows of a computation graph go: plain data, in the unit of the style. */
import { layoutWithDagre } from "./dagre-layout.js";
import { intoLayers, type Link, type Slot } from "./layers.js";
import { reorder } from "./order.js";
import { checkedNodes, type GraphPicture } from "./picture.js";
import type { Lane, Layout, LayoutStyle, PlacedArrow, PlacedNode, Point } from "./placed.js";
import { settle } from "./settle.js";

/** Up to here our own layout is the finer one; beyond, dagre's network simplex keeps long arrows shorter. */
const ownLayoutLimit = 60;
/** dagre makes a node of each layer that an arrow passes: beyond about a second of its time our own serves again. */
const dagreNodeLimit = 400;
const dagrePassageLimit = 800;

/**
 * Left to right, operands in order from top to bottom, few crossings; no arrow runs through a node or a lane's texts.
 * @throws {TooLargeToDraw} beyond `drawingLimit`
 * @throws {InvalidPicture} the nodes are not in evaluation order
 */
export function layoutGraph(picture: GraphPicture, style: LayoutStyle): Layout {
  checkedNodes(picture);
  const size = picture.nodes.length;
  const isForDagre = size > ownLayoutLimit && size <= dagreNodeLimit && passages(picture) <= dagrePassageLimit;
  return isForDagre ? layoutWithDagre(picture, style) : layoutInLayers(picture, style);
}

/** Our own layout, whatever the size. */
export function layoutInLayers(picture: GraphPicture, style: LayoutStyle): Layout {
  const layers = reorder(intoLayers(picture, style));
  const height = settle(layers, style.slotGap);
  const nodes: PlacedNode[] = [];
  const lanes: Lane[] = [];
  const columns: { left: number; right: number }[] = [];
  let left = 0;
  for (const layer of layers) {
    const real = layer.filter((slot) => !slot.passage);
    const right = left + Math.max(0, ...real.map(({ node }) => style.bodyWidth(node) + style.laneWidth(node)));
    for (const { node, y, height: slotHeight } of real) {
      const width = style.bodyWidth(node);
      nodes.push({ node, x: left + width / 2, y, width, height: style.bodyHeight(node) });
      lanes.push({ node, x1: left + width, x2: right, y, height: slotHeight });
    }
    columns.push({ left, right });
    left = right + style.layerGap;
  }
  const arrows = layers
    .flat()
    .flatMap((slot) => (slot.passage ? [] : slot.into.map((link) => ({ ...ends(link), points: route(link, columns) }))));
  return { width: left - style.layerGap, height, nodes, lanes, arrows };
}

function ends(link: Link): Omit<PlacedArrow, "points"> {
  return { from: link.from.node.id, to: link.to.node.id, operand: link.operand ?? 0 };
}

/** Level across each column that it passes, so that only the empty gaps see an arrow rise or fall. */
function route(link: Link, columns: readonly { left: number; right: number }[]): Point[] {
  const points: Point[] = [{ x: columns[link.to.layer]?.left ?? 0, y: link.to.y + link.offset }];
  const add = (x: number, y: number): void => {
    // A value used at every depth of a deep graph would else need points by the square of the depth.
    if (points.length > 1 && points.at(-1)?.y === y && points.at(-2)?.y === y) points.pop();
    points.push({ x, y });
  };
  for (let slot: Slot | undefined = link.from; slot !== undefined; slot = slot.into[0]?.from) {
    const column = columns[slot.layer] ?? { left: 0, right: 0 };
    add(column.right, slot.y);
    if (!slot.passage) break;
    add(column.left, slot.y);
  }
  return points.reverse();
}

/** How many layers all arrows together pass. */
function passages(picture: GraphPicture): number {
  const depth = new Map<number, number>();
  let total = 0;
  for (const node of picture.nodes) {
    const depths = node.operands.map((operand) => (depth.get(operand) ?? 0) + 1);
    const own = Math.max(0, ...depths);
    depth.set(node.id, own);
    for (const arriving of depths) total += own - arriving;
  }
  return total;
}
