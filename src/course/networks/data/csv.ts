// A CSV file of the user's as a data set: every mistake names its line and column.

import { CsvError, parse } from "csv-parse/browser/esm/sync";
import { nearest } from "../../../core/formula/distance.js";
import type { DataSet } from "./data-set.js";
import { type Standardisation, standardise } from "./standardise.js";
import { targetsOf, taskFor } from "./target-column.js";

/** A file that is no data set; the message names line and column where there is one. */
export class DataFileError extends Error {
  override readonly name = "DataFileError";
  readonly place: DataPlace;

  constructor(problem: string, place: DataPlace = {}) {
    super([placeText(place), problem].filter((part) => part !== "").join(": "));
    this.place = place;
  }

  /** The same with the file's name in front. */
  inFile(name: string): DataFileError {
    const named = new DataFileError("", this.place);
    named.message = `${name}: ${this.message}`;
    return named;
  }
}

export interface DataPlace {
  /** counted from 1 */
  readonly line?: number | undefined;
  /** name in the header, or "column 2" where there is none */
  readonly column?: string | undefined;
}

function placeText({ line, column }: DataPlace): string {
  const named = column === undefined || column.startsWith("column ") ? column : `column ${column}`;
  return [...(line === undefined ? [] : [`line ${line}`]), ...(named === undefined ? [] : [named])].join(", ");
}

export interface CsvOptions {
  /** "data" unless given */
  readonly name?: string;
  /** the column to learn, by its name or its number from 1; the last one unless given */
  readonly target?: string;
  /** class names and 0, 1, 2, ... are classes, other numbers a regression, unless given */
  readonly task?: DataSet["task"];
  /** mean 0 and deviation 1 in every feature */
  readonly standardise?: boolean;
}

export interface CsvData {
  readonly data: DataSet;
  /** what was done to the features, when it was asked for */
  readonly standardisation?: Standardisation;
}

/**
 * Reads lines of values between commas, semicolons or tabs, with or without a line of names. One column is the target, all others
 * are features, which are numbers. Classes are numbered in alphabetical order.
 * @throws {DataFileError}
 * @example
 * parseCsv("width,species\n1,a\n3,b\n2,a").data.targets   // [0, 1, 0]
 */
export function parseCsv(text: string, { name = "data", target, task, standardise: scaled = false }: CsvOptions = {}): CsvData {
  const { header, rows } = tableOf(text);
  const width = (header ?? rows[0]?.cells)?.length as number;
  const columns = Array.from({ length: width }, (_, k) => header?.[k]?.replaceAll(/\p{Cc}+/gu, " ") || `column ${k + 1}`);
  if (width < 2) throw new DataFileError(`there is one column, ${columns[0]}: a data set has features and a target.`);
  for (const { cells, line } of rows) {
    if (cells.length !== width) {
      throw new DataFileError(
        `it has ${cells.length} values, and ${header === undefined ? "the first line" : "the line of names"} ${width}.`,
        { line },
      );
    }
  }
  const chosen = targetColumn(columns, target);
  const features = columns.filter((_, k) => k !== chosen);
  const inputs = rows.map(({ cells, line }) =>
    cells.flatMap((cell, k) => (k === chosen ? [] : [featureAt(cell, { line, column: columns[k] as string })])),
  );
  const learnt = rows.map(({ cells, line }) => ({ cell: cells[chosen] as string, line }));
  const column = columns[chosen] as string;
  const empty = learnt.find(({ cell }) => cell === "");
  if (empty !== undefined) throw new DataFileError("there is no value: fill it in, or leave the line out.", { line: empty.line, column });
  const decided = task ?? taskFor(learnt.map(({ cell }) => cell));
  if (decided === "regression") {
    const odd = learnt.find(({ cell }) => !isNumber(cell));
    if (odd !== undefined)
      throw new DataFileError(`${quoted(odd.cell)} is no number, and the target of a regression is one.`, { line: odd.line, column });
  }
  const { targets, classes } = targetsOf(
    learnt.map(({ cell }) => cell),
    decided,
  );
  if (classes?.length === 1)
    throw new DataFileError(`every line has the class ${quoted(classes[0] as string)}: there is nothing to learn.`, { column });
  const data: DataSet = {
    name,
    title: `${column} of ${name}`,
    inputs,
    targets,
    task: decided,
    features,
    ...(classes === undefined ? {} : { classes }),
  };
  return scaled ? standardise(data) : { data };
}

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

function tableOf(text: string): { readonly header: readonly string[] | undefined; readonly rows: readonly Row[] } {
  const all = read(text);
  const [first, ...rest] = all;
  if (first === undefined) throw new DataFileError("the file is empty: a data set has one line of values for each instance.");
  const header = first.cells.some(isNumber) ? undefined : first.cells;
  const rows = header === undefined ? all : rest;
  if (rows.length < 2) {
    throw new DataFileError(`there ${rows.length === 1 ? "is one line" : "are no lines"} of values: a data set has at least two.`);
  }
  return { header, rows };
}

function read(text: string): Row[] {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new DataFileError(
      error.code === "CSV_QUOTE_NOT_CLOSED" ? "the file ends inside quotation marks: one of them is not closed." : error.message,
      {
        line: (error as { lines?: number }).lines,
      },
    );
  }
}

/** The one that the first line has most of; a comma when it has none. */
function delimiterOf(text: string): string {
  const [line = ""] = text.split(/\r?\n|\r/, 1);
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).delimiter;
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function isNumber(cell: string): boolean {
  return number.test(cell) && Number.isFinite(Number(cell));
}

function featureAt(cell: string, place: { readonly line: number; readonly column: string }): number {
  if (isNumber(cell)) return Number(cell);
  if (cell === "") throw new DataFileError("there is no value: fill it in, or leave the line out.", place);
  if (/^[+-]?\d+,\d+$/.test(cell)) throw new DataFileError(`"${cell}" has a decimal comma: write ${cell.replace(",", ".")}.`, place);
  throw new DataFileError(`${quoted(cell)} is no finite number: features are numbers, one column for each.`, place);
}

/** With its control characters written out, and not too long for a message. */
function quoted(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}...` : cell);
}

function targetColumn(columns: readonly string[], target: string | undefined): number {
  if (target === undefined) return columns.length - 1;
  const places = columns.flatMap((column, k) => (column === target ? [k] : []));
  if (places.length > 1) throw new DataFileError(`${places.length} columns are named ${target}: give the number of one, counted from 1.`);
  if (places.length === 1) return places[0] as number;
  const position = Number(target);
  if (Number.isInteger(position) && position >= 1 && position <= columns.length) return position - 1;
  const meant = nearest(target, columns);
  throw new DataFileError(
    `there is no column "${target}"${meant === undefined ? "." : `: did you mean ${meant}?`} The columns are ${columns.slice(0, 12).join(", ")}${columns.length > 12 ? ", ..." : ""}.`,
  );
}
