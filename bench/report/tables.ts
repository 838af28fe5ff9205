// The report as tables: what text and Markdown show alike.

import type { LabTable } from "../../src/course/labs/report.js";
import type { Result, RowResult } from "../measure/row.js";
import type { Report } from "../run.js";
import { aimsSection } from "./aims.js";
import { breakEvenTable } from "./break-even-table.js";
import { ratioOf, rowsBehind } from "./comparison.js";
import { growthTables, preparationTables, reverseTable, throughputTables } from "./series-tables.js";
import { duration, times } from "./words.js";

/** A heading, what is to be known beforehand, and tables. */
export interface Section {
  readonly title: string;
  readonly words: readonly string[];
  readonly tables: readonly LabTable[];
}

/** What readers look for first comes first: where somebody else is ahead. */
export function sectionsOf(report: Report): readonly Section[] {
  const { rows, memory } = report;
  const chosen = (task: string) => rows.filter((row) => row.task === task);
  return [
    ...aimsSection(report),
    ...(rows.length === 0 ? [] : [behind(rows)]),
    ...["a", "b", "c", "d", "e", "g"].flatMap((task) => taskSections(task, chosen(task))),
    ...(memory.length === 0 ? [] : [memorySection(report)]),
    ...preparationTables(report),
    ...breakEvenTable(report),
    ...throughputTables(report),
    ...growthTables(report),
    ...reverseTable(report),
    ...(rows.length === 0 ? [] : notes(rows)),
    ...(report.failures.length === 0 ? [] : [{ title: "What failed", words: report.failures, tables: [] }]),
  ];
}

function behind(rows: readonly RowResult[]): Section {
  const list = rowsBehind(rows);
  const title = "Where another library is faster";
  if (list.length === 0)
    return { title, words: ["Nowhere: on every row that a rival can run, one of trigrad's methods is faster."], tables: [] };
  return {
    title,
    words: [
      `On ${list.length} of ${rows.length} rows. Time of trigrad's fastest method over that of each library that is faster.`,
      "jax-js and rose were given arrays where a row is called scalars.",
    ],
    tables: [
      {
        title: "",
        head: ["row", "trigrad's fastest", "time", "faster by how much"],
        rows: list.map(({ title: row, best, rivals }) => [
          row,
          best?.contender.replace("trigrad ", "") ?? "none",
          best === undefined ? "" : duration(best.seconds),
          rivals.map(({ contender, seconds }) => `${contender} ${best === undefined ? "" : times(best.seconds / seconds)}`).join(", "),
        ]),
      },
    ],
  };
}

const taskTitles: Readonly<Record<string, string>> = {
  a: "(a) The lecture's first formula",
  b: "(b) The lecture's second formula, by n weights",
  c: "(c) Rosenbrock's function",
  d: "(d) Networks: loss and all weights' gradient",
  e: "(e) A long chain",
  g: "(g) Hessian times vector",
};

/** A table of at most four columns each. */
function taskSections(task: string, rows: readonly RowResult[]): Section[] {
  if (rows.length === 0) return [];
  const groups = Array.from({ length: Math.ceil(rows.length / 4) }, (_, i) => rows.slice(4 * i, 4 * i + 4));
  return [{ title: taskTitles[task] ?? task, words: [], tables: groups.map(ratioTable) }];
}

function ratioTable(rows: readonly RowResult[]): LabTable {
  const contenders = rows[0]?.results.map(({ contender }) => contender) ?? [];
  return {
    title: "",
    head: ["", ...rows.map(({ title }) => title)],
    rows: contenders.map((contender) => [
      contender,
      ...rows.map((row) =>
        cellOf(
          row,
          row.results.find((result) => result.contender === contender),
        ),
      ),
    ]),
  };
}

/** The code by hand shows its time, all others their ratio to it, or why there is none. */
function cellOf(row: RowResult, result: Result | undefined): string {
  if (result === undefined) return "";
  if (result.outcome === "unable") return result.reason;
  if (result.outcome !== "measured") return result.outcome;
  const ratio = ratioOf(row, result.contender);
  return result.contender === "hand-written" || ratio === undefined ? duration(result.timing.seconds) : times(ratio);
}

function memorySection({ memory }: Report): Section {
  return {
    title: "Memory of the long chain",
    words: ["Peak of a process that traces the function, prepares its gradient and computes it once, above what it held before."],
    tables: [
      {
        title: "",
        head: ["", "bytes an operation"],
        rows: memory.map(({ contender, bytesPerOperation }) => [contender, Math.round(bytesPerOperation)]),
      },
    ],
  };
}

/** Whatever was wrong or ended a process, with its message; and how long preparing took. */
function notes(rows: readonly RowResult[]): Section[] {
  const bad = rows.flatMap(({ title, results }) =>
    results.flatMap((result) =>
      result.outcome === "measured" || result.outcome === "unable"
        ? []
        : [[result.contender, title, result.outcome, result.reason.slice(0, 160)]],
    ),
  );
  const preparing = {
    title: "",
    head: [
      "",
      ...["product", "log-loss 100", "rosenbrock 100 scalars", "network 2-3-2-1", "network 64-64-64-10"].flatMap(
        (id) => rows.find((row) => row.id === id)?.title ?? [],
      ),
    ],
    rows: (rows[0]?.results ?? []).map(({ contender }) => [
      contender,
      ...["product", "log-loss 100", "rosenbrock 100 scalars", "network 2-3-2-1", "network 64-64-64-10"].flatMap((id) => {
        const row = rows.find((one) => one.id === id);
        const result = row?.results.find((one) => one.contender === contender);
        if (row === undefined) return [];
        return [result?.outcome === "measured" ? duration(result.preparing) : ""];
      }),
    ]),
  };
  return [
    ...(bad.length === 0
      ? []
      : [{ title: "Wrong, crashed or given up", words: [], tables: [{ title: "", head: ["", "row", "", "what happened"], rows: bad }] }]),
    ...(preparing.head.length === 1
      ? []
      : [
          {
            title: "How long each took to prepare",
            words: ["Once for each function; with the loading of the library where it was not loaded yet."],
            tables: [preparing],
          },
        ]),
  ];
}
