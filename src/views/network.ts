// A network's comparison as text: loss, verdict, costs, and the gradient of every layer as matrices.

import Table from "cli-table3";
import stringWidth from "string-width";
import type { NestedArray } from "../core/graph/tensor.js";
import { activations } from "../course/networks/activations.js";
import type { InFileShape, NetworkComparison, NetworkMethodReport } from "../course/networks/compare-network.js";
import { losses } from "../course/networks/losses.js";
import type { NetworkFile } from "../course/networks/network-file.js";
import { flatten } from "../verify/compare/components.js";
import { borders, digitsText, type TableOptions, verdictLines } from "./comparison.js";
import { formatCount, formatNumber } from "./numbers.js";

type Usable = Exclude<NetworkMethodReport, { readonly unsupported: string }>;

/** Everything that `trigrad network` prints. */
export function networkText(comparison: NetworkComparison, file: NetworkFile, options: TableOptions): string {
  const { paint } = options;
  const usable = Object.entries(comparison.methods).filter((pair): pair is [string, Usable] => !("unsupported" in pair[1]));
  const [best] = usable.filter(([name]) => name === "reverse").concat(usable);
  return [
    paint.bold(describeNetwork(file)),
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
const largest = (entries: readonly number[]) => entries.reduce((most, entry) => (entry > most ? entry : most), 0);

function methodTable(usable: readonly [string, Usable][], [bestName, best]: [string, Usable], { paint, ...options }: TableOptions): string {
  const all = (part: InFileShape) =>
    [...part.weights, ...(part.bias ?? []), part.input].flatMap((one) => (one === null ? [] : flatten(one)));
  const truth = all(best.gradient);
  const table = new Table({
    head: ["method", `largest difference from ${bestName}`, "largest bound", "digits", "operations", "evaluations"].map((cell) =>
      paint.bold(cell),
    ),
    style: { head: [], border: [], compact: true },
    ...borders(options),
    colAligns: ["left", "right", "right", "right", "right", "right"],
    ...(options.width < 100 ? { colWidths: [11, 13, 12, 8, 14, 13], wordWrap: true } : {}),
  });
  for (const [name, report] of usable) {
    const difference = largest(all(report.gradient).map((entry, i) => Math.abs(entry - (truth[i] as number))));
    const bound = report.bound === undefined ? Number.NaN : largest(all(report.bound));
    table.push([
      name,
      name === bestName ? "" : formatNumber(difference, 2),
      Number.isFinite(bound) ? formatNumber(bound, 2) : "none",
      report.digits === undefined ? "-" : digitsText(all(report.digits)),
      formatCount(report.operations),
      formatCount(report.evaluations),
    ]);
  }
  return table.toString();
}
