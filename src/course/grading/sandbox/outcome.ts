// From what comes out of QuickJS to an outcome.

import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import { oneLine } from "../show.js";
import type { Failed, Outcome } from "./sandbox.js";
import { revive } from "./wire.js";

/** What the guard says of a call: JSON that only the guard can have written. */
export function outcomeOf(json: string, files: readonly string[]): Outcome {
  const said = JSON.parse(json) as {
    readonly kind: Outcome["kind"];
    readonly value?: unknown;
    readonly what?: string;
    readonly stack?: string;
  };
  if (said.kind === "value") return { kind: "value", value: revive(said.value) };
  if (said.kind === "not-plain-value") return { kind: said.kind, what: said.what ?? "" };
  return failure(said.kind === "stack" || said.kind === "memory" ? said.kind : "threw", said.what ?? "", placeIn(said.stack ?? "", files));
}

interface Ending {
  readonly stopped: boolean;
  readonly files: readonly string[];
}

/** What ended the program outside the guard: a limit, or an exception while the files were loaded. */
export function uncaught(context: QuickJSContext, error: QuickJSHandle, { stopped, files }: Ending): Failed {
  if (stopped) return { kind: "timeout" };
  const { name, message, stack } = thrownBy(context, error);
  const kind = message === "out of memory" ? "memory" : message === "Maximum call stack size exceeded" ? "stack" : "threw";
  const what = name === "" ? message : `${name}: ${message}`;
  return failure(kind, what === "" ? "an object without a message" : what, placeIn(stack, files));
}

/** The parts of an error, read under the same limits as the program: a getter there runs in the sandbox. */
export function thrownBy(
  context: QuickJSContext,
  error: QuickJSHandle,
): { readonly name: string; readonly message: string; readonly stack: string } {
  const type = context.typeof(error);
  if (type !== "object") return { name: "", message: `${type} ${type === "symbol" ? "" : context.getString(error)}`.trim(), stack: "" };
  const text = (name: string) =>
    context.getProp(error, name).consume((part) => (context.typeof(part) === "string" ? context.getString(part) : ""));
  return { name: text("name"), message: text("message"), stack: text("stack") };
}

function failure(kind: "threw" | "stack" | "memory", what: string, where: string | undefined): Failed {
  if (kind === "memory") return { kind };
  const place = where === undefined ? {} : { where };
  return kind === "stack" ? { kind, ...place } : { kind, what: oneLine(what), ...place };
}

/**
 * The innermost place of a stack trace that lies in the student's files; a program can write any text there.
 * @example
 * placeIn("    at f (main.ts:3:9)\n    at call (guard.js:1:1)\n", ["main.ts"])   // "main.ts, line 3"
 */
export function placeIn(stack: string, files: readonly string[]): string | undefined {
  const [, file = "", line = ""] = /\(?([\w./-]+):(\d+):\d+\)?$/m.exec(stack) ?? [];
  return files.includes(file) ? `${file}, line ${line}` : undefined;
}
