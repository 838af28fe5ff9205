// Each job runs in a process of its own: one row does not shape the machine code of the next, and a contender may take its process down.

import { type ChildProcess, fork } from "node:child_process";
import type { Job, JobKind, Outcomes } from "./jobs.js";
import type { Result, RowResult } from "./row.js";

/** What a child says. */
export type Message<K extends JobKind = JobKind> =
  | { readonly about: string }
  | { readonly done: Outcomes[K] }
  | { readonly failed: string };

/** The first argument of a child. */
export const childMark = "--child";

/** Why a child gave no result, and what it was about when it ended. */
interface Failure {
  readonly about: string;
  readonly how: "crashed" | "gave up";
  readonly reason: string;
}

/** @throws {Error} when the job fails; a row does not: contenders that end its process are left out, one after the other */
export async function isolated<K extends JobKind>(job: Job<K>, program = ownProgram()): Promise<Outcomes[K]> {
  const outcome = await attempt(job, program);
  if ("done" in outcome) return outcome.done;
  const { about, reason } = outcome;
  throw new Error(`${job.kind}${job.subject === undefined ? "" : ` ${job.subject}`}: ${reason}${about === "" ? "" : ` (at ${about})`}`);
}

/** A row, as often as it takes. @param names of all contenders, in order */
export async function isolatedRow(job: Job<"row">, names: readonly string[], program = ownProgram()): Promise<RowResult> {
  const ended: Result[] = [];
  for (;;) {
    const outcome = await attempt({ ...job, without: ended.map(({ contender }) => contender) }, program);
    if ("done" in outcome) {
      const all = [...outcome.done.results, ...ended];
      return { ...outcome.done, results: names.flatMap((name) => all.filter(({ contender }) => contender === name)) };
    }
    const { about, how, reason } = outcome;
    // Without a contender to blame it would end the same way again.
    if (!names.includes(about)) throw new Error(`${job.subject}: ${reason}`);
    ended.push({ contender: about, outcome: how, reason });
  }
}

/** The children run what runs here. */
const ownProgram = () => process.argv[1] as string;

/** No job takes so long on a machine that works, in milliseconds. */
const longest = 600_000;

function attempt<K extends JobKind>(job: Job<K>, program: string): Promise<{ readonly done: Outcomes[K] } | Failure> {
  const child = fork(program, [childMark], {
    execArgv: ["--expose-gc", "--max-old-space-size=4096"],
    silent: true,
    serialization: "advanced",
  });
  return new Promise((resolve) => {
    // A series says nothing until a size is done, or all of it.
    const patience = job.kind === "row" ? job.settings.patience : longest;
    let about = "";
    let timer = setTimeout(() => {}, 0);
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        end(child, { about, how: "gave up", reason: `nothing after ${patience / 1000} s` });
      }, patience);
    };
    const end = (of: ChildProcess, outcome: { readonly done: Outcomes[K] } | Failure) => {
      clearTimeout(timer);
      of.kill("SIGKILL");
      resolve(outcome);
    };
    let lastWords = "";
    child.stderr?.on("data", (text) => {
      lastWords = `${lastWords}${text}`.slice(-4000);
    });
    child.stdout?.resume();
    child.on("message", (message: Message<K>) => {
      wait();
      if ("about" in message) about = message.about;
      else if ("done" in message) end(child, { done: message.done });
      else end(child, { about: "", how: "crashed", reason: message.failed });
    });
    // After a message with the outcome this changes nothing any more.
    child.on("exit", (code, signal) => end(child, { about, how: "crashed", reason: reasonOf(lastWords, code, signal) }));
    wait();
    child.send(job);
  });
}

/** The line of the last words that says what happened. */
function reasonOf(words: string, code: number | null, signal: string | null): string {
  const told = words.split("\n").find((line) => /heap out of memory|Error/.test(line));
  if (told?.includes("heap out of memory")) return "out of memory";
  return told?.trim() ?? `its process ended with ${signal ?? `exit code ${code}`}`;
}
