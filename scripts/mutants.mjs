// npm run mutants: changes the mathematics in small ways, one at a time, and asks whether some test notices.

import { setPriority } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { roomOf, rooms } from "./mutants/rooms.mjs";
import { readReports, scoreTable, survivors } from "./mutants/score.mjs";

const usage = `npm run mutants -- [--score] [FOLDER or FILE of src ...]

Tests every mutant of the folders given, or of all rooms that are mutated, and prints the score and the survivors.
What a run found is kept in reports/mutants: the next one tests only what changed since. docs/mutation-testing.md explains.

  --score   print the score and the survivors of the last runs, and test nothing`;

function settings() {
  try {
    const options = { score: { type: "boolean", default: false }, help: { type: "boolean", default: false } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const targets = (positionals.length > 0 ? positionals : rooms.map(({ folder }) => folder)).map((path) => path.replace(/\/+$/, ""));
    for (const target of targets) {
      if (roomOf(target) === undefined)
        throw new Error(`${target} is not mutated: name a folder or file of ${rooms.map(({ folder }) => folder).join(", ")}.`);
    }
    return { ...values, targets, all: positionals.length === 0 };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

const { score, help, targets, all } = settings();
if (help) {
  console.log(usage);
  process.exit(0);
}
if (!score) {
  // Hours of work on the side: whatever else the machine does comes first.
  setPriority(15);
  for (const target of targets) {
    const name = target.replace(/^src\//, "").replaceAll(/\W+/g, "-");
    process.env.TRIGRAD_MUTANTS_TESTS = roomOf(target).tests;
    process.env.TRIGRAD_MUTANTS_LOG = resolve(`reports/mutants/${name}.log`);
    await new Stryker({
      mutate: [target.endsWith(".ts") ? target : `${target}/**/*.ts`],
      incrementalFile: `reports/mutants/${name}.incremental.json`,
      tempDirName: `reports/mutants/sandbox-${name}`,
      jsonReporter: { fileName: `reports/mutants/${name}.json` },
    }).runMutationTest();
  }
}
const files = readReports();
console.log(scoreTable(files));
for (const line of survivors(files)) if (all ? score : targets.some((target) => line.startsWith(target))) console.log(line);
