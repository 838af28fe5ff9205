// Any plot, with numbers of every kind and texts that no terminal or XML file expects.

import fc from "fast-check";
import type { Plot, Series } from "../../../src/course/labs/plot.js";

export const anyNumber = fc.oneof(
  { weight: 3, arbitrary: fc.double() },
  { weight: 3, arbitrary: fc.integer({ min: -9, max: 9 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, -0, 1e-300, -1e-300, 1e300, Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, 1 + 2 ** -52),
  },
);

export const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom("", "∂E/∂α", '</title><script>alert("1")</script>', "\u001b[31mred", "字".repeat(70), "two words", "a".repeat(90)),
);

const scale = fc.constantFrom("linear" as const, "log" as const);
const axis = fc.record({ label: anyText, scale });

const points = fc.oneof(
  fc.array(fc.record({ x: anyNumber, y: anyNumber }), { maxLength: 30 }),
  fc.array(fc.record({ x: fc.integer({ min: 1, max: 12 }), y: fc.double({ min: 1e-9, max: 1e3, noNaN: true }) }), { maxLength: 12 }),
);

const series: fc.Arbitrary<Series> = fc.record(
  { name: anyText, points, mark: fc.constantFrom("line" as const, "points" as const, "bars" as const) },
  { requiredKeys: ["name", "points"] },
);

export const plots: fc.Arbitrary<Plot> = fc.record(
  {
    name: fc.constant("any"),
    title: anyText,
    x: axis,
    y: axis,
    series: fc.array(series, { maxLength: 8 }),
    guides: fc.array(fc.record({ at: anyNumber, axis: fc.constantFrom("x" as const, "y" as const), label: anyText }), { maxLength: 4 }),
  },
  { requiredKeys: ["name", "title", "x", "y", "series"] },
);

/** One series of points, for a named test. */
export function plotOf(points: Series["points"], given: Partial<Plot> & { readonly mark?: Series["mark"] } = {}): Plot {
  const { mark = "line", ...rest } = given;
  return {
    name: "named",
    title: "A plot",
    x: { label: "x", scale: "linear" },
    y: { label: "y", scale: "linear" },
    series: [{ name: "f", points, mark }],
    ...rest,
  };
}
