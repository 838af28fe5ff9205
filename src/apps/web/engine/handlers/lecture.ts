// A section of the lecture, run and checked, as a page.

import { claims } from "../../../../course/labs/claims.js";
import type { TestedClaim } from "../../../../course/lecture/claims-section.js";
import { type Tally, tally } from "../../../../course/lecture/figure.js";
import { type SectionNumber, sections } from "../../../../course/lecture/sections.js";
import type { Block } from "../../views/lecture/page.js";
import { claimsPage } from "../../views/lecture/pages/claims.js";
import { pages } from "../../views/lecture/pages/index.js";
import type { Progress, Report } from "../progress.js";

export interface LectureQuestion {
  readonly section: SectionNumber;
  /** whether the experiments of section 8 are to be run: they take a while */
  readonly run: boolean;
}

export interface LecturePage {
  readonly section: SectionNumber;
  readonly blocks: readonly Block[];
  readonly figures: Tally;
}

export function lectureHandler({ section, run }: LectureQuestion, report: Report): LecturePage | Generator<Progress, LecturePage> {
  return section === "8" ? experiments(run) : computed(section, report);
}

function computed<N extends SectionNumber>(section: N, report: Report): LecturePage {
  const { data, figures } = sections[section].compute((done) => report({ done }));
  return { section, blocks: pages[section](data), figures: tally(figures) };
}

/** One claim after the other: what is known is shown while the others are tested. */
function* experiments(run: boolean): Generator<Progress, LecturePage> {
  const tested: TestedClaim[] = [];
  const page = (): LecturePage => ({ section: "8", blocks: claimsPage(tested), figures: tally([]) });
  for (const { claim, lab, quick, test } of run ? claims : []) {
    yield { done: tested.length / claims.length, text: claim, partial: page() };
    tested.push({ ...test(), lab, quick });
  }
  return page();
}
