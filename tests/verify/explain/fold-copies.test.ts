// Which copies are folded away, into what, and which stay.

import { describe, expect, it } from "vitest";
import { add, broadcast, mul, reshape, transpose } from "../../../src/core/primitives/index.js";
import { matmul, type Point, record, sin, sum, type TracedFunction, type Value } from "../../../src/index.js";
import { foldCopies } from "../../../src/verify/explain/fold.js";
import { arrayPasses } from "../../../src/verify/explain/passes.js";

const x = (inputs: Readonly<Record<string, Value>>) => inputs.x as Value;
const folded = (f: TracedFunction, point: Point, names: readonly (readonly [number, string])[] = []) =>
  foldCopies(arrayPasses(record(f, point).graph, point, new Map(names.map(([node, name]) => [node, { name }]))));
const shown = (f: TracedFunction, point: Point) => folded(f, point).map(({ primitive }) => primitive);
const matrix = [
  [1, 2, 3],
  [4, 5, 6],
];

describe("an operand that is copied for one use", () => {
  it("becomes the operand of that use, and receives what is sent back", () => {
    const [W, input, product, total] = folded((i) => sum(matmul(i.W as Value, x(i))), { W: [[1, 2]], x: [3, 4] });
    expect([W, input, total].map((pass) => pass?.primitive)).toEqual(["input", "input", "sum"]);
    expect(product).toMatchObject({ primitive: "matmul", operands: [W?.node, input?.node], value: [11], adjoint: [1] });
    expect(product?.sends).toEqual([
      { to: W?.node, local: undefined, amount: [[3, 4]] },
      { to: input?.node, local: undefined, amount: [1, 2], through: ["reshape"] },
    ]);
    expect(total?.operands).toEqual([product?.node]);
  });

  it("through all copies in a row, each of which is told", () => {
    const [input, square] = folded((i) => sum(sin(transpose(reshape(x(i), [3, 2])))), { x: matrix });
    expect(square?.operands).toEqual([input?.node]);
    expect(square?.sends).toEqual([{ to: input?.node, local: undefined, amount: input?.adjoint, through: ["transpose", "reshape"] }]);
  });

  it("also where a number is repeated", () => {
    const [input, , product] = folded((i) => sum(mul(broadcast(x(i), [3]), [1, 2, 3])), { x: 5 });
    expect(product).toMatchObject({ primitive: "mul", sends: [{ to: input?.node, amount: 6, through: ["broadcast"] }] });
    expect(input?.adjoint).toBe(6);
  });

  it("also where it is a constant, to which nothing is sent", () => {
    const [input, , product] = folded((i) => sum(mul(x(i), broadcast(2, [3]))), { x: [1, 2, 3] });
    expect(product?.sends).toEqual([{ to: input?.node, local: [2, 2, 2], amount: [2, 2, 2] }]);
    expect(product?.operands).toEqual([0, 1]);
  });
});

describe("a copy stays", () => {
  it("where it is used twice", () => {
    expect(shown((i) => sum(matmul(transpose(x(i)), x(i))), { x: matrix })).toEqual(["input", "matmul", "sum"]);
    expect(
      shown(
        (i) => {
          const turned = transpose(x(i));
          return sum(mul(turned, turned));
        },
        { x: matrix },
      ),
    ).toEqual(["input", "transpose", "mul", "sum"]);
  });

  it("where it is the result", () => {
    expect(shown((i) => reshape(x(i), []), { x: [3] })).toEqual(["input", "reshape"]);
  });

  it("and every operation that computes something does", () => {
    expect(shown((i) => sum(sin(mul(x(i), x(i)))), { x: [1, 2] })).toEqual(["input", "mul", "sin", "sum"]);
  });
});

describe("an operation that is only seen with fewer extents", () => {
  const column = (i: Readonly<Record<string, Value>>) => sin(reshape(x(i), [2, 1]));

  it("is seen so from the start, under its new number", () => {
    const found = folded((i) => sum(mul(reshape(column(i), [2]), [1, 2])), { x: [1, 2] });
    expect(found.map(({ primitive }) => primitive)).toEqual(["input", "sin", "constant", "mul", "sum"]);
    const [input, sine, , product] = found;
    expect(sine).toMatchObject({ value: [Math.sin(1), Math.sin(2)], adjoint: [1, 2], operands: [input?.node] });
    expect(product?.operands[0]).toBe(sine?.node);
  });

  it("keeps its name, unless the copy has one", () => {
    const f: TracedFunction = (i) => sum(reshape(column(i), [2]));
    // 0 x, 1 the column, 2 the sine, 3 the sine as a vector.
    expect(folded(f, { x: [1, 2] }, [[2, "a(1)"]])[1]?.name).toBe("a(1)");
    expect(folded(f, { x: [1, 2] }, [[3, "a(2)"]])[1]?.name).toBe("a(2)");
    expect(
      folded(f, { x: [1, 2] }, [
        [2, "a(1)"],
        [3, "a(2)"],
      ])[1]?.name,
    ).toBe("a(2)");
    expect(folded(f, { x: [1, 2] })[1]).not.toHaveProperty("name");
  });

  it("stays as it is where it has another use", () => {
    const f: TracedFunction = (i) => {
      const made = column(i);
      return add(sum(reshape(made, [2])), sum(made));
    };
    const found = folded(f, { x: [1, 2] });
    expect(found.map(({ primitive }) => primitive)).toEqual(["input", "sin", "sum", "sum", "add"]);
    expect(found[1]?.value).toEqual([[Math.sin(1)], [Math.sin(2)]]);
  });

  it("stays as it is where the copy has as many extents, or is no reshaping, or is of an input", () => {
    const value = (f: TracedFunction) => folded(f, { x: matrix }).map(({ primitive, value }) => [primitive, value]);
    const sines = matrix.map((row) => row.map(Math.sin));
    expect(value((i) => sum(sin(reshape(sin(x(i)), [3, 2]))))[1]).toEqual(["sin", sines]);
    expect(value((i) => sum(sin(transpose(sin(x(i))))))[1]).toEqual(["sin", sines]);
    expect(value((i) => sum(sin(reshape(x(i), [6])))).slice(0, 2)).toEqual([
      ["input", matrix],
      ["sin", sines.flat()],
    ]);
    expect(value((i) => sum(mul(sum(x(i)), 2))).map(([primitive]) => primitive)).toEqual(["input", "sum", "constant", "mul"]);
  });
});
