// trigrad lecture [SECTION]: everything on the slides, run and checked.

import { writeFileSync } from "node:fs";
import { type Figure, type Tally, tally } from "../../../course/lecture/figure.js";
import { type SectionNumber, sectionNamed, sectionNumbers, sections, UnknownSection } from "../../../course/lecture/sections.js";
import { schemaVersion } from "../../../verify/compare/record.js";
import type { TableOptions } from "../../../views/comparison.js";
import { drawnSections, sectionSvg } from "../../../views/lecture/pictures.js";
import { contentsText, sectionText, tallyText } from "../../../views/lecture/sections.js";
import type { Outcome } from "../errors.js";
import { progressBar } from "../progress.js";
import { terminalOptions } from "../terminal.js";

export interface LectureOptions {
  readonly json?: boolean;
  readonly svg?: string;
}

export function lectureCommand(section: string | undefined, options: LectureOptions): Outcome {
  try {
    return lectureOutcome(section, options);
  } catch (error) {
    if (options.json !== true || !(error instanceof UnknownSection)) throw error;
    const { message } = error;
    return {
      output: JSON.stringify({ schema: schemaVersion, verdict: "error", message, error: { kind: "bad-value", message } }),
      exitCode: 2,
    };
  }
}

function lectureOutcome(section: string | undefined, options: LectureOptions): Outcome {
  const chosen = section === undefined ? sectionNumbers : [sectionNamed(section)];
  if (options.svg !== undefined) return writePicture(section === undefined ? undefined : chosen[0], options.svg);
  const found = compute(chosen);
  const total = tally(found.flatMap(({ figures }) => figures));
  const output = options.json === true ? record(found, total) : text(found, total, section === undefined);
  return { output, exitCode: exitCodeOf(total) };
}

/** @internal */
export const exitCodeOf = ({ wrong }: Tally): 0 | 1 => (wrong.length === 0 ? 0 : 1);

interface Found {
  readonly number: SectionNumber;
  readonly data: unknown;
  readonly figures: readonly Figure[];
  readonly text: (options: TableOptions) => string;
  readonly svg: string | undefined;
}

function compute(chosen: readonly SectionNumber[]): readonly Found[] {
  const bar = progressBar({ label: "lecture" });
  try {
    return chosen.map((number, i) => run(number, (fraction) => bar.update((i + fraction) / chosen.length, `section ${number}`)));
  } finally {
    bar.done();
  }
}

function run<N extends SectionNumber>(number: N, progress: (fraction: number) => void): Found {
  progress(0);
  const { data, figures } = sections[number].compute(progress);
  return {
    number,
    data,
    figures,
    text: (options) => sectionText(number, data, options),
    get svg() {
      return sectionSvg(number, data);
    },
  };
}

function writePicture(number: SectionNumber | undefined, file: string): Outcome {
  const drawn = drawnSections.join(" and ");
  if (number === undefined)
    throw new Error(`which section is to be drawn? trigrad lecture 3 --svg ${file} draws section 3; there are pictures of ${drawn}.`);
  if (!drawnSections.includes(number)) throw new Error(`section ${number} has no picture: there are pictures of sections ${drawn}.`);
  const found = compute([number]);
  writeFileSync(file, found[0]?.svg ?? "");
  return { output: `wrote ${file}`, exitCode: exitCodeOf(tally(found.flatMap(({ figures }) => figures))) };
}

function record(found: readonly Found[], total: Tally): string {
  const entries = found.map(({ number, data, figures }) => {
    const own = tally(figures);
    return { number, title: sections[number].title, right: own.wrong.length === 0, figures: own, data };
  });
  return JSON.stringify({ schema: schemaVersion, figures: total, sections: entries });
}

function text(found: readonly Found[], total: Tally, withContents: boolean): string {
  const options = terminalOptions();
  const contents = withContents ? [contentsText(options)] : [];
  const parts = [...contents, ...found.map((one) => one.text(options)), tallyText(total, options)];
  return parts.filter((part) => part !== "").join("\n\n");
}
