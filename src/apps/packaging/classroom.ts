// A GitHub Classroom assignment that grades itself: a workflow, and the grader beside it.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Exercise, folderOf } from "../../course/grading/exercise.js";
import { exercises } from "../../course/grading/exercises/index.js";
import { writeAtomically } from "../cli/write-atomically.js";
import { ownFolder } from "../own-exercise/own-exercise.js";
import { writeArchive } from "./archive.js";
import { graderFiles, ownExerciseFiles, programInside } from "./grader-files.js";

/** @returns the paths of the files, to be added to the assignment's repository */
export async function packClassroom(folder: string, exercise: Exercise | undefined): Promise<readonly string[]> {
  const [workflows, classroom] = [join(folder, ".github", "workflows"), join(folder, ".github", "classroom")];
  mkdirSync(workflows, { recursive: true });
  mkdirSync(classroom, { recursive: true });
  const archive = join(classroom, "trigrad.zip");
  const workflow = join(workflows, "classroom.yml");
  await writeArchive(archive, [], [...graderFiles(), ...ownExerciseFiles(exercise)]);
  writeAtomically(workflow, workflowText(exercise === undefined ? exercises : [exercise]));
  return [workflow, archive];
}

/** A step for each exercise; one that gets less than full marks fails, which must not keep the others from being graded. */
function workflowText(graded: readonly Exercise[]): string {
  const idOf = ({ number }: Exercise) => `exercise${number}`;
  const which = (exercise: Exercise) => (ownFolder(exercise) === undefined ? exercise.number : '"$RUNNER_TEMP/trigrad/exercise"');
  const steps = graded.map(
    (exercise) => `      - name: ${folderOf(exercise)}
        id: ${idOf(exercise)}
        continue-on-error: true
        run: node "$RUNNER_TEMP/trigrad/${programInside}" grade . --exercise ${which(exercise)} --format github
`,
  );
  const results = graded.map(
    (exercise) => `          ${idOf(exercise).toUpperCase()}_RESULTS: \${{ steps.${idOf(exercise)}.outputs.result }}\n`,
  );
  return `name: Autograding Tests
on:
  - push
  - workflow_dispatch
  - repository_dispatch
permissions:
  checks: write
  actions: read
  contents: read
jobs:
  run-autograding-tests:
    runs-on: ubuntu-latest
    if: github.actor != 'github-classroom[bot]'
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - name: Unpack the grader
        run: unzip -q .github/classroom/trigrad.zip -d "$RUNNER_TEMP/trigrad"
${steps.join("")}      - name: Report
        uses: education/autograding-grading-reporter@v1
        env:
${results.join("")}        with:
          runners: ${graded.map(idOf).join(",")}
`;
}
