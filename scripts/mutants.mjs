// npm run mutants: changes the mathematics in small ways, one at a time, and asks whether some test notices.

import { setPriority } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { roomOf, rooms } from "./mutants/rooms.mjs";
import { readReports, scoreTable, survivors } from "./mutants/score.mjs";

const usage = `npm run mutants -- [--score] [--every N] [FOLDER or FILE of src ...]

Tests every mutant of the folders given, or of all rooms that are mutated, and prints the score and the survivors.
What a run found is kept in reports/mutants: the next one tests only what changed since. docs/mutation-testing.md explains.

  --every N  test about one mutant in N, an estimate; it is not kept for the next run
  --score    print the score and the survivors of the last runs, and test nothing`;

function settings() {
  try {
    const off = { type: "boolean", default: false };
    const options = { score: off, help: off, every: { type: "string", default: "1" } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const targets = (positionals.length > 0 ? positionals : rooms.map(({ folder }) => folder)).map((path) => path.replace(/\/+$/, ""));
    for (const target of targets) {
      if (roomOf(target) === undefined)
        throw new Error(`${target} is not mutated: name a folder or file of ${rooms.map(({ folder }) => folder).join(", ")}.`);
    }
    const every = Number(values.every);
    if (!Number.isSafeInteger(every) || every < 1) throw new Error(`--every is an integer from 1 on, not ${values.every}.`);
    return { ...values, every, targets, all: positionals.length === 0 };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

const { score, help, every, targets, all } = settings();
if (help) {
  console.log(usage);
  process.exit(0);
}
if (!score) {
  // Hours of work on the side: whatever else the machine does comes first.
  setPriority(15);
  process.env.TRIGRAD_MUTANTS_EVERY = String(every);
  // A sample is one run over everything: to load the tests once costs more than it does.
  if (every > 1) await run(`every-${every}`, targets, [...new Set(targets.flatMap((target) => roomOf(target).tests.split(" ")))]);
  else for (const target of targets) await run(nameOf(target), [target], roomOf(target).tests.split(" "));
}

function nameOf(target) {
  return target.replace(/^src\//, "").replaceAll(/\W+/g, "-");
}

async function run(name, sources, tests) {
  process.env.TRIGRAD_MUTANTS_TESTS = tests.join(" ");
  process.env.TRIGRAD_MUTANTS_LOG = resolve(`reports/mutants/${name}.log`);
  await new Stryker({
    mutate: sources.map((source) => (source.endsWith(".ts") ? source : `${source}/**/*.ts`)),
    incremental: every === 1,
    incrementalFile: `reports/mutants/${name}.incremental.json`,
    tempDirName: `reports/mutants/sandbox-${name}`,
    jsonReporter: { fileName: `reports/mutants/${name}.json` },
  }).runMutationTest();
}

const files = readReports();
if (files.size === 0) {
  console.log("No run has ended yet: npm run mutants starts one.");
  process.exit(0);
}
console.log(scoreTable(files));
for (const line of survivors(files)) if (all ? score : targets.some((target) => line.startsWith(target))) console.log(line);
