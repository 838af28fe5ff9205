import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { plainPaint } from "../../../src/views/paint.js";
import { plotText } from "../../../src/views/plots/terminal.js";
import { plotOf, plots } from "./arbitrary.js";

const paint = plainPaint;
const braille = { width: 60, unicode: true, paint };
const ascii = { width: 60, unicode: false, paint };
const widest = (text: string) => Math.max(...text.split("\n").map((line) => stringWidth(line)));
/** Rows of the frame, from its left axis on. */
const frameRows = (text: string) => text.split("\n").flatMap((line) => /[│┤|+](.*)$/u.exec(line.slice(0, 90))?.[1] ?? []);
const wave = (shift: number) => Array.from({ length: 40 }, (_, x) => ({ x, y: Math.sin(x / 6 + shift) }));

describe("a plot in the terminal", () => {
  it("draws any plot within any width, in one kind of letters", () => {
    fc.assert(
      fc.property(plots, fc.integer({ min: 40, max: 200 }), fc.boolean(), (plot, width, unicode) => {
        const text = plotText(plot, { width, unicode, paint });
        expect(widest(text)).toBeLessThanOrEqual(width);
        expect(text).not.toMatch(/[^\P{Cc}\n]/u);
        if (!unicode) expect(text).toMatch(/^[\n -~]*$/);
      }),
    );
  });

  it("lights a dot for a point at each corner, and none outside", () => {
    const corners = [
      { x: 0, y: 0 },
      { x: 0, y: 1 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
    ];
    for (const width of [40, 100]) {
      const many = Array.from({ length: 400 }, (_, i) => corners[i % 4] as { x: number; y: number });
      const text = plotText(plotOf(many, { mark: "points" }), { width, unicode: true, paint });
      const cells = [...text].filter((letter) => letter >= "\u2801" && letter <= "\u28ff");
      expect(cells.sort()).toEqual(["⠁", "⠈", "⡀", "⢀"]);
      const lines = text.split("\n").filter((line) => /[⠁⠈⡀⢀]/.test(line));
      for (const line of lines) {
        expect(line).toMatch(/[│┤][⠁⡀] +[⠈⢀]$/u);
        expect(stringWidth(line)).toBe(width);
      }
    }
  });

  it("joins the points of a line", () => {
    const rows = frameRows(
      plotText(
        plotOf([
          { x: 0, y: 0 },
          { x: 1, y: 1 },
        ]),
        ascii,
      ),
    ).slice(0, 12);
    const columns = rows.map((row) => row.indexOf("*"));
    expect(columns[0]).toBeGreaterThan(45);
    expect(columns.at(-1)).toBe(0);
    for (const [i, row] of rows.entries()) {
      expect(row.trim()).toMatch(/^\*+$/);
      if (i > 0) expect(columns[i]).toBeLessThan(columns[i - 1] as number);
    }
  });

  it("tells series apart by letters alone, even where they lie upon each other", () => {
    const names = ["numerical", "symbolic", "forward", "reverse"];
    const plot = plotOf([], { series: names.map((name) => ({ name, points: wave(0) })) });
    for (const options of [braille, ascii]) {
      const text = plotText(plot, options);
      const rows = frameRows(text).join("");
      for (const [i, name] of names.entries()) {
        expect(rows).toContain("ABCD"[i]);
        expect(text).toMatch(new RegExp(`${"ABCD"[i]}⠒? ${name}`));
      }
    }
  });

  it("paints each series and its name in one colour", () => {
    const marked = { ...paint, value: (text: string) => `<${text}>`, gradient: (text: string) => `{${text}}` };
    const plot = plotOf([], { series: [0, 3].map((shift, i) => ({ name: `s${i}`, points: wave(shift) })) });
    const text = plotText(plot, { ...ascii, paint: marked });
    expect(text).toContain("<A> s0   {B} s1");
    expect(text).toMatch(/<A+>/);
    expect(text).toMatch(/\{B+\}/);
  });

  it("writes the word of a line across where nothing is drawn, else below the plot", () => {
    const guides = [{ at: 20, axis: "x", label: "half way" }] as const;
    const text = plotText(plotOf(wave(0), { guides }), braille);
    expect(text).toMatch(/┊ half way/);
    const long = [{ at: 20, axis: "x", label: "a word that is longer than half of the whole frame" }] as const;
    expect(plotText(plotOf(wave(0), { guides: long }), braille)).toMatch(
      /\n {2}┊ a word that is longer than half of the whole frame\n? *at 20/,
    );
  });

  it("spells Greek out without Unicode", () => {
    const plot = plotOf(wave(0), { title: "Σ over θ", x: { label: "θ₁", scale: "linear" }, y: { label: "∂E/∂α", scale: "linear" } });
    const text = plotText(plot, ascii);
    expect(text).toContain("Sigma over theta");
    expect(text).toContain("dE/dalpha");
    expect(text).toContain("theta1");
  });

  it("marks log axes, and says what they cannot show", () => {
    const points = [1e-8, 1e-4, 1, 0, 0].map((y, i) => ({ x: 10 ** -i, y }));
    const text = plotText(plotOf(points, { x: { label: "h", scale: "log" }, y: { label: "error", scale: "log" } }), braille);
    expect(text).toContain("error (log)");
    expect(text).toContain("h (log)");
    expect(text).toContain("1e-8 ┤");
    expect(text).toContain("note: 2 points at 0 cannot be shown on a log axis.");
  });

  it("draws nothing, one point and a constant without a fuss", () => {
    expect(plotText(plotOf([]), braille)).toContain("note: There is no point to show.");
    expect(plotText({ ...plotOf([]), series: [] }, braille)).toContain("note: There is no point to show.");
    expect(frameRows(plotText(plotOf([{ x: 1e300, y: -1e-300 }]), ascii)).join("")).toContain("*");
    const rows = frameRows(plotText(plotOf([1, 2, 3].map((x) => ({ x, y: 4 }))), ascii));
    expect(rows.filter((row) => row.includes("*"))).toHaveLength(1);
  });

  it("stands on a screen of 24 lines", () => {
    const plot = plotOf([], { series: [0, 3].map((shift, i) => ({ name: `s${i}`, points: wave(shift) })) });
    expect(plotText(plot, { ...braille, width: 80 }).split("\n").length).toBeLessThanOrEqual(24);
  });

  it("draws 100,000 points on the same screen", () => {
    const points = Array.from({ length: 100_000 }, (_, x) => ({ x, y: Math.sin(x * x) }));
    for (const mark of ["line", "points"] as const) {
      expect(plotText(plotOf(points, { mark }), braille).split("\n").length).toBeLessThanOrEqual(24);
    }
  });
});
