// An archive to upload as a Gradescope autograder.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Exercise, folderOf } from "../../course/grading/exercise.js";
import { ownFolder } from "../own-exercise/own-exercise.js";
import { writeArchive } from "./archive.js";
import { graderFiles, ownExerciseFiles, programInside } from "./grader-files.js";

/** Gradescope runs it once, as root, when it builds the image. */
const setup = `#!/usr/bin/env bash
# The grader needs Node.js 20.19 or newer; everything else is in this archive.
set -euo pipefail
new_enough() { node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; }
if ! new_enough; then
  apt-get update
  apt-get install -y --no-install-recommends ca-certificates curl npm
  npm install --global n
  n 20
  hash -r
fi
new_enough
`;

/** Gradescope runs it for each submission. */
const runAutograder = (which: string) => `#!/usr/bin/env bash
# 0 full marks, 1 less, 2 a submission that could not be graded: each of them has a results.json.
set -u
root="\${TRIGRAD_AUTOGRADER:-/autograder}"
mkdir -p "$root/results"
node "$root/source/${programInside}" grade "$root/submission" ${which}--format gradescope --out "$root/results/results.json"
code=$?
[ "$code" -le 2 ] && [ -s "$root/results/results.json" ]
`;

/**
 * Writes the archive into the folder.
 * @param exercise found by the names of the submitted files unless given
 * @returns its path
 */
export async function packGradescope(folder: string, exercise: Exercise | undefined): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, exercise === undefined ? "autograder.zip" : `autograder-${folderOf(exercise)}.zip`);
  const which =
    exercise === undefined
      ? ""
      : ownFolder(exercise) === undefined
        ? `--exercise ${exercise.number} `
        : '--exercise "$root/source/exercise" ';
  const texts = [
    { name: "setup.sh", text: setup, runs: true },
    { name: "run_autograder", text: runAutograder(which), runs: true },
  ];
  await writeArchive(path, texts, [...graderFiles(), ...ownExerciseFiles(exercise)]);
  return [path];
}
