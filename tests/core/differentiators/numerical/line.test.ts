// f along one coordinate, and whether three samples lie on one smooth piece of it.

import { describe, expect, it } from "vitest";
import { lineThrough, onePiece, type Sample } from "../../../../src/core/differentiators/numerical/line.js";
import { inputValues } from "../../../../src/core/differentiators/point.js";
import type { InputValues } from "../../../../src/core/execute/evaluator.js";
import {
  abs,
  add,
  cos,
  type Graph,
  interpreter,
  mul,
  record,
  sin,
  square,
  type TracedFunction,
  type Value,
} from "../../../../src/index.js";

describe("a line through a point", () => {
  /** A line along the last entry of the second input; its values count the points that were asked for. */
  const asked = () => {
    const points: number[][][] = [];
    const f = {
      sample: (inputs: InputValues): Sample => {
        points.push(inputs.map((values) => [...values]));
        return { outputs: [{ shape: [], data: Float64Array.of(points.length) }] };
      },
    };
    const inputs = [Float64Array.of(1, 2), Float64Array.of(3, 4, 5)];
    return { points, inputs, line: lineThrough(f, inputs, 1, 2) };
  };

  it("knows its coordinate and the value there", () => {
    const { points, line } = asked();
    expect(line.at).toBe(5);
    expect(points).toEqual([
      [
        [1, 2],
        [3, 4, 5],
      ],
    ]);
    expect(line.centre.outputs[0]?.data[0]).toBe(1);
  });

  it("moves one entry of one input, and leaves the point as it was", () => {
    const { points, inputs, line } = asked();
    expect(line.sample(7).outputs[0]?.data[0]).toBe(2);
    expect(line.sample(-2).outputs[0]?.data[0]).toBe(3);
    expect(points.slice(1).map(([, moved]) => moved)).toEqual([
      [3, 4, 7],
      [3, 4, -2],
    ]);
    expect(points.map(([fixed]) => fixed)).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(inputs.map((values) => [...values])).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });
});

describe("a line through a function that has places", () => {
  /** Evaluates from its places only what stands there; `moves` are the arrays that samples were given. */
  const placed = () => {
    const places = [new Float64Array(2), new Float64Array(3)];
    const moves: InputValues[] = [];
    const f = {
      places,
      sample: (inputs: InputValues): Sample => {
        moves.push(inputs);
        return { outputs: [{ shape: [], data: Float64Array.of(inputs.flatMap((values) => [...values]).reduce((a, b) => 10 * a + b)) }] };
      },
    };
    return { places, moves, f };
  };
  const inputs = [Float64Array.of(1, 2), Float64Array.of(3, 4, 5)];
  const at = (sample: Sample) => sample.outputs[0]?.data[0];

  it("moves there, whatever stood there before and wherever the centre was evaluated, and leaves the point as it was", () => {
    const { places, moves, f } = placed();
    places[0]?.fill(Number.NaN);
    const line = lineThrough(f, inputs, 1, 2);
    expect([line.at, at(line.centre), at(line.sample(7)), at(line.sample(9))]).toEqual([5, 12_345, 12_347, 12_349]);
    expect(moves[0]).toBe(inputs);
    expect(moves.slice(1)).toEqual([places, places]);
    expect(moves[1]).toBe(places);
    expect(inputs.map((values) => [...values])).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it("starts from the point again with every new line", () => {
    const { f } = placed();
    lineThrough(f, inputs, 1, 2).sample(7);
    expect(at(lineThrough(f, inputs, 0, 0).sample(8))).toBe(82_345);
  });
});

describe("one smooth piece", () => {
  const graphOf = (f: TracedFunction) => record(f, { x: 1 }).graph;
  const at = (graph: Graph, x: number): Sample => {
    const evaluation = interpreter(graph)(inputValues(graph, { x }));
    return { outputs: evaluation.outputs, followed: { graph, values: evaluation } };
  };
  const samples = (graph: Graph, left: number, centre: number, right: number) =>
    [at(graph, left), at(graph, centre), at(graph, right)] as const;
  const kinked = graphOf(({ x }) => abs(x as Value));

  it("of one graph is one branch of every kink, and arguments that move a little", () => {
    expect(onePiece(...samples(kinked, 1, 2, 3))).toBe(true);
    expect(onePiece(...samples(kinked, -1, 1, 2))).toBe(false);
    expect(onePiece(...samples(kinked, 1, -1, 2))).toBe(false);
    expect(onePiece(...samples(kinked, 1, 2, -1))).toBe(false);
  });

  it("cannot be told for a black box, even if one sample alone is one", () => {
    const [left, centre, right] = samples(kinked, -1, 1, 2);
    const black = ({ outputs }: Sample): Sample => ({ outputs });
    expect(onePiece(black(left), black(centre), black(right))).toBe(true);
    expect(onePiece(black(left), centre, right)).toBe(true);
    expect(onePiece(left, black(centre), right)).toBe(true);
    expect(onePiece(left, centre, black(right))).toBe(true);
  });

  describe("of a function that is traced at each point", () => {
    const sine = () => graphOf(({ x }) => mul(sin(x as Value), 2));
    const cosine = () => graphOf(({ x }) => mul(cos(x as Value), 2));
    const longer = () => graphOf(({ x }) => add(mul(sin(x as Value), 2), 1));
    const early = () => graphOf(({ x }) => square(mul(x as Value, 2)));
    const piece = (left: Graph, centre: Graph, right: Graph) => onePiece(at(left, 0.9), at(centre, 1), at(right, 1.1));

    it("is the same operations, in other graphs", () => {
      expect(piece(sine(), sine(), sine())).toBe(true);
    });

    it("ends where one operation differs, or how many there are, at any of the three points", () => {
      for (const other of [cosine, longer, early]) {
        expect(piece(other(), sine(), sine())).toBe(false);
        expect(piece(sine(), other(), sine())).toBe(false);
        expect(piece(sine(), sine(), other())).toBe(false);
        expect(piece(sine(), other(), other())).toBe(false);
        expect(piece(other(), sine(), other())).toBe(false);
      }
    });

    it("is told by operations too when two of the three share a graph", () => {
      // Far apart, which one graph at all three points would not allow.
      const [one, two] = [sine(), sine()];
      for (const graphs of [
        [one, one, two],
        [one, two, one],
        [two, one, one],
      ] as const)
        expect(onePiece(at(graphs[0], -9), at(graphs[1], 0), at(graphs[2], 9))).toBe(true);
      expect(onePiece(...samples(one, -9, 0, 9))).toBe(false);
    });
  });
});
