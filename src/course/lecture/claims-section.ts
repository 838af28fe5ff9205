// Section 8: claims, each tested by a lab. How one comes out is no figure of the lecture: it is seen, not seen, or depends.

import { type ClaimOutcome, claims, type LectureClaim } from "../labs/claims.js";
import type { Computed } from "./figure.js";

export interface TestedClaim extends ClaimOutcome, Pick<LectureClaim, "lab" | "quick"> {}

export interface ClaimsData {
  readonly claims: readonly TestedClaim[];
}

export function claimsSection(progress: (fraction: number) => void = () => undefined): Computed<ClaimsData> {
  const tested = claims.map(({ lab, quick, test }, i): TestedClaim => {
    progress(i / claims.length);
    return { ...test(), lab, quick };
  });
  return { data: { claims: tested }, figures: [] };
}
