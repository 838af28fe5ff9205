// The terminal program as a reader runs it: a process of its own, judged by what it prints and how it ends.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect } from "vitest";

export const program = resolve("dist/apps/cli/main.js");

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Setting {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  readonly node?: readonly string[];
  readonly cwd?: string;
}

/** The environment of a terminal of its own: none of what the tests run in. */
export function environment(env: Setting["env"] = {}): NodeJS.ProcessEnv {
  return { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, COLUMNS: undefined, TERM: "xterm-256color", ...env };
}

export function trigrad(args: readonly string[], { env = {}, input, node = [], cwd }: Setting = {}): Promise<Run> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [...node, program, ...args],
      { env: environment(env), maxBuffer: 100_000_000, encoding: "utf8", cwd },
      (error, out, err) => done({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, out, err }),
    );
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input ?? "");
  });
}

/** Bad input: exit code 2, a message, and nothing that belongs to the program's inside. */
export function expectRefused({ code, out, err }: Run): void {
  expect(code).toBe(2);
  expect(err.trim()).not.toBe("");
  expect(`${out}${err}`).not.toMatch(/^\s+at |node:internal|\bE[A-Z]{4,}:/m);
}

export const json = ({ out }: Run) => JSON.parse(out);

export const jsonLines = ({ out }: Run) =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** A folder for the files of one test module, gone with it. */
export function temporaryFolder(): { readonly path: string; write(name: string, text: string): string } {
  const path = mkdtempSync(join(tmpdir(), "trigrad-cli-"));
  afterAll(() => rmSync(path, { recursive: true }));
  return {
    path,
    write(name, text) {
      const file = join(path, name);
      writeFileSync(file, text);
      return file;
    },
  };
}
