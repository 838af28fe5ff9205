// The neuron view as text: one table for each layer, every value with the derivative of the loss below it.

import Table from "cli-table3";
import stringWidth from "string-width";
import { losses } from "../../course/networks/losses.js";
import type { Both, LayerNumbers, NetworkValues, Vector } from "../../course/networks/network-values.js";
import { layerFormulas, symbol } from "../../course/networks/notation.js";
import { borders, type TableOptions, wrap } from "../comparison.js";
import { spellAscii } from "../graph/spell.js";
import { formatCount, formatNumber } from "../numbers.js";
import { formatValue } from "../values.js";
import { requireLayers, type Slot, slotsOf } from "./shown.js";

const mostLayers = 100;
const digits = 5;

/** One column: its head, and for each neuron a value and a gradient. */
interface Column {
  readonly head: string;
  readonly cells: readonly (readonly [string, string])[];
}

/**
 * Inputs, layers and loss. Wide layers are abbreviated; weights that do not fit beside each other follow in further tables.
 * @throws {TooManyLayers}
 */
export function neuronsText(values: NetworkValues, options: TableOptions): string {
  const { spec, x, layers, y, loss } = values;
  requireLayers(layers.length, mostLayers);
  const spell = (text: string) => (options.unicode ? text : spellAscii(text));
  const { paint, width } = options;
  const heading = (text: string) => wrap(paint.bold(spell(text)), width);
  const inputs = [names("x", slotsOf(spec.inputs)), numbersColumn("x", x, slotsOf(spec.inputs))];
  const parts = [
    `${heading(`inputs ${symbol("h", 0)} = x`)}\n${tables(inputs, options)}`,
    ...layers.map((numbers, l) => {
      const layer = spec.layers[l] as (typeof spec.layers)[number];
      const before = slotsOf(l === 0 ? spec.inputs : (spec.layers[l - 1]?.units as number));
      const formulas = layerFormulas(layer, l + 1, numbers.bias !== undefined).join(", ");
      return `${heading(`layer ${l + 1}: ${formulas}`)}\n${tables(layerColumns(numbers, l + 1, slotsOf(layer.units), before), options)}`;
    }),
    wrap(
      `${paint.bold("loss")} ${spell("ℓ")} = ${paint.value(formatNumber(loss, 12))}, ${losses[spec.loss].title} ${losses[spec.loss].definition}`,
      width,
    ),
    wrap(`target y = ${formatValue([...y], { digits, room: width - 12 })}`, width),
  ];
  return parts.join("\n");
}

function layerColumns({ a, h, bias, weights }: LayerNumbers, layer: number, slots: readonly Slot[], before: readonly Slot[]): Column[] {
  return [
    names("h", slots),
    numbersColumn(symbol("a", layer), a, slots),
    numbersColumn(symbol("h", layer), h, slots),
    ...(bias === undefined ? [] : [numbersColumn(symbol("b", layer), bias, slots)]),
    ...before.map((source): Column => {
      if ("hidden" in source) return { head: "…", cells: slots.map((slot) => ["…", "hidden" in slot ? "" : "…"]) };
      const column = {
        value: weights.value.map((row) => row[source.neuron] as number),
        adjoint: weights.adjoint.map((row) => row[source.neuron] as number),
      };
      return numbersColumn(`from ${symbol(layer === 1 ? "x" : "h", undefined, source.neuron + 1)}`, column, slots);
    }),
  ];
}

function names(letter: string, slots: readonly Slot[]): Column {
  const cells = slots.map((slot): readonly [string, string] =>
    "hidden" in slot ? [`${formatCount(slot.hidden)} more`, ""] : [symbol(letter, undefined, slot.neuron + 1), "∂ℓ/∂"],
  );
  return { head: "", cells };
}

function numbersColumn(head: string, { value, adjoint }: Both<Vector>, slots: readonly Slot[]): Column {
  const cells = slots.map((slot): readonly [string, string] => {
    if ("hidden" in slot) return ["…", ""];
    return [formatNumber(value[slot.neuron] as number, digits), formatNumber(adjoint[slot.neuron] as number, digits)];
  });
  return { head, cells };
}

/** As many columns to a table as the width allows; the first one is repeated. */
function tables([first, ...rest]: readonly Column[], options: TableOptions): string {
  const widthOf = ({ head, cells }: Column) => Math.max(...[head, ...cells.flat()].map((text) => stringWidth(text))) + 3;
  const groups: Column[][] = [];
  let left = 0;
  for (const column of rest) {
    if (left < widthOf(column)) {
      groups.push([]);
      left = options.width - 1 - widthOf(first as Column);
    }
    groups.at(-1)?.push(column);
    left -= widthOf(column);
  }
  return groups.map((group) => table([first as Column, ...group], options)).join("\n");
}

function table(columns: readonly Column[], { unicode, paint }: TableOptions): string {
  const spell = (text: string) => (unicode ? text : spellAscii(text));
  const drawn = new Table({
    head: columns.map(({ head }) => paint.bold(spell(head))),
    style: { head: [], border: [] },
    ...borders({ unicode }),
    colAligns: columns.map((_, i) => (i === 0 ? "left" : "right")),
  });
  const rows = columns[0]?.cells.length ?? 0;
  for (let i = 0; i < rows; i++) {
    drawn.push(
      columns.map(({ cells }, column) => {
        const [value, gradient] = cells[i] as readonly [string, string];
        const [above, below] =
          column === 0 ? [spell(value), paint.dim(spell(gradient))] : [paint.value(spell(value)), paint.gradient(spell(gradient))];
        return gradient === "" ? above : `${above}\n${below}`;
      }),
    );
  }
  return drawn.toString();
}
