/** Pictures of the lecture's formulas and of the shapes that a drawing gets wrong. */
import fc from "fast-check";
import type { GraphPicture, PictureNode } from "../../../src/views/graph/picture.js";

type Row = readonly [label: string, operands: readonly number[], value: string, adjoint: string | undefined, name?: string];

/** Ids count from 0; a row without operands is an input, or a constant if its label is a number. */
export function picture(title: string, rows: readonly Row[]): GraphPicture {
  const nodes = rows.map(([label, operands, value, adjoint, name], id): PictureNode => {
    const kind = operands.length > 0 ? "operation" : /^[\d.]+$/.test(label) ? "constant" : "input";
    return { id, label, kind, operands, value, adjoint, ...(name === undefined ? {} : { name }) };
  });
  return { nodes, output: nodes.length - 1, title };
}

/** Lecture, section 5. */
export const circuit = picture("(x + y) * z", [
  ["x", [], "-2", "-4"],
  ["y", [], "5", "-4"],
  ["+", [0, 1], "3", "-4"],
  ["z", [], "-4", "3"],
  ["*", [2, 3], "-12", "1"],
]);

/** Lecture, section 6, with the lecture's names. */
export const exercise = picture("-log(1 / (1 + exp(-(w1*x1 + w2*x2 + w3*x3))))", [
  ["w1", [], "1", "-0.3775", "α"],
  ["x1", [], "1", "-0.3775", "β"],
  ["*", [0, 1], "1", "-0.3775", "γ"],
  ["w2", [], "1", "-0.3775", "δ"],
  ["x2", [], "1", "-0.3775", "ϵ"],
  ["*", [3, 4], "1", "-0.3775", "ζ"],
  ["+", [2, 5], "2", "-0.3775", "λ"],
  ["w3", [], "-1.5", "-0.3775", "θ"],
  ["x3", [], "1", "0.5663", "ϑ"],
  ["*", [7, 8], "-1.5", "-0.3775", "κ"],
  ["+", [6, 9], "0.5", "-0.3775", "μ"],
  ["-", [10], "-0.5", "0.3775", "ν"],
  ["exp", [11], "0.6065", "0.6225", "ξ"],
  ["1", [], "1", "0.6225"],
  ["+", [13, 12], "1.6065", "0.6225", "π"],
  ["1", [], "1", undefined],
  ["/", [15, 14], "0.6225", "-1.6065", "ϖ"],
  ["log", [16], "-0.4741", "-1", "ρ"],
  ["-", [17], "0.4741", "1", "ℓ"],
]);

/** x is used three times, twice by one node. */
export const shared = picture("x*x + x", [
  ["x", [], "3", "7"],
  ["*", [0, 0], "9", "1"],
  ["+", [1, 0], "12", "1"],
]);

/** Before the backward pass. */
export const forwardOnly: GraphPicture = { ...circuit, nodes: circuit.nodes.map((node) => ({ ...node, adjoint: undefined })) };

/** A network-like graph of a hundred nodes: sums of products over shared inputs, then a squashing. */
export const hundred: GraphPicture = network(100);

export function network(size: number): GraphPicture {
  const rows: Row[] = Array.from({ length: 8 }, (_, i) => [`x${i}`, [], `0.${i}25`, `-0.${i}5`]);
  const row = (i: number): Row => {
    const value = ((i % 17) / 7).toFixed(4);
    const adjoint = ((i % 11) / -3).toFixed(4);
    if (i % 5 === 0) return ["tanh", [i - 3], value, adjoint];
    return [i % 2 === 0 ? "*" : "+", [i - 5, i - 8 + (i % 3)], value, adjoint];
  };
  while (rows.length < size) rows.push(row(rows.length));
  return picture(`a network of ${size} nodes`, rows);
}

/** Any directed acyclic graph that the views accept. */
export function pictures(maxNodes = 40): fc.Arbitrary<GraphPicture> {
  const text = fc.oneof(fc.constantFrom("x", "*", "log", "α", "-0.3775", "é", "漢字", "→"), fc.string({ unit: "grapheme", maxLength: 30 }));
  const row = fc.record({
    label: text,
    picks: fc.array(fc.nat(), { maxLength: 4 }),
    value: text,
    adjoint: fc.option(text, { nil: undefined }),
    name: fc.option(text, { nil: undefined, freq: 3 }),
    matrix: fc.option(matrices(text), { nil: undefined, freq: 3 }),
  });
  return fc.array(row, { minLength: 1, maxLength: maxNodes }).map((rows) => {
    const drawn = picture(
      "random",
      rows.map(({ label, picks, value, adjoint, name }, id): Row => {
        const operands = id === 0 ? [] : picks.map((pick) => pick % id);
        return name === undefined ? [label, operands, value, adjoint] : [label, operands, value, adjoint, name];
      }),
    );
    const matrix = (id: number) => rows[id]?.matrix;
    return {
      ...drawn,
      nodes: drawn.nodes.map((node) => (matrix(node.id) === undefined ? node : { ...node, matrix: matrix(node.id) })),
    } as GraphPicture;
  });
}

/** As many rows of gradients as of values, or none. */
function matrices(text: fc.Arbitrary<string>): fc.Arbitrary<PictureNode["matrix"]> {
  return fc.integer({ min: 1, max: 4 }).chain((rows) => {
    const lines = fc.array(text, { minLength: rows, maxLength: rows });
    return fc.record({ value: lines, adjoint: fc.option(lines, { nil: undefined }) });
  });
}
