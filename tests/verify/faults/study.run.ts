// Runs the study; scripts/study.mjs starts it with the settings in the environment.

import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { study } from "./study.js";
import { studyMarkdown } from "./study-report.js";

const setting = (name: string): number => Number(process.env[`TRIGRAD_STUDY_${name}`]);

test("the study", { timeout: 24 * 3600 * 1000 }, () => {
  let told = 0;
  const progress = (text: string) => {
    if (Date.now() - told < 2000) return;
    told = Date.now();
    process.stderr.write(`${text}\n`);
  };
  const options = { seed: setting("SEED"), most: setting("MOST"), each: setting("EACH"), formulas: setting("FORMULAS"), progress };
  writeFileSync("docs/verification-study.md", studyMarkdown(study(options)));
});
