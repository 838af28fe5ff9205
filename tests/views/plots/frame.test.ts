import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plotAxis } from "../../../src/views/plots/axis.js";
import { type FramePoint, frameOf } from "../../../src/views/plots/frame.js";
import { thinned } from "../../../src/views/plots/thin.js";
import { plotOf, plots } from "./arbitrary.js";

const inSquare = ({ x, y }: FramePoint) => x >= 0 && x <= 1 && y >= 0 && y <= 1;

const spans = fc
  .record({
    scale: fc.constantFrom("linear" as const, "log" as const),
    values: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 2, maxLength: 20 }),
    rounded: fc.boolean(),
    padding: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ scale, values, ...rest }) => ({
    scale,
    values: scale === "log" ? values.map((value) => Math.abs(value) || Number.MIN_VALUE) : values,
    ...rest,
  }));

describe("an axis", () => {
  it("keeps the order of values, and every value of its span on it", () => {
    fc.assert(
      fc.property(spans, ({ scale, values, ...rest }) => {
        const ordered = [...values].sort((a, b) => a - b);
        const axis = plotAxis({ label: "", scale }, { extent: [ordered[0] as number, ordered.at(-1) as number], ...rest });
        const positions = ordered.map(axis.position);
        for (const position of positions) expect(position >= 0 && position <= 1).toBe(true);
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
      }),
    );
  });

  it("has ticks that rise, lie where they say, and read as the number they stand for", () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 20 }), ({ scale, values, ...rest }, count) => {
        const axis = plotAxis({ label: "", scale }, { extent: [Math.min(...values), Math.max(...values)], ...rest });
        const ticks = axis.ticks(count);
        expect(ticks.length).toBeLessThanOrEqual(3 * count + 10);
        expect(new Set(ticks.map(({ text }) => text)).size).toBe(ticks.length);
        ticks.forEach(({ value, position, text }, i) => {
          expect(position).toBe(axis.position(value));
          expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(1e-11 * Math.abs(value) + Number.MIN_VALUE);
          if (i > 0) expect(value).toBeGreaterThan(ticks[i - 1]?.value as number);
        });
      }),
    );
  });

  const texts = (scale: "linear" | "log", extent: readonly [number, number], whole = false) =>
    plotAxis({ label: "", scale }, { extent, rounded: true, whole })
      .ticks(5)
      .map(({ text }) => text);

  it("writes powers of ten as 1e-8, short ones in full", () => {
    expect(texts("log", [3e-17, 0.5])).toEqual(["1e-15", "1e-10", "1e-5", "1"]);
    expect(texts("log", [0.02, 300])).toEqual(["0.01", "0.1", "1", "10", "100", "1000"]);
    expect(texts("log", [1e-300, 1e300])).toEqual(["1e-300", "1e-200", "1e-100", "1", "1e100", "1e200", "1e300"]);
    expect(texts("log", [Number.MIN_VALUE, Number.MAX_VALUE]).length).toBeGreaterThan(2);
  });

  it("has ticks between powers of ten where no two of these fit", () => {
    expect(texts("log", [2, 6])).toEqual(["2", "5"]);
    expect(texts("log", [2.1, 2.9])).toEqual(["2.2", "2.4", "2.6", "2.8"]);
  });

  it("shows numbers that differ in their last digits", () => {
    expect(texts("linear", [1, 1 + 4 * Number.EPSILON])).toContain("1.0000000000000004");
  });

  it("spans what a double cannot: the difference of the largest numbers", () => {
    expect(texts("linear", [-Number.MAX_VALUE, Number.MAX_VALUE])).toContain("0");
    const axis = plotAxis({ label: "", scale: "linear" }, { extent: [-Number.MAX_VALUE, Number.MAX_VALUE], rounded: false });
    expect(axis.position(0)).toBe(0.5);
  });

  it("has no layer 1.5", () => {
    expect(texts("linear", [1, 3], true)).toEqual(["1", "2", "3"]);
  });
});

describe("a frame", () => {
  it("holds every point, bar and line, whatever the numbers", () => {
    fc.assert(
      fc.property(plots, (plot) => {
        const frame = frameOf(plot);
        for (const { runs, bars } of frame.series) {
          for (const point of runs.flat()) expect(inSquare(point)).toBe(true);
          for (const { left, right, base, end } of bars) {
            expect(left).toBeLessThanOrEqual(right);
            expect(inSquare({ x: left, y: base }) && inSquare({ x: right, y: end })).toBe(true);
          }
        }
        for (const { position } of frame.guides) expect(position >= 0 && position <= 1).toBe(true);
      }),
    );
  });

  it("shows or counts every point", () => {
    fc.assert(
      fc.property(plots, (plot) => {
        const { series, notes } = frameOf(plot);
        const counted = notes.map((note) => /^([\d,]+) points? /.exec(note)?.[1]).filter((count) => count !== undefined);
        const shown = series.reduce((sum, { values }) => sum + values.length, 0);
        const given = plot.series.reduce((sum, { points }) => sum + points.length, 0);
        expect(shown + counted.reduce((sum, count) => sum + Number(count.replaceAll(",", "")), 0)).toBe(given);
      }),
    );
  });

  it("says why points are missing, and of which series", () => {
    const points = [
      { x: 1, y: 0 },
      { x: 2, y: -0 },
      { x: 3, y: -1 },
      { x: 4, y: Number.NaN },
      { x: Number.POSITIVE_INFINITY, y: 1 },
      { x: 5, y: 2 },
    ];
    const y = { label: "error", scale: "log" } as const;
    const one = ["2 points at 0 cannot be shown on a log axis.", "1 point below 0 cannot be shown on a log axis."];
    expect(frameOf(plotOf(points, { y })).notes).toEqual([...one, "2 points are infinite or undefined and cannot be shown."]);
    const two = plotOf(points, {
      y,
      series: [
        { name: "forward", points: points.slice(0, 2) },
        { name: "central", points: points.slice(5) },
      ],
    });
    expect(frameOf(two).notes).toEqual(["2 points at 0 cannot be shown on a log axis (forward: 2).", '"forward" has no point to show.']);
  });

  it("says that a line across the plot has no place", () => {
    const guides = [{ at: 0, axis: "y", label: "exact" }] as const;
    const plot = plotOf([{ x: 1, y: 1 }], { y: { label: "error", scale: "log" }, guides });
    expect(frameOf(plot).notes).toEqual(['The line "exact" at 0 cannot be shown on a log axis.']);
  });

  it("interrupts a line where a point is missing: nothing is drawn that was not measured", () => {
    const points = [1, 2, Number.NaN, 3, 4].map((y, x) => ({ x, y }));
    expect(frameOf(plotOf(points)).series[0]?.runs.map((run) => run.length)).toEqual([2, 2]);
  });

  it("shows no points, one point, and points that are all the same", () => {
    expect(frameOf(plotOf([])).notes).toEqual(["There is no point to show."]);
    expect(frameOf(plotOf([{ x: 3, y: 7 }])).series[0]?.runs).toEqual([[{ x: 0.5, y: 0.5 }]]);
    const same = frameOf(plotOf([1, 2, 3].map((x) => ({ x, y: 5 })))).series[0]?.runs[0];
    expect(same?.map(({ y }) => y)).toEqual([0.5, 0.5, 0.5]);
  });

  it("reaches as far as its lines across", () => {
    const guides = [{ at: 1e-16, axis: "y", label: "machine epsilon" }] as const;
    const frame = frameOf(plotOf([{ x: 1, y: 1 }], { y: { label: "error", scale: "log" }, guides }));
    expect(frame.guides[0]?.position).toBe(0);
    expect(frame.guides[0]?.text).toBe("machine epsilon at 1e-16");
  });

  it("lets bars start at 0 and stand apart, beside those of other series", () => {
    const points = [1, 2, 3].map((x) => ({ x, y: x + 10 }));
    const series = ["a", "b"].map((name) => ({ name, points, mark: "bars" as const }));
    const frame = frameOf(plotOf(points, { series }));
    expect(frame.y.position(0)).toBe(0);
    const bars = frame.series.flatMap(({ bars: own }) => own).sort((a, b) => a.left - b.left);
    expect(bars).toHaveLength(6);
    bars.forEach((bar, i) => {
      expect(bar.base).toBe(0);
      if (i > 0) expect(bar.left).toBeGreaterThanOrEqual((bars[i - 1]?.right as number) - 1e-12);
    });
  });

  it("shows the shortest bar on a log axis too", () => {
    const points = [1e-6, 1e-3].map((y, x) => ({ x, y }));
    const [bar] = frameOf(plotOf(points, { mark: "bars", y: { label: "norm", scale: "log" } })).series[0]?.bars ?? [];
    expect(bar?.end).toBeGreaterThan(bar?.base as number);
  });
});

describe("thinning", () => {
  it("keeps the ends, the extremes and the order", () => {
    const runs = fc.array(fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 20 }), fc.boolean(), (points, columns, inOrder) => {
        const run = inOrder ? [...points].sort((a, b) => a.x - b.x) : points;
        const kept = thinned(run, columns);
        const places = kept.map((point) => run.indexOf(point));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        expect([kept[0], kept.at(-1)]).toEqual([run[0], run.at(-1)]);
        const heights = (of: readonly FramePoint[]) => [Math.min(...of.map(({ y }) => y)), Math.max(...of.map(({ y }) => y))];
        expect(heights(kept)).toEqual(heights(run));
        if (inOrder) expect(kept.length).toBeLessThanOrEqual(Math.max(2 * columns, 4 * (columns + 1)));
      }),
    );
  });
});
