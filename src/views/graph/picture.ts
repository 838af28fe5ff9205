/** What a drawing of a computation graph is made from: plain data that the terminal, SVG, DOT and Mermaid views share. */

export interface PictureNode {
  readonly id: number;
  /** What stands in the node: "+", "*", "log", "x", "2". */
  readonly label: string;
  readonly kind: "input" | "constant" | "operation";
  /** Ids in order; an id may repeat, as in x * x. */
  readonly operands: readonly number[];
  readonly value: string;
  /** Undefined is "not yet known" and is drawn blank: a zero would be a claim. */
  readonly adjoint: string | undefined;
  /** The lecture's name of this intermediate value, such as "α". */
  readonly name?: string;
  /** A small matrix row by row, for drawings that have the room; `value` and `adjoint` say it in one line. */
  readonly matrix?: { readonly value: readonly string[]; readonly adjoint: readonly string[] | undefined };
}

export interface GraphPicture {
  /** In evaluation order: operands stand before the nodes that use them. */
  readonly nodes: readonly PictureNode[];
  readonly output: number;
  readonly title: string;
  /** Inputs stand just before their first use, as constants do, instead of at the left: for the weights of a deep network. */
  readonly inputsWhereUsed?: boolean;
}

/** The most nodes and arrows that are drawn; beyond this nobody can read the picture. */
export const drawingLimit = 2000;

/** A graph with more nodes or arrows than a reader can follow. */
export class TooLargeToDraw extends Error {
  override readonly name = "TooLargeToDraw";
  readonly counted: "nodes" | "arrows";
  readonly size: number;
  readonly limit: number;
  constructor(counted: "nodes" | "arrows", size: number, limit: number) {
    super(
      `too large to draw: the graph has ${size} ${counted}, and at most ${limit} are drawn. ` +
        "Draw a part of the formula, use fewer or smaller inputs, or read the result as JSON.",
    );
    this.counted = counted;
    this.size = size;
    this.limit = limit;
  }
}

/** A picture whose operands or output do not name earlier nodes. */
export class InvalidPicture extends Error {
  override readonly name = "InvalidPicture";
}

/**
 * The nodes by id, after checking that the picture is one that can be drawn.
 * @throws {TooLargeToDraw} more than `drawingLimit` nodes, or three times as many arrows
 * @throws {InvalidPicture} an id is missing, repeated, or used before its node
 * @example
 * const picture = { title: "x", output: 0, nodes: [{ id: 0, label: "x", kind: "input", operands: [], value: "2", adjoint: "1" }] } as const;
 * checkedNodes(picture).get(picture.output)?.label   // "x"
 */
export function checkedNodes(picture: GraphPicture): ReadonlyMap<number, PictureNode> {
  refuseAbove("nodes", picture.nodes.length, drawingLimit);
  refuseAbove("arrows", countArrows(picture), 3 * drawingLimit);
  const byId = new Map<number, PictureNode>();
  for (const node of picture.nodes) {
    for (const operand of node.operands) {
      if (!byId.has(operand)) {
        throw new InvalidPicture(
          `node ${node.id} ("${node.label}") uses node ${operand}, expected a node that stands before it. Give the nodes in evaluation order.`,
        );
      }
    }
    if (byId.has(node.id)) throw new InvalidPicture(`two nodes have the id ${node.id}, expected one. Number the nodes anew.`);
    byId.set(node.id, node);
  }
  if (!byId.has(picture.output)) {
    throw new InvalidPicture(`the output is node ${picture.output}, which the picture does not contain. Add it to \`nodes\`.`);
  }
  return byId;
}

/** What stands above and below a node's lane: a line each, or the rows of a matrix; nothing below while the gradient is not known. */
export function laneTexts({ value, adjoint, matrix }: PictureNode): {
  readonly above: readonly string[];
  readonly below: readonly string[];
} {
  if (matrix !== undefined) return { above: matrix.value, below: matrix.adjoint ?? [] };
  return { above: [value], below: adjoint === undefined ? [] : [adjoint] };
}

/** All arrows between nodes, repeats included. */
export function countArrows(picture: GraphPicture): number {
  let arrows = 0;
  for (const node of picture.nodes) arrows += node.operands.length;
  return arrows;
}

function refuseAbove(counted: "nodes" | "arrows", size: number, limit: number): void {
  if (size > limit) throw new TooLargeToDraw(counted, size, limit);
}
