// trigrad check FILE: thousands of cases, one record a line, in constant memory.

import { createReadStream } from "node:fs";
import { checkNetwork, type NetworkRecord } from "../../../course/networks/network-case.js";
import { type CaseInput, type CaseRecord, compareCase, schemaVersion } from "../../../verify/compare/record.js";
import type { Outcome } from "../errors.js";
import { type ReadCase, readCases } from "../read-cases.js";
import { terminalOptions } from "../terminal.js";
import { exitCodeOf } from "./exit-code.js";

export interface CheckOptions {
  readonly json?: boolean;
}

/** Reads a JSON array, a JSON object or JSON lines; a bad line becomes an error record and the rest goes on. */
export async function checkCommand(file: string, { json = false }: CheckOptions): Promise<Outcome> {
  const source = file === "-" ? process.stdin : createReadStream(file);
  const totals = new Map<string, number>();
  let exitCode: 0 | 1 | 2 = 0;
  let count = 0;
  const showProgress = progress();
  for await (const entry of readCases(source)) {
    const record = recordOf(entry);
    count++;
    const code = exitCodeOf(record);
    exitCode = Math.max(exitCode, code) as 0 | 1 | 2;
    totals.set(record.verdict, (totals.get(record.verdict) ?? 0) + 1);
    if (record.claim !== undefined) totals.set(`claim ${record.claim.verdict}`, (totals.get(`claim ${record.claim.verdict}`) ?? 0) + 1);
    await write(json ? JSON.stringify(record) : lineOf(record, count));
    showProgress(count);
  }
  showProgress(undefined);
  if (count === 0)
    throw new Error(
      `${file === "-" ? "standard input" : file} holds no case: write one JSON object a line, such as {"formula": "x^2", "at": {"x": 3}}.`,
    );
  const summary = `${count} cases: ${[...totals].map(([what, n]) => `${n} ${what}`).join(", ")}`;
  return { output: json ? "" : terminalOptions().paint.bold(summary), exitCode };
}

function recordOf(entry: ReadCase): CaseRecord | NetworkRecord {
  if ("problem" in entry) return badLine(entry.problem);
  return "network" in entry ? checkNetwork(entry.network) : compareCase(entry.case as CaseInput);
}

function badLine({ line, message }: { readonly line: number; readonly message: string }): CaseRecord {
  const text = `line ${line}: ${message}`;
  return { schema: schemaVersion, formula: "", verdict: "error", message: text, error: { kind: "syntax", message: text } };
}

function lineOf(record: CaseRecord | NetworkRecord, count: number): string {
  const { paint } = terminalOptions();
  const claim =
    record.claim === undefined
      ? ""
      : ` claim ${record.claim.verdict}${record.claim.worst === undefined ? "" : ` (${record.claim.worst})`};`;
  const colour = exitCodeOf(record) === 0 ? paint.good : paint.bad;
  return `${String(record.id ?? count)}  ${colour(record.verdict)}${claim === "" ? "" : `;${claim.replace(/;$/, "")}`}  ${"formula" in record ? record.formula.slice(0, 60) : "network"}  ${paint.dim(record.message)}`;
}

/** Waits when the reader is slower than the checks, so that memory stays constant. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}

/** A line on standard error that is overwritten, on a terminal only, and only where it does not fall between the records. */
function progress(): (count: number | undefined) => void {
  if (process.stderr.isTTY !== true || process.stdout.isTTY === true) return () => undefined;
  let last = 0;
  return (count) => {
    if (count === undefined) process.stderr.write("\r\u001b[K");
    else if (Date.now() - last > 100) {
      last = Date.now();
      process.stderr.write(`\r${count} cases checked`);
    }
  };
}
