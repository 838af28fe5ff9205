// A formula of the user's, at a point of the user's, as a function of one number: what a lab differentiates.

import { type Formula, FormulaError, parseFormula } from "../../core/formula/index.js";
import type { Graph } from "../../core/graph/graph.js";
import { describeShape, type Shape, ShapeError, sizeOf } from "../../core/graph/shape.js";
import { type Nested, type Point, toTensor } from "../../core/graph/tensor.js";
import { record, type TracedFunction, type Value } from "../../core/graph/trace.js";
import { reshape, stack } from "../../core/primitives/index.js";
import type { Settings } from "./settings.js";

export interface OneVariable {
  readonly formula: string;
  /** x, or an entry such as w[2] counted from 1 */
  readonly variable: string;
  readonly at: number;
  /** all values, also those that stay fixed */
  readonly point: Point;
  /** of one input, which has the name of the variable */
  readonly f: TracedFunction;
  readonly graph: Graph;
}

export interface OneVariableSettings {
  readonly formula: string;
  /** name or entry; the only variable of the formula, or else its first, unless given */
  readonly wrt?: string;
  /** values of the variables by their names, as numbers or as text such as "0.2" or "[1, 2]" */
  readonly values: Settings;
  /** what the setting with the formula is called, for messages; "formula" unless given */
  readonly setting?: string;
}

/**
 * @throws {RangeError} naming the setting: a formula that cannot be read or is no number, a variable without a value or with a bad one
 * @example
 * oneVariable({ formula: "sin(w . x)", wrt: "w[2]", values: { w: "[1, 2]", x: "[3, 4]" } }).at   // 2
 * oneVariable({ formula: "sin(x)", values: {} })   // throws RangeError: x has no value
 */
export function oneVariable({ formula: text, wrt, values, setting = "formula" }: OneVariableSettings): OneVariable {
  const formula = readFormula(text, setting);
  const point = Object.fromEntries(
    formula.names.map((name) => [name, readValue(name, Object.hasOwn(values, name) ? values[name] : undefined)]),
  );
  const variable = (wrt ?? formula.names[0] ?? "").replaceAll(/\s/g, "");
  const { name, entry } = locate(variable, formula, point);
  const { shape, data } = toTensor(point[name] as Nested);
  const f: TracedFunction = (inputs) => formula.evaluate({ ...point, [name]: moved(inputs[variable] as Value, entry, data, shape) });
  const at = data[entry] as number;
  return { formula: text, variable, at, point, f, graph: graphOf(f, variable, at, setting) };
}

/** The settings that are values of variables of the formula, which a lab does not list, and the others. */
export function splitSettings(
  given: Settings,
  text: string,
  options: Readonly<Record<string, unknown>>,
): [values: Settings, own: Settings] {
  const names = readFormula(text).names;
  const isValue = ([name]: readonly [string, unknown]) => names.includes(name) && !Object.hasOwn(options, name);
  const entries = Object.entries(given);
  return [Object.fromEntries(entries.filter(isValue)), Object.fromEntries(entries.filter((entry) => !isValue(entry)))];
}

export function readFormula(text: string, setting = "formula"): Formula {
  return named(setting, () => parseFormula(text));
}

function readValue(name: string, given: string | number | undefined): Nested {
  if (given === undefined) throw new RangeError(`${name} has no value, and the formula needs one: set ${name}, for example ${name}=1.`);
  const bad = () => new RangeError(`${name} is a number such as 0.5, or a vector such as [1, 2], not ${given === "" ? "nothing" : given}.`);
  if (typeof given === "number") {
    if (!Number.isFinite(given)) throw bad();
    return given;
  }
  const parsed = parsedJson(given);
  const numbers = Array.isArray(parsed) ? (parsed as unknown[]).flat() : [parsed];
  if (!numbers.every((entry) => typeof entry === "number" && Number.isFinite(entry))) throw bad();
  try {
    toTensor(parsed as Nested, name);
  } catch (error) {
    if (error instanceof ShapeError) throw new RangeError(error.message);
    throw error;
  }
  return parsed as Nested;
}

/** JSON does not know +1, .5 or 1., which people write. */
function parsedJson(text: string): unknown {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (Number.isFinite(number)) return number;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function locate(variable: string, { names }: Formula, point: Point): { name: string; entry: number } {
  const [, name = "", indices] = /^([^[\]]+)(?:\[(\d+(?:,\d+)?)\])?$/.exec(variable) ?? [];
  if (!names.includes(name)) {
    const known = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
    throw new RangeError(`wrt: the formula has no variable ${variable || "to differentiate by"}: ${known}.`);
  }
  const { shape } = toTensor(point[name] as Nested);
  const places = indices?.split(",").map(Number) ?? [];
  const fits = places.length === shape.length && places.every((place, axis) => place >= 1 && place <= (shape[axis] as number));
  if (!fits) {
    const example = shape.length === 0 ? name : `${name}[${shape.map(() => 1).join(",")}]`;
    throw new RangeError(`wrt: ${variable} is no number of ${name}, which is ${describeShape(shape)}: write for example ${example}.`);
  }
  return { name, entry: places.reduce((flat, place, axis) => flat * (shape[axis] as number) + place - 1, 0) };
}

/** The value of the whole input when one of its entries moves. */
function moved(value: Value, entry: number, data: Float64Array, shape: Shape): Value {
  if (shape.length === 0) return value;
  const entries = Array.from(data, (fixed, i): Value => (i === entry ? value : fixed));
  return shape.length === 1 ? stack(entries) : reshape(stack(entries), shape);
}

function graphOf(f: TracedFunction, variable: string, at: number, setting: string): Graph {
  const { graph } = named(setting, () => record(f, { [variable]: at }));
  const shape = graph.shape(graph.outputs[0] as number);
  if (sizeOf(shape) !== 1 || shape.length > 0)
    throw new RangeError(`${setting}: its value is one number, and this is ${describeShape(shape)}.`);
  return graph;
}

/** Mistakes in what was typed, as mistakes of the setting. */
function named<T>(setting: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormulaError || error instanceof ShapeError) throw new RangeError(`${setting}: ${error.message}`);
    throw error;
  }
}
