// The lab on expression swell: the same derivative as a tree, as a graph, and by reverse mode.

import type { Plot, Series } from "./plot.js";
import type { Lab, LabReport, LabTable } from "./report.js";
import { type Settings, settingsOf } from "./settings.js";
import { last, swell as ratioOf, swellFindings } from "./swell-findings.js";
import { type SwellFamily, type SwellRow, swellFamily } from "./swell-sizes.js";
import { inFull, say } from "./words.js";

const heading = {
  name: "swell",
  title: "Expression swell",
  question: "How large is the derivative of a formula?",
  predict:
    "l_1 = x and l_n+1 = 4 l_n (1 - l_n). Written out, l_4 has 43 numbers, names and operators. How many has its derivative by the product rule, and how many has that of l_16? Does reverse mode compute as much?",
  options: {
    maps: {
      default: "4x * (1 - x); sigmoid(x)",
      meaning: "formulas of x that are applied again and again, separated by semicolons",
    },
    iterates: { default: 16, meaning: "the largest n; l_n applies the map n - 1 times" },
  },
} as const;

export interface SwellData {
  readonly families: readonly SwellFamily[];
}

/**
 * @example
 * swell.run({ iterates: 8 }).data.families[0].rows[3]   // { n: 4, tree: 43, derivativeTree: 144, operations: 9, symbolic: 21, reverse: 23, ... }
 */
export const swell: Lab = { ...heading, run: (given) => report(given) };

function report(given: Settings): LabReport<SwellData> {
  const read = settingsOf(heading, given);
  // Below 6 a square cannot be told from an exponential; beyond 200 a tree has more nodes than a double can count well.
  const iterates = read.number("iterates", { min: 6, max: 200, integer: true });
  const text = String(given["maps"] ?? heading.options.maps.default);
  const maps = text.split(";").map((map) => map.trim());
  if (maps.some((map) => map === ""))
    throw new RangeError(`maps: formulas of x, separated by semicolons, not ${text === "" ? "nothing" : text}.`);
  const families = maps.map((map) => swellFamily(map, iterates));
  return {
    ...heading,
    settings: { maps: maps.join("; "), iterates },
    data: { families },
    plots: families.map(plotOf),
    tables: [...families.map(tableOf), ...families.flatMap(published)],
    findings: swellFindings(families),
    seen: families.map(paragraph).join(" "),
  };
}

function plotOf({ map, rows }: SwellFamily, i: number): Plot {
  const series = (name: string, size: (row: SwellRow) => number): Series => ({
    name,
    points: rows.filter((row) => size(row) > 0).map((row) => ({ x: row.n, y: size(row) })),
  });
  return {
    name: `size-${i + 1}`,
    title: `f = l_n and its derivative, for the map ${map}`,
    x: { label: "n: l_1 = x, each further l applies the map once more", scale: "linear" },
    y: { label: "nodes as a tree, operations as a graph", scale: "log" },
    series: [
      series("f' as a tree", ({ derivativeTree }) => derivativeTree),
      series("f as a tree", ({ tree }) => tree),
      series("reverse mode", ({ reverse }) => reverse),
      series("f' as a graph", ({ symbolic }) => symbolic),
    ],
  };
}

function tableOf({ map, rows }: SwellFamily): LabTable {
  const isShown = ({ n }: SwellRow) => n <= 8 || n % 4 === 0 || n === rows.length;
  return {
    title: `Nodes as trees, operations as graphs with each part once, for the map ${map}`,
    head: ["n", "f: tree", "f': tree", "times", "f: graph", "f': graph", "reverse mode"],
    rows: rows
      .filter(isShown)
      .map((row) => [
        row.n,
        inBrief(row.tree),
        inBrief(row.derivativeTree),
        say(ratioOf(row)),
        inFull(row.operations),
        inFull(row.symbolic),
        inFull(row.reverse),
      ]),
  };
}

/** In full as long as a narrow terminal has room for it. */
const inBrief = (n: number) => (n < 1e6 ? inFull(n) : say(n));

/** The figures that the literature gives, which count otherwise. */
function published({ rows }: SwellFamily): LabTable[] {
  const known = rows.filter(({ n, published: sizes }) => sizes !== undefined && [4, 6, 8].includes(n));
  if (known.length === 0) return [];
  return [
    {
      title: "Figures in the literature, where brackets are nodes, and factors 1 and terms 0 stay",
      head: ["n", "f: tree", "f': tree", "f here", "f' here"],
      rows: known.map(({ n, tree, derivativeTree, published: sizes }) => [
        n,
        inFull(sizes?.tree ?? 0),
        inFull(sizes?.derivativeTree ?? 0),
        inFull(tree),
        inFull(derivativeTree),
      ]),
    },
  ];
}

function paragraph(family: SwellFamily): string {
  const { n, tree, derivativeTree, symbolic, reverse, operations } = last(family);
  return [
    `With the map ${family.map}, l_${n} is a tree of ${inFull(tree)} nodes and its derivative one of ${inFull(derivativeTree)}, ${say(derivativeTree / tree)} times as many.`,
    `Computing each part that occurs twice only once, f takes ${inFull(operations)} operations, the symbolic derivative ${inFull(symbolic)}, and reverse mode ${inFull(reverse)}${moral(family)}.`,
  ].join(" ");
}

function moral(family: SwellFamily): string {
  const { symbolic, reverse } = last(family);
  if (ratioOf(last(family)) <= 1) return "; this derivative does not swell";
  return symbolic <= reverse
    ? ": what swells is the way of writing it down"
    : `: even shared, the symbolic derivative has ${say(symbolic / reverse)} times as many`;
}
