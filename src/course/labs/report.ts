// What every lab returns: a question, typed series, and what was seen, with the numbers and the seed.

import type { Plot } from "./plot.js";

/** How a claim of the lecture came out in this run; never known beforehand. */
export interface Finding {
  /** the claim, in the lecture's words; `section` 8 claims are listed in LECTURE section 8 */
  readonly claim: string;
  readonly seen: "seen here" | "not seen here" | "depends";
  /** one sentence with the numbers that decided it */
  readonly because: string;
}

export interface LabTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface LabReport<Data = unknown> {
  readonly name: string;
  readonly title: string;
  /** the question that the lab answers */
  readonly question: string;
  /** what to guess before looking */
  readonly predict: string;
  /** every number that the run was made with, for repeating it */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** absent where nothing is random */
  readonly randomSeed?: number;
  /** the lab's own numbers, typed by the lab */
  readonly data: Data;
  readonly plots: readonly Plot[];
  readonly tables: readonly LabTable[];
  readonly findings: readonly Finding[];
  /** a paragraph that says what was seen, made from the numbers */
  readonly seen: string;
}

/** A lab as the list shows it and the program runs it. */
export interface Lab {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly predict: string;
  /** settings that a user may change, with their defaults and what they mean */
  readonly options: Readonly<Record<string, LabOption>>;
  /** @param progress called with a fraction from 0 to 1 now and then */
  run(settings: Readonly<Record<string, string | number>>, progress?: (fraction: number) => void): LabReport;
}

export interface LabOption {
  readonly default: string | number;
  readonly meaning: string;
}
