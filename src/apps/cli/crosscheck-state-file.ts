// How far a cross-check came, on the disk: complete whenever the program is killed, and refused where it does not fit.

import { readFileSync, statSync } from "node:fs";
import type { Totals } from "../../verify/crosscheck.js";
import { type CrosscheckRun, optionsOf } from "./crosscheck-settings.js";
import { writeAtomically } from "./write-atomically.js";

/** A file that is no state, or of another run. */
export class CrosscheckStateError extends Error {
  override readonly name = "CrosscheckStateError";
}

export interface StoredCrosscheck {
  readonly run: CrosscheckRun;
  readonly totals: Totals;
  /** of work, over all sittings */
  readonly seconds: number;
}

const version = 1;

export function writeCrosscheck(path: string, stored: StoredCrosscheck): void {
  writeAtomically(path, `${JSON.stringify({ crosscheck: version, ...stored })}\n`);
}

/** Undefined when there is no such file. @throws {CrosscheckStateError} when it holds something else */
export function readCrosscheck(path: string): StoredCrosscheck | undefined {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  const stored = parsed(readFileSync(path, "utf8"));
  if (stored !== undefined) return stored;
  throw new CrosscheckStateError(`${path}: this is no state of a cross-check that this version reads. Name another file, or remove it.`);
}

/** @throws {CrosscheckStateError} naming both runs when what was typed is another one */
export function requireSameCrosscheck(path: string, stored: CrosscheckRun, asked: CrosscheckRun): void {
  const [before, now] = [optionsOf(stored), optionsOf(asked)];
  if (before === now) return;
  throw new CrosscheckStateError(
    `${path}: this is a run with ${before}, and asked for is ${now}. Leave these options out to go on with it, or name another --state.`,
  );
}

function parsed(text: string): StoredCrosscheck | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value["crosscheck"] !== version) return undefined;
  const { run, totals, seconds } = value;
  return isRun(run) && isTotals(totals) && typeof seconds === "number" && seconds >= 0 ? { run, totals, seconds } : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const areCounts = (value: unknown) => isObject(value) && Object.values(value).every(isCount);

function isRun(value: unknown): value is CrosscheckRun & Fields {
  if (!isObject(value)) return false;
  const { what, seed, size, wild } = value;
  return (what === "formulas" || what === "networks") && isCount(seed) && isCount(size) && typeof wild === "boolean";
}

function isTotals(value: unknown): value is Totals & Fields {
  if (!isObject(value)) return false;
  const { done, verdicts, inconclusive, answered } = value;
  const isCounted = (entry: unknown) => isObject(entry) && isCount(entry["count"]) && typeof entry["first"] === "string";
  return (
    isCount(done) && areCounts(verdicts) && areCounts(answered) && isObject(inconclusive) && Object.values(inconclusive).every(isCounted)
  );
}
