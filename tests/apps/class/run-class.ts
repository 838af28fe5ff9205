// Runs of grade-class that are killed when so many results are there, never after so much time.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { environment, program } from "../run.js";

export const tables = ["class.csv", "class.json", "class.html"] as const;

export function tablesIn(out: string): readonly string[] {
  return tables.map((name) => readFileSync(join(out, name), "utf8"));
}

export function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, "grade-class", ...args], { env: environment(), stdio: "ignore" });
}

export const ended = (child: ChildProcess) => new Promise<number | null>((done) => child.once("exit", (code) => done(code)));

/** Names of the results with what would change if one were written again. */
export function resultsIn(out: string): ReadonlyMap<string, number> {
  const folder = join(out, "submissions");
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  return new Map(names.map((name) => [name, statSync(join(folder, name)).ino]));
}

/** @returns false when the program ended before */
export async function untilResults(child: ChildProcess, out: string, count: number): Promise<boolean> {
  while (resultsIn(out).size < count) {
    if (child.exitCode !== null) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
