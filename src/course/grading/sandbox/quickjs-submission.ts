// One submission in QuickJS: load its files, call its functions, and say what came of it.

import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from "quickjs-emscripten-core";
import type { Argument, Callback, Plain } from "../plain.js";
import { stripTypes, syntaxError } from "../strip-types.js";
import type { SubmissionError } from "../submission-error.js";
import { type GuardSettings, guard } from "./guard.js";
import { importedFile, refusedImport } from "./imports.js";
import { outcomeOf, thrownBy, uncaught } from "./outcome.js";
import type { Failed, Files, Limits, Outcome, Submission } from "./sandbox.js";
import { decodePlain, encodeArguments } from "./wire.js";

/** More than any exercise returns; less than a report could not show. */
const largest = { values: 100_000, depth: 100 };

/** No Date, no Proxy: results do not depend on the clock, and objects are what they look like. */
const intrinsics = {
  BaseObjects: true,
  Eval: true,
  StringNormalize: true,
  RegExp: true,
  RegExpCompiler: true,
  JSON: true,
  MapSet: true,
  TypedArrays: true,
  Promise: true,
  BigInt: true,
};

interface Setting {
  readonly randomSeed: number;
  readonly limits: Limits;
  readonly clock: () => number;
  /** called when the machine itself gave up */
  readonly broken: () => void;
}

/** @throws {SubmissionError} */
export function loadQuickJs(machine: QuickJSWASMModule, files: Files, { randomSeed, limits, clock, broken }: Setting): Submission {
  const main = Object.keys(files)[0] ?? "";
  const programs = new Map(Object.entries(files).map(([file, source]) => [file, stripTypes(file, source)]));
  const runtime = machine.newRuntime();
  const meter = limited(runtime, limits, clock);
  const problem = importOwnFilesOnly(runtime, files, programs);
  const context = runtime.newContext({ intrinsics });
  const functions: Callback[] = [];
  const names = Object.keys(files);
  const ending = () => ({ stopped: meter.stopped(), files: names });
  const tools = installGuard(context, functions, { ...largest, randomSeed, output: limits.output });
  let exported: QuickJSHandle | undefined;
  let dead: Failed | undefined;

  /** Every step into the machine goes through here: a machine that breaks ends the submission, not the grader. */
  function enter(step: () => Outcome): Outcome {
    if (dead !== undefined) return dead;
    meter.restart();
    try {
      return step();
    } catch (error) {
      const name = error instanceof Error ? error.name : "";
      if (name !== "RangeError" && name !== "RuntimeError") throw error;
      dead = name === "RangeError" ? { kind: "stack" } : { kind: "memory" };
      broken();
      return dead;
    }
  }

  const loaded = enter(() => {
    const result = context.evalCode(programs.get(main) ?? "", main, { type: "module" });
    if (problem.refused !== undefined) throw problem.refused;
    if (result.error !== undefined) {
      return result.error.consume((error) => {
        const syntax = meter.stopped() ? undefined : syntaxProblem(context, error, { files, programs });
        if (syntax !== undefined) throw syntax;
        return uncaught(context, error, ending());
      });
    }
    // A file that awaits something gives a promise of its exports.
    runtime.executePendingJobs().dispose();
    const state = context.getPromiseState(result.value);
    if (state.type !== "fulfilled") {
      result.value.dispose();
      // A loop that awaits may be stopped between two of its rounds, where nothing can be thrown.
      if (state.type === "pending" && meter.stopped()) return { kind: "timeout" };
      if (state.type === "pending") return { kind: "threw", what: `${main} waits (await) for something that never comes` };
      return state.error.consume((error) => uncaught(context, error, ending()));
    }
    exported = state.value;
    if (state.notAPromise !== true) result.value.dispose();
    return { kind: "value", value: undefined };
  });
  const failed = loaded.kind === "value" ? undefined : loaded;

  return {
    failed,
    call: async (name, args) => failed ?? enter(() => callExport(name, args)),
    output: () => (dead === undefined ? tools.output() : ""),
    dispose() {
      // Nothing of a broken machine can be given back.
      if (dead !== undefined) return;
      try {
        exported?.dispose();
        tools.dispose();
        context.dispose();
        runtime.dispose();
      } catch {
        // A program that was stopped half-way may leave something behind that the machine misses.
        broken();
      }
    },
  };

  function callExport(name: string, args: readonly Argument[]): Outcome {
    const f = exported === undefined ? context.undefined : context.getProp(exported, name);
    if (context.typeof(f) !== "function") {
      f.dispose();
      return { kind: "missing", exports: exportNames() };
    }
    const json = context.newString(encodeArguments(args, functions));
    const result = context.callFunction(tools.call, context.undefined, f, json);
    f.dispose();
    json.dispose();
    if (result.error !== undefined) return result.error.consume((error) => uncaught(context, error, ending()));
    return outcomeOf(
      result.value.consume((value) => context.getString(value)),
      names,
    );
  }

  function exportNames(): readonly string[] {
    if (exported === undefined) return [];
    const found = context.getOwnPropertyNames(exported, { strings: true, numbersAsStrings: true });
    return found.error !== undefined ? [] : found.value.map((name) => name.consume((text) => context.getString(text)));
  }
}

/** Counts the work: QuickJS asks after every ten thousand loop rounds and calls, inside regular expressions too. */
function limited(
  runtime: QuickJSRuntime,
  { work, milliseconds, memoryBytes, stackBytes }: Limits,
  clock: () => number,
): { restart(): void; stopped(): boolean } {
  runtime.setMemoryLimit(memoryBytes);
  runtime.setMaxStackSize(stackBytes);
  let done = 0;
  let until = clock() + milliseconds;
  let stopped = false;
  runtime.setInterruptHandler(() => {
    done++;
    stopped ||= done > work || clock() > until;
    return stopped;
  });
  return {
    restart() {
      done = 0;
      stopped = false;
      until = clock() + milliseconds;
    },
    stopped: () => stopped,
  };
}

function importOwnFilesOnly(runtime: QuickJSRuntime, files: Files, programs: ReadonlyMap<string, string>): { refused?: SubmissionError } {
  const problem: { refused?: SubmissionError } = {};
  const names = [...programs.keys()];
  let asking = names[0] ?? "";
  runtime.setModuleLoader(
    (name) => {
      const program = programs.get(name);
      if (program !== undefined) return program;
      problem.refused ??= refusedImport(asking, name, files);
      return { error: new Error(problem.refused.message) };
    },
    (from, specifier) => {
      asking = from;
      return importedFile(from, specifier, names) ?? specifier;
    },
  );
  return problem;
}

interface Tools {
  readonly call: QuickJSHandle;
  output(): string;
  dispose(): void;
}

function installGuard(context: QuickJSContext, functions: readonly Callback[], settings: GuardSettings): Tools {
  const make = context.unwrapResult(context.evalCode(`(${guard.toString()})`, "guard.js"));
  const given = context.unwrapResult(context.evalCode(`(${JSON.stringify(settings)})`, "guard.js"));
  const host = context.newFunction("callback", (id, args) =>
    context.newString(answer(functions[context.getNumber(id)], context.getString(args))),
  );
  const made = context.unwrapResult(context.callFunction(make, context.undefined, host, given));
  const [call, output] = [context.getProp(made, "call"), context.getProp(made, "output")];
  for (const handle of [make, given, host, made]) handle.dispose();
  return {
    call,
    output: () => {
      const result = context.callFunction(output, context.undefined);
      return result.error === undefined ? result.value.consume((text) => context.getString(text)) : "";
    },
    dispose() {
      call.dispose();
      output.dispose();
    },
  };
}

function answer(callback: Callback | undefined, args: string): string {
  try {
    return `=${encodeArguments(callback?.run(...(decodePlain(args) as readonly Plain[])), [])}`;
  } catch (error) {
    return `!${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Mistakes that only the engine finds, such as a name that is declared twice. */
function syntaxProblem(
  context: QuickJSContext,
  error: QuickJSHandle,
  { files, programs }: { readonly files: Files; readonly programs: ReadonlyMap<string, string> },
): SubmissionError | undefined {
  const { name, message, stack } = thrownBy(context, error);
  const place = /^\s*at ([\w./-]+):(\d+):(\d+)\s*$/.exec(stack);
  if (name !== "SyntaxError" || place === null) return undefined;
  const file = place[1] ?? "";
  const [line, column] = [Number(place[2]), Number(place[3])];
  const [written, run] = [files[file], programs.get(file)].map((text) => (text ?? "").split("\n")[line - 1]);
  const said = /redefinition/.test(message) ? "this name is declared twice" : message;
  // Where types were stripped from the line, the engine counts other columns than the student.
  return syntaxError(file, files[file] ?? "", said, written === run ? { line, column } : { line });
}
