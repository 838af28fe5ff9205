import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plotSvg, plotsSvg } from "../../../src/views/plots/svg.js";
import { tags } from "../well-formed.js";
import { anyText, plotOf, plots } from "./arbitrary.js";

const allowed = new Set(["svg", "title", "desc", "style", "rect", "g", "path", "text"]);
const numbers = (text: string) => (text.match(/-?[\d.]+/g) ?? []).map(Number);

interface Found {
  readonly frame: readonly [left: number, top: number, bottom: number, right: number];
  /** every corner and centre of what shows data */
  readonly drawn: readonly (readonly [number, number])[];
}

/** The frame of each plot and what is drawn in it; samples of the legend begin further down. */
function found(svg: string): Found[] {
  return svg
    .split("<g data-plot")
    .slice(1)
    .map((part) => {
      const [left, top, bottom, right] = numbers(/class="trigrad-axis" d="([^"]*)"/.exec(part)?.[1] ?? "") as [
        number,
        number,
        number,
        number,
      ];
      const data = part.slice(0, part.indexOf("trigrad-quiet trigrad-middle"));
      const pairs = (list: readonly number[]) => list.flatMap((x, i) => (i % 2 === 0 ? [[x, list[i + 1] as number] as const] : []));
      const lines = [...data.matchAll(/class="trigrad-line[^>]* d="([^"]*)"/g)].flatMap(([, d = ""]) =>
        pairs(numbers(d.replaceAll("h0", ""))),
      );
      const marks = [...data.matchAll(/class="trigrad-mark" transform="translate\(([^)]*)\)/g)].flatMap(([, at = ""]) =>
        pairs(numbers(at)),
      );
      const bars = [...data.matchAll(/class="trigrad-bar" ([^>]*)\//g)].flatMap(([, rect = ""]) => {
        const [x = 0, y = 0, width = 0, height = 0] = numbers(rect);
        return [
          [x, y],
          [x + width, y + height],
        ] as const;
      });
      return { frame: [left, top, bottom, right], drawn: [...lines, ...marks, ...bars] };
    });
}

describe("a plot as SVG", () => {
  it("is well-formed and free of injected markup, whatever the numbers and texts", () => {
    fc.assert(
      fc.property(fc.array(plots, { maxLength: 3 }), anyText, (some, title) => {
        const svg = plotsSvg(some, title);
        for (const tag of tags(svg)) expect(allowed).toContain(tag);
        expect(svg).not.toMatch(/NaN|Infinity| id=/);
      }),
      { numRuns: 60 },
    );
  });

  it("draws every point inside its frame", () => {
    fc.assert(
      fc.property(fc.array(plots, { minLength: 1, maxLength: 2 }), (some) => {
        const all = found(plotsSvg(some, ""));
        expect(all).toHaveLength(some.length);
        for (const { frame, drawn } of all) {
          const [left, top, bottom, right] = frame;
          for (const [x, y] of drawn) {
            // Coordinates are written to a tenth.
            expect(x).toBeGreaterThanOrEqual(left - 0.11);
            expect(x).toBeLessThanOrEqual(right + 0.11);
            expect(y).toBeGreaterThanOrEqual(top - 0.11);
            expect(y).toBeLessThanOrEqual(bottom + 0.11);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("draws points, lines and bars where the numbers are", () => {
    const points = [0, 1, 2].map((x) => ({ x, y: 2 * x }));
    const [dots] = found(plotSvg(plotOf(points, { mark: "points" })));
    const [left = 0, top = 0, bottom = 0, right = 0] = dots?.frame ?? [];
    const wanted = [left, bottom, (left + right) / 2, (top + bottom) / 2, right, top];
    const near = (drawn: readonly number[]) => drawn.map((coordinate, i) => Math.abs(coordinate - (wanted[i] as number)) < 0.1);
    expect(near(dots?.drawn.flat() ?? [])).toEqual(wanted.map(() => true));
    expect(near(numbers(/class="trigrad-line"[^>]* d="(M[^"]*)"/.exec(plotSvg(plotOf(points)))?.[1] ?? ""))).toEqual(
      wanted.map(() => true),
    );
    expect(plotSvg(plotOf(points, { mark: "bars" })).match(/<rect class="trigrad-bar"/g)).toHaveLength(3 + 1);
  });

  it("puts several plots below one another, each in the whole width", () => {
    const svg = plotsSvg([plotOf([{ x: 1, y: 1 }]), plotOf([{ x: 1, y: 1 }], { name: "second" })], "both");
    const [first, second] = found(svg).map(({ frame }) => frame);
    expect(second?.[1]).toBeGreaterThan(first?.[2] as number);
    expect(first?.[3]).toBe(second?.[3]);
    expect(Number(/height="([\d.]+)"/.exec(svg)?.[1])).toBeGreaterThan(second?.[2] as number);
    expect(svg).toContain('data-plot="second"');
  });

  it("says in words what it shows", () => {
    const points = [3, 1, 2].map((y, x) => ({ x, y }));
    const svg = plotSvg(plotOf(points, { title: "a < b", guides: [{ at: 1, axis: "x", label: "best" }] }));
    expect(svg).toContain('role="img" aria-label="a &#60; b"');
    expect(svg).toContain("<title>a &#60; b</title>");
    expect(svg).toContain(
      "<desc>a &#60; b: plot of y over x. f: a line through 3 points, from 3 at 0 to 2 at 2, lowest 1 at 1, highest 3 at 0. Vertical line: best at 1.</desc>",
    );
  });

  it("tells series apart by shape and dash, without colour", () => {
    const points = Array.from({ length: 30 }, (_, x) => ({ x, y: x % 7 }));
    const series = Array.from({ length: 14 }, (_, i) => ({ name: `s${i}`, points }));
    const groups = plotSvg(plotOf([], { series }))
      .split(/<g class="trigrad-series-\d">/)
      .slice(1, 15);
    const looks = groups.map(
      (group) => `${/stroke-dasharray="([^"]*)"/.exec(group)?.[1]} ${/class="trigrad-mark"[^>]* d="([^"]*)"/.exec(group)?.[1]}`,
    );
    expect(new Set(looks).size).toBe(14);
    expect(new Set(looks.map((look) => look.split(" M")[1])).size).toBe(7);
  });

  it("needs no legend for one series that is named on the axis", () => {
    const points = [1, 2].map((x) => ({ x, y: x }));
    const samples = (name: string) => plotSvg(plotOf([], { series: [{ name, points }] })).match(/class="trigrad-line"/g)?.length;
    expect([samples("y"), samples("f")]).toEqual([1, 2]);
  });

  it("draws 100,000 points in less than 1 MB", () => {
    const points = Array.from({ length: 100_000 }, (_, x) => ({ x, y: Math.sin(x * x) }));
    for (const mark of ["line", "points"] as const) {
      expect(plotSvg(plotOf(points, { mark })).length).toBeLessThan(1_000_000);
    }
  });
});

type Rgb = readonly [number, number, number];
const channels = (hex: string): Rgb => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255) as unknown as Rgb;
const toLinear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string) => {
  const [r, g, b] = channels(hex).map(toLinear) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

// Machado, Oliveira and Fernandes, A physiologically-based model for simulation of color vision deficiency, 2009, severity 1.
const deficiencies: Readonly<Record<string, readonly [Rgb, Rgb, Rgb]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

describe("colours", () => {
  const css = /<style>([^<]*)<\/style>/.exec(plotsSvg([], ""))?.[1] ?? "";
  const [light = "", dark = ""] = css.split("@media(prefers-color-scheme:dark)");
  const colourOf = (mode: string, selector: string, property: string) =>
    new RegExp(`\\.trigrad-plot ${selector}\\{${property}:(#[0-9a-f]{6})`).exec(mode)?.[1] ?? "";

  it.each([
    ["light", light],
    ["dark", dark],
  ])("stand out from the %s paper by 4.5 to 1", (_, mode) => {
    const paper = colourOf(mode, "\\.trigrad-sheet", "fill");
    for (let i = 0; i < 6; i++) {
      expect(contrast(colourOf(mode, `\\.trigrad-series-${i} \\.trigrad-line`, "stroke"), paper)).toBeGreaterThan(4.5);
    }
    for (const text of ["text", "\\.trigrad-quiet"]) expect(contrast(colourOf(mode, text, "fill"), paper)).toBeGreaterThan(7);
  });

  it.each(Object.entries(deficiencies))("of the first two series differ for a reader with %s", (_, matrix) => {
    for (const mode of [light, dark]) {
      const seen = [0, 1].map((i) => {
        const rgb = channels(colourOf(mode, `\\.trigrad-series-${i} \\.trigrad-line`, "stroke")).map(toLinear);
        return matrix.map((row) => row.reduce((sum, weight, j) => sum + weight * (rgb[j] as number), 0));
      });
      const distance = Math.hypot(...(seen[0] ?? []).map((channel, i) => channel - (seen[1]?.[i] as number)));
      expect(distance).toBeGreaterThan(0.3);
    }
  });

  it("belong to plots only", () => {
    const selectors = css.replaceAll("@media(prefers-color-scheme:dark){", "").match(/[^{}]+(?=\{)/g) ?? [];
    expect(selectors.length).toBeGreaterThan(20);
    for (const selector of selectors.flatMap((list) => list.split(","))) expect(selector.trim()).toMatch(/^\.trigrad-plot /);
  });
});
