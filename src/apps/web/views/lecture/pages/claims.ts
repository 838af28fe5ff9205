// Section 8: claims, each tested by a small run of a lab.

import { claims } from "../../../../../course/labs/claims.js";
import type { TestedClaim } from "../../../../../course/lecture/claims-section.js";
import { type Block, heading, links, type PageLink, table, text } from "../page.js";

/** A network to watch for each claim, in the order of the lecture. */
const networks: readonly PageLink["entries"][] = [
  { set: "circles", act: "step", steps: "200" },
  { set: "circles", hidden: "8,8,8,8,8,8", act: "sigmoid", steps: "400" },
  { set: "moons", loss: "squared", steps: "400" },
  { set: "moons", hidden: "8,8,8,8", act: "relu", steps: "400" },
  { set: "spirals", hidden: "16,16", steps: "400" },
  { set: "moons", batch: "1", steps: "400" },
];

export function claimsPage(tested: readonly TestedClaim[]): readonly Block[] {
  const count = (wanted: TestedClaim["seen"]) => tested.filter(({ seen }) => seen === wanted).length;
  const counted = `${tested.length} of ${claims.length} claims were tested: seen here ${count("seen here")}, not seen here ${count("not seen here")}, depends ${count("depends")}.`;
  return [
    text(
      "None of these is taken for granted: each is tested by a small run of a lab, and another seed or other settings may say otherwise.",
    ),
    ...claims.flatMap(({ claim, lab }, i) => claimBlocks(claim, lab, i, tested[i])),
    ...(tested.length === 0 ? [] : [text(counted)]),
  ];
}

function claimBlocks(claim: string, lab: string, i: number, tested: TestedClaim | undefined): readonly Block[] {
  const watch = links({ text: "Watch such a network train", view: "network", entries: networks[i] ?? {} });
  if (tested === undefined) return [heading(`${i + 1}. ${claim}`), text("Not tested yet."), watch];
  const { seen, parts, randomSeed } = tested;
  const again = `trigrad lab ${lab} runs all of it; this run had the seed ${randomSeed}.`;
  const rows = parts.map((part) => [part.claim, part.seen, part.because]);
  return [heading(`${i + 1}. ${claim}`), table(`As a whole: ${seen}`, ["what", "came out", "because"], rows), text(again), watch];
}
