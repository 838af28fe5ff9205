// One submission of a class.

import type { GradeReport } from "../report.js";

/** What became of one submission: a report, or the reason why there was nothing to grade. */
export interface ClassResult {
  /** the name of its file or folder, exactly */
  readonly submission: string;
  /** of its files, so that a later version is graded anew */
  readonly digest: string;
  readonly report?: GradeReport;
  readonly unreadable?: string;
}
