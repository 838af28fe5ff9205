// trigrad exercises: all of them with the student's progress; --start gives them to a student.

import { exercises } from "../../../course/grading/exercises/index.js";
import { exerciseList, exerciseListText } from "../../../views/exercises.js";
import type { Outcome } from "../errors.js";
import { choiceOption } from "../option-value.js";
import { exercisesFolder } from "../student/exercises-folder.js";
import { progressIn } from "../student/progress-file.js";
import { startExercises } from "../student/start.js";
import { terminalOptions } from "../terminal.js";

export interface ExercisesCommandOptions {
  readonly dir?: string;
  readonly start?: string;
  readonly format?: string;
  readonly ascii?: boolean;
}

export function exercisesCommand(options: ExercisesCommandOptions): Outcome {
  const format = choiceOption("--format", options.format ?? "text", ["text", "json"]);
  if (options.start !== undefined) return start(options.start, format);
  const dir = exercisesFolder(options.dir);
  const list = exerciseList(exercises, progressIn(dir), dir);
  return { output: format === "json" ? JSON.stringify(list) : exerciseListText(list, terminalOptions(options.ascii)), exitCode: 0 };
}

function start(folder: string, format: "text" | "json"): Outcome {
  const { written, kept } = startExercises(folder);
  if (format === "json") return { output: JSON.stringify({ schema: 1, folder, written, kept }), exitCode: 0 };
  const were = kept.length === 0 ? "" : ` ${kept.length} were there already and are as you left them.`;
  const place = folder === "exercises" ? "" : ` --dir ${folder}`;
  const lines = [
    `${folder}: ${written.length} exercises written.${were}`,
    `Read ${folder}/01-difference-quotient/README.md, then trigrad watch${place} (it checks whenever you save).`,
  ];
  return { output: lines.join("\n"), exitCode: 0 };
}
