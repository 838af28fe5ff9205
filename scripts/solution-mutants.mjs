// Changes the solutions of the exercises in small ways, one at a time, and asks whether the checks notice.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createInstrumenter } from "@stryker-mutator/instrumenter";
import { createInjector } from "typed-inject";
import { processorTime } from "../dist/apps/grader/processor-time.js";
import { folderOf } from "../dist/course/grading/exercise.js";
import { exercises } from "../dist/course/grading/exercises/index.js";
import { grade } from "../dist/course/grading/grade.js";
import { quickJsSandbox } from "../dist/course/grading/sandbox/quickjs.js";

const usage = `npm run mutants:solutions -- [--only NN] [--seeds N]

Every mutant that Stryker makes of solutions/, but texts of errors, is graded with up to N seeds (default: 3) until a law fails.
Prints a table and the mutants that have full marks; docs/mutation-testing.md says why each of them is no fault. Needs npm run build.`;

const { values } = parseArgs({ options: { only: { type: "string" }, seeds: { type: "string", default: "3" }, help: { type: "boolean" } } });
if (values.help) {
  console.log(usage);
  process.exit(0);
}
setPriority(15);
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
const chosen = exercises.filter(({ number }) => values.only === undefined || number === Number(values.only));
// A busy machine catches no mutant.
const sandbox = await quickJsSandbox(processorTime);
const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, trace: quiet, fatal: quiet, isDebugEnabled: () => false };
const instrumenter = createInjector().provideValue("logger", logger).injectFunction(createInstrumenter);
const { strykerPlugins } = await import("./mutants/messages.mjs");

const rows = [];
const survivors = [];
for (const exercise of chosen) {
  const [main] = exercise.files;
  const source = readFileSync(join("solutions", folderOf(exercise), main), "utf8");
  const mutants = await mutantsOf(main, source);
  let caught = 0;
  for (const { location, replacement, mutatorName } of mutants) {
    if (await isCaught(exercise, { [main]: applied(source, location, replacement) })) caught++;
    else
      survivors.push({
        exercise: folderOf(exercise),
        line: location.start.line + 1,
        mutatorName,
        was: partOf(source, location),
        is: replacement,
      });
  }
  rows.push({ exercise: folderOf(exercise), mutants: mutants.length, caught });
  console.log(`| ${folderOf(exercise).padEnd(22)} | ${String(mutants.length).padStart(7)} | ${String(caught).padStart(6)} |`);
}
for (const { exercise, line, mutatorName, was, is } of survivors)
  console.log(`${exercise}:${line} ${mutatorName}: ${shown(was)} -> ${shown(is)}`);
mkdirSync("reports", { recursive: true });
writeFileSync("reports/solution-mutants.json", `${JSON.stringify({ seeds: seeds.length, rows, survivors }, undefined, 2)}\n`);

async function mutantsOf(name, content) {
  const options = { ignorers: strykerPlugins.map(({ value }) => value), excludedMutations: [], plugins: null };
  const { mutants } = await instrumenter.instrument([{ name, content, mutate: true }], options);
  return mutants.filter(({ status }) => status !== "Ignored");
}

/** Full marks for every seed, or not; a mutant that is no program is caught too. */
async function isCaught(exercise, files) {
  const lost = new Error("a law failed");
  const onProperty = ({ verdict }) => {
    if (verdict !== "passed") throw lost;
  };
  try {
    for (const randomSeed of seeds) await grade(exercise, files, sandbox, { randomSeed, milliseconds: 120_000, onProperty });
    return false;
  } catch (error) {
    if (error !== lost) throw error;
    return true;
  }
}

function offsetOf(source, { line, column }) {
  return source
    .split("\n")
    .slice(0, line)
    .reduce((sum, text) => sum + text.length + 1, column);
}

function partOf(source, { start, end }) {
  return source.slice(offsetOf(source, start), offsetOf(source, end));
}

function applied(source, { start, end }, replacement) {
  return `${source.slice(0, offsetOf(source, start))}${replacement}${source.slice(offsetOf(source, end))}`;
}

function shown(text) {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 90 ? `${line.slice(0, 90)} ...` : line;
}
