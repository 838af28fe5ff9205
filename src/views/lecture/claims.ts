// Section 8 as text: each claim, how it came out in this run and why, and the command that repeats it.

import type { ClaimsData, TestedClaim } from "../../course/lecture/claims-section.js";
import { type TableOptions, wrap } from "../comparison.js";
import { commandText } from "../lab.js";
import { item, paragraphs } from "./table.js";

export function claimsText({ claims }: ClaimsData, options: TableOptions): string {
  const intro =
    "None of these is taken for granted: each was tested just now by a small run of a lab, and another seed or other settings may say otherwise. The labs go further: trigrad lab --list.";
  return paragraphs(wrap(intro, options.width), ...claims.map((claim, i) => claimText(claim, i + 1, options)), countText(claims, options));
}

function claimText(tested: TestedClaim, position: number, options: TableOptions): string {
  const { claim, seen, parts, lab, quick, randomSeed } = tested;
  const { paint, width } = options;
  const verdict = (text: TestedClaim["seen"]) => colours(options)[text](text);
  const reasons =
    parts.length === 1
      ? [item(" ", `${verdict(seen)}: ${parts[0]?.because}`, width)]
      : [
          item(" ", `${verdict(seen)}, as a whole:`, width),
          ...parts.map((part) => item("  -", `${verdict(part.seen)}: ${part.claim}. ${part.because}`, width)),
        ];
  return [item(`${position}`, paint.bold(claim), width), ...reasons, commandText({ name: lab, randomSeed }, quick, options)].join("\n");
}

const colours = ({ paint }: TableOptions): Readonly<Record<TestedClaim["seen"], (text: string) => string>> => ({
  "seen here": paint.good,
  "not seen here": paint.gradient,
  depends: paint.note,
});

function countText(claims: readonly TestedClaim[], { width }: TableOptions): string {
  const count = (wanted: TestedClaim["seen"]) => claims.filter(({ seen }) => seen === wanted).length;
  return wrap(
    `${claims.length} claims were tested: seen here ${count("seen here")}, not seen here ${count("not seen here")}, depends ${count("depends")}.`,
    width,
  );
}
