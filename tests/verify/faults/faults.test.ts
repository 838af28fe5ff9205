// Every wrong rule of the catalogue is found, and named. A fault that is not found is a hole in the verification.

import { describe, expect, test } from "vitest";
import { allRows } from "../../../src/core/primitives/row.js";
import { compare } from "../../../src/index.js";
import { libraryFaults } from "./catalogue.js";
import { detect } from "./detect.js";
import type { LibraryFault } from "./fault.js";
import { templateAt } from "./inject.js";

/** Samples within which a fault has to be found. */
const most = 200;
const seed = Number(process.env["TRIGRAD_SEED"]);

const places: readonly (readonly [title: string, tables: readonly LibraryFault["where"]["table"][]])[] = [
  ["the primitives table", ["rows", "pushes"]],
  ["the sweeps", ["sweeps"]],
  ["the symbolic rules", ["functions", "operators", "terms"]],
];

/** The smallest faults are the hardest: of the larger ones every fifth is enough here, and `npm run study` takes all. */
const isTested = ({ size }: LibraryFault, i: number) => size === "gross" || size === 1e-6 || i % 5 === 0;

describe.each(places)("wrong rules in %s", (_, tables) => {
  const faults = libraryFaults.filter((fault, i) => tables.includes(fault.where.table) && isTested(fault, i));
  const found = new Map<LibraryFault, ReturnType<typeof detect>>();

  test.each(faults.map((fault) => [fault.id, fault] as const))("%s", (_id, fault) => {
    const detection = detect(fault, { most, seed });
    found.set(fault, detection);
    expect(detection.samples, `not found within ${most} samples`).toBeDefined();
  });

  test("the culprit is named in at least 95 % of the cases", () => {
    const unnamed = [...found].filter(([, { isNamed }]) => !isNamed).map(([{ id }, { message }]) => `${id}: ${message}`);
    expect(unnamed.length, unnamed.join("\n")).toBeLessThanOrEqual(0.05 * found.size);
  });
});

describe("the catalogue", () => {
  test("no two faults have one name", () => {
    expect(new Set(libraryFaults.map(({ id }) => id)).size).toBe(libraryFaults.length);
  });

  test("has all kinds of mistakes, and three sizes", () => {
    const kinds = [
      "sign",
      "factor",
      "chain factor",
      "swapped operands",
      "branch",
      "transpose",
      "index",
      "convention",
      "formula",
      "missing term",
    ];
    expect([...new Set(libraryFaults.map(({ kind }) => kind))].sort()).toEqual([...kinds, "relative"].sort());
    expect(new Set(libraryFaults.map(({ size }) => size))).toEqual(new Set(["gross", 1e-2, 1e-4, 1e-6]));
    expect(libraryFaults.filter(({ size }) => size === "gross").length).toBeGreaterThanOrEqual(60);
  });

  test("reaches every row of the table whose rule sends anything", () => {
    const reached = new Set(libraryFaults.flatMap(({ where }) => (where.table === "rows" ? [where.row] : [])));
    const silent = ["lt", "le", "ge", "eq", "ne", "or", "not"];
    expect(allRows().flatMap(({ name }) => (reached.has(name) ? [] : [name]))).toEqual(silent);
  });

  test("a wrong rule is put back", () => {
    const point = { x: 0.5 };
    for (const fault of libraryFaults) {
      if (fault.where.table === "functions" && fault.where.name === "sin") expect(templateAt(fault.where)).toBe("cos(u) * du");
    }
    expect(compare(({ x }) => x as number, point).verdict).toBe("agree");
  });
});
