// A network's comparison as text: loss, verdict, costs, and the gradient of every layer as matrices.

import stringWidth from "string-width";
import type { NestedArray } from "../core/graph/tensor.js";
import { activations } from "../course/networks/activations.js";
import type { InFileShape, NetworkComparison, NetworkMethodReport } from "../course/networks/compare-network.js";
import { losses } from "../course/networks/losses.js";
import type { NetworkFile } from "../course/networks/network-file.js";
import { flatten } from "../verify/compare/components.js";
import { digitsText, type TableOptions, verdictLines, wrap } from "./comparison.js";
import { labTable } from "./lab-table.js";
import { formatNumber } from "./numbers.js";

type Usable = Exclude<NetworkMethodReport, { readonly unsupported: string }>;

/** Everything that `trigrad network` prints. */
export function networkText(comparison: NetworkComparison, file: NetworkFile, options: TableOptions): string {
  const { paint } = options;
  const usable = Object.entries(comparison.methods).filter((pair): pair is [string, Usable] => !("unsupported" in pair[1]));
  const [best] = usable.filter(([name]) => name === "reverse").concat(usable);
  return [
    ...wrap(describeNetwork(file), options.width)
      .split("\n")
      .map((line) => paint.bold(line)),
    `loss  ${paint.value(comparison.value === null ? "none" : formatNumber(comparison.value as number, 17))}`,
    ...(best === undefined ? [] : [gradientText(best[1].gradient, best[0], options)]),
    ...(usable.length === 0 ? [] : [methodTable(usable, best as [string, Usable], options)]),
    ...verdictLines(comparison, options),
  ].join("\n");
}

/** "2-3-1 network: tanh, identity; squared error; a batch of 4 instances" */
export function describeNetwork({ network: { spec }, point, isBatch }: Pick<NetworkFile, "network" | "point" | "isBatch">): string {
  const widths = [spec.inputs, ...spec.layers.map(({ units }) => units)].join("-");
  const names = spec.layers.map(({ activation }) => activations[activation].title).join(", ");
  const instances = isBatch
    ? `a batch of ${(point["x"] as readonly unknown[]).length} (${spec.reduction ?? "sum"} of their losses)`
    : "one instance";
  return `${widths} network: ${names}; ${losses[spec.loss].title}; ${instances}`;
}

function gradientText({ weights, bias, input }: InFileShape, method: string, options: TableOptions): string {
  const parts: [string, NestedArray][] = weights.flatMap((matrix, i) => {
    const own = bias?.[i];
    return [
      [`dl/dW(${i + 1})`, matrix],
      ...(own === undefined || own === null ? [] : [[`dl/db(${i + 1})`, own] as [string, NestedArray]]),
    ] as [string, NestedArray][];
  });
  return [...parts, ["dl/dx", input] as [string, NestedArray]]
    .map(([label, part]) => matrixText(`${label} by ${method}`, part, options))
    .join("\n");
}

const mostRows = 8;

/** A matrix or vector with aligned columns; rows and columns that do not fit are counted instead. */
function matrixText(label: string, part: NestedArray, { width, paint, unicode }: TableOptions): string {
  const rows = (Array.isArray((part as NestedArray[])[0]) ? part : [part]) as readonly (readonly number[])[];
  const shape = Array.isArray((part as NestedArray[])[0]) ? `${rows.length} x ${rows[0]?.length}` : `${rows[0]?.length}`;
  const shown = rows.slice(0, mostRows);
  const cells = shown.map((row) => row.map((entry) => formatNumber(entry, 6)));
  const column = Math.max(...cells.flat().map((cell) => stringWidth(cell))) + 2;
  const fitting = Math.max(1, Math.floor((width - 8) / column));
  const lines = cells.map((row) => {
    const rest = row.length > fitting ? (unicode ? "  …" : "  ...") : "";
    return `  ${row
      .slice(0, fitting)
      .map((cell) => paint.gradient(cell.padStart(column)))
      .join("")}${rest}`;
  });
  const hidden = rows.length > mostRows ? [`  ${rows.length - mostRows} more rows; --json has all`] : [];
  return [`${label}  (${shape})`, ...lines, ...hidden].join("\n");
}

/** Entries without a number are left out. */
const largest = (entries: readonly number[]) => entries.reduce((most, entry) => (Number.isNaN(entry) ? most : Math.max(most, entry)), 0);

function methodTable(usable: readonly [string, Usable][], [bestName, best]: [string, Usable], options: TableOptions): string {
  const all = (part: InFileShape) =>
    [...part.weights, ...(part.bias ?? []), part.input].flatMap((one) => (one === null ? [] : flatten(one)));
  const truth = all(best.gradient);
  const rows = usable.map(([name, report]) => {
    const difference = largest(all(report.gradient).map((entry, i) => Math.abs(entry - (truth[i] as number))));
    const bound = report.bound === undefined ? Number.NaN : largest(all(report.bound));
    return [
      name,
      name === bestName ? "-" : formatNumber(difference, 2),
      Number.isFinite(bound) ? formatNumber(bound, 2) : "none",
      report.digits === undefined ? "-" : digitsText(all(report.digits)),
      report.operations,
      report.evaluations,
    ];
  });
  const head = ["method", `largest difference from ${bestName}`, "largest bound", "digits", "operations", "evaluations"];
  return labTable({ title: "What each method gives and costs", head, rows }, options);
}
