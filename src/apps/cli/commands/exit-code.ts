// The exit code of a verdict.

import type { CaseRecord } from "../../../verify/compare/record.js";

/** 0 unless the methods disagree (1) or the input was bad (2). */
export function exitCodeOf({ verdict, claim }: Pick<CaseRecord, "verdict" | "claim">): 0 | 1 | 2 {
  if (verdict === "error") return 2;
  return verdict === "disagree" || claim?.verdict === "wrong" ? 1 : 0;
}
