/** The layout of graphs that are too large for our own: dagre's, mapped to the same plain data. */
import { Graph, layout } from "@dagrejs/dagre";
import type { GraphPicture } from "./picture.js";
import type { Lane, Layout, LayoutStyle, PlacedArrow, PlacedNode, Point } from "./placed.js";

/** A node with its lane is one box for dagre, so that no arrow is led through the texts. */
export function layoutWithDagre(picture: GraphPicture, style: LayoutStyle): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", ranksep: style.layerGap, nodesep: style.slotGap, edgesep: style.slotGap });
  // In reverse, because dagre's first walk then meets operands in order.
  const reversed = [...picture.nodes].reverse();
  for (const node of reversed) {
    graph.setNode(String(node.id), { width: style.bodyWidth(node) + style.laneWidth(node), height: style.height(node) });
  }
  for (const node of reversed) {
    for (const [operand, id] of node.operands.entries()) {
      graph.setEdge(String(id), String(node.id), {}, String(operand));
    }
  }
  layout(graph);

  const columns = columnsOf(picture, graph);
  const nodes: PlacedNode[] = [];
  const lanes: Lane[] = [];
  const arrows: PlacedArrow[] = [];
  for (const node of picture.nodes) {
    const box = boxOf(graph, node.id);
    const width = style.bodyWidth(node);
    const left = box.x - box.width / 2;
    nodes.push({ node, x: left + width / 2, y: box.y, width, height: style.bodyHeight(node) });
    lanes.push({ node, x1: left + width, x2: left + box.width, y: box.y, height: box.height });
    for (const [operand, id] of node.operands.entries()) {
      const source = boxOf(graph, id);
      const offset = (operand - (node.operands.length - 1) / 2) * style.portGap(node);
      const bends: readonly Point[] = graph.edge(String(id), String(node.id), String(operand)).points;
      const points = [
        { x: source.x + source.width / 2, y: source.y },
        ...levelAcross(bends.slice(1, -1), columns, source, box),
        { x: left, y: box.y + offset },
      ];
      arrows.push({ from: id, to: node.id, operand, points });
    }
  }
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width, height, nodes, lanes, arrows };
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The horizontal extent of each of dagre's layers, which centres the boxes of a layer on one x. */
function columnsOf(picture: GraphPicture, graph: Graph): Map<number, number> {
  const widths = new Map<number, number>();
  for (const { id } of picture.nodes) {
    const { x, width } = boxOf(graph, id);
    widths.set(x, Math.max(widths.get(x) ?? 0, width));
  }
  return widths;
}

/** dagre bends an arrow at the centre of each layer; level across the whole layer it cannot touch the texts there. */
function levelAcross(bends: readonly Point[], columns: ReadonlyMap<number, number>, source: Box, target: Box): Point[] {
  const half = (x: number) => (columns.get(x) ?? 0) / 2;
  const points: Point[] = [{ x: source.x + half(source.x), y: source.y }];
  for (const { x, y } of bends) {
    if (columns.has(x) && x > source.x && x < target.x) points.push({ x: x - half(x), y }, { x: x + half(x), y });
  }
  points.push({ x: target.x - half(target.x), y: target.y });
  return points;
}

function boxOf(graph: Graph, id: number): Box {
  return graph.node(String(id)) as Box;
}
